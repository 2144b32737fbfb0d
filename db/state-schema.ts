// The schema of state.db: numbered migrations, each one transaction, and the way from the one it has to the one we want.
import { faulty } from '../pack/disk.ts'
import { readPragma, type WritableDb } from './database.ts'

const first = `
CREATE TABLE township (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  pinned_at TEXT NOT NULL
) STRICT;

CREATE TABLE trusted_key (
  key_id TEXT PRIMARY KEY,
  algorithm TEXT NOT NULL,
  public_key TEXT NOT NULL,
  added_at TEXT NOT NULL
) STRICT;

-- A generation is one immutable file with everything the kiosk shows. Its row outlives the file (condition 'dropped').
CREATE TABLE generation (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  sequence INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  installed_at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  pack_sha256 TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  entries INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  -- What was on screen when it was built: going back means going there.
  based_on INTEGER REFERENCES generation (number),
  condition TEXT NOT NULL CHECK (condition IN ('good', 'damaged', 'dropped'))
) STRICT;

-- What is on screen. Absent until the first import.
CREATE TABLE pointer (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL REFERENCES generation (number),
  switched_at TEXT NOT NULL
) STRICT;

-- The highest sequence ever accepted. Rolling back moves the pointer and never this.
CREATE TABLE floor (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sequence INTEGER NOT NULL,
  manifest_sha256 TEXT NOT NULL
) STRICT;

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE pin (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  salt BLOB NOT NULL,
  hash BLOB NOT NULL,
  cost INTEGER NOT NULL,
  block_size INTEGER NOT NULL,
  parallel INTEGER NOT NULL,
  set_at TEXT NOT NULL
) STRICT;

-- Written before a PIN is checked: pulling the plug does not give a try back.
CREATE TABLE attempts (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  failed INTEGER NOT NULL,
  wall_ms INTEGER NOT NULL
) STRICT;

-- Each row's hash covers the row before it; the head is kept apart, so that a cut tail shows.
CREATE TABLE journal (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  details TEXT NOT NULL,
  previous_hash TEXT NOT NULL,
  hash TEXT NOT NULL
) STRICT;

CREATE TABLE journal_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL,
  hash TEXT NOT NULL
) STRICT;
`

const keysChange = `
-- A county's key may introduce and revoke a township's; a revoked key stays, so that it is known as such.
ALTER TABLE trusted_key ADD COLUMN role TEXT NOT NULL DEFAULT 'township' CHECK (role IN ('township', 'county'));
ALTER TABLE trusted_key ADD COLUMN revoked_at TEXT;

-- How many changes of keys have been taken; none is ever taken twice.
CREATE TABLE key_number (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL
) STRICT;
`

const ownKey = `
-- Which kiosk this is, for as long as it lives, and the key with which it signs what it sends home.
CREATE TABLE kiosk_key (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  key_id TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  public_key TEXT NOT NULL,
  private_key TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT;
`

const withdrawalsAndClock = `
-- Outlives the content: going back to an older generation must not show again what the township has taken back.
CREATE TABLE withdrawal (
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;

-- The newest date any accepted pack bore. Kept apart from the generations: they are dropped one day.
CREATE TABLE newest_issue (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  issued_on TEXT NOT NULL
) STRICT;
INSERT INTO newest_issue SELECT 1, max(issued_on) FROM generation HAVING max(issued_on) IS NOT NULL;

-- What staff answered when the system's clock could not be believed: so much is added to it from then on.
CREATE TABLE clock_correction (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  correction_ms INTEGER NOT NULL,
  -- The system's own time when it was last looked at: a clock that runs backwards was set.
  seen_system_ms INTEGER NOT NULL
) STRICT;
`

const keeping = `
-- Null: the pack is kept whole, as kiosks before this one did; else the hash of the copy without its attachments.
ALTER TABLE generation ADD COLUMN kept_sha256 TEXT;

-- The newest quarter it shows, as year * 4 + quarter - 1; null where nothing of it belongs to a time.
ALTER TABLE generation ADD COLUMN newest_quarter INTEGER;

-- Up to which line of the journal somebody has read what it tells of this kind (db/staff-notices.ts).
CREATE TABLE seen_notice (
  kind TEXT PRIMARY KEY,
  line INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- 1: made of its pack alone, so that no earlier pack is needed to build it once more.
ALTER TABLE generation ADD COLUMN whole INTEGER NOT NULL DEFAULT 0 CHECK (whole IN (0, 1));
`

const opinions = `
-- What villagers have left: closed, so that not even this machine can read it. In no order: numbers are chance.
CREATE TABLE opinion (
  number TEXT PRIMARY KEY,
  -- Null: it speaks of what the township shows as a whole.
  village TEXT,
  entry TEXT,
  left_on TEXT NOT NULL,
  sealed BLOB NOT NULL,
  -- The day on which it was read back from the stick that carried it home.
  handed_on TEXT
) STRICT, WITHOUT ROWID;

-- Answered ones that were let go of after their time: only how many.
CREATE TABLE opinions_gone (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  answered INTEGER NOT NULL
) STRICT;
`

export const stateMigrations: readonly string[] = [
  first,
  keysChange,
  ownKey,
  withdrawalsAndClock,
  keeping,
  opinions,
]
export const stateVersion = stateMigrations.length

export function migrateState(db: WritableDb): void {
  const found = versionOf(db)
  if (found > stateVersion) faulty({ kind: 'newer-schema', found, known: stateVersion })
  const step = db.transaction((from: number) => {
    // Another process may have been faster: look again under the lock.
    for (const [index, sql] of stateMigrations.entries()) {
      if (index < Math.max(from, versionOf(db))) continue
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }
  })
  if (found < stateVersion) step.immediate(found)
}

export function versionOf(db: Parameters<typeof readPragma>[0]): number {
  return Number(readPragma(db, 'user_version'))
}
