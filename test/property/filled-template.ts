// What a clerk might write into a blank sheet of any kind, and the rows that must come of it.
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import type { Field, Value } from '../../disclosure/fields.ts'
import { columnsOf } from '../../disclosure/item-type.ts'
import type { Check, ItemType, Layout } from '../../disclosure/item-type.ts'
import { maskMiddle } from '../../disclosure/masking.ts'
import { parseText } from '../../disclosure/parse.ts'
import { findPersonal } from '../../disclosure/privacy.ts'
import type { BlankSheet } from '../../township/blank-sheet.ts'
import { blankSheet } from '../../township/template.ts'
import { say } from '../../township/wording.ts'
import { workbookBytes } from '../../township/write-workbook.ts'

export const villages = [
  { name: '青石村', code: '330102100201', groups: 6 },
  { name: '下坪村', code: '330102100202', groups: 4 },
]

/** `cells` is what is typed, `values` what must be read; a field that is absent was left blank. */
type Written = { cells: Record<string, string | number>; values: Record<string, Value> }

// ---- one value ----

const letters = [...'春秋山水田路桥北东西河湾清新兴平安丰年林果茶粮灯亮渠坝修购米ABk3579'] as const
const realWords = [
  '0012',
  '记-27',
  '3-5月电费',
  'A-12',
  '水渠维修(二期)',
  '1,200.50',
  '=1+1',
  '@山田路',
  '+新桥',
  '修路;清淤',
  '“丰收”牌',
  "O'Neil<b>&",
  '𠮷田路',
]
const words = fc
  .oneof(
    {
      arbitrary: fc
        .array(fc.constantFrom(...letters), { minLength: 2, maxLength: 12 })
        .map((all) => `兴${all.join('')}`),
      weight: 3,
    },
    { arbitrary: fc.constantFrom(...realWords), weight: 1 },
  )
  .filter((text) => parseText(text) === text && findPersonal(text, new Set(), 'person-row').length === 0)
const names = fc
  .tuple(
    fc.constantFrom('柳', '欧阳', '曾', '𠮷', '阿依'),
    fc.constantFrom('国强', '长岭', '敏', '·买买提', '桂兰'),
  )
  .map((parts) => parts.join(''))
const day = fc
  .tuple(
    fc.integer({ min: 2015, max: 2030 }),
    fc.integer({ min: 1, max: 12 }),
    fc.integer({ min: 1, max: 28 }),
  )
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join('-'))

const same = (value: string | number) => ({ cell: value, value })
type Typed = { cell: string | number; value: Value }

const yuan = (fen: number): Typed[] => [
  { cell: fen / 100, value: fen },
  { cell: (fen / 100).toFixed(2), value: fen },
  { cell: `${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2 })}元`, value: fen },
]

function valueOf(field: Field, groups: number, only: readonly string[] | undefined): fc.Arbitrary<Typed> {
  switch (field.kind) {
    case 'money':
      return fc.integer({ min: 0, max: 99_999_999 }).chain((fen) => fc.constantFrom(...yuan(fen)))
    case 'area':
      return fc
        .integer({ min: 1, max: 9_999_999 })
        .chain((units) =>
          fc.constantFrom(
            { cell: units / 10_000, value: units },
            { cell: (units / 10_000).toFixed(4), value: units },
          ),
        )
    case 'count':
      return fc.integer({ min: 1, max: 4000 }).map(same)
    case 'quantity':
    case 'rate':
      return fc.integer({ min: 1, max: 99_999 }).map((size) => {
        const value = String(size / 100)
        return { cell: size / 100, value }
      })
    case 'date':
      return fc
        .oneof(
          day,
          day.map((iso) => iso.slice(0, 7)),
        )
        .map(same)
    case 'person':
      return names.map((name) => ({ cell: name, value: field.mask === 'middle' ? maskMiddle(name) : name }))
    case 'group':
      return fc
        .integer({ min: 1, max: groups })
        .chain((group) =>
          fc.constantFrom({ cell: `${group}组`, value: group }, { cell: group, value: group }),
        )
    case 'choice': {
      const ids = Object.keys(field.choices ?? {}).filter((id) => only?.includes(id) ?? true)
      return fc.constantFrom(...ids).map((id) => ({ cell: field.choices?.[id]?.[0] ?? '', value: id }))
    }
    case 'phone':
      return fc.integer({ min: 6210000, max: 6219999 }).map((number) => same(`0960-${number}`))
    case 'list':
      return fc
        .array(
          words.filter((part) => !/[;、]/.test(part)),
          { minLength: 1, maxLength: 3 },
        )
        .map((parts) => ({ cell: parts.join('、'), value: parts }))
    case 'text':
      return words.map(same)
    default:
      throw new Error(`no values for a ${field.kind satisfies never}`)
  }
}

/** 2021.1.1-2025.12.31 and 30/1/1 hold the values of other fields too; 未付 may stand for a number. */
function fieldOf(type: ItemType, name: string, groups: number): fc.Arbitrary<Written> {
  const field = type.fields[name]
  if (!field) throw new Error(`${type.id} has no ${name}`)
  const parts = Object.entries(type.fields).filter(([, { takenFrom }]) => takenFrom?.field === name)
  const part = (of: unknown) => parts.find(([, { takenFrom }]) => takenFrom?.part === of)?.[0] ?? ''
  const plain = valueOf(field, groups, type.only?.field === name ? type.only.values : undefined).map(
    ({ cell, value }): Written => ({ cells: { [name]: cell }, values: { [name]: value } }),
  )
  if (part('start') !== '')
    return fc.tuple(day, day).map(([one, other]) => {
      const [start = '', end = ''] = [one, other].sort()
      const text = `${start.replaceAll('-', '.')}-${end.replaceAll('-', '.')}`
      return { cells: { [name]: text }, values: { [name]: text, [part('start')]: start, [part('end')]: end } }
    })
  if (part(1) !== '')
    return fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((votes) => {
      const values = Object.fromEntries(votes.map((vote, at) => [part(at + 1), vote]))
      return { cells: { [name]: votes.join('/') }, values: { ...values, [name]: votes.join('/') } }
    })
  if (part('words') !== '')
    return fc.oneof(plain, fc.constant({ cells: { [name]: '未付' }, values: { [part('words')]: '未付' } }))
  return plain
}

// ---- one row ----

export function rowOf(type: ItemType, names: readonly string[], groups: number): fc.Arbitrary<Written> {
  const fields = names.map((name) => {
    const isNeeded = type.fields[name]?.required === true || type.only?.field === name
    const written = fieldOf(type, name, groups)
    return isNeeded
      ? written
      : fc.oneof({ arbitrary: written, weight: 3 }, { arbitrary: fc.constant(nothing), weight: 1 })
  })
  return fc.tuple(...fields).map((all) => {
    const row: Written = {
      cells: Object.assign({}, ...all.map(({ cells }) => cells)),
      values: Object.assign({}, ...all.map(({ values }) => values)),
    }
    for (const check of type.checks ?? []) agree(type, check, row)
    return row
  })
}

const nothing: Written = { cells: {}, values: {} }
const oneLine: fc.Arbitrary<Written[]> = fc.constant([nothing])

const put = (type: ItemType, { cells, values }: Written, name: string, integer: number) => {
  const scale = type.fields[name]?.kind === 'money' ? 100 : type.fields[name]?.kind === 'area' ? 10_000 : 1
  cells[name] = integer / scale
  values[name] = integer
}
const numberIn = ({ values }: Written, name: string): number => {
  const value = values[name]
  return typeof value === 'number' ? value : 0
}
const leave = ({ cells, values }: Written, name: string) => {
  delete cells[name]
  delete values[name]
}

/** A clerk who has added up. */
function agree(type: ItemType, check: Check, row: Written): void {
  switch (check.kind) {
    case 'difference':
      return put(type, row, check.equals, numberIn(row, check.left) - numberIn(row, check.right))
    case 'sum':
      return put(
        type,
        row,
        check.equals,
        check.parts.reduce((all, part) => all + numberIn(row, part), 0),
      )
    case 'rate': {
      const rate = row.values[check.rate]
      if (typeof rate !== 'string' || (check.unless && check.unless in row.values)) return
      return put(type, row, check.amount, Math.round((numberIn(row, check.quantity) * Number(rate)) / 100))
    }
    case 'balance':
      if ('opening' in type.fields && 'closing' in type.fields)
        put(
          type,
          row,
          'closing',
          numberIn(row, 'opening') + numberIn(row, check.income) - numberIn(row, check.expense),
        )
      return
    case 'whole':
      return leave(row, check.equals)
    case 'sub-lines':
      return
    default:
      throw new Error(`no agreement for ${JSON.stringify(check satisfies never)}`)
  }
}

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
