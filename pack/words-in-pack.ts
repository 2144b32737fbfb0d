// Words of other languages that a township adds or corrects, as they travel in the signed manifest.
import { z } from 'zod'
import { otherLanguages } from '../disclosure/languages.ts'
import { wordName } from '../disclosure/word-rules.ts'

export const PackWords = z.strictObject({
  language: z.enum(otherLanguages),
  /** Somebody whose language it is has read all our words in it, with these corrections. */
  reviewed: z.boolean(),
  /** A kiosk shows a word only where it has one of that name which is given the same things. */
  words: z.record(z.string().regex(wordName), z.string().min(1).max(400)),
})
export type PackWords = z.infer<typeof PackWords>
