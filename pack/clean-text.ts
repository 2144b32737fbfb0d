// Text as a pack may hold it: one spelling (NFC), nothing invisible, nothing that turns the reading direction.

/** What text must not hold. New lines may stay: notices have paragraphs. */
const unwanted =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Cs}|\p{Noncharacter_Code_Point}/u

/** Plain Chinese and ASCII text, by far the most, needs no second look. */
const surelyClean = /^[\n\x20-\x7e\u3001-\u3029\u4e00-\u9fff\uff01-\uff5e·—‘’“”…、。]*$/

export type TextFlaw = 'invisible-character' | 'not-nfc'

export function flawOfText(text: string): TextFlaw | null {
  if (surelyClean.test(text)) return null
  if (unwanted.test(text)) return 'invisible-character'
  return text.normalize('NFC') === text ? null : 'not-nfc'
}

/** The same text without such flaws: what a builder writes. Idempotent. */
export function cleanText(text: string): string {
  if (surelyClean.test(text)) return text
  const cleaned = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(new RegExp(unwanted, 'gu'), '')
    .normalize('NFC')
  // Composition may not end the story: taking out a joiner can bring two composing characters together.
  return flawOfText(cleaned) === null ? cleaned : cleanText(cleaned)
}
