// What a clerk might write into a blank sheet of any kind, and the rows that must come of it.
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import type { Value } from '../../disclosure/fields.ts'
import { columnsOf } from '../../disclosure/item-type.ts'
import type { ItemType, Layout } from '../../disclosure/item-type.ts'
import type { BlankSheet } from '../../township/blank-sheet.ts'
import { blankSheet } from '../../township/template.ts'
import { say } from '../../township/wording.ts'
import { workbookBytes } from '../../township/write-workbook.ts'
import { numberIn, oneLine, put, rowOf, words } from './declared-values.ts'
import type { Written } from './declared-values.ts'

export const villages = [
  { name: '青石村', code: '330102100201', groups: 6 },
  { name: '下坪村', code: '330102100202', groups: 4 },
]

// ---- a whole sheet ----

export type Filled = { extension: string; cells: Cells; rows: Value[][]; sums: number }

type Cells = ReadonlyMap<string, string | number>
const key = (row: number, column: number) => XLSX.utils.encode_cell({ r: row, c: column })

export function filledSheet(type: ItemType): fc.Arbitrary<Filled> {
  const blank = blankSheet(type)
  return fc
    .record({
      village: fc.constantFrom(...villages),
      extension: fc.constantFrom('xlsx', 'xls', 'ods'),
      cells: contentOf(type, blank),
    })
    .map(({ village, extension, cells: { cells, rows, sums } }) => {
      const title = titled(blank.title, type, village.name)
      return { extension, cells: new Map([...cells, ['A1', title]]), rows, sums }
    })
}

const periods: Readonly<Record<ItemType['period'], string>> = {
  month: '2026年7月',
  quarter: '2026年第三季度',
  half: '2026年上半年',
  year: '2026年',
  standing: '',
  dated: '',
}

export const titled = (title: string, type: ItemType, village: string): string =>
  title
    .replace(say('template.village'), village)
    .replace(say(`template.period.${type.period}`), periods[type.period])

/** Typed into the workbook the program wrote, and saved by another program in a format of the clerk's choice. */
export function typed(type: ItemType, { cells, extension }: Filled): Buffer {
  const book = XLSX.read(workbookBytes([blankSheet(type).sheet]), { type: 'buffer', cellStyles: true })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  if (!sheet) throw new Error('a workbook without a sheet')
  for (const [at, value] of cells)
    sheet[at] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value }
  return XLSX.write(book, {
    type: 'buffer',
    bookType: extension === 'xls' ? 'biff8' : extension === 'ods' ? 'ods' : 'xlsx',
  })
}

const expected = (type: ItemType, values: Record<string, Value>): Value[] =>
  columnsOf(type).map(({ id }) => values[id] ?? null)

type Content = { cells: [string, string | number][]; rows: Value[][]; sums: number }

function contentOf(type: ItemType, blank: BlankSheet): fc.Arbitrary<Content> {
  const { layout } = type
  if (layout.kind === 'paired') return pairedContent(type, layout, blank)
  return layout.kind === 'labelled' ? formContent(type, layout, blank) : tableContent(type, blank)
}

function tableContent(type: ItemType, { at, firstRow, lastRow, columns }: BlankSheet): fc.Arbitrary<Content> {
  const opening = Object.values(type.figures ?? {}).find((figure) => figure.at === 'first-row')
  const first = firstRow + (opening ? 1 : 0)
  const names = columns.map(({ field }) => field)
  return fc
    .record({
      rows: fc.array(rowOf(type, names, 4), { minLength: 1, maxLength: 8 }),
      start: fc.integer({ min: 0, max: 9_999_999 }),
    })
    .map(({ rows, start }) => {
      const cells: Content['cells'] = []
      const columnOf = (field: string) => at.get(field)?.column ?? 0
      const balance = type.checks?.find((check) => check.kind === 'balance')
      let running = start
      if (opening) cells.push([key(firstRow, columnOf(opening.field)), start / 100])
      for (const [index, row] of rows.entries()) {
        if (opening && balance?.kind === 'balance' && balance.balance !== undefined) {
          running += numberIn(row, balance.income) - numberIn(row, balance.expense)
          put(type, row, balance.balance, running)
        }
        cells.push([key(first + index, 0), index + 1])
        for (const [field, value] of Object.entries(row.cells))
          cells.push([key(first + index, columnOf(field)), value])
      }
      let sums = 0
      for (const { sum, where } of Object.values(type.totals)) {
        const kind = type.fields[sum]?.kind
        if (where || !at.has(sum) || (kind !== 'money' && kind !== 'area' && kind !== 'count')) continue
        const total: Written = { cells: {}, values: {} }
        put(
          type,
          total,
          sum,
          rows.reduce((all, row) => all + numberIn(row, sum), 0),
        )
        cells.push([key(lastRow + 1, columnOf(sum)), total.cells[sum] ?? 0])
        sums++
      }
      return { cells, rows: rows.map(({ values }) => expected(type, values)), sums }
    })
}

function formContent(
  type: ItemType,
  layout: Extract<Layout, { kind: 'labelled' }>,
  { at, firstRow }: BlankSheet,
): fc.Arbitrary<Content> {
  const inLines = layout.lines ?? []
  const counted = (layout.counted ?? []).map(({ into }) => into)
  const shared = Object.keys(type.fields).filter((name) => !inLines.includes(name) && !counted.includes(name))
  return fc
    .record({
      form: rowOf(
        type,
        shared.filter((name) => at.has(name)),
        4,
      ),
      lines:
        inLines.length === 0 ? oneLine : fc.array(rowOf(type, inLines, 4), { minLength: 1, maxLength: 8 }),
      people: fc.integer({ min: 1, max: 6 }),
    })
    .map(({ form, lines, people }) => {
      const cells: Content['cells'] = []
      const place = (name: string) => at.get(name) ?? { row: 0, column: 0 }
      for (const { sum, labels = [] } of Object.values(type.totals))
        for (const name of shared)
          if (labels.some((label) => type.fields[name]?.headers.includes(label)))
            put(
              type,
              form,
              name,
              lines.reduce((all, line) => all + numberIn(line, sum), 0),
            )
      for (const [name, value] of Object.entries(form.cells))
        cells.push([key(place(name).row, place(name).column), value])
      const told: Record<string, Value> = { ...form.values }
      for (const { into, header } of layout.counted ?? []) {
        const column = inLines.find((name) =>
          type.fields[name]?.headers.some((each) => header.includes(each)),
        )
        if (column) told[into] = lines.filter(({ cells: own }) => column in own).length
        else {
          told[into] = people
          for (let person = 0; person < people; person++)
            cells.push([key(place(into).row + person, 1), '柳某'])
        }
      }
      for (const [index, line] of lines.entries())
        for (const [name, value] of Object.entries(line.cells))
          cells.push([key(firstRow + index, place(name).column), value])
      return { cells, rows: lines.map(({ values }) => expected(type, { ...told, ...values })), sums: 0 }
    })
}

/** Lines by turns left and right, as the reader takes them; a part follows the line it is a part of. */
function pairedContent(
  type: ItemType,
  layout: Extract<Layout, { kind: 'paired' }>,
  { at, firstRow, columns }: BlankSheet,
): fc.Arbitrary<Content> {
  const half = fc.array(
    fc.record({
      line: rowOf(
        type,
        columns.map(({ field }) => field),
        4,
      ),
      name: words,
      part: fc.boolean(),
    }),
    { minLength: 1, maxLength: 7 },
  )
  return fc.tuple(...layout.halves.map(() => half)).map((halves) => {
    const cells: Content['cells'] = []
    const found: { row: number; half: number; values: Record<string, Value> }[] = []
    for (const [index, lines] of halves.entries()) {
      const { into, value: side } = layout.halves[index] ?? { into: '', value: '' }
      let parent: string | null = null
      for (const [row, { line, name, part }] of lines.entries()) {
        const isPart: boolean = part && parent !== null && layout.parent !== undefined
        // A part of next to nothing never outgrows its line.
        if (isPart)
          for (const { field, declared } of columns) if (declared.kind === 'money') put(type, line, field, 0)
        const shown = isPart ? `其中:${name}` : `${row + 1}.${name}`
        const own: Record<string, string | number> = { ...line.cells, [layout.subject]: shown }
        for (const [field, value] of Object.entries(own)) {
          const place = at.get(`${side}.${field}`)
          if (place) cells.push([key(firstRow + row, place.column), value])
        }
        const values: Record<string, Value> = { ...line.values, [into]: side, [layout.subject]: name }
        for (const { field, declared } of columns) if (declared.kind === 'money') values[field] ??= 0
        if (layout.parent !== undefined) values[layout.parent] = isPart ? parent : null
        if (!isPart) parent = name
        found.push({ row, half: index, values })
      }
    }
    found.sort((one, other) => one.row - other.row || one.half - other.half)
    return { cells, rows: found.map(({ values }) => expected(type, values)), sums: 0 }
  })
}
