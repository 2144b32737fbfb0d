// What was done to this kiosk, in order, each line bound to the one before by a hash.
import { z } from 'zod'
import { chainHash, chainStart } from '../pack/journal-chain.ts'
import type { ReadableDb, WritableDb } from './database.ts'

export type Actor = 'clerk' | 'installer' | 'command' | 'kiosk'
export type Action =
  | 'township-pinned'
  | 'county-pinned'
  | 'keys-changed'
  | 'imported'
  | 'refused'
  | 'rolled-back'
  | 'generation-damaged'
  | 'fell-back'
  | 'rebuilt'
  | 'pin-set'
  | 'pin-locked'
  | 'state-restored'
  | 'receipt-made'
  | 'spot-checked'
  | 'clock-told'
  | 'clock-changed'
  | 'state-rebuilt'
  | 'generation-dropped'
  | 'rebuild-failed'
  | 'rebuilt-earlier'
  | 'generation-lost'
  | 'budget-set'
  | 'opinions-handed-over'

/** Never a name, a number of a person or a PIN: sequences, hashes, kinds. */
export type Details = Readonly<Record<string, string | number | boolean | null>>

export type Line = {
  number: number
  at: string
  actor: string
  action: string
  details: string
  previous_hash: string
  hash: string
}

const start = chainStart

/** Call inside the transaction that does the thing; returns the new head, whose first letters make a receipt. */
export function note(
  state: WritableDb,
  at: string,
  actor: Actor,
  action: Action,
  details: Details = {},
): string {
  const head = headOf(state) ?? { number: 0, hash: start }
  const line = { number: head.number + 1, at, actor, action, details: JSON.stringify(details) }
  const hash = hashOf(head.hash, line)
  state
    .prepare(
      `INSERT INTO journal (number, at, actor, action, details, previous_hash, hash)
       VALUES (@number, @at, @actor, @action, @details, @previous, @hash)`,
    )
    .run({ ...line, previous: head.hash, hash })
  state
    .prepare('INSERT OR REPLACE INTO journal_head (one, number, hash) VALUES (1, ?, ?)')
    .run(line.number, hash)
  return hash
}

/** Short enough to read out over the telephone, long enough to tell imports apart. */
export const receiptOf = (hash: string): string => hash.slice(0, 8).toUpperCase()

/** All lines in order, as they are for people to read. */
export const journalLines = (state: ReadableDb): Line[] =>
  state.prepare<[], Line>('SELECT * FROM journal ORDER BY number').all()

export type JournalCheck =
  | { kind: 'whole'; lines: number; head: string }
  | { kind: 'changed-line'; number: number }
  | { kind: 'missing-line'; number: number }
  | { kind: 'cut-tail'; has: number; head: number }
  | { kind: 'lines-after-head'; has: number; head: number }

export function checkJournal(state: ReadableDb): JournalCheck {
  const head = headOf(state) ?? { number: 0, hash: start }
  let previous = start
  let number = 0
  for (const line of state.prepare<[], Line>('SELECT * FROM journal ORDER BY number').iterate()) {
    number++
    if (line.number !== number) return { kind: 'missing-line', number }
    if (line.previous_hash !== previous || hashOf(previous, line) !== line.hash)
      return { kind: 'changed-line', number }
    previous = line.hash
  }
  if (number < head.number) return { kind: 'cut-tail', has: number, head: head.number }
  if (number > head.number) return { kind: 'lines-after-head', has: number, head: head.number }
  if (previous !== head.hash) return { kind: 'changed-line', number }
  return { kind: 'whole', lines: number, head: previous }
}

export type JournalLine = { number: number; at: string; actor: string; action: string; details: Details }

/** Newest first, a part at a time. */
export function journalPage(
  state: ReadableDb,
  { offset, limit }: { offset: number; limit: number },
): { lines: JournalLine[]; total: number } {
  const { total } = state.prepare<[], { total: number }>('SELECT count(*) AS total FROM journal').get() ?? {
    total: 0,
  }
  const lines = state
    .prepare<[number, number], Line>('SELECT * FROM journal ORDER BY number DESC LIMIT ? OFFSET ?')
    .all(limit, offset)
  return { lines: lines.map(readable), total }
}

const DetailsRead = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({})

/** Details that somebody has made unreadable are shown as none; the check says which line it is. */
function readable({ number, at, actor, action, details }: Line): JournalLine {
  let read: unknown = {}
  try {
    read = JSON.parse(details)
  } catch {
    read = {}
  }
  return { number, at, actor, action, details: DetailsRead.parse(read) }
}

export type ExportedJournal = {
  format: 'mingbai-journal-1'
  township: { code: string; name: string } | null
  head: { number: number; hash: string } | null
  check: JournalCheck
  /** Oldest first, exactly as they were hashed: whoever has them can walk the chain himself. */
  lines: Line[]
}

/** All of it, for a stick or a screen: lines, head, and how the check went. */
export function exportedJournal(state: ReadableDb): ExportedJournal {
  return {
    format: 'mingbai-journal-1',
    township:
      state.prepare<[], { code: string; name: string }>('SELECT code, name FROM township').get() ?? null,
    head: headOf(state) ?? null,
    check: checkJournal(state),
    lines: journalLines(state),
  }
}

export const journalHead = (state: ReadableDb): { number: number; hash: string } | null =>
  headOf(state) ?? null

function headOf(state: ReadableDb): { number: number; hash: string } | undefined {
  return state.prepare<[], { number: number; hash: string }>('SELECT number, hash FROM journal_head').get()
}

function hashOf(previous: string, line: Omit<Line, 'previous_hash' | 'hash'>): string {
  return chainHash(previous, line)
}
