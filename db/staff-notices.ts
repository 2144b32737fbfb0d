// Everything a member of the staff should know about this machine, in one list: what happened to it, and what is wrong now.
import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { ReadableDb } from './database.ts'
import { machineClock, type Desk } from './desk.ts'
import { freeBytes } from './faults.ts'
import { isClockDoubtful } from './own-time.ts'
import { checkJournal, journalHead, type JournalCheck } from './journal.ts'
import type { Notice, NoticeKind } from './notice-kinds.ts'
import type { Reader } from './reader.ts'
import { pinnedTownship, trustedKeys } from './state.ts'

/** Below the one imports may fail, below the other the journal may (security.md, part 5). */
const lowBytes = 500 * 1024 ** 2
const veryLowBytes = 100 * 1024 ** 2

/** Gravest first. */
export function notices(reader: Reader, free = freeBytes, clock = machineClock): Notice[] {
  const { state } = reader
  const all = [
    ...ofTrouble(reader),
    ...(state
      ? [...ofContent(state), ...ofJournal(reader.folder, state), ...ofKeys(state), ...events(state)]
      : []),
    ...(existsSync(reader.folder) ? ofDisk(free(reader.folder)) : []),
    ...(state && isClockDoubtful(reader, clock) ? [is('clock-doubtful', 'look')] : []),
  ]
  const levels = ['bad', 'look', 'good']
  return all.sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level))
}

const is = (kind: NoticeKind, level: Notice['level'], facts: Notice['facts'] = {}): Notice => ({
  kind,
  level,
  at: null,
  line: null,
  facts,
})

function ofTrouble({ trouble, state, content }: Reader): Notice[] {
  const sequence = content?.sequence ?? null
  switch (trouble?.kind) {
    case 'read-only':
      return [is('read-only', 'bad')]
    case 'newer-schema':
      return [is(state ? 'content-newer' : 'state-newer', 'bad', { sequence })]
    case 'older-schema':
      return [is('content-older', 'look', { sequence })]
    case 'damaged':
      // With state.db the journal tells what became of it; see ofContent.
      if (!state) return [is('state-unusable', 'bad', { sequence })]
      return hasFallen(state) ? [] : [is('content-damaged', 'bad', { sequence })]
    default:
      return []
  }
}

type Line = { number: number; at: string; action: string; details: string }

const Facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).catch({})
const factsIn = (line: Line): Notice['facts'] => Facts.parse(JSON.parse(line.details))

/** What became of the content since somebody last chose it: newest first. */
function sinceChosen(state: ReadableDb): Line[] {
  const lines: Line[] = []
  const told = state.prepare<[], Line>(
    `SELECT number, at, action, details FROM journal
     WHERE action IN ('imported', 'rolled-back', 'rebuilt', 'fell-back', 'rebuild-failed')
     ORDER BY number DESC`,
  )
  for (const line of told.iterate()) {
    if (['imported', 'rolled-back', 'rebuilt'].includes(line.action)) break
    lines.push(line)
  }
  return lines
}

const hasFallen = (state: ReadableDb): boolean => sinceChosen(state).length > 0

function ofContent(state: ReadableDb): Notice[] {
  const lines = sinceChosen(state)
  const failed = lines.find((line) => line.action === 'rebuild-failed')
  const fell = lines.find((line) => line.action === 'fell-back')
  if (failed)
    return [{ kind: 'content-not-rebuilt', level: 'bad', at: failed.at, line: null, facts: factsIn(failed) }]
  if (fell)
    return [{ kind: 'content-fell-back', level: 'bad', at: fell.at, line: null, facts: factsIn(fell) }]
  return []
}

function ofJournal(folder: string, state: ReadableDb): Notice[] {
  const check = journalCheckedOnce(folder, state)
  return check.kind === 'whole' ? [] : [is('journal-broken', 'bad', { ...check })]
}

// Read through once for every head it has had: the staff's first page asks for this each time it is opened.
let lastCheck: { of: string; check: JournalCheck } | null = null

function journalCheckedOnce(folder: string, state: ReadableDb): JournalCheck {
  const head = journalHead(state)
  const of = `${folder} ${head?.number} ${head?.hash}`
  if (lastCheck?.of !== of) lastCheck = { of, check: checkJournal(state) }
  return lastCheck.check
}

function ofKeys(state: ReadableDb): Notice[] {
  const holds = trustedKeys(state).some((key) => key.role === 'township' && !key.revoked)
  return pinnedTownship(state) && !holds ? [is('no-keys', 'bad')] : []
}

function ofDisk(free: number): Notice[] {
  if (free >= lowBytes) return []
  return [free < veryLowBytes ? is('disk-very-low', 'bad', { free }) : is('disk-low', 'look', { free })]
}

const eventKinds = {
  'state-restored': { kind: 'state-restored', level: 'bad' },
  'state-rebuilt': { kind: 'state-rebuilt', level: 'bad' },
  rebuilt: { kind: 'content-rebuilt', level: 'good' },
  'generation-lost': { kind: 'generation-lost', level: 'look' },
  'keys-changed': { kind: 'keys-changed', level: 'look' },
} as const satisfies Record<string, Pick<Notice, 'kind' | 'level'>>

const isEvent = (action: string): action is keyof typeof eventKinds => Object.hasOwn(eventKinds, action)

/** The newest of each kind that nobody has said to have seen. */
function events(state: ReadableDb): Notice[] {
  const lines = state
    .prepare<[string], Line>(
      `SELECT max(number) AS number, at, action, details FROM journal
       WHERE action IN (SELECT value FROM json_each(?))
       GROUP BY action`,
    )
    .all(JSON.stringify(Object.keys(eventKinds)))
  return lines.flatMap((line): Notice[] => {
    if (!isEvent(line.action)) return []
    const { kind, level } = eventKinds[line.action]
    if (line.number <= seenUpTo(state, kind)) return []
    return [{ kind, level, at: line.at, line: line.number, facts: factsIn(line) }]
  })
}

const seenUpTo = (state: ReadableDb, kind: NoticeKind): number =>
  state.prepare<[string], { line: number }>('SELECT line FROM seen_notice WHERE kind = ?').get(kind)?.line ??
  0

/** Says that a member of the staff has read it; later ones of the same kind are told again. */
export function markSeen({ state }: Desk, kind: NoticeKind, line: number): void {
  state
    .prepare(
      `INSERT INTO seen_notice (kind, line) VALUES (@kind, @line)
       ON CONFLICT (kind) DO UPDATE SET line = max(line, excluded.line)`,
    )
    .run({ kind, line })
}
