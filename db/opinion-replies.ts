// What packs bring for opinions: the key they are closed with, the answers, and how many there are; kept in a generation.
import { z } from 'zod'
import type { Reply } from '../disclosure/opinion.ts'
import { OpinionKey } from '../pack/opinion-seal.ts'
import type { VerifiedPack } from '../pack/open.ts'
import type { ReadableDb, WritableDb } from './database.ts'

/**
 * A pack that says nothing of opinions changes nothing of them: one that only takes an item back, in a hurry, must not take
 * the answers away with it. One that speaks of them says all there is to say, and so does a whole one.
 */
export function writeOpinionReplies(db: WritableDb, { manifest }: VerifiedPack, hasBase: boolean): void {
  const { mode, opinionKey, opinionCounts, replies = [] } = manifest
  if (!opinionKey && hasBase && mode === 'partial') carryOver(db)
  if (opinionKey) put(db, 'key', JSON.stringify(opinionKey))
  if (opinionCounts) put(db, 'counts', JSON.stringify(opinionCounts))
  const insert = db.prepare('INSERT OR REPLACE INTO reply (number, replied_on, text) VALUES (?, ?, ?)')
  for (const { number, on, text } of replies) insert.run(number, on, text)
}

function carryOver(db: WritableDb): void {
  db.exec(`
    INSERT INTO opinion_box SELECT * FROM old.opinion_box;
    INSERT INTO reply SELECT * FROM old.reply;
  `)
}

function put(db: WritableDb, name: 'key' | 'counts', value: string): void {
  db.prepare('INSERT OR REPLACE INTO opinion_box (name, value) VALUES (?, ?)').run(name, value)
}

type Content = { content: { db: ReadableDb } | null }

/** Null where the township takes no opinions. */
export function opinionKeyIn(of: Content): OpinionKey | null {
  const value = valueOf(of, 'key')
  return value === null ? null : OpinionKey.parse(JSON.parse(value))
}

const Counts = z.strictObject({ received: z.number().int(), answered: z.number().int() })
export type OpinionCounts = z.infer<typeof Counts>

/** Of all kiosks of the township, as it counted them itself; null where it has not said. */
export function countsIn(of: Content): OpinionCounts | null {
  const value = valueOf(of, 'counts')
  return value === null ? null : Counts.parse(JSON.parse(value))
}

function valueOf({ content }: Content, name: 'key' | 'counts'): string | null {
  const row = content?.db
    .prepare<[string], { value: string }>('SELECT value FROM opinion_box WHERE name = ?')
    .get(name)
  return row?.value ?? null
}

export function replyTo({ content }: Content, number: string): Reply | null {
  const row = content?.db
    .prepare<[string], Reply>('SELECT number, replied_on AS "on", text FROM reply WHERE number = ?')
    .get(number)
  return row ?? null
}

export function repliedNumbers({ content }: Content): ReadonlyMap<string, string> {
  const rows = content?.db
    .prepare<[], { number: string; on: string }>('SELECT number, replied_on AS "on" FROM reply')
    .all()
  return new Map((rows ?? []).map(({ number, on }) => [number, on]))
}
