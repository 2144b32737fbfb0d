// What an item said before it was corrected, compared while both are at hand, and kept with the item from then on.
import { z } from 'zod'
import {
  compareLines,
  changedParts,
  entryParts,
  lineWords,
  type EntryPart,
  type LinesChange,
} from '../disclosure/changes.ts'
import { Entry, type Row } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { checkedRowOf } from '../pack/lines.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { ReadableDb, WritableDb } from './database.ts'

/** Of an item that is corrected again and again the last ones are kept; their numbers go on. */
const mostVersions = 20
/** Beyond this two lists are not laid beside each other line by line: no village has one, and it would cost memory. */
const mostCompared = 200_000

const Figure = z.union([z.number(), z.string(), z.null()])
const Changes = z.strictObject({
  /** Null: the lists were too long to lay beside each other. */
  lines: z
    .strictObject({
      added: z.number().int(),
      removed: z.number().int(),
      more: z.number().int(),
      changed: z.array(
        z.strictObject({
          cells: z.array(z.union([z.null(), z.string(), z.number(), z.array(z.string())])),
          figures: z.array(z.strictObject({ field: z.string(), before: Figure, after: Figure })),
        }),
      ),
    })
    .nullable(),
  parts: z.array(z.enum(entryParts)),
})
type Changes = { lines: LinesChange | null; parts: EntryPart[] }

const Totals = z.record(z.string(), z.number().int())

export type EntryVersion = {
  number: number
  /** The pack that put another version in its place, and its date. */
  sequence: number
  replacedOn: string
  note: string | null
  before: { rows: number; totals: Record<string, number> }
  after: { rows: number; totals: Record<string, number> }
  changes: Changes
}

type VersionRow = {
  id: string
  number: number
  sequence: number
  replaced_on: string
  note: string | null
  rows: number
  totals: string
  new_rows: number
  new_totals: string
  changes: string
}

/** Newest first. */
export function versionsOf(db: ReadableDb, id: string): EntryVersion[] {
  return db
    .prepare<[string], VersionRow>('SELECT * FROM version WHERE id = ? ORDER BY number DESC')
    .all(id)
    .map((row) => ({
      number: row.number,
      sequence: row.sequence,
      replacedOn: row.replaced_on,
      note: row.note,
      before: { rows: row.rows, totals: Totals.parse(JSON.parse(row.totals)) },
      after: { rows: row.new_rows, totals: Totals.parse(JSON.parse(row.new_totals)) },
      changes: Changes.parse(JSON.parse(row.changes)),
    }))
}

export const wasCorrected = (db: ReadableDb, id: string): boolean =>
  db.prepare('SELECT 1 FROM version WHERE id = ? LIMIT 1').get(id) !== undefined

/**
 * Call when everything of the new generation is in and the base is still attached as `old`. What was withdrawn since
 * the base was built is as if it had never been there.
 */
export function writeVersions(db: WritableDb, pack: VerifiedPack): void {
  const base = db.prepare<[], { sequence: number }>('SELECT sequence FROM old.about').get()
  if (!base) throw new Error('a base without a sequence')
  db.prepare(
    `INSERT INTO main.version
     SELECT * FROM old.version
     WHERE id IN (SELECT id FROM main.entry)
       AND id NOT IN (SELECT id FROM main.withdrawn WHERE sequence > ?)
     ORDER BY id, number`,
  ).run(base.sequence)
  const asked = questions(db)
  for (const { id } of changedSince(db, base.sequence, pack)) {
    const [before, after] = [storedIn(asked, 'old', id), storedIn(asked, 'main', id)]
    if (before && after) takeVersion(asked, pack, before, after)
  }
}

/** Each prepared once: twenty thousand changed entries would leave as many statements behind, which no collector sees. */
function questions(db: WritableDb) {
  const entryIn = (schema: Schema) =>
    db.prepare<[string], { key: number; entry: string; lines: number }>(
      `SELECT key, entry, lines FROM ${schema}.entry WHERE id = ?`,
    )
  const linesIn = (schema: Schema) =>
    db.prepare<[number], { cells: string }>(
      `SELECT cells FROM ${schema}.line WHERE entry = ? ORDER BY number`,
    )
  return {
    entry: { old: entryIn('old'), main: entryIn('main') },
    lines: { old: linesIn('old'), main: linesIn('main') },
    kept: db.prepare<[string], { number: number; changes: string }>(
      'SELECT number, changes FROM main.version WHERE id = ? ORDER BY number',
    ),
    write: db.prepare('UPDATE main.version SET changes = ? WHERE id = ? AND number = ?'),
    take: db.prepare(
      `INSERT INTO main.version (id, number, sequence, replaced_on, note, rows, totals, new_rows, new_totals, changes)
       VALUES (@id, @number, @sequence, @issuedOn, @note, @rows, @totals, @newRows, @newTotals, @changes)`,
    ),
    drop: db.prepare('DELETE FROM main.version WHERE id = ? AND number <= ?'),
  }
}
type Questions = ReturnType<typeof questions>
type Schema = 'old' | 'main'

/** Of the pack's entries those that are another here than in the base; whole packs bring thousands that are the same. */
function changedSince(db: WritableDb, sequence: number, { entries }: VerifiedPack): { id: string }[] {
  const brought = new Set(entries.map(({ id }) => id))
  return db
    .prepare<[number], { id: string }>(
      `SELECT after.id
       FROM main.entry AS after
       JOIN old.entry AS before ON before.id = after.id AND before.digest <> after.digest
       WHERE after.id NOT IN (SELECT id FROM main.withdrawn WHERE sequence > ?)
       ORDER BY after.key`,
    )
    .all(sequence)
    .filter(({ id }) => brought.has(id))
}

type Stored = { key: number; entry: Entry; lines: number; schema: Schema }

function storedIn({ entry }: Questions, schema: Schema, id: string): Stored | null {
  const row = entry[schema].get(id)
  return row ? { ...row, schema, entry: Entry.parse(JSON.parse(row.entry)) } : null
}

function takeVersion(asked: Questions, pack: VerifiedPack, before: Stored, after: Stored): void {
  const type = itemTypeOf(after.entry.itemType)
  if (!type) throw new Error(`verified entry ${after.entry.id} is of unknown type`)
  forgetRemoved(asked, type, after)
  const changes = changesBetween(asked, type, before, after)
  if (changes === null) return
  const { id } = after.entry
  const number = (asked.kept.all(id).at(-1)?.number ?? 0) + 1
  const { sequence, issuedOn } = pack.manifest
  asked.take.run({
    id,
    number,
    sequence,
    issuedOn,
    note: after.entry.correctionNote,
    rows: before.entry.rows,
    totals: JSON.stringify(before.entry.totals),
    newRows: after.entry.rows,
    newTotals: JSON.stringify(after.entry.totals),
    changes: JSON.stringify(changes),
  })
  asked.drop.run(id, number - mostVersions)
}

/** Null if nothing that a villager reads is another: the same sheet under another file name. */
function changesBetween(asked: Questions, type: ItemType, before: Stored, after: Stored): Changes | null {
  const parts = changedParts(before.entry, after.entry)
  const comparable = Math.max(before.lines, after.lines) <= mostCompared
  const lines = comparable ? compareLines(type, rowsOf(asked, before), rowsOf(asked, after)) : null
  const sameTotals = JSON.stringify(before.entry.totals) === JSON.stringify(after.entry.totals)
  const isSame = parts.length === 0 && sameTotals && lines !== null && isEmpty(lines)
  return isSame ? null : { lines, parts }
}

const isEmpty = ({ added, removed, changed, more }: LinesChange): boolean =>
  added + removed + changed.length + more === 0

/** A line that is gone now must not live on in what was kept of an earlier correction. */
function forgetRemoved(asked: Questions, type: ItemType, after: Stored): void {
  const kept = asked.kept.all(after.entry.id)
  if (kept.length === 0) return
  const { keyOf } = lineWords(type)
  const present = new Set<string>()
  for (const row of rowsOf(asked, after)) present.add(keyOf(row))
  for (const { number, changes: text } of kept) {
    const { lines, parts } = Changes.parse(JSON.parse(text))
    if (lines === null) continue
    const changed = lines.changed.filter(({ cells }) => present.has(keyOf(cells)))
    if (changed.length === lines.changed.length) continue
    const more = lines.more + lines.changed.length - changed.length
    asked.write.run(JSON.stringify({ lines: { ...lines, changed, more }, parts }), after.entry.id, number)
  }
}

function* rowsOf({ lines }: Questions, { key, schema }: Stored): Generator<Row> {
  for (const { cells } of lines[schema].iterate(key)) yield checkedRowOf(cells)
}
