// Puts an entry's lines into a generation many at a time: asking SQLite for each of a million rows costs more than the rows.
import type { Statement } from 'better-sqlite3'
import type { WritableDb } from './database.ts'

/** Rows a statement takes at most, and what is left over at an entry's end goes in by eights and ones. */
const batches = [64, 8, 1] as const

export type LineInserts = {
  add(search: string, cells: string): void
  /** The lines of the entry before are in then; those added from now on belong to `entry`. */
  begin(entry: number | bigint): void
  end(): void
}

export function lineInserts(db: WritableDb): LineInserts {
  const statements = batches.map((rows) => [rows, prepare(db, rows)] as const)
  let texts: string[] = []
  let number = 0
  let entry: number | bigint = 0
  const flush = (least: number) => {
    for (const [rows, statement] of statements)
      while (texts.length >= 2 * Math.max(rows, least)) {
        statement.run(...texts.slice(0, 2 * rows), entry, number)
        texts = texts.slice(2 * rows)
        number += rows
      }
  }
  const end = () => flush(1)
  return {
    add(search, cells) {
      texts.push(search, cells)
      if (texts.length === 2 * batches[0]) flush(batches[0])
    },
    begin(next) {
      end()
      entry = next
      number = 0
    },
    end,
  }
}

/** Entry and first number are said once for all rows of a statement. */
function prepare(db: WritableDb, rows: number): Statement {
  const values = Array.from({ length: rows }, (_, index) => `(${index}, ?, ?)`).join(', ')
  return db.prepare(
    `INSERT INTO line (entry, number, search, cells)
     WITH added (at, search, cells) AS (VALUES ${values})
     SELECT ?, ? + at, search, cells
     FROM added`,
  )
}
