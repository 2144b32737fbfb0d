// Items the township has taken back: by which pack, why, and that no older content ever shows them again.
import type { Manifest } from '../pack/manifest.ts'
import type { ReadableDb, WritableDb } from './database.ts'

export type Withdrawal = { id: string; sequence: number; issuedOn: string; reason: string | null }

const columns = 'id, sequence, issued_on AS issuedOn, reason'

/** All that were ever taken back here, each by its last pack. */
export function withdrawals(state: ReadableDb): Withdrawal[] {
  return state.prepare<[], Withdrawal>(`SELECT ${columns} FROM withdrawal ORDER BY id`).all()
}

/** Inside the transaction that puts the pack on screen. */
export function takeWithdrawals(
  state: WritableDb,
  { withdrawn, withdrawnReason, sequence, issuedOn }: Manifest,
): void {
  for (const id of withdrawn) keep(state, { id, sequence, issuedOn, reason: withdrawnReason ?? null })
}

/** A state.db put back from an older copy learns from the newest content what was taken back meanwhile. */
export function relearnWithdrawals(state: WritableDb, content: ReadableDb): void {
  for (const each of content.prepare<[], Withdrawal>(`SELECT ${columns} FROM withdrawn`).all())
    keep(state, each)
}

function keep(state: WritableDb, withdrawal: Withdrawal): void {
  state
    .prepare(
      `INSERT INTO withdrawal (id, sequence, issued_on, reason)
       VALUES (@id, @sequence, @issuedOn, @reason)
       ON CONFLICT (id) DO UPDATE
       SET sequence = excluded.sequence, issued_on = excluded.issued_on, reason = excluded.reason
       WHERE excluded.sequence > sequence`,
    )
    .run(withdrawal)
}

/** Into a generation that is being built: what was known before, and what this pack takes back. */
export function writeWithdrawals(
  db: WritableDb,
  before: readonly Withdrawal[],
  { withdrawn, withdrawnReason, sequence, issuedOn }: Manifest,
): void {
  const write = db.prepare(
    `INSERT OR REPLACE INTO main.withdrawn (id, sequence, issued_on, reason)
     VALUES (@id, @sequence, @issuedOn, @reason)`,
  )
  for (const each of before) if (each.sequence < sequence) write.run(each)
  for (const id of withdrawn) write.run({ id, sequence, issuedOn, reason: withdrawnReason ?? null })
}

/**
 * Older content is a file that nobody changes, so what was taken back since is left out as it is read: views over the
 * read-only connection, for every table that speaks of items. A pack that publishes an item again is newer than the
 * withdrawal, and so is its content.
 */
export function leaveOutWithdrawn(db: ReadableDb, state: ReadableDb, sequence: number): void {
  const later = withdrawals(state).filter((each) => each.sequence > sequence)
  if (later.length === 0) return
  db.pragma('temp_store = MEMORY')
  db.exec(`
    CREATE TEMP TABLE taken_back (id TEXT PRIMARY KEY, sequence INTEGER, issued_on TEXT, reason TEXT) WITHOUT ROWID;
    CREATE TEMP VIEW entry AS
      SELECT * FROM main.entry WHERE id NOT IN (SELECT id FROM temp.taken_back);
    CREATE TEMP VIEW withdrawn AS
      SELECT * FROM main.withdrawn WHERE id NOT IN (SELECT id FROM temp.taken_back)
      UNION ALL SELECT * FROM temp.taken_back;
    CREATE TEMP VIEW version AS
      SELECT * FROM main.version WHERE id NOT IN (SELECT id FROM temp.taken_back);
  `)
  for (const table of ['line', 'bar', 'attachment'])
    db.exec(`
      CREATE TEMP VIEW ${table} AS
        SELECT * FROM main.${table}
        WHERE entry NOT IN (SELECT key FROM main.entry WHERE id IN (SELECT id FROM temp.taken_back));
    `)
  const put = db.prepare('INSERT INTO temp.taken_back VALUES (@id, @sequence, @issuedOn, @reason)')
  for (const each of later) put.run(each)
}

/** What stood here and does not any more. What was published again is there, and needs no word. */
export function takenBack(db: ReadableDb): Withdrawal[] {
  return db
    .prepare<[], Withdrawal>(
      `SELECT ${columns} FROM withdrawn WHERE id NOT IN (SELECT id FROM entry) ORDER BY id`,
    )
    .all()
}
