// Text as it may stand in a file that Excel opens: legal XML, never a formula, a name Excel takes for a sheet.

/** What makes Excel, WPS or LibreOffice take a text for a formula when it is typed or comes out of a CSV. */
const startsFormula = /^[=+\-@\t\r＝＋－﹣−＠]/u

/**
 * An apostrophe before it, as a clerk would type one. The style of the cell says so too (quotePrefix), but a style is
 * lost when the sheet is saved as CSV, and the next program would calculate.
 */
export const guarded = (text: string): string => (startsFormula.test(text) ? `'${text}` : text)

export const isGuarded = (text: string): boolean => startsFormula.test(text)

/** Excel refuses a whole file for one longer cell. */
const mostCharacters = 32_000

/** XML has no way to write these, not even escaped. */
const illegal =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

export const xml = (text: string): string =>
  text
    .replace(illegal, '')
    .slice(0, mostCharacters)
    .replace(/\p{Cs}$/u, '')
    .replace(/[&<>"\t\n\r]/g, (char) => escapes[char] ?? char)

/** In a cell _x0041_ would be read as A: its underscore is written in the same way. */
export const cellXml = (text: string): string => xml(text.replace(/_(?=x[\da-fA-F]{4}_)/g, '_x005F_'))

const longestName = 31

/** A name Excel takes for a sheet, and none twice whatever its case. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name) => {
    const legal = legalName(name)
    let own = legal
    for (let number = 2; taken.has(own.toLowerCase()); number++)
      own = `${shortened(legal, longestName - 4)}(${number})`
    taken.add(own.toLowerCase())
    return own
  })
}

function legalName(name: string): string {
  const bare = name.replace(illegal, '').replace(/[[\]:*?/\\\t\n\r]/g, ' ')
  const legal = shortened(bare.trim(), longestName).replace(/^'+|'+$/g, '')
  // Excel keeps this name for itself.
  return legal === '' || legal.toLowerCase() === 'history' ? `${legal}_` : legal
}

/** Counted as Excel counts, never through the middle of a rare character. */
export const shortened = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/[\ud800-\udbff]$/, '')
    .trim()

/** 'x'!C15 with the quotes of the name doubled. */
export const placeOf = (sheet: string, cell: string): string => `'${sheet.replaceAll("'", "''")}'!${cell}`

/** A path as the target of a link: Chinese stays as it is, what has a meaning in links does not. */
export const linkTarget = (path: string): string =>
  path.replace(/[\s%#?"<>|^`{}\\]/g, (char) => encodeURIComponent(char))
