// The main act of the builder: a folder of sheets becomes entries that may be signed, and a report of all that happened.
import type { Township } from '../disclosure/township.ts'
import { entryLine } from '../pack/entry-rows.ts'
import { Acceptance, leftOutOf } from './accept.ts'
import type { Answers } from './answers.ts'
import { AnswersInUse } from './answers-in-use.ts'
import { buildEntries, maskKnownMinors } from './build-entries.ts'
import type { BuiltEntry } from './build-entries.ts'
import { nilEntries } from './declared-nil.ts'
import type { Paper } from './documents.ts'
import type { Draft } from './draft.ts'
import { anyTable, findRegister } from './find-register.ts'
import { Findings } from './findings.ts'
import type { NothingOnSheet } from './nil-rows.ts'
import { Pictures } from './pictures.ts'
import { nothingBefore } from './previous-pack.ts'
import type { Before } from './previous-pack.ts'
import { ReadAhead } from './read-ahead.ts'
import { fileSkipped, readFile } from './read-file.ts'
import type { FileReport, Report, SkipReason } from './report.ts'
import type { Township as ReadTownship } from './sheet-read.ts'
import { ignoredByName, readFolder } from './source-files.ts'
import type { SourceFile } from './source-files.ts'
import { sharedReader } from './source-reader.ts'
import type { SourceReader } from './source-reader.ts'
import { Sweeper } from './sweep.ts'
import type { Swept } from './sweep.ts'
import { VillageNames } from './village-names.ts'

/** `drafts` are all items read, `entries` those that may be signed, `pictures` what they show. */
export type Reading = {
  township: Swept<Township>
  report: Swept<Report>
  drafts: Draft[]
  entries: BuiltEntry[]
  pictures: Pictures
}

export type ReadingRefused = {
  ok: false
  kind:
    | 'not-a-folder'
    | 'unreadable'
    | 'too-many-files'
    | 'no-township-register'
    | 'bad-township-register'
    | 'no-usable-sheet'
}

export type HowToRead = {
  onFile?: (path: string, done: number, all: number) => void
  /** What an earlier pack has published: this quarter's opening is compared with last quarter's closing. */
  previous?: Before
  reader?: SourceReader
}

export async function readTownship(
  folder: string,
  answers: Answers,
  today: string,
  { onFile = () => undefined, previous = nothingBefore, reader = sharedReader() }: HowToRead = {},
): Promise<{ ok: true; reading: Reading } | ReadingRefused> {
  const found = await readFolder(folder)
  if (!found.ok) return found
  const register = await findRegister(found.files, reader)
  if (register.kind !== 'found')
    return { ok: false, kind: (await anyTable(found.files, reader)) ? register.kind : 'no-usable-sheet' }
  const findings = new Findings()
  const sweeper = new Sweeper(register.register.publicNumbers, findings)
  const villages = new VillageNames(register.register.township, answers.village)
  const township: ReadTownship = {
    ...register.register,
    villages,
    findings,
    sweeper,
    answers: new AnswersInUse(answers, villages, findings, sweeper),
    today,
  }
  for (const kind of register.register.hidden)
    findings.swept.push({ file: township.sweeper.name(register.file.path), sheet: null, cell: '', kind })
  const files: FileReport[] = []
  const drafts: Draft[] = []
  const nothing: NothingOnSheet[] = []
  const skipOf = (file: SourceFile): SkipReason | null =>
    file === register.file
      ? 'register'
      : township.answers.keepsInOffice(file.path)
        ? 'not-for-disclosure'
        : ignoredByName(file.path)
  const ahead = new ReadAhead(
    reader,
    found.files.filter((file) => skipOf(file) === null),
  )
  for (const [done, file] of found.files.entries()) {
    onFile(file.path, done, found.files.length)
    const skip = skipOf(file)
    const read = skip
      ? { report: fileSkipped(township, file, skip), drafts: [] }
      : readFile(township, file, await ahead.next())
    files.push(read.report)
    drafts.push(...read.drafts)
    nothing.push(...(read.nothing ?? []))
  }
  // A folder whose every sheet waits for an answer must get its questions, not a refusal.
  if (drafts.length + nothing.length === 0 && findings.waiting.length === 0)
    return { ok: false, kind: 'no-usable-sheet' }
  maskKnownMinors(drafts)
  const pictures = new Pictures(found.files, township.sweeper)
  const papers = found.files.flatMap((source, at): Paper[] => {
    const kind = files[at]?.skipped
    return kind === 'picture' || kind === 'pdf' ? [{ source, kind }] : []
  })
  const acceptance = new Acceptance(answers.accepted, findings, sweeper)
  const built = await buildEntries(drafts, township, { pictures, papers, previous, acceptance }, answers)
  const drafted = new Set(drafts.map(({ id }) => id))
  const entries = [
    ...built,
    ...nilEntries([...nothing, ...(answers.nothing ?? [])], drafted, {
      ...township,
      township: township.township,
    }),
  ]
  tellPictures(files, pictures, township.sweeper)
  return {
    ok: true,
    reading: {
      township: township.township,
      drafts,
      entries,
      pictures,
      report: township.sweeper.all(reportOf(files, drafts, entries, township)),
    },
  }
}

/** A picture that stands in an entry was not left aside after all. */
function tellPictures(files: FileReport[], pictures: Pictures, sweeper: Sweeper): void {
  for (const [path, entries] of pictures.usedBy) {
    const file = sweeper.name(path)
    const at = files.findIndex((each) => each.file === file)
    if (at >= 0) files[at] = { file, attachedTo: entries, sheets: [] }
  }
}

function reportOf(
  files: FileReport[],
  drafts: readonly Draft[],
  entries: readonly BuiltEntry[],
  { township, findings, answers }: ReadTownship,
): Report {
  const names = new Map(township.villages.map((village) => [village.code, village.name]))
  const built = new Set(entries.map(({ entry }) => entry.id))
  const { dropped, swept, questions, faults } = findings
  return {
    files,
    dropped,
    swept,
    questions,
    faults,
    answersUsed: answers.used,
    leftOut: leftOutOf(drafts, built, findings),
    entries: entries.map(({ entry }) => entryLine(entry, names)),
  }
}
