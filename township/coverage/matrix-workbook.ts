// The matrix as a workbook to print and to hand on: the same words as the answer, the evidence behind each, the machines.
import { reported, say } from '../wording.ts'
import type { CellToWrite, SheetToWrite } from '../write-workbook.ts'
import { nameOf, type Evidence, type TextMatrix } from './matrix-words.ts'
import type { Machines } from './machines.ts'
import type { State } from './rules.ts'

const looks: Record<State, CellToWrite['look']> = {
  missing: 'error',
  anomalous: 'error',
  late: 'warning',
  'not-shown': 'warning',
  'no-data': 'hidden',
  corrected: 'info',
  'on-time': 'plain',
  shown: 'plain',
  nil: 'plain',
  'not-due': 'plain',
  none: 'plain',
}

const plain = (text: string): CellToWrite => ({ value: reported(text), look: 'plain' })
const head = (key: string): CellToWrite => ({ value: say(key), look: 'header' })
const cell = (value: string | number | null): CellToWrite =>
  typeof value === 'number' ? { value, look: 'plain' } : plain(value ?? '')

export function matrixSheets(of: {
  told: TextMatrix
  evidence: readonly Evidence[]
  machines: Machines | null
}): SheetToWrite[] {
  return [
    matrixSheet(of.told),
    evidenceSheet(of.evidence),
    ...(of.machines ? [machinesSheet(of.machines)] : []),
  ]
}

function matrixSheet({ title, leads, heads, lines, summary }: TextMatrix): SheetToWrite {
  const lead = [...leads, summary]
  return {
    name: say('coverage.sheets.matrix'),
    landscape: true,
    widths: [16, ...heads.slice(1).map(() => 17)],
    rows: [
      [{ value: title, look: 'title' }],
      ...lead.map((text): CellToWrite[] => [{ value: text, look: 'lead' }]),
      heads.map((value) => ({ value, look: 'header' })),
      ...lines.map(({ village, cells }): CellToWrite[] => [
        { value: reported(village), look: 'label' },
        ...cells.map(({ state, text }) => ({ value: text, look: looks[state] })),
      ]),
    ],
    merges: [0, ...lead.keys()].map((_, row) => ({
      top: row,
      left: 0,
      bottom: row,
      right: heads.length - 1,
    })),
    frozen: lead.length + 2,
    printedAgain: [lead.length + 1, lead.length + 1],
    pageNumbers: say('print.pages'),
  }
}

const evidenceColumns = {
  village: 12,
  class: 10,
  item: 22,
  period: 16,
  state: 18,
  due: 12,
  firstOn: 12,
  sequence: 8,
  sheetOn: 14,
  reviewers: 14,
  signer: 22,
  hash: 20,
  corrections: 8,
  why: 30,
  machines: 26,
  days: 14,
  id: 40,
} as const

function evidenceSheet(evidence: readonly Evidence[]): SheetToWrite {
  return listSheet(
    'evidence',
    Object.keys(evidenceColumns).map((column) => `coverage.columns.${column}`),
    Object.values(evidenceColumns),
    evidence.map((each) =>
      [
        each.village,
        each.category,
        each.itemType,
        each.period,
        each.state,
        each.due,
        each.firstSignedOn,
        each.sequence,
        each.sheetSaysOn,
        each.reviewers.join(say('list')),
        each.signer,
        each.manifestSha256?.slice(0, 16) ?? '',
        each.corrections,
        each.why,
        each.machines.map(machineWords).join('\n'),
        each.machines
          .map(({ days }) => (days === null ? '' : say('coverage.days', { count: days })))
          .join('\n'),
        each.id,
      ].map(cell),
    ),
  )
}

const machineWords = ({ name, from }: Evidence['machines'][number]): string =>
  from === null ? name : say('coverage.on', { name: reported(name), from: reported(from) })

const machineColumns = {
  name: 20,
  id: 16,
  writtenOn: 22,
  sequence: 12,
  code: 14,
  journal: 22,
  fingerprint: 24,
} as const

function machinesSheet({ reporting, silent }: Machines): SheetToWrite {
  const rows = [
    ...reporting.map((each) => [
      nameOf(each),
      each.id,
      each.writtenAt.slice(0, 10),
      each.sequence ?? say('coverage.emptyScreen'),
      each.code,
      say(`coverage.journal.${each.journal}`),
      each.fingerprint,
    ]),
    ...silent.map((each) => [nameOf(each), each.id, say('coverage.silent'), null, null, null, null]),
  ]
  return listSheet(
    'machines',
    Object.keys(machineColumns).map((column) => `coverage.columnsOfMachines.${column}`),
    Object.values(machineColumns),
    rows.map((row) => row.map(cell)),
  )
}

function listSheet(
  id: 'evidence' | 'machines',
  heads: readonly string[],
  widths: readonly number[],
  rows: readonly CellToWrite[][],
): SheetToWrite {
  const name = say(`coverage.sheets.${id}`)
  return {
    name,
    landscape: true,
    widths,
    rows: [[{ value: name, look: 'title' }], heads.map(head), ...rows],
    merges: [{ top: 0, left: 0, bottom: 0, right: heads.length - 1 }],
    frozen: 2,
    printedAgain: [1, 1],
    pageNumbers: say('print.pages'),
  }
}
