// What a villager says of an item (提意见) and what the township answers: no name, no telephone, only a number to ask by.
import { z } from 'zod'
import { Entry } from './entry.ts'
import { Village } from './township.ts'

export const opinionReasons = [
  'not-understood',
  'wrong-amount',
  'household-missing',
  'more-detail',
  'other',
] as const
export type OpinionReason = (typeof opinionReasons)[number]

/** In characters, as people count them. */
export const longestOpinion = 200
export const longestReply = 500
/** By when somebody at the township has to answer. */
export const replyDays = 15

/** The day by which an opinion of `on` is answered. */
export const replyDueOn = (on: string): string =>
  new Date(Date.parse(`${on}T00:00:00Z`) + replyDays * 86_400_000).toISOString().slice(0, 10)

const lengthOf = (text: string): number => [...text].length

/** Neither control characters nor halves of one: so that no text is longer in JSON than four bytes a character. */
const plain = z
  .string()
  .min(1)
  .refine((text) => !/[\p{Cs}\p{Cc}]/u.test(text.replaceAll('\n', ' ')), 'not plain')

export const OpinionNumber = z.string().refine(isOpinionNumber, 'not a number of an opinion')

export const Opinion = z.strictObject({
  number: OpinionNumber,
  /** Null: of what the township shows as a whole. */
  village: Village.shape.code.nullable(),
  entry: Entry.shape.id.max(200).optional(),
  reason: z.enum(opinionReasons),
  text: plain.refine((text) => lengthOf(text) <= longestOpinion, 'too long').optional(),
  on: z.iso.date(),
})
export type Opinion = z.infer<typeof Opinion>

/** Public: whoever has the number can read it, and it repeats nothing of what was asked. */
export const Reply = z.strictObject({
  number: OpinionNumber,
  on: z.iso.date(),
  text: plain.refine((text) => lengthOf(text) <= longestReply, 'too long'),
})
export type Reply = z.infer<typeof Reply>

/**
 * Seven digits by chance, the first of them no zero (a sheet drops it), and a check digit. ISO 7064 knows every single
 * wrong digit and 98 of 100 swapped neighbours; numbers of which a swapped twin would pass are not given out.
 */
export function newOpinionNumber(random: Uint8Array): string {
  if (random.length < 8) throw new Error(`a number of an opinion from ${random.length} bytes`)
  const drawn = random.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  // Weak ones stand in long rows; the step comes by every base and never by its neighbour.
  for (let base = Number(drawn % BigInt(bases)); ; base = (base * 4_000_021 + 1_234_567) % bases) {
    const digits = String(1_000_000 + base)
    const number = `${digits}${checkDigit(digits)}`
    if (!neighboursSwapped(number).some(isOpinionNumber)) return number
  }
}

const bases = 9_000_000

/** A slip of the finger is told apart from a number that nobody was given. */
export function isOpinionNumber(number: string): boolean {
  return /^[1-9]\d{7}$/.test(number) && checkDigit(number.slice(0, 7)) === Number(number[7])
}

/** ISO 7064, MOD 11,10. */
function checkDigit(digits: string): number {
  let product = 10
  for (const digit of digits) product = (((Number(digit) + product) % 10 || 10) * 2) % 11
  return (11 - product) % 10
}

const neighboursSwapped = (number: string): string[] =>
  [0, 1, 2, 3, 4, 5, 6].flatMap((at) => {
    const [one = '', other = ''] = number.slice(at, at + 2)
    return one === other ? [] : [`${number.slice(0, at)}${other}${one}${number.slice(at + 2)}`]
  })

/** 1234 5678: two groups are read aloud and copied without losing the place. */
export const shownOpinionNumber = (number: string): string => `${number.slice(0, 4)} ${number.slice(4)}`

/** As people write it: with blanks, hyphens, or digits of full width. Not yet whether it is one. */
export const opinionDigits = (written: string): string => written.normalize('NFKC').replace(/[\s-]/g, '')
