// What became of an opinion, by the number that somebody carried home; and how many there are.
import { isOpinionNumber } from '../disclosure/opinion.ts'
import { countsIn, opinionKeyIn, repliedNumbers, replyTo, type OpinionCounts } from './opinion-replies.ts'
import type { Reader } from './reader.ts'

export type FoundOpinion =
  /** No number is written like this: a slip of the finger. */
  | { kind: 'mistyped' }
  /** It could be one, and neither this machine nor the township's answers know it. */
  | { kind: 'unknown' }
  | {
      kind: 'found'
      number: string
      /** Null where it was left at another machine, or is no longer kept. */
      left: { on: string; handedOn: string | null; village: string | null; entry: string | null } | null
      reply: { on: string; text: string } | null
    }

type Row = { on: string; handedOn: string | null; village: string | null; entry: string | null }

export function opinionByNumber(reader: Reader, { number }: { number: string }): FoundOpinion {
  if (!isOpinionNumber(number)) return { kind: 'mistyped' }
  const left = reader.state
    ?.prepare<[string], Row>(
      'SELECT left_on AS "on", handed_on AS handedOn, village, entry FROM opinion WHERE number = ?',
    )
    .get(number)
  const answer = replyTo(reader, number)
  if (!left && !answer) return { kind: 'unknown' }
  const reply = answer && { on: answer.on, text: answer.text }
  return { kind: 'found', number, left: left ?? null, reply }
}

/** Null where the township takes none; as the township counted them over all its kiosks, else of this machine. */
export function opinionCounts(reader: Reader): OpinionCounts | null {
  if (!opinionKeyIn(reader)) return null
  return countsIn(reader) ?? ownCounts(reader)
}

function ownCounts(reader: Reader): OpinionCounts {
  const replied = repliedNumbers(reader)
  const numbers = reader.state?.prepare<[], { number: string }>('SELECT number FROM opinion').all() ?? []
  const gone =
    reader.state?.prepare<[], { answered: number }>('SELECT answered FROM opinions_gone').get()?.answered ?? 0
  const answered = numbers.filter(({ number }) => replied.has(number)).length
  return { received: numbers.length + gone, answered: answered + gone }
}
