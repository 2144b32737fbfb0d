// What this kiosk can say of itself for the way home: what it shows and was given, where, and how it fares. Nobody's name.
import type { z } from 'zod'
import { laterFirst } from '../disclosure/period.ts'
import type { Coverage, EnvelopeBody, ImportReceipt } from '../pack/return-envelope.ts'
import { isWritable } from './data-folder.ts'
import type { Desk } from './desk.ts'
import { isoNow } from './desk.ts'
import { freeBytes } from './faults.ts'
import { checkJournal, journalLines, note, receiptOf, type Line } from './journal.ts'
import { ownKioskName, signAsKiosk } from './kiosk-key.ts'
import type { Reader } from './reader.ts'
import { notices } from './staff-notices.ts'
import { currentGeneration, pinnedTownship, sequenceFloor } from './state.ts'
import { keepCopy } from './state-copy.ts'

export type ReturnFacts = {
  body: Omit<EnvelopeBody, 'journal'>
  journal: { lines: Line[]; whole: boolean; head: string }
  sign: (message: Buffer) => Buffer
}

/** Notes in the journal that it was made, so that the line is in what is sent. Null before the kiosk is set up. */
export function returnFacts(
  desk: Desk,
  reader: Reader,
  about: { app: string; startedAt: string | null },
): ReturnFacts | null {
  const { state } = desk
  const township = pinnedTownship(state)
  if (!township) return null
  const at = isoNow(desk.clock)
  const kiosk = ownKioskName(desk, at)
  const highest = sequenceFloor(state)?.sequence ?? 0
  state.transaction(() => note(state, at, 'clerk', 'receipt-made', { sequence: highest })).immediate()
  keepCopy(desk)
  const checked = checkJournal(state)
  const lines = journalLines(state)
  return {
    body: {
      format: 'mingbai-return-1',
      kiosk,
      township,
      writtenAt: at,
      highest,
      shown: shownReceipt(desk, lines),
      ...coverageOf(reader),
      health: {
        ...about,
        freeBytes: freeBytes(desk.folder),
        writable: isWritable(desk.folder),
        notices: [...new Set(notices(reader).map(({ kind }) => kind))],
      },
      opinions: [],
    },
    journal: { lines, whole: checked.kind === 'whole', head: lines.at(-1)?.hash ?? '0'.repeat(64) },
    sign: (message) => signAsKiosk(state, message),
  }
}

function shownReceipt({ state }: Desk, lines: readonly Line[]): z.infer<typeof ImportReceipt> | null {
  const row = currentGeneration(state)
  if (!row) return null
  const imported = lines.findLast((line) => line.action === 'imported' && line.details.includes(row.name))
  return {
    sequence: row.sequence,
    issuedOn: row.issued_on,
    generation: row.name,
    packSha256: row.pack_sha256,
    manifestSha256: row.manifest_sha256,
    installedAt: row.installed_at,
    entries: row.entries,
    rows: row.rows,
    code: imported ? receiptOf(imported.hash) : null,
  }
}

type Cell = { itemType: string; period: string; village: string | null; entries: number; rows: number }

/** Every item and time that is on the screen, by village: what is there, and above all where it is not. */
function coverageOf({ content }: Reader): Pick<EnvelopeBody, 'villages' | 'coverage'> {
  if (!content) return { villages: [], coverage: [] }
  const villages = content.db
    .prepare<[], { code: string }>('SELECT code FROM village ORDER BY position')
    .all()
    .map(({ code }) => code)
  const cells = content.db
    .prepare<[], Cell>(
      `SELECT item_type AS itemType, period, village_code AS village, count(*) AS entries, sum(rows) AS rows
       FROM entry
       GROUP BY item_type, period, village_code`,
    )
    .all()
  const byItem = new Map<string, Cell[]>()
  for (const cell of cells) {
    const key = `${cell.itemType} ${cell.period}`
    byItem.set(key, [...(byItem.get(key) ?? []), cell])
  }
  const coverage = [...byItem.values()].flatMap((each) => itemCoverage(each, villages))
  return { villages, coverage: coverage.sort(byItemAndTime) }
}

function itemCoverage(cells: readonly Cell[], villages: readonly string[]): z.infer<typeof Coverage>[] {
  const [first] = cells
  if (!first) return []
  const present = new Set(cells.flatMap(({ village }) => village ?? []))
  const sum = (of: readonly Cell[], what: 'entries' | 'rows') => of.reduce((all, each) => all + each[what], 0)
  return [
    {
      itemType: first.itemType,
      period: first.period,
      entries: sum(cells, 'entries'),
      rows: sum(cells, 'rows'),
      presentIn: present.size,
      absentFrom: villages.filter((code) => !present.has(code)),
      townshipWide: sum(
        cells.filter(({ village }) => village === null),
        'entries',
      ),
    },
  ]
}

function byItemAndTime(one: z.infer<typeof Coverage>, other: z.infer<typeof Coverage>): number {
  if (one.itemType !== other.itemType) return one.itemType < other.itemType ? -1 : 1
  return laterFirst(one.period, other.period)
}
