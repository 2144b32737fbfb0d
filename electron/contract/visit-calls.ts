// What else a visit asks of the machine: sounds, words of another language, paper, and that somebody has left.
import { z } from 'zod'
import { PrintSheet } from '../print-sheet.ts'
import type { PrintAnswer, PrinterNow } from '../print-sheet.ts'
import { Language, None } from './call.ts'
import type { Calls } from './call.ts'

const SentenceKey = z.string().regex(/^[0-9a-f]{24}$/)

export const touchTroubles = ['stuck', 'spot', 'crowd'] as const
/** A contact that never ends, one spot that is touched without end, or more contacts than one has fingers for. */
export type TouchTrouble = (typeof touchTroubles)[number]

export const visitCalls = {
  /** Recordings that came in packs, by the key of what they say; and how many there are in all. */
  recordings: { input: z.strictObject({ sentences: z.array(SentenceKey).max(60) }), staff: false },
  /** What packs say in a language, by the name of each word. */
  words: { input: z.strictObject({ language: Language }), staff: false },
  /** So many words of a language were shown in Chinese, because it has none for them. */
  missingWords: {
    input: z.strictObject({ language: Language, count: z.number().int().min(1).max(10_000) }),
    staff: false,
  },
  /** Whether a page can be printed for whoever asks. */
  printer: { input: None, staff: false },
  print: { input: z.strictObject({ sheet: PrintSheet }), staff: false },
  /** Whoever was here has left, or has said so: what they began at the printer ends. */
  sessionOver: { input: None, staff: false },
  /** The page says its first screen is painted; the machine may take the picture it was started for. */
  painted: { input: None, staff: false },
  /** The page's touch rules have met what no finger does (a sleeve, an insect, a broken frame). */
  touchTrouble: { input: z.strictObject({ kind: z.enum(touchTroubles) }), staff: false },
} as const satisfies Calls

export type VisitAnswers = {
  recordings: Recordings
  words: Record<string, string>
  missingWords: null
  printer: PrinterNow
  print: PrintAnswer
  sessionOver: null
  painted: null
  touchTrouble: null
}

/** `sounds`: the SHA-256 of the recording of each sentence that has one. */
export type Recordings = { total: number; sounds: Record<string, string> }
