// How letters without spaces may be cut into syllables: xian is 先 or 西安, lsbt four first letters, liangshibt both.
import { firstWhere } from './pinyin-dictionary.ts'

/**
 * `whole` as it is spoken; `begun` where the last one is not typed to its end, `further` where what is typed of it is one
 * already; `initial` where only its first letter is typed.
 */
export type Segment = {
  kind: 'whole' | 'begun' | 'initial' | 'further'
  from: number
  to: number
  /** The syllables it may be: these numbers of the dictionary's, [first, end). */
  first: number
  end: number
}

export type Cut = { segments: readonly Segment[]; cost: number }

/**
 * A syllable less is likelier than one more, a whole one likelier than its beginning, and that likelier than a letter.
 * Whoever typed shan may still be on the way to shang, but means shan first.
 */
const costs = { whole: 1, begun: 1.4, initial: 2, further: 4 } as const
const longestSyllable = 6
const mostCuts = 8

/** The likeliest first; none if some letter begins no syllable. */
export function cutsOf(letters: string, syllables: readonly string[]): Cut[] {
  const until: Cut[][] = [[{ segments: [], cost: 0 }]]
  for (let to = 1; to <= letters.length; to++) until.push([])
  for (let from = 0; from < letters.length; from++) {
    const before = likeliest(until[from] ?? [])
    until[from] = before
    if (before.length === 0) continue
    for (const segment of segmentsAt(letters, from, syllables))
      for (const { segments, cost } of before)
        until[segment.to]?.push({ segments: [...segments, segment], cost: cost + costs[segment.kind] })
  }
  return likeliest(until[letters.length] ?? [])
}

const likeliest = (cuts: Cut[]): Cut[] => cuts.sort((a, b) => a.cost - b.cost).slice(0, mostCuts)

function segmentsAt(letters: string, from: number, syllables: readonly string[]): Segment[] {
  const found: Segment[] = []
  for (let to = from + 1; to <= Math.min(letters.length, from + longestSyllable); to++) {
    const typed = spelled(letters.slice(from, to))
    const [first, end] = beginningWith(typed, syllables)
    if (first === end) {
      // Only lue and nue are written otherwise than they begin.
      if (!/^[ln]u$/.test(letters.slice(from, to))) break
      continue
    }
    const isWhole = syllables[first] === typed
    if (isWhole) found.push({ kind: 'whole', from, to, first, end: first + 1 })
    if (to === letters.length && first + (isWhole ? 1 : 0) < end)
      found.push({ kind: isWhole ? 'further' : 'begun', from, to, first: isWhole ? first + 1 : first, end })
    else if (isInitial(typed)) found.push({ kind: 'initial', from, to, first, end })
  }
  return found
}

const isInitial = (typed: string): boolean => typed.length === 1 || /^[zcs]h$/.test(typed)

/** 略 and 虐 are typed lve or lue. */
const spelled = (typed: string): string =>
  typed === 'lue' || typed === 'nue' ? typed.replace('u', 'v') : typed

function beginningWith(typed: string, syllables: readonly string[]): [number, number] {
  const at = (number: number) => syllables[number] ?? ''
  return [
    firstWhere(syllables.length, (number) => at(number) >= typed),
    firstWhere(syllables.length, (number) => at(number) > typed && !at(number).startsWith(typed)),
  ]
}
