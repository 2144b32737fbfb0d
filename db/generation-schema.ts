// The schema of a generation file: all that villagers see, built once, never changed.

export const generationVersion = 4

export const generationSchema = `
CREATE TABLE about (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  sequence INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  mode TEXT NOT NULL,
  manifest_sha256 TEXT NOT NULL,
  pack_sha256 TEXT NOT NULL,
  -- The date of the newest pack that brought anything: one that only withdraws makes nothing newer.
  content_on TEXT NOT NULL,
  -- The township's own lines: name, address, hotlines, windows.
  township TEXT NOT NULL
) STRICT;

CREATE TABLE village (
  code TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  village TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One table for every item type: the common columns for finding, the entry itself as the JSON that was signed.
CREATE TABLE entry (
  key INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  village_code TEXT,
  category TEXT NOT NULL,
  item_type TEXT NOT NULL,
  stage TEXT,
  period TEXT NOT NULL,
  -- Months counted from year 0; a standing item covers 0 to 1000000.
  first_month INTEGER NOT NULL,
  last_month INTEGER NOT NULL,
  -- The id without its period: the same item at other times.
  series TEXT NOT NULL,
  title TEXT NOT NULL,
  rows INTEGER NOT NULL,
  lines INTEGER NOT NULL,
  totals TEXT NOT NULL,
  published_on TEXT,
  correction_note TEXT,
  -- Over the entry and all its rows as they were signed.
  digest TEXT NOT NULL,
  search TEXT NOT NULL,
  entry TEXT NOT NULL
) STRICT;

CREATE TABLE line (
  entry INTEGER NOT NULL REFERENCES entry (key),
  number INTEGER NOT NULL,
  search TEXT,
  cells TEXT NOT NULL,
  PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;

-- Largest first; the last one may gather the rest, under an empty label.
CREATE TABLE bar (
  entry INTEGER NOT NULL REFERENCES entry (key),
  number INTEGER NOT NULL,
  label TEXT NOT NULL,
  value INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  PRIMARY KEY (entry, number)
) STRICT, WITHOUT ROWID;

-- What is read aloud from a recording: the key of the sentence, the sound, and the pack that brought it.
CREATE TABLE recording (
  sentence TEXT PRIMARY KEY,
  sha256 TEXT NOT NULL,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What packs say in other languages where a township has better words than ours, by the name of the word.
CREATE TABLE word (
  language TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (language, name)
) STRICT, WITHOUT ROWID;

-- Languages of which the last pack that has words of them said whether somebody has read them.
CREATE TABLE language (
  code TEXT PRIMARY KEY,
  reviewed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What opinions are closed with, and how many the township has counted; nothing where it takes none.
CREATE TABLE opinion_box (
  name TEXT PRIMARY KEY CHECK (name IN ('key', 'counts')),
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The township's answers by the number that somebody carried home. What was asked is nowhere.
CREATE TABLE reply (
  number TEXT PRIMARY KEY,
  replied_on TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
  entry INTEGER NOT NULL REFERENCES entry (key),
  sha256 TEXT NOT NULL,
  PRIMARY KEY (entry, sha256)
) STRICT, WITHOUT ROWID;

-- What an item said before it was corrected: by the item's id, number 1 is what was published first.
CREATE TABLE version (
  id TEXT NOT NULL,
  number INTEGER NOT NULL,
  -- The pack that brought the next version, its date, and its reason.
  sequence INTEGER NOT NULL,
  replaced_on TEXT NOT NULL,
  note TEXT,
  rows INTEGER NOT NULL,
  totals TEXT NOT NULL,
  new_rows INTEGER NOT NULL,
  new_totals TEXT NOT NULL,
  -- Lines added, removed and changed. Of removed ones only the number: they may have had to go.
  changes TEXT NOT NULL,
  PRIMARY KEY (id, number)
) STRICT, WITHOUT ROWID;

-- Every item that was ever taken back, by the last pack that did; some may have been published again.
CREATE TABLE withdrawn (
  id TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL,
  issued_on TEXT NOT NULL,
  reason TEXT
) STRICT, WITHOUT ROWID;
`

/** Made after the rows are in: sorting once is cheaper than keeping order at every insert. */
export const generationIndexes = `
CREATE INDEX entry_by_village ON entry (village_code, category, last_month);
CREATE INDEX entry_by_series ON entry (series, period);
CREATE INDEX entry_by_type ON entry (item_type, last_month);
`
