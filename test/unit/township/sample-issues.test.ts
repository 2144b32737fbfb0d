// What the truth says is odd about each sheet of the sample township, and what our report says of it: both ways.
import { beforeAll, describe, expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { bankHeader } from '../../../township/bank-file.ts'
import type { FaultKind, NoteKind } from '../../../township/findings.ts'
import type { Report, SkipReason } from '../../../township/report.ts'
import { readSample, truth } from './sample-township.ts'
import { issues, nameOf, places, shownAt } from './truth-issues.ts'
import type { Place, Told } from './truth-issues.ts'

let report: Report
beforeAll(async () => {
  report = (await readSample()).report
})

// ---- how our report says each thing ----

type Says = (place: Place) => Told | null

const note =
  (kind: NoteKind): Says =>
  (place) => {
    const found = sheetsAt(place).flatMap((sheet) => sheet.notes.filter((each) => each.kind === kind))
    return found[0] ? { cells: found[0].cells, count: found[0].count } : null
  }

const fault =
  (kind: FaultKind, isMeant: (field: string, place: Place) => boolean = () => true): Says =>
  (place) =>
    told(
      report.faults
        .filter((each) => each.kind === kind && isAt(place, each) && isMeant(each.detail, place))
        .map(({ cell }) => cell),
    )

const isMoney = (field: string, { types }: Place): boolean =>
  itemTypes.some(({ title, fields }) => types.includes(title) && fields[field]?.kind === 'money')

const skipped =
  (why: SkipReason): Says =>
  (place) => {
    const read = report.files.find(({ file }) => file === place.path)
    const isSo =
      place.name === undefined
        ? read?.skipped === why
        : read?.sheets.some(({ sheet, skipped: reason }) => sheet === place.name && reason === why)
    return isSo ? { cells: [], count: 1 } : null
  }

const told = (cells: (string | null)[]): Told | null =>
  cells.length === 0 ? null : { cells: cells.flatMap((cell) => cell ?? []).slice(0, 8), count: cells.length }

const isAt = ({ path, name }: Place, found: { file: string; sheet: string | null }): boolean =>
  found.file === path && (name === undefined || found.sheet === name)

const sheetsAt = ({ path, name }: Place) =>
  (report.files.find(({ file }) => file === path)?.sheets ?? []).filter(
    ({ sheet }) => name === undefined || sheet === name,
  )

// ---- how cells compare ----

/**
 * - `all`: the same cells, the same number
 * - `first`: where the truth counts one, it names the first of a column whose cells we all name
 * - `column`: the truth names the first row of a column, we name the cells of that column of which it is true
 * - `within`: we name the truth's cells and more of the same
 * - `sheet`: true of the sheet; the truth names no cell, or another than we
 */
type How = 'all' | 'first' | 'column' | 'within' | 'sheet'

const columnOf = (cell: string | undefined): string => /^[A-Z]+/.exec(cell ?? '')?.[0] ?? ''

function agree(how: How, ours: Told, truths: Told): unknown[] {
  const isFirst = how === 'first' && truths.count === 1
  if (how === 'sheet') return [true, true]
  if (how === 'column')
    return [[...new Set(ours.cells.map(columnOf))].includes(columnOf(truths.cells[0])), true]
  if (how === 'within') return [truths.cells.filter((cell) => !ours.cells.includes(cell)), []]
  return isFirst ? [ours.cells[0], truths.cells[0]] : [ours, truths]
}

type Rule = {
  says: Says
  how: How
  /** Sheets of which the truth says nothing, or something else, though it would be as true of them; with the reason. */
  unless?: (place: Place, truths: Told | null) => boolean
}

const isOf =
  (...types: string[]) =>
  ({ types: own }: Place): boolean =>
    own.some((type) => types.includes(type))
const isNotOf =
  (...types: string[]) =>
  (place: Place): boolean =>
    !isOf(...types)(place)

const ledger = '收支明细(逐笔)'
const postingSheet = '财务收支公开榜(科目级)'

const rules: Record<string, Rule> = {
  HTML_AS_XLS: { says: note('html-as-xls'), how: 'sheet' },
  NO_HEADER: { says: note('no-header'), how: 'all' },
  // The truth names the first of the file's eight sections.
  PROGRAMME_ALIAS: { says: note('programme-alias'), how: 'first' },
  SIDE_BY_SIDE: { says: note('side-by-side'), how: 'sheet' },
  INDENTED_SUBLINES: { says: note('indented-sub-lines'), how: 'sheet' },
  EMPTY_SHEET: { says: skipped('empty'), how: 'sheet' },
  HIDDEN_SHEET: { says: skipped('hidden'), how: 'sheet' },
  LOCK_FILE: { says: skipped('lock-file'), how: 'sheet' },

  UNIT_ROW: { says: note('unit-row'), how: 'all' },
  COLUMN_NUMBER_ROW: { says: note('column-number-row'), how: 'all' },
  SUBTOTAL_ROWS: { says: note('subtotal-rows'), how: 'first' },
  FOOTER_ROWS: { says: note('footer-rows'), how: 'first' },
  // 本期数 stands twice in a posting sheet as 年初余额 does in a balance sheet; the truth names only the latter.
  DUPLICATE_HEADER: { says: note('duplicate-header'), how: 'within', unless: isOf(postingSheet) },

  // The truth names one of the four columns of 万元.
  UNIT_WAN: { says: note('unit-wan'), how: 'within' },
  UNIT_IN_CELL: { says: note('unit-in-cell'), how: 'all' },
  MIXED_UNITS: { says: note('mixed-units'), how: 'all' },
  // In a text file or a web page every number is a text: it cannot be seen which of them were meant as one.
  NUMBER_AS_TEXT: { says: note('number-as-text'), how: 'all', unless: ({ name }) => name === null },
  FULLWIDTH_DIGITS: { says: note('full-width-digits'), how: 'all' },
  BLANK_ZERO: {
    says: note('blank-zero'),
    how: 'all',
    unless: (place, truths) =>
      // A column that always writes 0, or always leaves out what is none, is plain; the truth names it too.
      saysNothingPlainly(place, truths) ||
      // 0.00, / and nothing in the rents of one ledger: the truth is silent here.
      isOf('资产资源承包租赁合同')(place) ||
      // Here it names no cell, and there no - that stands for nothing.
      isOf('村干部报酬', '资产负债表')(place),
  },
  DAMAGED_NUMBER: { says: note('damaged-number'), how: 'all' },
  // 不收费 and a price in rice (500斤稻谷/亩) are as much words.
  TEXT_IN_MONEY: { says: fault('text-in-value', isMoney), how: 'within' },
  DATE_SERIAL: { says: note('date-as-serial'), how: 'first' },
  // The truth names them in ledgers and relief lists; days of meetings lack their year as well.
  DATE_NO_YEAR: {
    says: note('date-without-year'),
    how: 'all',
    unless: isNotOf(ledger, '救灾救济款物'),
  },
  // As mixed as these are the days of meetings, debts and transfers, of which the truth says nothing.
  DATE_MIXED: { says: note('mixed-dates'), how: 'all', unless: isNotOf(ledger, '宅基地审批结果') },
  DITTO_MARK: { says: note('ditto-mark'), how: 'all' },
  // A correction repeats the sheet it corrects; the truth names the months of that one only.
  MERGED_DOWN: { says: note('merged-down'), how: 'column', unless: ({ corrects }) => corrects },
  LINE_BREAK_IN_CELL: { says: note('line-break-in-cell'), how: 'all' },
  // Sources of money and papers to bring are several by nature; the truth counts people and serial numbers.
  MULTI_VALUE_CELL: { says: note('several-values'), how: 'within', unless: isOf('补贴政策清单(明白纸)') },

  NAME_PADDING: { says: note('padded-name'), how: 'all' },
  NAME_SUFFIX: { says: note('name-suffix'), how: 'all' },
  VILLAGE_ALIAS: {
    says: note('village-alias'),
    how: 'all',
    unless: (place, truths) =>
      // The truth names some lines 村名:红旗村 that say just what the register says.
      namesItRightly(place, truths) ||
      // Lists of banks and offices, and 柳沟行政村 in a ledger of contracts, are as much other names.
      place.role === 'private-source' ||
      isOf('资产资源承包租赁合同', '高龄津贴')(place) ||
      // Of a ledger's sheet called 柳沟 the truth says nothing unless its 村名 line differs too.
      isOf(ledger)(place),
  },
  // 1组 for 一组: the truth names it in lists that are put up, and there in the first cell or in all.
  GROUP_ALIAS: {
    says: note('group-alias'),
    how: 'first',
    unless: (place) =>
      place.role === 'private-source' || isOf('高龄津贴', '残疾人两项补贴', '退耕还林(新一轮)')(place),
  },
  // The truth names the first document number, we name all that were turned into 〔〕.
  BRACKET_FORMS: { says: note('bracket-forms'), how: 'first' },
  PUBLIC_CONTACT: { says: note('public-contact'), how: 'all' },
}

/** Kinds of other parts of the reader, held by their own tests. */
const later: Record<string, string> = {
  NAME_TO_MASK: 'name-masked',
  MINOR_IN_LIST: 'minor-masked',
  RETURNED_PAYMENT: 'returned-payments',
  CAPITALS_OK: 'capitals-agree',
  ROUNDING_PER_ROW: 'rounded-per-row',
  ARREARS: 'arrears',
  CONTRACT_EXPIRING: 'contract-expiring',
  OPEN_ENDED_TERM: 'open-ended-term',
  SAME_NAME: 'same-name',
  OTHER_LUMP: 'other-lump',
  NEGATIVE_ROW: 'negative-row',
  SAME_ITEM_TWICE: 'other-source-used',
  CORRECTED_VERSION: 'corrected',
  PERSONAL_IN_IMAGE: 'personal-in-picture',
  EXIF_LOCATION: 'picture-metadata',
}

/** What never leaves the office: columns and cells, each held below in its own way. */
const hidden = ['PERSONAL_COLUMN', 'HALF_MASKED_NUMBER', 'HEALTH_TEXT', 'PERSONAL_IN_TEXT']

test('every code of the truth has its way of being said', () => {
  const codes = new Set(issues.map(({ code }) => code))
  expect([...codes].filter((code) => !(code in rules || code in later || hidden.includes(code)))).toEqual([])
  expect(Object.keys({ ...rules, ...later }).filter((code) => !codes.has(code))).toEqual([])
})

describe.each(Object.entries(rules))('%s', (code, { says, how, unless }) => {
  const named = issues.filter((issue) => issue.code === code)

  test.each(
    named
      .filter(({ place, told: truths }) => !unless?.(place, truths))
      .map((issue) => [nameOf(issue.place), issue] as const),
  )('is told of %s', (_, { place, told: truths }) => {
    const ours = says(place)
    expect(ours, 'nothing is told').not.toBeNull()
    const [held, wanted] = agree(how, ours ?? truths, truths)
    expect(held).toEqual(wanted)
  })

  test('is told of nothing else', () => {
    const silent = places.filter(
      (place) =>
        (place.name !== undefined || how === 'sheet') &&
        !unless?.(place, null) &&
        !named.some(
          ({ place: other }) =>
            other.path === place.path &&
            (other.name === place.name || other.name === undefined || place.name === undefined),
        ),
    )
    expect(silent.filter((place) => says(place) !== null).map(nameOf)).toEqual([])
  })
})

/** Every cell the truth names writes 0, or every one is empty where empty is not read as 0. */
function saysNothingPlainly(place: Place, truths: Told | null): boolean {
  if (!truths || truths.cells.length === 0) return false
  const shown = truths.cells.map((cell) => shownAt(place, cell))
  return (
    shown.every((text) => /^0(?:\.00)?$/.test(text)) ||
    (shown.every((text) => text === '') && !isOf(postingSheet)(place))
  )
}

function namesItRightly(place: Place, truths: Told | null): boolean {
  const village = truth.villages.find(({ name }) =>
    truths?.cells.some((cell) => shownAt(place, cell) === `村名:${name}`),
  )
  return village !== undefined
}

// ---- what stays in the office ----

const droppedAt = (place: Place): string[] =>
  report.dropped.filter((each) => isAt(place, each) && each.why === 'personal').map(({ column }) => column)

/** The name of the column over a cell; in a bank's file, which has no header, of its n-th field. */
function columnAt(place: Place, cell: string): string {
  const field = /^field (\d+)$/.exec(cell)?.[1]
  if (field !== undefined) return bankHeader[Number(field) - 1] ?? ''
  const shown = shownAt(place, cell).replace(/\s/g, '')
  // In a form the truth names the first label of the line in which 联系电话 stands.
  return shown.startsWith('承包方代表') ? '联系电话' : shown
}

const ofHidden = (...codes: string[]) => issues.filter(({ code }) => codes.includes(code))

test.each(
  ofHidden('PERSONAL_COLUMN', 'HALF_MASKED_NUMBER', 'HEALTH_TEXT').map(
    (issue) => [nameOf(issue.place), issue] as const,
  ),
)('the columns that stay behind are told of %s', (_, { place, told: { cells } }) => {
  const names = cells.map((cell) => columnAt(place, cell))
  expect(names).not.toContain('')
  expect(droppedAt(place)).toEqual(expect.arrayContaining(names))
})

/** As personal as what the truth names: who signed or collected, whose bank, whose child, and why somebody is poor. */
const alsoPersonal =
  /签字|代领人|开户行|关系|性别|变动情况|照料护理|致贫原因|^原因$|承包方编码|^联系电话$|家庭成员/

test('no other column is called personal', () => {
  const named = new Map<string, string[]>()
  for (const {
    place,
    told: { cells },
  } of ofHidden('PERSONAL_COLUMN', 'HALF_MASKED_NUMBER', 'HEALTH_TEXT'))
    named.set(nameOf(place), [
      ...(named.get(nameOf(place)) ?? []),
      ...cells.map((cell) => columnAt(place, cell)),
    ])
  const others = places
    .filter(({ name }) => name !== undefined)
    .flatMap((place) =>
      droppedAt(place)
        .filter((column) => !named.get(nameOf(place))?.includes(column) && !alsoPersonal.test(column))
        .map((column) => `${nameOf(place)} ${column}`),
    )
  expect(others).toEqual([])
})

test('the cells in which something was hidden are those the truth names', () => {
  const swept = report.swept.map(({ file, sheet, cell }) => `${file} ${sheet ?? ''} ${cell}`)
  const named = ofHidden('PERSONAL_IN_TEXT').flatMap(({ place, told: { cells } }) =>
    cells.map((cell) => `${nameOf(place)} ${cell}`),
  )
  expect([...new Set(swept)].sort()).toEqual(named.sort())
})
