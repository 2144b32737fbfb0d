// Everything the reader makes of the sample township, against what is true of it.
import { beforeAll, describe, expect, test } from 'vitest'
import { itemTypes } from '../../../disclosure/item-types/all.ts'
import { totalsOfDraft } from '../../../township/draft.ts'
import type { Draft } from '../../../township/draft.ts'
import type { Reading } from '../../../township/read-township.ts'
import type { SheetReport } from '../../../township/report.ts'
import type { Line } from '../../../township/sheet-lines.ts'
import { readSample, truth } from './sample-township.ts'
import type { Sample, TrueItem, TrueSheet } from './sample-township.ts'

const declared = new Set(itemTypes.map((type) => type.title))
const cases = truth.files.flatMap((file) =>
  (file.sheets ?? []).flatMap((sheet) =>
    sheet.items
      .filter((item) => declared.has(item.type))
      .map((item) => ({
        name: `${file.path} ${sheet.name ?? ''} ${item.type}`,
        path: file.path,
        sheet,
        item,
      })),
  ),
)

let reading: Reading
beforeAll(async () => {
  reading = await readSample()
})

/** The truth's names of sums, and ours. */
const moneyNames: Record<string, string> = {
  openingFen: 'opening',
  closingFen: 'closing',
  incomeTotalFen: 'income',
  expenseTotalFen: 'expense',
  assetsOpenFen: 'assetsOpening',
  assetsCloseFen: 'assets',
  cashCloseFen: 'cash',
  closeFen: 'closing',
  paidFen: 'paid',
  amountFen: 'amount',
  monthlyFen: 'monthly',
  quarterFen: 'quarterly',
  yearFeeFen: 'yearlyFee',
  totalFen: 'amount',
  contractFen: 'contractPrice',
  monthPaidFen: 'paid',
}
const moneyNamesOf: Record<string, Record<string, string>> = {
  救灾救济款物: { amountFen: 'cash' },
  特困人员供养: { quarterFen: 'amount' },
  党费收缴: { amountFen: 'paid' },
}
/** Households stand in a registration's rows once per plot; nothing of it counts them. */
const notCounted: Record<string, readonly string[]> = { '承包地(确权)': ['households'] }
const moreNames: Record<string, string> = {
  dueTotalFen: 'due',
  oweTotalFen: 'owed',
  beneficiaryTotal: 'beneficiaries',
  monthlyTotalFen: 'monthly',
  quarterTotalFen: 'quarterly',
  machines: 'quantity',
  paidTotalFen: 'paid',
  finalTotalFen: 'finalPrice',
  rice: 'rice',
  quilt: 'quilts',
  oil: 'oil',
  households: 'households',
  persons: 'persons',
  approvedSqm: 'approvedArea',
}

/** The truth's names of values, and the fields that hold them. */
const fieldNames: Record<string, readonly string[]> = {
  payeeName: ['payee', 'applicant', 'buyer'],
  groupNo: ['group'],
  householdSize: ['householdSize'],
  beneficiaryCount: ['beneficiaries'],
  monthlyFen: ['monthly'],
  quarterFen: ['quarterly', 'amount'],
  monthFen: ['monthly'],
  months: ['months'],
  allowanceKind: ['allowanceKind'],
  ageBand: ['ageBand'],
  amountFen: ['amount', 'cash'],
  area0001mu: ['area'],
  contractArea0001mu: ['contractArea'],
  deductArea0001mu: ['deductedArea'],
  rate: ['rate'],
  dueFen: ['due'],
  paidFen: ['paid'],
  oweFen: ['owed'],
  yearFen: ['yearly'],
  contractNo: ['contractNo'],
  subject: ['subject'],
  quantity: ['quantity'],
  unit: ['quantityUnit'],
  lessee: ['lessee'],
  startDate: ['startDate'],
  endDate: ['endDate'],
  kind: ['debtKind'],
  name: ['party', 'name'],
  nature: ['nature'],
  openFen: ['opening'],
  addFen: ['increase'],
  lessFen: ['decrease'],
  closeFen: ['closing'],
  since: ['since'],
  date: ['date', 'issuedOn'],
  voucherNo: ['voucherNo'],
  summary: ['summary'],
  incomeFen: ['income'],
  expenseFen: ['expense'],
  balanceFen: ['balance'],
  handler: ['handler'],
  subjectName: ['subject'],
  direction: ['direction'],
  ytdFen: ['yearToDate'],
  itemName: ['subject'],
  lineNo: ['line'],
  aidKind: ['aidKind'],
  crop: ['crop'],
  machineKind: ['machineKind'],
  model: ['model'],
  priceFen: ['price'],
  unitSubsidyFen: ['unitSubsidy'],
  serials: ['serials'],
  projectYear: ['projectYear'],
  instalment: ['instalment'],
  status: ['status'],
  paidOn: ['paidOn'],
  mode: ['mode'],
  transferor: ['transferor'],
  transferee: ['transferee'],
  transfereeKind: ['transfereeKind'],
  use: ['use'],
  yearFeeFen: ['yearlyFee'],
  members: ['members'],
  landFen: ['landFee'],
  cropFen: ['cropFee'],
  attachmentFen: ['attachmentFee'],
  totalFen: ['amount'],
  oldSqm: ['oldArea'],
  approvedSqm: ['approvedArea', 'plotArea'],
  baseSqm: ['baseArea'],
  buildSqm: ['buildArea'],
  floors: ['floors'],
  buildKind: ['buildKind'],
  permitNo: ['permitNo'],
  approvedOn: ['approvedOn'],
  projectName: ['name'],
  contractor: ['contractor'],
  contractFen: ['contractPrice'],
  finalFen: ['finalPrice'],
  meeting: ['meeting'],
  expected: ['expected'],
  present: ['present'],
  topic: ['topic'],
  yes: ['yes'],
  no: ['no'],
  abstain: ['abstain'],
  title: ['title'],
  issuer: ['issuer'],
  divisionCode: ['divisionCode'],
  households: ['households'],
  population: ['population'],
  groupCount: ['groups'],
  contractorRep: ['payee'],
  registeredArea0001mu: ['registeredArea'],
  plotCount: ['plots'],
  plotNo: ['plotNo'],
  plotName: ['plotName'],
  plotArea0001mu: ['area'],
  programme: ['programme'],
  target: ['target'],
  standard: ['standard'],
  unpaid: ['unpaid'],
  adoptedOn: ['issuedOn'],
  dept: ['department'],
  statutoryDays: ['statutory'],
  promisedDays: ['promised'],
  promisedText: ['promised'],
  materials: ['materials'],
  steps: ['steps'],
  fee: ['fee'],
  window: ['window'],
  inquiryPhone: ['inquiry'],
  visits: ['visits'],
  farmland0001mu: ['farmland'],
  collectiveIncomeFen: ['collectiveIncome'],
  position: ['position'],
  duty: ['duty'],
  phone: ['phone'],
  termStart: ['termStart'],
  termEnd: ['termEnd'],
  baseFen: ['base'],
  performanceFen: ['performance'],
  persons: ['persons'],
  women: ['women'],
  monthPaidFen: ['paid'],
  change: ['change'],
  effectiveMonth: ['effective'],
  rice: ['rice'],
  quilt: ['quilts'],
  oil: ['oil'],
}
/** Told elsewhere than in the row, or not published. */
const notInRows = new Set([
  'progress',
  'noticeStart',
  'noticeEnd',
  'noticeUnit',
  'validFrom',
  'validTo',
  'villages',
  // 18 digits cannot be told from somebody's number.
  'contractorCode',
])
/** The truth counts what the text says. */
const inBody: Record<string, (body: string, wanted: unknown) => unknown> = {
  names: (body, wanted) => (wanted as string[]).filter((name) => body.includes(name)),
  stage: (body, wanted) => (body.includes(String(wanted)) ? wanted : body),
  articles: (body) => [...body.matchAll(/^第[一二三四五六七八九十]+条/gm)].length,
}

test('every sheet that the truth calls a disclosure is of a declared type', () => {
  const types = truth.files
    .filter((file) => file.role !== 'reference')
    .flatMap((file) => (file.sheets ?? []).flatMap((sheet) => sheet.items.map((item) => item.type)))
  expect(types.filter((type) => !declared.has(type))).toEqual([])
})

test('every file and every sheet of the sample is in the report, and the hidden ones are told', () => {
  const files = reading.report.files.map(({ file }) => file)
  expect(files.toSorted()).toEqual(truth.files.map(({ path }) => path).toSorted())
  const told = Object.fromEntries(
    reading.report.files.map(({ file, sheets }) => [
      file,
      sheets.map(({ sheet, skipped }) => ({ name: sheet, visible: skipped !== 'hidden' })),
    ]),
  )
  for (const { path, role, sheets = [] } of truth.files) {
    // The register and pictures are no sheets to publish.
    if (role === 'reference' || told[path]?.length === 0) continue
    expect(told[path], path).toEqual(sheets.map(({ name, visible }) => ({ name, visible })))
  }
})

describe.each(cases)('$name', ({ path, sheet, item }) => {
  const sheetOf = (): SheetReport => {
    const file = reading.report.files.find((each) => each.file === path)
    const found = file?.sheets.find((each) => each.sheet === sheet.name)
    if (!found) throw new Error(`${path} ${sheet.name} was not read`)
    return found
  }
  const draftsOf = (): Draft[] =>
    reading.drafts.filter(
      (draft) => draft.file === path && draft.sheet === sheet.name && draft.type.title === item.type,
    )

  test('has its rows, by village', () => {
    const rows = Object.fromEntries(itemsOf(sheetOf(), item).map((each) => [String(each.village), each.rows]))
    const wanted =
      Object.keys(item.rows.byVillage).length > 0 ? item.rows.byVillage : { null: item.rows.total }
    expect(rows).toEqual(wanted)
  })

  test('has its period', () => {
    const periods = itemsOf(sheetOf(), item).map((each) => each.period)
    expect(new Set(periods)).toEqual(new Set([item.period.value]))
  })

  test('has its totals', () => {
    expect(totalsHeld(draftsOf(), item)).toEqual(totalsTrue(item))
  })

  test('has its counts and rates', () => {
    const held = Object.keys(item.more ?? {}).map((name) => [name, countHeld[name]?.(draftsOf())])
    const told = held.filter(([, value]) => value !== undefined)
    expect(Object.fromEntries(told)).toEqual(
      Object.fromEntries(told.map(([name]) => [name, item.more?.[String(name)]])),
    )
    const untold = held.flatMap(([name, value]) => (value === undefined ? [String(name)] : []))
    expect(untold.filter((name) => !(name in moreNames))).toEqual([])
  })

  test('has its printed sums checked', () => {
    const printed = sheetOf().printedTotals
    for (const { at, fen, value0001mu, matches } of [...item.printedTotals, ...(item.printedSubtotals ?? [])])
      expect(printed).toContainEqual(
        expect.objectContaining({ cell: at, printed: fen ?? value0001mu, matches }),
      )
  })

  test('has its sample rows', () => {
    for (const sample of item.samples)
      expect(sampleHeld(draftsOf(), sheet, item, sample)).toEqual(sampleTrue(item, sample, sheet))
  })

  test('has what stands around the table', () => {
    const { publishedOn, noticeStart, noticeEnd, hotline } = item.meta ?? {}
    for (const { surroundings } of draftsOf()) {
      if (publishedOn) expect(surroundings.publishedOn).toBe(publishedOn)
      if (noticeStart) expect(surroundings.notice).toEqual({ start: noticeStart, end: noticeEnd })
      if (hotline) expect(surroundings.hotlines.map((each) => each.phone)).toContain(hotline)
      if (item.accountingEntity && item.type !== '收支明细(逐笔)')
        expect(surroundings.accountingEntity).toBe(item.accountingEntity)
    }
    if (item.subRows !== undefined)
      expect(
        draftsOf()
          .flatMap((draft) => draft.lines)
          .filter((line) => line.isSubLine).length,
      ).toBe(item.subRows)
  })
})

/** What the truth counts besides sums, as our lines have it. */
const countHeld: Record<string, (drafts: readonly Draft[]) => unknown> = {
  rate: (drafts) => theOnly(drafts, (line) => line.values['rate']),
  minors: (drafts) => linesOf(drafts).filter((line) => line.isMinor).length,
  byKind: (drafts) =>
    counted(linesOf(drafts), ({ type, values }) => {
      const kind = type.fields['allowanceKind']
      return choiceWord('', kind?.choices?.[String(values['allowanceKind'])], '')
    }),
  returned: (drafts) => linesOf(drafts).filter((line) => line.values['status'] === 'returned').length,
  plots: (drafts) => linesOf(drafts).length,
  // The land of one group: its number stands in every line, or sets its sheet apart from the other groups'.
  groupNo: (drafts) =>
    Number(theOnly(drafts, (line) => line.values['group'] ?? /\.g(\d+)$/.exec(drafts[0]?.id ?? '')?.[1])),
  rowsByGroup: (drafts) => counted(linesOf(drafts), ({ values }) => String(values['group'])),
  project: (drafts) => /^.+?工程/.exec(drafts[0]?.title ?? '')?.[0],
}

const linesOf = (drafts: readonly Draft[]) => drafts.flatMap((draft) => draft.lines)

function theOnly(drafts: readonly Draft[], valueOf: (line: Line) => unknown): unknown {
  const values = new Set(linesOf(drafts).map(valueOf))
  return values.size === 1 ? [...values][0] : [...values]
}

const counted = (lines: readonly Line[], nameOf: (line: Line) => string): Record<string, number> =>
  Object.fromEntries(
    [...new Set(lines.map(nameOf))].map((name) => [
      name,
      lines.filter((line) => nameOf(line) === name).length,
    ]),
  )

const itemsOf = (sheet: SheetReport, item: TrueItem) =>
  sheet.items.filter((each) => each.itemTypeTitle === item.type)

// ---- totals ----

type Sums = Record<string, Record<string, unknown>>

function totalsTrue(item: TrueItem): Sums {
  const sums: Sums = {}
  const { totalFen, byVillageFen, ...figures } = item.money ?? {}
  if (byVillageFen) sums[`by village ${item.moneyField}`] = byVillageFen
  for (const [name, value] of Object.entries(figures)) sums[name] = { all: value }
  if (item.area) sums['area'] = item.area.byVillage0001mu
  for (const [name, value] of Object.entries(item.more ?? {}))
    if (moreNames[name] && !notCounted[item.type]?.includes(name)) sums[name] = { all: value }
  if (totalFen !== undefined) sums['all'] = { all: totalFen }
  return sums
}

function totalsHeld(drafts: readonly Draft[], item: TrueItem): Sums {
  const totals = drafts.map((draft) => ({ village: draft.village?.name ?? '', totals: totalsOfDraft(draft) }))
  const byVillage = (name: string) =>
    Object.fromEntries(totals.map(({ village, totals: own }) => [village, own[name]]))
  const all = (name: string) => totals.reduce((sum, { totals: own }) => sum + (own[name] ?? NaN), 0)
  const main = moneyNamesOf[item.type]?.[item.moneyField ?? ''] ?? moneyNames[item.moneyField ?? ''] ?? ''
  const sums: Sums = {}
  const { totalFen, byVillageFen, ...figures } = item.money ?? {}
  if (byVillageFen) sums[`by village ${item.moneyField}`] = byVillage(main)
  for (const name of Object.keys(figures)) sums[name] = { all: all(moneyNames[name] ?? name) }
  if (item.area) sums['area'] = byVillage(item.type === '村情简介' ? 'farmland' : 'area')
  for (const name of Object.keys(item.more ?? {})) {
    const own = moreNames[name]
    if (own && !notCounted[item.type]?.includes(name)) sums[name] = { all: all(own) }
  }
  if (totalFen !== undefined) sums['all'] = { all: all(main) }
  return sums
}

// ---- samples ----

function sampleTrue(item: TrueItem, sample: Sample, sheet: TrueSheet): Record<string, unknown> {
  const minors = sheet.personal?.['minorNames'] ?? []
  return Object.fromEntries(
    Object.entries(sample.values)
      .filter(([name]) => !notInRows.has(name))
      .map(([name, value]) => {
        if (name === 'payeeName' && typeof value === 'string') {
          if (minors.includes(value) && item.type === '残疾人两项补贴') return [name, '***']
          if (item.type === '临时救助') return [name, masked(value)]
        }
        return [name, comparable(value)]
      }),
  )
}

const masked = (name: string): string =>
  name.length === 2 ? `${name[0]}*` : `${name[0]}${'*'.repeat(name.length - 2)}${name.at(-1)}`

function sampleHeld(
  drafts: readonly Draft[],
  _sheet: TrueSheet,
  item: TrueItem,
  sample: Sample,
): Record<string, unknown> {
  const lines = drafts.flatMap((draft) => draft.lines)
  const row = (sample.row ?? sample.line ?? 0) - 1
  const body = drafts.map((draft) => draft.body ?? '').join('\n')
  const line =
    sample.at !== undefined
      ? lines.find(({ cells }) => cells['amount'] === sample.at || cells['closing'] === sample.at)
      : row >= 0
        ? lines.find((each) => each.row === row)
        : lines[0]
  if (!line) return { 'no line at': sample.at ?? row + 1 }
  return Object.fromEntries(
    Object.keys(sample.values)
      .filter((name) => !notInRows.has(name))
      .map((name) => {
        const told = drafts.every((draft) => draft.type.layout.kind === 'document') ? inBody[name] : undefined
        if (told) return [name, comparable(told(body, sample.values[name]))]
        const field = (fieldNames[name] ?? []).find((each) => each in line.type.fields)
        const declaredField = field ? line.type.fields[field] : undefined
        if (!field || !declaredField) return [name, `no field in ${item.type}`]
        const value = line.values[field]
        const spelled =
          declaredField.kind === 'choice' && typeof value === 'string'
            ? choiceWord(name, declaredField.choices?.[value], value)
            : value
        return [name, comparable(name === 'subjectName' ? mainSubject(spelled) : daysIn(name, spelled))]
      }),
  )
}

/** The truth writes 已发 and 退汇, sheets 已发放; the first spelling is ours. */
const choiceWord = (name: string, spellings: readonly string[] | undefined, id: string): string =>
  name === 'direction' ? id : name === 'status' ? (id === 'paid' ? '已发' : '退汇') : (spellings?.[0] ?? id)

/** The truth counts days and windows; the guide writes 30个工作日, 30日, 即办, 镇便民服务中心3号窗口. */
const daysIn = (name: string, value: unknown): unknown => {
  if (!['statutoryDays', 'promisedDays', 'window'].includes(name) || typeof value !== 'string') return value
  return value === '即办' ? 1 : Number(/\d+/.exec(value)?.[0])
}

/** A ledger's subject is 管理费用-村干部报酬 in the sheet, 管理费用 in the truth. */
const mainSubject = (value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/-.*$/, '') : value

/** An empty cell and 0 say the same; 1号 is 01号; the truth leaves (补) off a contract's number. */
function comparable(value: unknown): unknown {
  if (value === null || value === undefined || value === 0) return 0
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return value.replace(/〕0*(\d+号)/, '〕$1').replace(/\(补\)$/, '')
  return value
}
