// Which characters letters may stand for, the likeliest first: what the village's own papers say goes before the language.
import { cutsOf, type Cut, type Segment } from './pinyin-cuts.ts'
import { textOfWord, wordsBeginning, type Dictionary, type WordGroup } from './pinyin-dictionary.ts'

/** `letters` is how many of those typed it stands for, from the first; the others are still to be chosen. */
export type Candidate = { text: string; letters: number }

/** A word that this village's papers say: for each character the numbers of all syllables it may be read as. */
export type OwnWord = { text: string; sounds: readonly ReadonlySet<number>[] }

const mostCandidates = 40
/** One syllable alone is how rare characters of names are come by: every one of them is there, after the common ones. */
const mostCharacters = 240
/** Own words that begin as was typed stand before what was typed to its end, but may not crowd it out. */
const mostBegunOwn = 2
const mostBegun = 6
/** In thousandths of the logarithm: what an unspoken letter, and an untyped syllable, takes away of a word's weight. */
const forUnspoken = 1500
const forUntyped = 1800
const forEachSyllable = 800
/** The logarithm of how many words the dictionary has counted: what a word of a sentence costs at the least. */
const forEachWord = 17_000
/** In a sentence, as common as the commonest words are. */
const ownWeight = 11_000
const mostCutsComposed = 3

type Scored = Candidate & { score: number }

export function candidatesFor(
  letters: string,
  of: { dictionary: Dictionary; own: readonly OwnWord[] },
): Candidate[] {
  if (letters === '') return []
  const cuts = cutsOf(letters, of.dictionary.syllables)
  const own = ownFitting(cuts, of.own)
  const exact = cuts.flatMap((cut) => wordsOf(of.dictionary, cut.segments, cut.segments.length, cut))
  const all = letters.length
  const composed = exact.length + own.exact.length === 0 ? composedOf(cuts, of) : []
  const begun = cuts.flatMap((cut) => begunWords(of.dictionary, cut))
  const ordered = [
    ...own.exact,
    ...own.begun.slice(0, mostBegunOwn),
    ...composed,
    ...best(exact),
    ...best(begun).slice(0, mostBegun),
    ...own.begun.slice(mostBegunOwn),
  ].map(({ text }) => ({ text, letters: all }))
  const isSyllable = cuts[0]?.segments.length === 1 && cuts[0].segments[0]?.kind === 'whole'
  return unlike([...ordered, ...firstParts(cuts, of)]).slice(0, isSyllable ? mostCharacters : mostCandidates)
}

const best = (of: readonly Scored[]): Scored[] => of.toSorted((a, b) => b.score - a.score)

function unlike(of: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>()
  return of.filter(({ text }) => !seen.has(text) && seen.add(text))
}

/** Words of this length that begin with these segments; with none after them they are all of it. */
function wordsOf(
  dictionary: Dictionary,
  segments: readonly Segment[],
  length: number,
  { cost }: Pick<Cut, 'cost'>,
): Scored[] {
  const group = dictionary.groups[length - 1]
  if (!group) return []
  const initials = segments.map(({ first }) => dictionary.syllables[first]?.[0] ?? '').join('')
  const [from, to] = wordsBeginning(dictionary, group, initials)
  const found: Scored[] = []
  const untyped = length - segments.length
  const less = (cost - segments.length) * forUnspoken + untyped * forUntyped - length * forEachSyllable
  for (let word = from; word < to; word++) {
    if (!soundsLike(group, word, segments)) continue
    const score = (group.weights[word] ?? 0) - less
    found.push({ text: textOfWord(dictionary, group, word), letters: segments.at(-1)?.to ?? 0, score })
  }
  return found
}

function soundsLike(group: WordGroup, word: number, segments: readonly Segment[]): boolean {
  const from = word * group.length
  return segments.every(({ first, end }, at) => {
    const sound = group.sounds[from + at] ?? -1
    return sound >= first && sound < end
  })
}

const begunWords = (dictionary: Dictionary, cut: Cut): Scored[] =>
  dictionary.groups
    .filter(({ length }) => length > cut.segments.length)
    .flatMap(({ length }) => wordsOf(dictionary, cut.segments, length, cut))

// ---- the village's own words ----

type Own = { exact: Scored[]; begun: Scored[] }

/** In the order they were given in: names of villages, then titles, then what else is looked for. */
function ownFitting(cuts: readonly Cut[], own: readonly OwnWord[]): Own {
  const found: Own = { exact: [], begun: [] }
  for (const word of own) {
    const cut = cuts.find(({ segments }) => beginsLike(word, segments))
    if (!cut) continue
    const isExact = cut.segments.length === word.sounds.length
    // A letter alone is not a surname yet.
    if (isExact && word.sounds.length === 1 && cut.segments[0]?.kind !== 'whole') continue
    found[isExact ? 'exact' : 'begun'].push({ text: word.text, letters: 0, score: 0 })
  }
  return found
}

const beginsLike = ({ sounds }: OwnWord, segments: readonly Segment[]): boolean =>
  segments.length <= sounds.length && segments.every((segment, at) => isHeard(sounds[at], segment))

function isHeard(sounds: ReadonlySet<number> | undefined, { first, end }: Segment): boolean {
  for (const sound of sounds ?? []) if (sound >= first && sound < end) return true
  return false
}

// ---- what no dictionary has as one word ----

type Known = { dictionary: Dictionary; own: readonly OwnWord[] }
type Sentence = { text: string; score: number }

/** The likeliest words one after the other, for letters that are no word together. */
function composedOf(cuts: readonly Cut[], of: Known): Scored[] {
  const sentences = cuts
    // A row of first letters may be anything at all.
    .filter(
      ({ segments }) => segments.length > 1 && segments.slice(0, -1).every(({ kind }) => kind === 'whole'),
    )
    .slice(0, mostCutsComposed)
    .flatMap((cut) => sentenceOf(cut, of) ?? [])
  return best(sentences.map((each) => ({ ...each, letters: 0 }))).slice(0, 1)
}

function sentenceOf({ segments, cost }: Cut, of: Known): Sentence | null {
  const until: (Sentence | null)[] = [{ text: '', score: 0 }]
  for (let to = 1; to <= segments.length; to++) {
    let likeliest: Sentence | null = null
    for (let from = to - 1; from >= 0; from--) {
      const before = until[from]
      const word = before ? commonest(segments.slice(from, to), of) : null
      if (!before || !word) continue
      const score = before.score + word.score - forEachWord
      if (!likeliest || score > likeliest.score) likeliest = { text: before.text + word.text, score }
    }
    until.push(likeliest)
  }
  const whole = until[segments.length]
  return whole ? { text: whole.text, score: whole.score - (cost - segments.length) * forUnspoken } : null
}

function commonest(segments: readonly Segment[], { dictionary, own }: Known): Sentence | null {
  const said = own.find(
    ({ sounds, text: { length } }) =>
      length > 1 && sounds.length === segments.length && beginsLike({ sounds, text: '' }, segments),
  )
  if (said) return { text: said.text, score: ownWeight }
  const [first] = best(wordsOf(dictionary, segments, segments.length, { cost: segments.length }))
  return first ? { text: first.text, score: first.score - segments.length * forEachSyllable } : null
}

/** For the first syllables alone, the longest first; what follows is chosen after them. */
function firstParts(cuts: readonly Cut[], of: Known): Candidate[] {
  const unspoken = ({ cost, segments }: Cut) => cost - segments.length
  const likely = cuts.filter((cut) => unspoken(cut) <= unspoken(cuts[0] ?? cut))
  const parts = likely
    .slice(0, mostCutsComposed)
    .flatMap(({ segments }) => segments.slice(0, -1).map((_, at) => segments.slice(0, at + 1)))
  parts.sort((a, b) => b.length - a.length)
  return parts.flatMap((segments) => {
    const letters = segments.at(-1)?.to ?? 0
    const cost = segments.reduce((sum, { kind }) => sum + (kind === 'whole' ? 1 : 2), 0)
    const own = of.own.filter(
      ({ sounds }) => sounds.length === segments.length && beginsLike({ sounds, text: '' }, segments),
    )
    return [...own, ...best(wordsOf(of.dictionary, segments, segments.length, { cost }))].map(({ text }) => ({
      text,
      letters,
    }))
  })
}
