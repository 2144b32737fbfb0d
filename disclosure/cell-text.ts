// A cell as a sheet holds it, its plain text, and what reading it may come to.

/** A cell as a sheet holds it: what is seen, the stored number if it is one, the day if it is formatted as a date. */
export type CellText = { text: string; number?: number; day?: string }

/** Blank; a value, with words that stood beside it; or words where a value was expected. */
export type Parsed<T> =
  | { kind: 'blank' }
  | { kind: 'value'; value: T; words?: string; rounded?: true }
  | { kind: 'words'; words: string }

export const blank = { kind: 'blank' } as const
export const value = <T>(of: T, words?: string): Parsed<T> =>
  words ? { kind: 'value', value: of, words } : { kind: 'value', value: of }

/** The plain form of a text: no control or invisible characters, one space for any white space, ASCII digits. */
export function plainText(text: string): string {
  return (
    text
      .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
      .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (wide) =>
        String.fromCharCode(wide.charCodeAt(0) - 0xfee0),
      )
      // eslint-disable-next-line no-control-regex
      .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim()
  )
}

/** What is compared, never shown: NFKC, no white space. */
export const compact = (text: string): string => (surelyCompact.test(text) ? text : compacted(text))

/** Most cells have nothing to fold; looking is much cheaper than folding. */
const surelyCompact = /^[!-~\u4e00-\u9fff]*$/

const compacted = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/gu, '')

const blankWords = /^(?:[-–—―－─_/\\|.·]+|无|没有|暂无|空|〇|null|n\/a)$/i

export const isBlank = (text: string): boolean => {
  const seen = compact(text)
  return seen === '' || blankWords.test(seen)
}
