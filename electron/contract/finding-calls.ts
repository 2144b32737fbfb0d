// What villagers' screens ask where something is looked for: letters, characters, families and a household's lines.
import { z } from 'zod'
import type { FamilyGroup, Found, FoundPerson, HouseholdLine } from '../../db/find.ts'
import { VillageCode } from './call.ts'
import type { Calls } from './call.ts'

export type { FamilyGroup, Found, FoundItem, FoundPerson, FoundText, HouseholdLine } from '../../db/find.ts'

/** A villager group; null where a list does not say. */
const Group = z.number().int().nullable()

export const findingCalls = {
  /** What fits the letters typed so far; an empty text gives what a village has. */
  find: { input: z.strictObject({ villageCode: VillageCode, text: z.string().max(40) }), staff: false },
  /** What letters may stand for, the likeliest first. */
  candidates: {
    input: z.strictObject({ villageCode: VillageCode, letters: z.string().regex(/^[a-z]{0,40}$/) }),
    staff: false,
  },
  families: { input: z.strictObject({ villageCode: VillageCode }), staff: false },
  householdNames: {
    input: z.strictObject({ villageCode: VillageCode, group: Group, surname: z.string().min(1).max(8) }),
    staff: false,
  },
  household: {
    input: z.strictObject({ villageCode: VillageCode, group: Group, name: z.string().min(1).max(60) }),
    staff: false,
  },
} as const satisfies Calls

export type FindingAnswers = {
  find: Found
  candidates: Candidate[]
  families: FamilyGroup[]
  householdNames: FoundPerson[]
  household: { lines: HouseholdLine[]; more: number }
}

/** `letters` is how many of those typed it stands for, from the first. */
export type Candidate = { text: string; letters: number }
