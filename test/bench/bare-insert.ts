// The baseline of an import: the same rows, keys and indexes put into SQLite with nothing checked, parsed, signed or packed.
import { statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { generationIndexes, generationSchema } from '../../db/generation-schema.ts'
import { stopwatch, type Took } from './took.ts'
import { largeEntries } from './large-pack.ts'

/**
 * Two ways to store the same. `columns`: what anybody would write by hand, a column for each cell and one for the text a
 * search looks through, under the key that our lines have. `ready`: our own schema and our own finished texts, so that
 * nothing but SQLite is left. Both carry the entries with all their indexes, in one transaction, with better-sqlite3 as it
 * comes (synced at the end, as an import must be), a statement a row; making the rows is not counted.
 */
export type BareWay = 'columns' | 'ready'
export type BareInsert = Took & { bytes: number }

/** As many as the widest of the lists has. */
const width = 13

function bareInsert(file: string, lines: number, way: BareWay): BareInsert {
  const took: Took = { ms: 0, processorMs: 0 }
  const counted = (act: () => void) => {
    const lap = stopwatch()
    act()
    const { ms, processorMs } = lap()
    took.ms += ms
    took.processorMs += processorMs
  }
  const db = new Database(file)
  counted(() => db.exec(schemaOf(way)).exec('BEGIN'))
  const insertEntry = db.prepare(
    `INSERT INTO entry (key, id, village_code, category, item_type, period, first_month, last_month, series, title,
       rows, lines, totals, digest, search, entry)
     VALUES (?, ?, ?, 'subsidy', ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertLine = db.prepare(`INSERT INTO line VALUES (${'?, '.repeat(way === 'ready' ? 3 : width + 2)}?)`)
  let key = 0
  for (const { entry, rows } of largeEntries(lines)) {
    key++
    const ready = [...(Array.isArray(rows) ? rows : [])].map((row: readonly unknown[], number) => {
      const search = String(row[1] ?? '')
      if (way === 'ready') return [key, number, search, JSON.stringify(row)]
      return [key, number, search, ...Array.from({ length: width }, (_, at) => row[at] ?? null)]
    })
    const { id, villageCode, itemType, period, title, totals } = entry
    const text = JSON.stringify(entry)
    const digest = '0'.repeat(64)
    const about = [key, id, villageCode, itemType, period, id, title, entry.rows, ready.length]
    counted(() => {
      insertEntry.run(...about, JSON.stringify(totals), digest, title, text)
      for (const values of ready) insertLine.run(values)
    })
  }
  counted(() => {
    db.exec(generationIndexes)
    db.exec('COMMIT')
    db.close()
  })
  return { ...took, bytes: statSync(file).size }
}

function schemaOf(way: BareWay): string {
  if (way === 'ready') return generationSchema
  const columns = Array.from({ length: width }, (_, at) => `c${at}`).join(', ')
  return generationSchema.replace(
    /CREATE TABLE line \([^;]*;/,
    `CREATE TABLE line (entry INTEGER, number INTEGER, search TEXT, ${columns}, PRIMARY KEY (entry, number))
     WITHOUT ROWID;`,
  )
}

const [file, lines, way] = process.argv.slice(2)
if (file !== undefined && (way === 'columns' || way === 'ready'))
  process.stdout.write(JSON.stringify(bareInsert(file, Number(lines), way)))
