// The shipped dictionary of pinyin: which characters and words syllables stand for, and how common each is. Read as it lies in its file.

/**
 * All words of one length, in the order of their first letters and, where those are the same, the commonest first.
 * Words of one reading each: 曾 stands here under zeng and under ceng.
 */
export type WordGroup = {
  length: number
  count: number
  /** A thousand times the natural logarithm of how often it is written. */
  weights: Uint16Array
  /** `length` numbers a word, into `syllables`. */
  sounds: Uint16Array
  /** `length` numbers a word, into `characters`. */
  places: Uint16Array
}

export type Dictionary = {
  /** In the order of the alphabet, without tones; ü is v. */
  syllables: readonly string[]
  characters: readonly string[]
  /** The first holds single characters, the second words of two, and so on. */
  groups: readonly WordGroup[]
}

const magic = 'MBPINYIN'
const version = 1
const headBytes = 20

/** Null if this is no dictionary of ours, or not all of one: then there are no candidates, and everything else goes on. */
export function openDictionary(file: Uint8Array): Dictionary | null {
  // Numbers of two bytes must begin at even places of memory, which a slice of a pool need not.
  const bytes = new Uint8Array(file)
  const view = new DataView(bytes.buffer)
  if (bytes.length < headBytes || textOf(bytes, 0, 8) !== magic || view.getUint16(8, true) !== version)
    return null
  const groupCount = view.getUint16(10, true)
  const [syllableBytes, characterBytes] = [view.getUint32(12, true), view.getUint32(16, true)]
  const textsAt = headBytes + 4 * groupCount
  if (textsAt + syllableBytes + characterBytes > bytes.length) return null
  const counts = Array.from({ length: groupCount }, (_, at) => view.getUint32(headBytes + 4 * at, true))
  const groups = groupsOf(bytes, counts, padded(textsAt + syllableBytes + characterBytes))
  if (!groups) return null
  return {
    syllables: textOf(bytes, textsAt, syllableBytes).split(' '),
    characters: [...textOf(bytes, textsAt + syllableBytes, characterBytes)],
    groups,
  }
}

function groupsOf(
  bytes: Uint8Array<ArrayBuffer>,
  counts: readonly number[],
  from: number,
): WordGroup[] | null {
  let at = from
  const take = (numbers: number): Uint16Array | null => {
    if (at + 2 * numbers > bytes.length) return null
    const taken = new Uint16Array(bytes.buffer, at, numbers)
    at = padded(at + 2 * numbers)
    return taken
  }
  const groups: WordGroup[] = []
  for (const [before, count] of counts.entries()) {
    const length = before + 1
    const [weights, sounds, places] = [take(count), take(count * length), take(count * length)]
    if (!weights || !sounds || !places) return null
    groups.push({ length, count, weights, sounds, places })
  }
  return at === bytes.length ? groups : null
}

const padded = (at: number): number => at + (-at & 3)

const textOf = (bytes: Uint8Array, from: number, length: number): string =>
  new TextDecoder().decode(bytes.subarray(from, from + length))

export function textOfWord({ characters }: Dictionary, group: WordGroup, word: number): string {
  let text = ''
  for (let at = 0; at < group.length; at++)
    text += characters[group.places[word * group.length + at] ?? 0] ?? ''
  return text
}

/** Words [from, to) whose syllables begin with these letters, one letter a syllable; there may be more syllables. */
export function wordsBeginning(dictionary: Dictionary, group: WordGroup, initials: string): [number, number] {
  const order = (word: number): number => {
    for (let at = 0; at < initials.length; at++) {
      const letter = dictionary.syllables[group.sounds[word * group.length + at] ?? 0]?.[0] ?? ''
      if (letter !== initials[at]) return letter < (initials[at] ?? '') ? -1 : 1
    }
    return 0
  }
  return [
    firstWhere(group.count, (word) => order(word) >= 0),
    firstWhere(group.count, (word) => order(word) > 0),
  ]
}

/** The first number below `count` for which it holds, where it holds for all that follow. */
export function firstWhere(count: number, holds: (at: number) => boolean): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
