// Opening SQLite files: for reading only, or for writing with settings under which an answer given is on the disk.
import Database from 'better-sqlite3'

declare const access: unique symbol
/** Opened read-only by SQLite itself; all that villagers reach goes through one of these. */
export type ReadableDb = Database.Database & { readonly [access]: 'read' | 'write' }
export type WritableDb = Database.Database & { readonly [access]: 'write' }

/** Readers wait for a writer's commit, which takes a few syncs of the disk. */
const busyMs = 5000

export function openReadable(file: string): ReadableDb {
  return open(file, { readonly: true, fileMustExist: true }) as ReadableDb
}

/** State that must survive a power cut once we said so: rollback journal, and EXTRA syncs its folder too. */
export function openDurable(file: string): WritableDb {
  const db = open(file, {}) as WritableDb
  try {
    db.pragma('journal_mode = DELETE')
    db.pragma('synchronous = EXTRA')
    db.pragma('secure_delete = ON')
    db.pragma('cell_size_check = ON')
    // `synchronous` may read as one thing and act as another until a statement has run: run one, then look.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    const [mode, synchronous] = [readPragma(db, 'journal_mode'), readPragma(db, 'synchronous')]
    if (mode !== 'delete' || synchronous !== 3) throw new Error(`${file} opened as ${mode}, ${synchronous}`)
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/**
 * Holds `file` locked for as long as the handle is open and its process lives. Throws SQLITE_BUSY if another still does
 * after `waitMs`.
 */
export function openLocked(file: string, waitMs = 0): WritableDb {
  const db = open(file, { timeout: waitMs }) as WritableDb
  try {
    db.exec('BEGIN EXCLUSIVE')
    return db
  } catch (thrown) {
    db.close()
    throw thrown
  }
}

/** A new file nobody knows yet: built without syncs and thrown away if it does not come to an end. */
export function openForBuilding(file: string): WritableDb {
  const db = open(file, {}) as WritableDb
  db.pragma('journal_mode = MEMORY')
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -32000')
  // The finished file is counted through as a whole; asking at every row would only cost time.
  db.pragma('foreign_keys = OFF')
  return db
}

export const readPragma = (db: ReadableDb, name: string): unknown => db.pragma(name, { simple: true })

function open(file: string, options: Database.Options): Database.Database {
  const nativeBinding = process.env['MINGBAI_SQLITE_BINDING']
  const db = new Database(file, { timeout: busyMs, ...options, ...(nativeBinding ? { nativeBinding } : {}) })
  db.pragma('trusted_schema = OFF')
  db.pragma('foreign_keys = ON')
  return db
}
