// The main act of the builder: a folder of sheets becomes entries that may be signed, and a report of all that happened.
import { basename } from 'node:path/posix'
import type { Entry } from '../disclosure/entry.ts'
import type { Township } from '../disclosure/township.ts'
import { entryLine } from '../pack/entry-rows.ts'
import { checkAcross } from './across-sheets.ts'
import { whyCorrected } from './corrections.ts'
import { nothingBefore } from './previous-pack.ts'
import type { Before } from './previous-pack.ts'
import { Acceptance, blocks, explanationsOf, faultsByDraft, leftOutOf, waitsForUnit } from './accept.ts'
import type { Answers } from './answers.ts'
import { AnswersInUse } from './answers-in-use.ts'
import { readBankFile } from './bank-file.ts'
import { paragraphsOfText } from './document.ts'
import type { WordBody } from './word-body.ts'
import {
  countedRows,
  entryOfDraft,
  isHeldBack,
  maskLine,
  missingCells,
  rowsOf,
  totalsOfDraft,
} from './draft.ts'
import type { Draft } from './draft.ts'
import { nilEntries } from './declared-nil.ts'
import type { NothingOnSheet } from './nil-rows.ts'
import { chooseDrafts } from './duplicates.ts'
import { Findings } from './findings.ts'
import { emptyGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import type { BrokenLimit } from './source-limits.ts'
import { yearNamed } from './period-words.ts'
import { attachPapers } from './documents.ts'
import type { Paper } from './documents.ts'
import { Pictures } from './pictures.ts'
import type { Attachments } from './pictures.ts'
import { formIn, formInText } from './form.ts'
import { readBank } from './read-bank.ts'
import { readForm } from './read-form.ts'
import { readLetter } from './read-letter.ts'
import { baseOf, foldersOf } from './around-table.ts'
import { skipped } from './sheet-read.ts'
import type { SheetRead, Township as ReadTownship } from './sheet-read.ts'
import { isKnownTable, readTable } from './read-table.ts'
import { isRegister, readRegister } from './register.ts'
import type { Register } from './register.ts'
import type { FileReport, ItemLine, Report, SheetReport, SkipReason } from './report.ts'
import type { SourceRead } from './read-source.ts'
import { ReadAhead } from './read-ahead.ts'
import { ignoredByName, readFolder } from './source-files.ts'
import type { SourceFile } from './source-files.ts'
import { sharedReader } from './source-reader.ts'
import type { SourceReader } from './source-reader.ts'
import { Sweeper } from './sweep.ts'
import { isUnfilledLetter, isUnfilledTemplate } from './template.ts'
import { sweptLimit, tellSigns, unreadSheet } from './tell-signs.ts'
import type { TableRead } from './tell-signs.ts'
import { VillageNames } from './village-names.ts'
import type { Swept } from './sweep.ts'
import type { SweptRow } from './write.ts'

export type BuiltEntry = { entry: Swept<Entry>; rows: readonly SweptRow[] }

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

// ---- the register ----

type RegisterFound =
  | { kind: 'found'; register: Register; file: SourceFile }
  | { kind: 'no-township-register' | 'bad-township-register' }

/** 乡镇信息 by its name first; else whichever workbook at the top of the folder is one. */
async function findRegister(files: readonly SourceFile[], reader: SourceReader): Promise<RegisterFound> {
  const named = files.filter((file) => /乡镇信息|镇信息|乡信息/.test(basename(file.path)))
  const top = files.filter((file) => !file.path.includes('/') && !named.includes(file))
  for (const file of [...named, ...top]) {
    if (ignoredByName(file.path)) continue
    const read = await reader.read(file)
    if (read.kind !== 'workbook') continue
    const grids = read.sheets.flatMap((sheet) => (sheet.ok ? [sheet.grid] : []))
    if (!isRegister(grids)) continue
    const register = readRegister(grids)
    return register ? { kind: 'found', register, file } : { kind: 'bad-township-register' }
  }
  return { kind: 'no-township-register' }
}

/** Whether a folder without a register holds sheets at all: the clerk is told which of the two is missing. */
async function anyTable(files: readonly SourceFile[], reader: SourceReader): Promise<boolean> {
  for (const file of files) {
    if (ignoredByName(file.path)) continue
    const read = await reader.read(file)
    if (read.kind === 'workbook' || (read.kind === 'text' && read.grid)) return true
  }
  return false
}

// ---- one file ----

type FileRead = { report: FileReport; drafts: Draft[]; nothing?: NothingOnSheet[] }

function readFile(township: ReadTownship, file: SourceFile, read: SourceRead): FileRead {
  if (read.kind === 'unread')
    return { report: fileSkipped(township, file, read.unread.why, read.unread.limit), drafts: [] }
  const tables = tablesOf(township, file, read)
  if (read.kind === 'workbook') tellSigns(township, file.path, read.signs)
  const sheets: SheetReport[] = []
  const drafts: Draft[] = []
  const nothing: NothingOnSheet[] = []
  for (const table of tables) {
    const { name } = table
    const done = table.read()
    const { unread = null } = done
    drafts.push(...done.drafts)
    nothing.push(...(done.nothing ?? []))
    const sheet = name === null ? null : township.sweeper.name(name)
    sheets.push({
      sheet,
      ...(done.skipped ? { skipped: done.skipped } : {}),
      ...(unread?.limit ? { limit: sweptLimit(township, unread.limit) } : {}),
      ...(done.layout ? { layout: done.layout } : {}),
      items: done.drafts.map(itemLine),
      notes: township.findings.notesOf(township.sweeper.name(file.path), sheet),
      printedTotals: done.printed.map(({ cell, printed, sum, matches }) => ({ cell, printed, sum, matches })),
    })
  }
  const all = sheets.every((sheet) => sheet.skipped !== undefined) ? sheets[0]?.skipped : undefined
  return {
    report: { file: township.sweeper.name(file.path), ...(all ? { skipped: all } : {}), sheets },
    drafts,
    nothing,
  }
}

const fileSkipped = (
  township: ReadTownship,
  file: SourceFile,
  why: SkipReason,
  limit: BrokenLimit | null = null,
): FileReport => ({
  file: township.sweeper.name(file.path),
  skipped: why,
  ...(limit ? { limit: sweptLimit(township, limit) } : {}),
  ...(why === 'picture' || why === 'pdf' ? { why: 'may-show-personal-data' } : {}),
  sheets: [],
})

type Table = { name: string | null; read: () => TableRead }

function tablesOf(
  township: ReadTownship,
  file: SourceFile,
  read: Exclude<SourceRead, { kind: 'unread' }>,
): Table[] {
  switch (read.kind) {
    case 'workbook':
      if (read.format === 'html' && /\.xlsx?$/i.test(file.path))
        township.findings.note({ file: township.sweeper.name(file.path), sheet: null }, 'html-as-xls')
      return read.sheets.map((sheet) =>
        sheet.ok
          ? { name: sheet.grid.name, read: () => readGrid(township, file, sheet.grid) }
          : { name: sheet.name, read: () => unreadSheet(township, file.path, sheet.name, sheet.unread) },
      )
    case 'letter':
      if (isUnfilledLetter(read.paragraphs))
        return [{ name: null, read: () => ({ ...skipped('unfilled-template'), notes: [] }) }]
      return wordTables(township, file, read)
    case 'text':
      return [{ name: null, read: () => readText(township, file, read.text, read.grid) }]
    default:
      throw new Error(`no reader for ${read satisfies never}`)
  }
}

/** 办事指南 and 公示 lists are often tables in Word; a notice with a table in it is still a notice. */
function wordTables(township: ReadTownship, file: SourceFile, word: WordBody): Table[] {
  const shown = township.sweeper.name(file.path)
  if (word.pictures > 0)
    township.findings.fault(
      { file: shown, sheet: null },
      'picture-in-document',
      'info',
      String(word.pictures),
    )
  const form = formInText(word.paragraphs.join('\n'), namesOf(file.path, null))
  if (form) return [{ name: null, read: () => readForm(township, file.path, emptyGrid, form) }]
  const letter = { name: null, read: () => readLetter(township, file.path, word.paragraphs) }
  const tables = word.grids.filter((grid) => isForm(file, grid) || isKnownTable(township, file.path, grid))
  if (tables.length === 0) return [letter]
  return tables.map((grid) => ({ name: grid.name, read: () => readGrid(township, file, grid) }))
}

const isForm = (file: SourceFile, grid: Grid): boolean => formIn(grid, namesOf(file.path, grid.name)) !== null

function readGrid(township: ReadTownship, file: SourceFile, grid: Grid): SheetRead {
  if (isUnfilledTemplate(grid)) return skipped('unfilled-template')
  if (!grid.hidden) {
    const form = formIn(grid, namesOf(file.path, grid.name))
    return form ? readForm(township, file.path, grid, form) : readTable(township, file.path, grid)
  }
  const sheet = grid.name === null ? null : township.sweeper.name(grid.name)
  township.findings.fault({ file: township.sweeper.name(file.path), sheet }, 'hidden-sheet', 'info')
  return { drafts: [], printed: [], skipped: 'hidden' }
}

const namesOf = (path: string, sheet: string | null) => ({
  sheet: sheet ?? '',
  file: baseOf(path),
  folders: foldersOf(path),
})

function readText(township: ReadTownship, file: SourceFile, text: string, grid: Grid | null): SheetRead {
  const bank = readBankFile(text)
  if (bank) return readBank(township, file.path, bank)
  const form = formInText(text, namesOf(file.path, null))
  if (form) return readForm(township, file.path, emptyGrid, form)
  if (grid) return readTable(township, file.path, grid)
  return readLetter(township, file.path, paragraphsOfText(text))
}

// ---- entries ----

/** A child named with its birth on one list must not stand by name on another that lacks it. */
function maskKnownMinors(drafts: readonly Draft[]): void {
  const known = new Set<string>()
  const lines = drafts.flatMap((draft) => draft.lines)
  for (const line of lines)
    if (line.isMinor && line.fullName) known.add(`${line.village?.code} ${line.fullName}`)
  for (const line of lines)
    if (!line.ageKnown && line.fullName && known.has(`${line.village?.code} ${line.fullName}`)) maskLine(line)
}

async function buildEntries(
  drafts: readonly Draft[],
  township: ReadTownship,
  {
    pictures,
    papers,
    previous,
    acceptance,
  }: {
    pictures: Pictures
    papers: readonly Paper[]
    previous: Before
    acceptance: Acceptance
  },
  answers: Answers,
): Promise<BuiltEntry[]> {
  const whole = drafts.filter((draft) => {
    const missing = missingCells(draft)
    const at = { file: draft.shownFile, sheet: draft.shownSheet }
    for (const cell of missing) township.findings.fault({ ...at, cell }, 'missing-value', 'error', draft.id)
    return missing.length === 0
  })
  const chosen = chooseDrafts(whole, township.findings, township.sweeper)
  checkAcross(
    chosen.map(({ draft }) => draft),
    previous.entries,
    township,
  )
  acceptance.mark()
  // Held back after choosing: an older sheet must not stand in for a correction that is not whole yet.
  const faultsOf = faultsByDraft(drafts, township.findings)
  const published = chosen.filter(
    ({ draft }) =>
      !isHeldBack(draft) && !faultsOf(draft).some(blocks) && !waitsForUnit(draft, township.findings),
  )
  const attached = new Map<string, Attachments>()
  for (const { draft } of published) attached.set(draft.id, await pictures.attach(draft, township.findings))
  const drafted = published.map(({ draft }) => draft)
  await attachPapers(papers, drafted, attached, pictures, answers, township)
  acceptance.mark()
  acceptance.tellStale()
  return published.map(({ draft, correctionNote }) => {
    const rows = rowsOf(draft)
    const entry = entryOfDraft(
      draft,
      correctionNote,
      attached.get(draft.id) ?? [],
      township.sweeper,
      explanationsOf(faultsOf(draft)),
    )
    // A sheet that calls itself a correction has said why already.
    const note = correctionNote ?? whyCorrected({ draft, entry, rows }, previous.said, township)
    return { entry: { ...entry, correctionNote: note }, rows }
  })
}

/** A picture that stands in an entry was not left aside after all. */
function tellPictures(files: FileReport[], pictures: Pictures, sweeper: Sweeper): void {
  for (const [path, entries] of pictures.usedBy) {
    const file = sweeper.name(path)
    const at = files.findIndex((each) => each.file === file)
    if (at >= 0) files[at] = { file, attachedTo: entries, sheets: [] }
  }
}

const itemLine = (draft: Draft): ItemLine => ({
  itemType: draft.type.id,
  itemTypeTitle: draft.type.title,
  village: draft.village?.name ?? null,
  // A register of 2025 stays on the screen until the next one; the clerk sees which year's it is.
  period: draft.period === 'standing' ? yearNamed([draft.title, draft.file]) : draft.period,
  rows: countedRows(draft),
  totals: totalsOfDraft(draft),
  ...draft.recognition,
})

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
