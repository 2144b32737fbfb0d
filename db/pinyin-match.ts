// Whether what somebody types finds a text: by first letters, whole syllables, characters or digits, in any mixture.
import { pinyin } from 'pinyin-pro'

/** What is typed: letters without tones, digits and characters; nothing else can stand in it. */
export const plainQuery = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ü/g, 'v')
    // 略 and 虐 are written lue and nue as often as lve and nve; luen may be lu and en.
    .replace(/([ln])ue(?![inr])/g, '$1ve')
    .replace(/[^a-z0-9\p{Script=Han}]/gu, '')

const readings = new Map<string, readonly string[]>()

/**
 * All readings a character has, as syllables without tones (ü is v); a letter or digit reads as itself. All, because 重
 * in 重庆 is chong and 单 as a name is shan: whoever types one of them means it.
 */
export function readingsOf(character: string): readonly string[] {
  const known = readings.get(character)
  if (known) return known
  const found = /\p{Script=Han}/u.test(character) ? syllablesOf(character) : [character.toLowerCase()]
  readings.set(character, found)
  return found
}

function syllablesOf(character: string): readonly string[] {
  const options = { toneType: 'none', v: true } as const
  const all = [
    ...pinyin(character, { ...options, multiple: true, type: 'array' }),
    ...pinyin(character, { ...options, surname: 'all', type: 'array' }),
  ]
  return [...new Set(all.filter((each) => /^[a-z]+$/.test(each)))]
}

/** The letter a surname is filed under, as it is read when it is one: 单 is S, 曾 Z, 仇 Q; empty if nobody knows. */
export function surnameLetter(surname: string): string {
  const [read = ''] = pinyin(surname, { toneType: 'none', v: true, surname: 'all', type: 'array' })
  return /^[a-z]/.test(read) ? read.charAt(0).toUpperCase() : ''
}

/** For each character of a surname the syllables it has in one: 单 is shan, 曾 zeng, 仇 qiu. */
export const surnameReadings = (surname: string): string[][] =>
  pinyin(surname, { toneType: 'none', v: true, surname: 'all', type: 'array' }).map((each) => [each])

/** How well a text fits: 0 best (from its beginning, as written), then later in it, then by sound; null not at all. */
export function fitOf(text: string, query: string): number | null {
  if (query === '') return 0
  const characters = [...text]
  for (let at = 0; at < characters.length; at++) {
    const sounds = soundsAt(characters, at, query, 0)
    if (sounds !== null) return (sounds ? 2 : 0) + (at === 0 ? 0 : 1)
  }
  return null
}

/** From this place on: true if sounds were needed, false if it is written so, null if it does not fit. */
function soundsAt(characters: readonly string[], at: number, query: string, from: number): boolean | null {
  if (from >= query.length) return false
  const character = characters[at]
  if (character === undefined) return null
  const typed = String.fromCodePoint(query.codePointAt(from) ?? 0)
  if (typed === character) {
    const rest = soundsAt(characters, at + 1, query, from + typed.length)
    if (rest !== null) return rest
  }
  // Spaces and marks within a text are not typed.
  if (at > 0 && !/[\p{L}\p{N}]/u.test(character)) return soundsAt(characters, at + 1, query, from)
  return readingsOf(character).some((reading) =>
    typedLengths(reading, query, from).some(
      (length) => soundsAt(characters, at + 1, query, from + length) !== null,
    ),
  )
    ? true
    : null
}

/** How much of the query one syllable may take: all of it, its first letter (or zh, ch, sh), or what is typed so far. */
function typedLengths(reading: string, query: string, from: number): number[] {
  const lengths: number[] = []
  if (query.startsWith(reading, from)) lengths.push(reading.length)
  const left = query.length - from
  if (left < reading.length && reading.startsWith(query.slice(from))) lengths.push(left)
  if (/^[zcs]h/.test(reading) && query.startsWith(reading.slice(0, 2), from)) lengths.push(2)
  if (query[from] === reading[0]) lengths.push(1)
  return [...new Set(lengths)]
}
