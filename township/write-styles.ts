// How cells of our workbooks look: a few named looks, written into styles.xml as Excel wants them.

export const looks = {
  plain: { border: true },
  title: { bold: true, size: 16, align: 'center' },
  lead: { size: 11, colour: '595959' },
  header: { bold: true, fill: 'DDEBF7', border: true, align: 'center' },
  required: { bold: true, fill: 'FFE699', border: true, align: 'center' },
  label: { bold: true, border: true, fill: 'F2F2F2' },
  total: { bold: true, border: true, fill: 'F2F2F2' },
  bare: {},
  line: { wrap: false },
  link: { border: true, colour: '0563C1', underline: true },
  errorLink: { border: true, fill: 'FF9999', colour: '0563C1', underline: true },
  warningLink: { border: true, fill: 'FFE699', colour: '0563C1', underline: true },
  error: { border: true, fill: 'FF9999' },
  warning: { border: true, fill: 'FFE699' },
  info: { border: true, fill: 'DDEBF7' },
  covered: { border: true, colour: 'A6A6A6' },
  hidden: { border: true, fill: 'E7E6E6', colour: '7F7F7F', italic: true },
} as const satisfies Record<string, LookOf>

export type Look = keyof typeof looks

type LookOf = {
  bold?: true
  italic?: true
  underline?: true
  size?: number
  colour?: string
  fill?: string
  border?: true
  align?: 'center'
  wrap?: false
}

/** Formats every program knows by number; `text` keeps 001 and 2025-07 as they are typed. */
const formats = { general: 0, thousands: 3, text: 49 } as const
export type NumberFormat = keyof typeof formats

type Style = { look: Look; format: NumberFormat; quoted: boolean }

/** Hands out numbers of styles as they are asked for, and writes all that were. */
export class Styles {
  readonly #numbers = new Map<string, number>()
  readonly #styles: Style[] = []

  constructor() {
    // Number 0 is the style of every cell nobody speaks of.
    this.of('bare')
  }

  of(look: Look, format: NumberFormat = 'general', quoted = false): number {
    const key = `${look} ${format} ${quoted}`
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    this.#styles.push({ look, format, quoted })
    this.#numbers.set(key, this.#styles.length - 1)
    return this.#styles.length - 1
  }

  xml(): string {
    const names = Object.keys(looks)
    const all: LookOf[] = Object.values(looks)
    const cells = this.#styles.map(({ look, format, quoted }) =>
      cellStyle(looks[look], { at: names.indexOf(look), format: formats[format], quoted }),
    )
    return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">${listOf('fonts', all.map(fontOf))}${listOf(
      'fills',
      [
        // Excel keeps the first two for itself whatever they say.
        '<fill><patternFill patternType="none"/></fill>',
        '<fill><patternFill patternType="gray125"/></fill>',
        ...all.map(fillOf),
      ],
    )}<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>${thinBorder}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${listOf(
      'cellXfs',
      cells,
    )}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
  }
}

const listOf = (name: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `<${name} count="${parts.length}">${parts.join('')}</${name}>`

const fontOf = ({ bold, italic, underline, size = 11, colour = '000000' }: LookOf): string =>
  `<font>${bold ? '<b/>' : ''}${italic ? '<i/>' : ''}${underline ? '<u/>' : ''}<sz val="${size}"/><color rgb="FF${colour}"/><name val="宋体"/><family val="2"/><charset val="134"/></font>`

const fillOf = ({ fill }: LookOf): string =>
  fill === undefined
    ? '<fill><patternFill patternType="none"/></fill>'
    : `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`

const side = (name: string) => `<${name} style="thin"><color rgb="FFA6A6A6"/></${name}>`
const thinBorder = `<border>${['left', 'right', 'top', 'bottom'].map(side).join('')}<diagonal/></border>`

function cellStyle(
  { fill, border, align, wrap }: LookOf,
  { at, format, quoted }: { at: number; format: number; quoted: boolean },
): string {
  const fillId = fill === undefined ? 0 : at + 2
  const horizontal = align ? ` horizontal="${align}"` : ''
  return `<xf numFmtId="${format}" fontId="${at}" fillId="${fillId}" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"${quoted ? ' quotePrefix="1"' : ''}><alignment${horizontal} vertical="center"${wrap === false ? '' : ' wrapText="1"'}/></xf>`
}
