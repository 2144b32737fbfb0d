// Builds a generation: one new file that holds what stays of the old content and all that a verified pack brings.
import { faulty } from '../pack/disk.ts'
import { checkedRowOf, entryOf } from '../pack/lines.ts'
import { limits } from '../pack/limits.ts'
import { contentLines, type VerifiedPack } from '../pack/open.ts'
import { isSubLineOf } from '../pack/totals.ts'
import type { Entry, Row } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf, type ItemType } from '../disclosure/item-type.ts'
import { monthsOf } from '../disclosure/period.ts'
import { barsOf, type BarCount } from './bars.ts'
import { openForBuilding, openReadable, readPragma, type WritableDb } from './database.ts'
import { generationIndexes, generationSchema, generationVersion } from './generation-schema.ts'
import { lineInserts, type LineInserts } from './line-inserts.ts'
import { writeOpinionReplies } from './opinion-replies.ts'
import { writePackWords } from './pack-words.ts'
import { searchText } from './search-text.ts'
import { versionOf } from './state-schema.ts'
import { writeVersions } from './versions.ts'
import { writeWithdrawals, type Withdrawal } from './withdrawals.ts'

export type Building = {
  onProgress?: (done: number, total: number, village: string | null) => void
  signal?: AbortSignal
}

/** A standing item covers all time; SQLite has no infinity. */
export const everMonths = { first: 0, last: 1_000_000 } as const

/**
 * Writes `file` anew from the generation `base` (or from nothing) and the pack. One transaction without syncs:
 * until the pointer is switched nobody knows this file, and a power cut leaves a leftover that is swept.
 */
export async function buildGeneration(
  of: {
    file: string
    base: string | null
    pack: VerifiedPack
    packSha256: string
    /** What was taken back before this pack: an older base must not bring it in again. */
    withdrawals: readonly Withdrawal[]
  },
  building: Building = {},
): Promise<{ entries: number; rows: number }> {
  const db = openForBuilding(of.file)
  try {
    db.exec(generationSchema)
    if (of.base !== null) attach(db, of.base)
    db.exec('BEGIN')
    writeAbout(db, of.pack, of.packSha256, of.base !== null)
    writeWithdrawals(db, of.withdrawals, of.pack.manifest)
    if (of.base !== null && of.pack.manifest.mode === 'partial') carryOver(db, of.pack)
    writeVillages(db, of.pack, of.base !== null)
    writeRecordings(db, of.pack)
    writePackWords(db, of.pack)
    writeOpinionReplies(db, of.pack, of.base !== null)
    await insertContent(db, of.pack, building)
    if (of.base !== null) writeVersions(db, of.pack)
    db.exec(generationIndexes)
    db.pragma(`user_version = ${generationVersion}`)
    db.exec('COMMIT')
    return countIn(db)
  } finally {
    db.close()
  }
}

/** Opens the finished file as a reader would and counts it through. Throws if it is not what was to be built. */
export function checkBuilt(file: string, pack: VerifiedPack): void {
  const db = openReadable(file)
  try {
    const wrong = (what: string): never => {
      throw new Error(`built generation of sequence ${pack.manifest.sequence} is wrong: ${what}`)
    }
    if (versionOf(db) !== generationVersion) wrong('version')
    if (readPragma(db, 'quick_check') !== 'ok') wrong('pages')
    const short = db
      .prepare<[], { id: string }>(
        `SELECT id
         FROM entry
         WHERE lines <> (SELECT count(*) FROM line WHERE line.entry = entry.key)`,
      )
      .get()
    if (short) wrong(`lines of ${short.id}`)
    const digest = db.prepare<[string], { digest: string }>('SELECT digest FROM entry WHERE id = ?')
    for (const entry of pack.entries) if (digest.get(entry.id)?.digest !== entry.digest) wrong(entry.id)
    const leaving = pack.manifest.withdrawn.find((id) => digest.get(id))
    if (leaving !== undefined) wrong(`${leaving} is still there`)
  } finally {
    db.close()
  }
}

function attach(db: WritableDb, base: string): void {
  // Only read from: its hash was checked at start, and would tell.
  db.prepare('ATTACH ? AS old').run(base)
  const found = Number(db.pragma('old.user_version', { simple: true }))
  const kind = found > generationVersion ? 'newer-schema' : 'older-schema'
  if (found !== generationVersion) faulty({ kind, found, known: generationVersion })
}

function writeAbout(
  db: WritableDb,
  { manifest, manifestSha256 }: VerifiedPack,
  packSha256: string,
  hasBase: boolean,
): void {
  const { villages: _villages, ...township } = manifest.township
  const before = hasBase
    ? db.prepare<[], { on: string }>('SELECT content_on AS "on" FROM old.about').get()
    : undefined
  const brings = manifest.mode === 'whole' || manifest.counts.entries > 0
  db.prepare(
    `INSERT INTO main.about (one, sequence, issued_on, content_on, mode, manifest_sha256, pack_sha256, township)
     VALUES (1, @sequence, @issuedOn, @contentOn, @mode, @manifestSha256, @packSha256, @township)`,
  ).run({
    contentOn: brings ? manifest.issuedOn : (before?.on ?? manifest.issuedOn),
    sequence: manifest.sequence,
    issuedOn: manifest.issuedOn,
    mode: manifest.mode,
    manifestSha256,
    packSha256,
    township: JSON.stringify(township),
  })
}

/** Everything but what the pack replaces or withdraws. Copied, not edited: no page keeps what was taken away. */
function carryOver(db: WritableDb, pack: VerifiedPack): void {
  db.exec('CREATE TEMP TABLE leaving (id TEXT PRIMARY KEY) WITHOUT ROWID')
  const leave = db.prepare('INSERT OR IGNORE INTO temp.leaving (id) VALUES (?)')
  for (const { id } of pack.entries) leave.run(id)
  for (const id of pack.manifest.withdrawn) leave.run(id)
  db.exec(`
    INSERT OR IGNORE INTO temp.leaving
    SELECT id FROM main.withdrawn WHERE sequence > (SELECT sequence FROM old.about)
  `)
  db.exec(`
    INSERT INTO entry
    SELECT * FROM old.entry WHERE id NOT IN (SELECT id FROM temp.leaving) ORDER BY key;
    INSERT INTO line
    SELECT * FROM old.line WHERE entry IN (SELECT key FROM main.entry) ORDER BY entry, number;
    INSERT INTO bar
    SELECT * FROM old.bar WHERE entry IN (SELECT key FROM main.entry);
    INSERT INTO attachment
    SELECT * FROM old.attachment WHERE entry IN (SELECT key FROM main.entry);
    INSERT INTO recording
    SELECT * FROM old.recording;
    INSERT INTO word
    SELECT * FROM old.word;
    INSERT INTO language
    SELECT * FROM old.language;
  `)
}

/** The pack's villages; one that it leaves out stays as long as something of it is shown. */
function writeVillages(db: WritableDb, pack: VerifiedPack, hasBase: boolean): void {
  const insert = db.prepare('INSERT INTO village (code, position, village) VALUES (?, ?, ?)')
  const { villages } = pack.manifest.township
  for (const [position, village] of villages.entries())
    insert.run(village.code, position, JSON.stringify(village))
  if (!hasBase) return
  db.prepare(
    `INSERT OR IGNORE INTO village
     SELECT code, position + @after, village
     FROM old.village
     WHERE code IN (SELECT village_code FROM main.entry)`,
  ).run({ after: villages.length })
}

/** A sentence recorded anew replaces the old sound; of very many the oldest packs' go first. */
function writeRecordings(db: WritableDb, { manifest }: VerifiedPack): void {
  const insert = db.prepare('INSERT OR REPLACE INTO recording (sentence, sha256, sequence) VALUES (?, ?, ?)')
  for (const { sentence, sound } of manifest.recordings ?? []) insert.run(sentence, sound, manifest.sequence)
  db.prepare(
    `DELETE FROM recording
     WHERE sentence IN (SELECT sentence FROM recording ORDER BY sequence DESC, sentence LIMIT -1 OFFSET ?)`,
  ).run(recordingsKept)
}

/** Two packs' worth: this quarter's and the last one's. */
const recordingsKept = 2 * limits.recordings

async function insertContent(
  db: WritableDb,
  pack: VerifiedPack,
  { onProgress, signal }: Building,
): Promise<void> {
  const inserts = prepareInserts(db)
  const names = new Map(pack.manifest.township.villages.map((village) => [village.code, village.name]))
  const digests = new Map(pack.entries.map((entry) => [entry.id, entry.digest]))
  const total = pack.manifest.counts.lines
  let done = 0
  let open: OpenEntry | null = null
  for await (const { lines } of contentLines(pack, signal ? { signal } : {})) {
    for (const line of lines) {
      if (open === null) {
        const entry = entryOf(line, 'entry')
        open = openEntry(inserts, entry, digests.get(entry.id) ?? '')
      } else {
        insertLine(inserts.lines, open, line)
        done++
      }
      if (open.left > 0) continue
      closeEntry(inserts, open)
      onProgress?.(done, total, names.get(open.villageCode ?? '') ?? null)
      open = null
    }
    onProgress?.(done, total, names.get(open?.villageCode ?? '') ?? null)
  }
}

type Inserts = ReturnType<typeof prepareInserts>

function prepareInserts(db: WritableDb) {
  return {
    entry: db.prepare(
      `INSERT INTO entry (id, village_code, category, item_type, stage, period, first_month, last_month, series,
         title, rows, lines, totals, published_on, correction_note, digest, search, entry)
       VALUES (@id, @villageCode, @category, @itemType, @stage, @period, @firstMonth, @lastMonth, @series,
         @title, @rows, @lines, @totals, @publishedOn, @correctionNote, @digest, @search, @entry)`,
    ),
    lines: lineInserts(db),
    bar: db.prepare('INSERT INTO bar (entry, number, label, value, rows) VALUES (?, ?, ?, ?, ?)'),
    attachment: db.prepare('INSERT OR IGNORE INTO attachment (entry, sha256) VALUES (?, ?)'),
  }
}

type OpenEntry = {
  key: number | bigint
  villageCode: string | null
  left: number
  searchAt: readonly number[]
  bars: BarCount | null
  counts: (row: Row) => boolean
}

function openEntry(inserts: Inserts, entry: Entry, digest: string): OpenEntry {
  const type = typeOf(entry)
  const months = entry.period === 'standing' ? everMonths : monthsOf(entry.period)
  const lines = entry.rows + entry.subRows
  const { lastInsertRowid: key } = inserts.entry.run({
    id: entry.id,
    villageCode: entry.villageCode,
    category: type.category,
    itemType: entry.itemType,
    stage: entry.stage,
    period: entry.period,
    firstMonth: months.first,
    lastMonth: months.last,
    series: seriesOf(entry),
    title: entry.title,
    rows: entry.rows,
    lines,
    totals: JSON.stringify(entry.totals),
    publishedOn: entry.publishedOn,
    correctionNote: entry.correctionNote,
    digest,
    search: searchText([entry.title, entry.body]),
    entry: JSON.stringify(entry),
  })
  for (const { sha256 } of entry.attachments) inserts.attachment.run(key, sha256)
  inserts.lines.begin(key)
  const isSubLine = isSubLineOf(type)
  return {
    key,
    villageCode: entry.villageCode,
    left: lines,
    searchAt: columnsOf(type).flatMap((column, index) => (column.search ? [index] : [])),
    bars: barsOf(type),
    counts: (row) => !isSubLine(row),
  }
}

function insertLine(lines: LineInserts, open: OpenEntry, line: string): void {
  // Checked cell by cell when the pack was opened, and its bytes are held against the same hash again now.
  const row = checkedRowOf(line)
  lines.add(searchText(open.searchAt.map((at) => row[at])), line)
  if (open.bars && open.counts(row)) open.bars.add(row)
  open.left--
}

function closeEntry(inserts: Inserts, { key, bars }: OpenEntry): void {
  inserts.lines.end()
  for (const [number, bar] of (bars?.largest() ?? []).entries())
    inserts.bar.run(key, number, bar.label, bar.value, bar.rows)
}

/** The id without its period: what stays the same from quarter to quarter. */
export function seriesOf({ id, villageCode, itemType, stage, period }: Entry): string {
  const start = [villageCode ?? 'T', itemType, stage].filter((part) => part !== null).join('.')
  return start + id.slice(start.length + 1 + period.length)
}

function typeOf(entry: Entry): ItemType {
  const type = itemTypeOf(entry.itemType)
  if (!type) throw new Error(`verified entry ${entry.id} is of unknown type`)
  return type
}

function countIn(db: WritableDb): { entries: number; rows: number } {
  const counted = db
    .prepare<[], { entries: number; rows: number }>(
      'SELECT count(*) AS entries, coalesce(sum(rows), 0) AS rows FROM entry',
    )
    .get()
  return counted ?? { entries: 0, rows: 0 }
}
