// A blank sheet for a kind of disclosure, from its declaration alone: title, units, header, rows to fill, total.
import type { Field } from '../disclosure/fields.ts'
import type { ItemType, Layout } from '../disclosure/item-type.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import type { Merge } from './grid.ts'
import { headerKey, sequenceHeaders, villageHeaders } from './header.ts'
import { fieldLabel, reported, say } from './wording.ts'
import type { CellToWrite, SheetToWrite } from './write-workbook.ts'
import type { Look, NumberFormat } from './write-styles.ts'

/** One column of a blank table, or one label of a blank form. */
export type BlankColumn = {
  field: string
  declared: Field
  /** As the reader knows it, and as it stands there with its unit and the star of what must be filled. */
  header: string
  shown: SweptText
  parent: string | null
}

/** Where what is to be filled in stands, counted from 0: rows of a table, halves of a paired one, values of a form. */
export type BlankSheet = {
  type: ItemType
  sheet: SheetToWrite
  title: SweptText
  columns: readonly BlankColumn[]
  at: ReadonlyMap<string, { row: number; column: number }>
  firstRow: number
  lastRow: number
}

/** What the declarations say is ours, like every sentence of the locale. */
export const declaredText = (text: string): SweptText => reported(text)

export const blankRows = 20

/** 户主姓名* and 补贴金额(元)*: what the reader takes off again. */
export function columnsToFill(type: ItemType, names = Object.keys(type.fields)): BlankColumn[] {
  return names.flatMap((field): BlankColumn[] => {
    const declared = type.fields[field]
    const whole = declared?.headers[0]
    if (!declared || whole === undefined) return []
    const [parent, header] = partsOf(whole)
    const shown = `${header}${unitBehind(header, declared)}${declared.required ? '*' : ''}`
    return [{ field, declared, header, shown: declaredText(shown), parent }]
  })
}

/** 物资/大米 is 大米 below 物资; the marks inside 表决结果(同意/反对/弃权) part nothing. */
function partsOf(header: string): [string | null, string] {
  const [, parent, own] = /^([^/(（]+)\/(.+)$/.exec(header) ?? []
  return parent === undefined || own === undefined ? [null, header] : [parent, own]
}

function unitBehind(header: string, declared: Field): string {
  if (/[(（]/.test(header)) return ''
  const word = unitWord(declared)
  // Only a unit that the reader takes for one.
  return word !== null && headerKey(`${header}(${word})`) === headerKey(header) ? `(${word})` : ''
}

/** A year, a storey, a piece need no unit behind their name. */
function unitWord({ kind, unit }: Field): SweptText | null {
  if (kind === 'money' || kind === 'area') return say(`unit.${kind}`)
  const isTold = kind === 'rate' || ['person', 'household', 'sqm'].includes(unit ?? '')
  return isTold && unit !== undefined ? say(`unit.${unit}`) : null
}

export const cell = (value: SweptText | null, look: Look, format?: NumberFormat): CellToWrite => ({
  value,
  look,
  ...(format ? { format } : {}),
})

/** Dates and numbers of documents stay as they are typed: Excel would make 2026-07 the first of July. */
export const toFill = ({ kind }: Field): CellToWrite =>
  cell(
    null,
    'plain',
    ['money', 'area', 'count', 'quantity', 'rate', 'group'].includes(kind) ? 'general' : 'text',
  )

export const widthFor = ({ shown, declared: { kind } }: BlankColumn): number =>
  Math.max(kind === 'text' || kind === 'list' ? 16 : 11, Math.min(24, [...shown].length * 2 + 2))

const sequence = [...sequenceHeaders][0] ?? ''
const village = [...villageHeaders][0] ?? ''

export const sequenceHeader = (): CellToWrite => cell(declaredText(sequence), 'header')

/** 单位:元、亩 above a table that has any. */
export function unitLine(columns: readonly BlankColumn[]): CellToWrite[] {
  const kinds = new Set(columns.map(({ declared }) => declared.kind))
  const units = (['money', 'area'] as const)
    .filter((kind) => kinds.has(kind))
    .map((kind) => say(`unit.${kind}`))
  return units.length === 0
    ? []
    : [cell(say('template.units', { units: reported(units.join(say('list'))) }), 'line')]
}

// ---- a plain table ----

export function blankTable(type: ItemType, title: SweptText): BlankSheet {
  const columns = columnsToFill(type)
  const lead = [sequence, ...(type.scope === 'township' ? [] : [village])]
  const width = lead.length + columns.length
  const isDeep = columns.some(({ parent }) => parent !== null)
  const head = headerRows(lead, columns, isDeep)
  const firstRow = 2 + head.rows.length
  const lastRow = firstRow + blankRows - 1
  const blank = [
    ...lead.map(() => cell(null, 'plain', 'text')),
    ...columns.map(({ declared }) => toFill(declared)),
  ]
  const at = new Map(
    columns.map(({ field }, index) => [field, { row: firstRow, column: lead.length + index }]),
  )
  const hasTotal = Object.keys(type.totals).length + Object.keys(type.figures ?? {}).length > 0
  const rows = [
    [cell(title, 'title')],
    unitLine(columns),
    ...head.rows,
    ...Array.from({ length: blankRows }, (_, row) => (row === 0 ? openingRow(type, blank, at) : blank)),
    ...(hasTotal ? [blank.map((_, index) => cell(index === 0 ? say('template.total') : null, 'total'))] : []),
    [cell(say('template.footer'), 'line')],
  ]
  return {
    type,
    title,
    columns,
    at,
    firstRow,
    lastRow,
    sheet: {
      name: type.title,
      rows,
      widths: [6, ...lead.slice(1).map(() => 10), ...columns.map(widthFor)],
      merges: [
        { top: 0, left: 0, bottom: 0, right: width - 1 },
        ...head.merges.map((merge) => ({ ...merge, top: merge.top + 2, bottom: merge.bottom + 2 })),
      ],
      frozen: firstRow,
      printedAgain: [2, firstRow - 1],
      pageNumbers: say('print.pages'),
      choices: choicesOf(columns, (_, index) => lead.length + index, firstRow, lastRow),
    },
  }
}

/** 期初余额 stands in the first row, where the sheet's words go. */
function openingRow(
  type: ItemType,
  blank: readonly CellToWrite[],
  at: BlankSheet['at'],
): readonly CellToWrite[] {
  const figure = Object.values(type.figures ?? {}).find((each) => each.at === 'first-row')
  const words = Object.entries(type.fields).find(([, { kind, required }]) => kind === 'text' && required)
  const place = words ? at.get(words[0]) : undefined
  if (!figure || !place) return blank
  const label = declaredText(figure.labels[0] ?? '')
  return blank.map((each, column) => (column === place.column ? cell(label, 'label') : each))
}

/** One row of names, or two where some columns have a name in common above them. */
export function headerRows(
  lead: readonly string[],
  columns: readonly BlankColumn[],
  isDeep: boolean,
): { rows: CellToWrite[][]; merges: Merge[] } {
  const leads = lead.map((name) => cell(declaredText(name), 'header'))
  const lookOf = ({ declared }: BlankColumn): Look => (declared.required ? 'required' : 'header')
  const own = columns.map((column) => cell(column.shown, lookOf(column)))
  if (!isDeep) return { rows: [[...leads, ...own]], merges: [] }
  const merges: Merge[] = leads.map((_, left) => ({ top: 0, left, bottom: 1, right: left }))
  const top: CellToWrite[] = [...leads]
  const below: CellToWrite[] = leads.map(() => cell(null, 'header'))
  for (const [index, column] of columns.entries()) {
    const left = lead.length + index
    const { parent } = column
    const before = columns[index - 1]?.parent
    const last = merges.at(-1)
    if (parent === null) merges.push({ top: 0, left, bottom: 1, right: left })
    else if (parent === before && last) last.right = left
    else merges.push({ top: 0, left, bottom: 0, right: left })
    const shownAbove = parent === null ? column.shown : parent === before ? null : declaredText(parent)
    top.push(cell(shownAbove, parent === null ? lookOf(column) : 'header'))
    below.push(cell(parent === null ? null : column.shown, lookOf(column)))
  }
  // A merge of one cell is a broken file.
  return {
    rows: [top, below],
    merges: merges.filter(({ top: from, bottom, left, right }) => bottom > from || right > left),
  }
}

export function choicesOf(
  columns: readonly BlankColumn[],
  columnOf: (column: BlankColumn, index: number) => number,
  firstRow: number,
  lastRow: number,
): NonNullable<SheetToWrite['choices']> {
  return columns.flatMap((column, index) => {
    const words = choiceWords(column.declared)
    return words.length > 0 ? [{ column: columnOf(column, index), firstRow, lastRow, words }] : []
  })
}

/** The first spelling of each; a spelling that is a code (0, 1) is for banks. */
export const choiceWords = ({ choices = {} }: Field): string[] =>
  Object.values(choices).flatMap((spellings) => spellings[0] ?? [])

export const labelOf = (type: ItemType, { field }: BlankColumn): string => fieldLabel(type, field)

export type LayoutOf<Kind extends Layout['kind']> = Extract<Layout, { kind: Kind }>
