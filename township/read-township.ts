// The main act of the builder: a folder of sheets becomes entries that may be signed, and a report of all that happened.
import { basename } from 'node:path/posix'
import type { Entry, Row } from '../disclosure/entry.ts'
import type { Township } from '../disclosure/township.ts'
import { entryLine } from '../pack/entry-rows.ts'
import { Acceptance, blocks, explanationsOf, FaultMap, leftOutOf, waitsForUnit } from './accept.ts'
import type { Answers } from './answers.ts'
import { AnswersInUse } from './answers-in-use.ts'
import { readBankFile } from './bank-file.ts'
import { delimiterOf, readDelimited } from './delimited.ts'
import { paragraphsOfText, readWord } from './document.ts'
import { countedRows, entryOfDraft, maskLine, missingCells, rowsOf, totalsOfDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { chooseDrafts } from './duplicates.ts'
import { Findings } from './findings.ts'
import { emptyGrid } from './grid.ts'
import type { Grid } from './grid.ts'
import { Pictures } from './pictures.ts'
import { decodeText } from './plain-file.ts'
import { formIn, formInText } from './form.ts'
import { readBank } from './read-bank.ts'
import { readForm } from './read-form.ts'
import { readLetter } from './read-letter.ts'
import { baseOf, foldersOf } from './read-sheet.ts'
import type { SheetRead, Township as ReadTownship } from './read-sheet.ts'
import { readTable } from './read-table.ts'
import { isRegister, readRegister } from './register.ts'
import type { Register } from './register.ts'
import type { FileReport, ItemLine, Report, SheetReport, SkipReason } from './report.ts'
import { openSource, readFolder } from './source-files.ts'
import type { FileKind, SourceFile } from './source-files.ts'
import { Sweeper } from './sweep.ts'
import { VillageNames } from './village-names.ts'
import { readHtmlTables, readWorkbook } from './workbook.ts'

export type BuiltEntry = { entry: Entry; rows: readonly Row[] }

/** `drafts` are all items read, `entries` those that may be signed, `pictures` what they show. */
export type Reading = {
  township: Township
  report: Report
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

export async function readTownship(
  folder: string,
  answers: Answers,
  today: string,
  onFile: (path: string, done: number, all: number) => void = () => undefined,
): Promise<{ ok: true; reading: Reading } | ReadingRefused> {
  const found = await readFolder(folder)
  if (!found.ok) return found
  const register = await findRegister(found.files)
  if (register.kind !== 'found')
    return { ok: false, kind: (await anyTable(found.files)) ? register.kind : 'no-usable-sheet' }
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
  const files: FileReport[] = []
  const drafts: Draft[] = []
  for (const [done, file] of found.files.entries()) {
    onFile(file.path, done, found.files.length)
    const skip =
      file === register.file
        ? 'register'
        : township.answers.keepsInOffice(file.path)
          ? 'not-for-disclosure'
          : null
    const read = skip
      ? { report: fileSkipped(township, file, skip), drafts: [] }
      : await readFile(township, file)
    files.push(read.report)
    drafts.push(...read.drafts)
  }
  // A folder whose every sheet waits for an answer must get its questions, not a refusal.
  if (drafts.length === 0 && findings.waiting.length === 0) return { ok: false, kind: 'no-usable-sheet' }
  maskKnownMinors(drafts)
  const pictures = new Pictures(found.files)
  const acceptance = new Acceptance(answers.accepted, findings, sweeper)
  const entries = await buildEntries(drafts, township, pictures, acceptance)
  tellPictures(files, pictures, township.sweeper)
  return {
    ok: true,
    reading: {
      township: township.township,
      drafts,
      entries,
      pictures,
      report: reportOf(files, drafts, entries, township),
    },
  }
}

// ---- the register ----

type RegisterFound =
  | { kind: 'found'; register: Register; file: SourceFile }
  | { kind: 'no-township-register' | 'bad-township-register' }

/** 乡镇信息 by its name first; else whichever workbook at the top of the folder is one. */
async function findRegister(files: readonly SourceFile[]): Promise<RegisterFound> {
  const named = files.filter((file) => /乡镇信息|镇信息|乡信息/.test(basename(file.path)))
  const top = files.filter((file) => !file.path.includes('/') && !named.includes(file))
  for (const file of [...named, ...top]) {
    const opened = await openSource(file)
    if (!opened.ok || opened.kind !== 'workbook') continue
    const workbook = readWorkbook(opened.bytes)
    if (!workbook.ok || !isRegister(workbook.grids)) continue
    const register = readRegister(workbook.grids)
    return register ? { kind: 'found', register, file } : { kind: 'bad-township-register' }
  }
  return { kind: 'no-township-register' }
}

/** Whether a folder without a register holds sheets at all: the clerk is told which of the two is missing. */
async function anyTable(files: readonly SourceFile[]): Promise<boolean> {
  for (const file of files) {
    const opened = await openSource(file)
    if (opened.ok && (opened.kind === 'workbook' || opened.kind === 'html')) return true
    if (opened.ok && opened.kind === 'text' && delimiterOf(decodeText(opened.bytes).text)) return true
  }
  return false
}

// ---- one file ----

type FileRead = { report: FileReport; drafts: Draft[] }

async function readFile(township: ReadTownship, file: SourceFile): Promise<FileRead> {
  const opened = await openSource(file)
  if (!opened.ok) return { report: fileSkipped(township, file, opened.why), drafts: [] }
  const tables = tablesOf(township, file, opened.kind, opened.bytes)
  if ('skipped' in tables) return { report: fileSkipped(township, file, tables.skipped), drafts: [] }
  const sheets: SheetReport[] = []
  const drafts: Draft[] = []
  for (const { name, read } of tables) {
    const done = read()
    drafts.push(...done.drafts)
    const sheet = name === null ? null : township.sweeper.name(name)
    sheets.push({
      sheet,
      ...(done.skipped ? { skipped: done.skipped } : {}),
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
  }
}

const fileSkipped = (township: ReadTownship, file: SourceFile, why: SkipReason): FileReport => ({
  file: township.sweeper.name(file.path),
  skipped: why,
  ...(why === 'picture' ? { why: 'may-show-personal-data' } : {}),
  sheets: [],
})

type Table = { name: string | null; read: () => SheetRead }

function tablesOf(
  township: ReadTownship,
  file: SourceFile,
  kind: FileKind,
  bytes: Buffer,
): Table[] | { skipped: SkipReason } {
  switch (kind) {
    case 'workbook':
    case 'html': {
      const workbook = kind === 'html' ? readHtmlTables(bytes) : readWorkbook(bytes)
      if (!workbook.ok) return { skipped: workbook.why }
      return workbook.grids.map((grid) => ({
        name: kind === 'html' ? null : grid.name,
        read: () => readGrid(township, file, kind === 'html' ? { ...grid, name: null } : grid),
      }))
    }
    case 'word': {
      const word = readWord(bytes)
      if (!word.ok) return { skipped: word.why }
      return [{ name: null, read: () => readLetter(township, file.path, word.paragraphs) }]
    }
    case 'text':
      return [{ name: null, read: () => readText(township, file, decodeText(bytes).text) }]
    case 'picture':
    case 'pdf':
      return { skipped: kind }
    case 'archive':
    case 'unknown':
      return { skipped: 'not-a-sheet' }
    default:
      throw new Error(`no reader for ${kind satisfies never}`)
  }
}

function readGrid(township: ReadTownship, file: SourceFile, grid: Grid): SheetRead {
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

function readText(township: ReadTownship, file: SourceFile, text: string): SheetRead {
  const bank = readBankFile(text)
  if (bank) return readBank(township, file.path, bank)
  const form = formInText(text, namesOf(file.path, null))
  if (form) return readForm(township, file.path, emptyGrid, form)
  const delimiter = /\.csv$/i.test(file.path) ? (delimiterOf(text) ?? ',') : delimiterOf(text)
  if (delimiter) return readTable(township, file.path, readDelimited(text, delimiter))
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
  pictures: Pictures,
  acceptance: Acceptance,
): Promise<BuiltEntry[]> {
  const whole = drafts.filter((draft) => {
    const missing = missingCells(draft)
    const at = { file: draft.shownFile, sheet: draft.shownSheet }
    for (const cell of missing) township.findings.fault({ ...at, cell }, 'missing-value', 'error', draft.id)
    return missing.length === 0
  })
  const entries: BuiltEntry[] = []
  const chosen = chooseDrafts(whole, township.findings, township.sweeper)
  acceptance.mark()
  // Held back after choosing: an older sheet must not stand in for a correction that is not whole yet.
  const faultMap = new FaultMap(drafts, township.findings.faults)
  for (const { draft, correctionNote } of chosen) {
    const faults = faultMap.of(draft)
    if (faults.some(blocks) || waitsForUnit(draft, township.findings)) continue
    const attachments = await pictures.attach(draft, township.findings)
    const entry = entryOfDraft(draft, correctionNote, attachments, explanationsOf(faults))
    entries.push({ entry, rows: rowsOf(draft) })
  }
  acceptance.mark()
  acceptance.tellStale()
  return entries
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
  period: draft.period === 'standing' ? null : draft.period,
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
