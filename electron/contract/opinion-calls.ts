// What the page may ask about opinions (提意见, 看答复), and what the window's process asks the store for it.
import { z } from 'zod'
import type { FoundOpinion } from '../../db/opinion-answers.ts'
import type { OpinionCounts } from '../../db/opinion-replies.ts'
import type { OpinionLeft } from '../../db/opinions.ts'
import { longestOpinion, opinionReasons } from '../../disclosure/opinion.ts'
import type { ReturnFile } from '../return-files.ts'
import { None, VillageCode, type Calls } from './call.ts'

export type { FoundOpinion, OpinionCounts, OpinionLeft }

/** A character may be two of what JavaScript counts. */
const Words = z.string().max(2 * longestOpinion)

const left = z.strictObject({
  village: VillageCode.nullable(),
  entry: z.string().min(1).max(120).nullable(),
  reason: z.enum(opinionReasons),
  text: Words,
})

export const opinionCalls = {
  /** What somebody wrote, with all in it hidden that must not leave the machine. */
  opinionAsSent: { input: z.strictObject({ text: Words }), staff: false },
  /** Closed at once; what comes back is the number to ask by. */
  leaveOpinion: { input: left, staff: false },
  opinionByNumber: { input: z.strictObject({ number: z.string().regex(/^\d{8}$/) }), staff: false },
  opinionCounts: { input: None, staff: false },
  /** How many no stick has carried home. */
  opinionsWaiting: { input: None, staff: true },
} as const satisfies Calls

export type OpinionAnswers = {
  opinionAsSent: { text: string }
  leaveOpinion: OpinionLeft
  opinionByNumber: FoundOpinion
  opinionCounts: OpinionCounts | null
  opinionsWaiting: { waiting: number }
}

export const opinionStoreCalls = {
  opinionAsSent: opinionCalls.opinionAsSent.input,
  leaveOpinion: left,
  opinionByNumber: opinionCalls.opinionByNumber.input,
  opinionCounts: None,
  opinionsWaiting: None,
  /** Whoever was here has left. */
  opinionVisitOver: None,
  /** The file for a stick, and what is in it; null where there is nothing to carry. */
  opinionsForStick: None,
  opinionsHandedOver: z.strictObject({ numbers: z.array(z.string().regex(/^\d{8}$/)).max(10_000) }),
} as const satisfies Record<string, z.ZodType>

export type OpinionStoreAnswers = OpinionAnswers & {
  opinionVisitOver: null
  opinionsForStick: { file: ReturnFile; numbers: string[] } | null
  opinionsHandedOver: null
}
