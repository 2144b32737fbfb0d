// What the checks find in the sample township, against what is true of it: cell by cell, both ways.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../../township/findings.ts'
import type { Reading } from '../../../township/read-township.ts'
import { readSample, truth } from './sample-township.ts'

let reading: Reading
beforeAll(async () => {
  reading = await readSample()
})

type Issue = { code: string; at: unknown; count?: number }
type Place = { file: string; sheet: string | null; cells: string[]; count: number }

const sheets = truth.files.flatMap((file) =>
  (file.sheets ?? []).map((sheet) => ({
    file: file.path,
    sheet: sheet.name,
    issues: sheet.issues as Issue[],
  })),
)

const cellsIn = (at: unknown): string[] =>
  Array.isArray(at) ? at.map(String) : typeof at === 'string' ? [at] : []

/** The truth of one code by sheet: its cells, each once, and how many there are. */
function told(code: string): Place[] {
  return sheets.flatMap(({ file, sheet, issues }) => {
    const own = issues.filter((issue) => issue.code === code)
    if (own.length === 0) return []
    const cells = own.flatMap(({ at }) => cellsIn(at))
    return [{ file, sheet, cells: sorted(cells), count: cells.length }]
  })
}

const sorted = (cells: readonly string[]) => [...cells].sort()

function found(which: (fault: Fault) => boolean): Place[] {
  return sheets.flatMap(({ file, sheet }) => {
    const own = reading.report.faults.filter(
      (fault) => fault.file === file && fault.sheet === sheet && which(fault),
    )
    if (own.length === 0) return []
    const cells = own.flatMap(({ cell }) => (cell === null ? [] : [cell]))
    return [{ file, sheet, cells: sorted(cells), count: cells.length }]
  })
}

const ofKind = (kind: Fault['kind']) => found((fault) => fault.kind === kind)

function noted(kind: string): Place[] {
  return reading.report.files.flatMap(({ file, sheets: read }) =>
    read.flatMap(({ sheet, notes }) =>
      notes.flatMap((note) =>
        note.kind === kind ? [{ file, sheet, cells: sorted(note.cells), count: note.count }] : [],
      ),
    ),
  )
}

const places = (all: readonly Place[]) => all.map(({ file, sheet }) => `${file} ${sheet}`).sort()
const byPlace = (all: readonly Place[]) =>
  new Map(all.map((place) => [`${place.file} ${place.sheet}`, place.cells]))

describe('cell by cell, no more and no fewer', () => {
  test.each([
    ['OPEN_ENDED_TERM', 'open-ended-term'],
    ['ARREARS', 'arrears'],
    ['CONTRACT_EXPIRING', 'contract-expiring'],
    ['OTHER_LUMP', 'other-lump'],
    ['NEGATIVE_ROW', 'negative-row'],
    ['MINOR_IN_LIST', 'minor-masked'],
    ['RETURNED_PAYMENT', 'returned-payments'],
  ] as const)('%s', (code, kind) => {
    expect(told(code).length).toBeGreaterThan(0)
    expect(byPlace(ofKind(kind))).toEqual(byPlace(told(code)))
  })

  test.each([
    ['CAPITALS_OK', 'capitals-agree'],
    ['NAME_TO_MASK', 'name-masked'],
  ])('%s', (code, kind) => {
    expect(told(code).length).toBeGreaterThan(0)
    expect(byPlace(noted(kind))).toEqual(byPlace(told(code)))
  })
})

describe('where the truth names only what was put there on purpose', () => {
  test('SAME_NAME: every pair is found', () => {
    const held = byPlace(ofKind('same-name'))
    for (const { file, sheet, cells } of told('SAME_NAME'))
      expect(held.get(`${file} ${sheet}`)).toEqual(expect.arrayContaining(cells))
  })

  test('SAME_NAME: what else is found are two rows of one name in one group, that differ', () => {
    // The truth names one planted pair per village, and only in the two lists of all households. The same households
    // stand in the bank's file and the lists of payments, and chance gave four more pairs one name.
    const faults = reading.report.faults.filter(({ kind }) => kind === 'same-name')
    const lines = reading.drafts.flatMap((draft) =>
      draft.lines.map((line) => ({ file: draft.file, sheet: draft.sheet, village: draft.village, line })),
    )
    const at = (fault: Fault, cell: string) =>
      lines.find(
        ({ file, sheet, line }) =>
          file === fault.file && sheet === fault.sheet && line.cells['payee'] === cell,
      )
    for (const fault of faults) {
      const one = at(fault, fault.cell ?? '')
      const other = at(fault, fault.detail)
      expect(one?.line.values['payee']).toBe(other?.line.values['payee'])
      expect(one?.line.values['group']).toBe(other?.line.values['group'])
      expect(one?.village).toBe(other?.village)
      expect(one?.line.row).not.toBe(other?.line.row)
    }
    expect(reading.report.faults.filter(({ kind }) => kind === 'row-twice')).toEqual([])
  })

  test('ROUNDING_PER_ROW: every sum is found, and each one found is area × rate within rounding', () => {
    const held = byPlace(noted('rounded-per-row'))
    for (const { file, sheet, cells } of told('ROUNDING_PER_ROW'))
      expect(held.get(`${file} ${sheet}`)).toEqual(cells)
    // The truth names it in the lists of all households; the lists of payments and the grain growers' are rounded alike.
    const others = [...held.keys()].filter((place) => !places(told('ROUNDING_PER_ROW')).includes(place))
    expect(others.every((place) => /发放公示|种粮农民/.test(place))).toBe(true)
  })
})

describe('one item from two sheets', () => {
  const isReplaced = ({ kind }: Fault) => kind === 'other-source-used' || kind === 'corrected'

  test('SAME_ITEM_TWICE: the sheets that are not used', () => {
    expect(places(found(isReplaced))).toEqual(places(told('SAME_ITEM_TWICE')))
  })

  test('CORRECTED_VERSION: the sheet that is replaced, and the one that replaces it', () => {
    expect(places(found(({ kind }) => kind === 'corrected' || kind === 'is-correction'))).toEqual(
      places(told('CORRECTED_VERSION')),
    )
  })
})

test('nothing in the sample is held back, and no sum of it is wrong', () => {
  const wrong = reading.report.faults.filter(
    ({ kind, severity }) =>
      // A receipt nobody has looked at yet waits for a person; it holds no list back.
      kind !== 'personal-in-picture' &&
      (severity === 'error' || /differs?$|exceeds|implausible|outside|ahead/.test(kind)),
  )
  expect(wrong).toEqual([])
})
