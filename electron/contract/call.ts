// What a call of the page is, and the shapes of input that several of them share.
import { z } from 'zod'
import { otherLanguages } from '../../disclosure/languages.ts'
import { periodPattern } from '../../disclosure/period.ts'

/** By its name: what it must be given, and whether only staff may ask it. */
export type Calls = Record<string, { input: z.ZodType; staff: boolean }>

export const None = z.strictObject({})
export const EntryId = z.string().max(120)
export const VillageCode = z.string().regex(/^\d{12}$/)
export const PeriodText = z.string().regex(periodPattern)
export const Language = z.enum(otherLanguages)
