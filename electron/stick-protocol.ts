// What the window's process and the sticks' process say to each other: each question's input and each answer's type.
import { z } from 'zod'
import type { EjectAnswer, SaveAnswer, Stick } from './contract.ts'
import type { FoundPack } from './sticks.ts'

const StickId = z.strictObject({ stickId: z.string() })

export const stickCalls = {
  list: z.strictObject({}),
  find: z.strictObject({ packId: z.string() }),
  eject: StickId,
  save: StickId.extend({
    files: z.array(z.strictObject({ name: z.string().regex(/^[a-z0-9-]+\.[a-z]+$/), text: z.string() })),
  }),
  leave: z.strictObject({}),
} as const satisfies Record<string, z.ZodType>

export type StickCall = keyof typeof stickCalls
export type StickInput<N extends StickCall> = z.infer<(typeof stickCalls)[N]>

export type StickAnswers = {
  list: Stick[]
  find: FoundPack | null
  eject: EjectAnswer
  save: SaveAnswer
  leave: null
}

const names = Object.keys(stickCalls) as [StickCall, ...StickCall[]]
export const StickAsk = z.strictObject({
  id: z.number().int().positive(),
  name: z.enum(names),
  input: z.unknown(),
})
export type StickAsk = z.infer<typeof StickAsk>

export const StickReply = z.strictObject({ id: z.number().int(), ok: z.boolean(), answer: z.unknown() })
export type StickReply = z.infer<typeof StickReply>
