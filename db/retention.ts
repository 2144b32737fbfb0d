// How long earlier content stays: the last quarters always, what is older as long as the disk budget allows.
import { statfsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { monthsOf } from '../disclosure/period.ts'
import { openReadable, type ReadableDb } from './database.ts'
import { attachmentsFolder, generationFile, generationsFolder, namesIn, packsFolder } from './data-folder.ts'
import { isoNow, type Desk } from './desk.ts'
import { asFault, freeBytes } from './faults.ts'
import { note, type Actor } from './journal.ts'
import { setSetting, setting } from './settings.ts'
import { currentGeneration, keptGenerations, olderThan, type GenerationRow } from './state.ts'
import { keepCopy } from './state-copy.ts'
import { sweepKept, type Writer } from './writer.ts'

/** A year: what was shown a year ago can be shown again. */
const quartersKept = 4

/**
 * Two a month for a year. A township that sends a correction every other day would fill any disk by the rule of
 * quarters alone: beyond this many only the last one of each quarter must stay, the others as the budget allows.
 */
const mostKeptForQuarters = 24

/** A quarter of the disk at most, and on a large one no more than five years of a large township need. */
const shareOfDisk = 4
const largestDefault = 64 * 1024 ** 3

/** What kept content may take up: as the installer has set it, or worked out of the disk's size. */
export function historyBudget(store: { folder: string; state: ReadableDb | null }): number {
  const set = setting(store, 'historyBytes')
  if (set > 0) return set
  const { blocks, bsize } = statfsSync(store.folder)
  return Math.min(largestDefault, Math.floor((blocks * bsize) / shareOfDisk))
}

/** 0: worked out of the disk's size again. What is above goes at the next import. */
export function setHistoryBudget(desk: Desk, bytes: number, actor: Actor): void {
  setSetting(desk, 'historyBytes', bytes)
  desk.state
    .transaction(() => note(desk.state, isoNow(desk.clock), actor, 'budget-set', { bytes }))
    .immediate()
  keepCopy(desk)
}

/** Everything that is kept of packs: generations, the packs themselves, their attachments. */
export const keptBytes = (folder: string): number =>
  [generationsFolder, packsFolder, attachmentsFolder].reduce((sum, each) => sum + bytesIn(each(folder)), 0)

function bytesIn(folder: string): number {
  return namesIn(folder).reduce((sum, name) => sum + (sizeOf(join(folder, name)) ?? 0), 0)
}

function sizeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.size ?? null
}

/** What may go, oldest first: neither on screen nor the one before it, nor of the last quarters. */
export function droppable(state: ReadableDb): GenerationRow[] {
  const kept = keptGenerations(state)
  const current = currentGeneration(state)
  const before = current && olderThan(state, current)[0]
  const staying = new Set(ofLastQuarters(kept).map((row) => row.number))
  for (const row of [current, before]) if (row) staying.add(row.number)
  return kept.filter((row) => !staying.has(row.number)).reverse()
}

/**
 * By what the content covers, newest first as given; the machine's clock has no say. What belongs to no time counts as
 * of one quarter of its own.
 */
function ofLastQuarters(kept: readonly GenerationRow[]): GenerationRow[] {
  const quarters = [...new Set(kept.map(quarterIn))].sort((one, other) => other - one).slice(0, quartersKept)
  const all = kept.filter((row) => quarters.includes(quarterIn(row)))
  if (all.length <= mostKeptForQuarters) return all
  const lasts = quarters.flatMap((quarter) => all.find((row) => quarterIn(row) === quarter) ?? [])
  return [...new Set([...lasts, ...all.slice(0, mostKeptForQuarters)])]
}

const quarterIn = (row: GenerationRow): number => row.newest_quarter ?? 0

/** After an import: what is beyond the budget goes, oldest first, and with it what only it needed. */
export function dropOldGenerations(writer: Writer): void {
  learnQuarters(writer)
  let above = keptBytes(writer.folder) - historyBudget(writer)
  const going: GenerationRow[] = []
  for (const row of droppable(writer.state)) {
    if (above <= 0) break
    going.push(row)
    above -= row.bytes
  }
  drop(writer, going)
}

/** Before an import on a disk that is short: old content makes room, but none that must stay. */
export function makeRoom(writer: Writer, needed: number): void {
  if (freeBytes(writer.folder) >= needed) return
  learnQuarters(writer)
  try {
    for (const row of droppable(writer.state)) {
      drop(writer, [row])
      if (freeBytes(writer.folder) >= needed) return
    }
  } catch (thrown) {
    // So full that not even the row can be written: whoever asked for room says what is missing.
    if (asFault(thrown, writer.folder)?.kind !== 'disk-full') throw thrown
  }
}

/** First the row, then the file: a row never promises a file that we took away ourselves. */
function drop(writer: Writer, going: readonly GenerationRow[]): void {
  const { state } = writer
  if (going.length === 0) return
  const mark = state.prepare("UPDATE generation SET condition = 'dropped' WHERE number = ?")
  state
    .transaction(() => {
      for (const row of going) {
        mark.run(row.number)
        const details = { generation: row.name, sequence: row.sequence, bytes: row.bytes }
        note(state, isoNow(writer.clock), 'kiosk', 'generation-dropped', details)
      }
    })
    .immediate()
  sweepKept(writer)
}

/** Generations of an earlier kiosk never had their quarter noted. */
function learnQuarters({ state, folder }: Writer): void {
  const learn = state.prepare('UPDATE generation SET newest_quarter = ? WHERE number = ?')
  for (const row of keptGenerations(state)) {
    if (row.newest_quarter !== null) continue
    const quarter = newestQuarterOf(generationFile(folder, row.name))
    if (quarter !== null) learn.run(quarter, row.number)
  }
}

/** The newest quarter that a generation's file shows, as year * 4 + quarter - 1. */
export function newestQuarterOf(file: string): number | null {
  let db: ReadableDb | undefined
  try {
    db = openReadable(file)
    const periods = db.prepare<[], { period: string }>('SELECT DISTINCT period FROM entry').all()
    return newestQuarter(periods.map((row) => row.period))
  } catch (thrown) {
    if (asFault(thrown, file)) return null
    throw thrown
  } finally {
    db?.close()
  }
}

/** A plan for the whole year says nothing about how far the year has come; it counts only where nothing else does. */
export function newestQuarter(periods: readonly string[]): number | null {
  const dated = periods.filter((period) => period !== 'standing')
  const short = dated.filter((period) => period.length > 'YYYY'.length)
  const lasts = (short.length > 0 ? short : dated).map((period) => monthsOf(period).last)
  return lasts.length === 0 ? null : Math.floor(Math.max(...lasts) / 3)
}

/** `2026Q3`, as periods are written. */
export const quarterName = (quarter: number): string => `${Math.floor(quarter / 4)}Q${(quarter % 4) + 1}`
