// Every question of the store protocol and the function of db/ that answers it.
import type { Content, Reader } from '../db/reader.ts'
import { isWritable } from '../db/data-folder.ts'
import { hasCorrection, lookAt, noticeClock, ownTime, tellTime, type Look } from '../db/own-time.ts'
import { machineClock, openDesk } from '../db/desk.ts'
import type { Desk } from '../db/desk.ts'
import { candidatesFrom } from '../db/candidates.ts'
import { charts } from '../db/charts.ts'
import { entries, villageHome } from '../db/village-pages.ts'
import { entryPage, rows } from '../db/entries.ts'
import { home } from '../db/figures.ts'
import { kioskState } from '../db/kiosk-state.ts'
import { expectLetters, families, find, household, householdNames } from '../db/find.ts'
import { freeBytes } from '../db/faults.ts'
import { history, rollBack } from '../db/history.ts'
import { printerSetting, setPrinter } from '../db/printer-setting.ts'
import { checkJournal, journalPage } from '../db/journal.ts'
import { markSeen, notices } from '../db/staff-notices.ts'
import { setFirstPin, staffPin, unlock } from '../db/pin.ts'
import { openReader } from '../db/reader.ts'
import { returnFacts } from '../db/return-facts.ts'
import { recordings } from '../db/recordings.ts'
import { noteSpotCheck } from '../db/spot-check.ts'
import { needsRepair } from '../db/repair.ts'
import { historyBudget, keptBytes } from '../db/retention.ts'
import { packWords } from '../db/pack-words.ts'
import { setLanguage } from '../db/language-switches.ts'
import { setSetting } from '../db/settings.ts'
import { knownKeys } from '../db/trust.ts'
import { openWriter } from '../db/writer.ts'
import { NoDesk } from '../db/opinions.ts'
import { openOpinionAnswers } from './opinion-store.ts'
import { returnFiles } from './return-files.ts'
import { storeCalls } from './store-protocol.ts'
import type { StoreAnswers, StoreCall, StoreInput } from './store-protocol.ts'

export type Store = { answer(name: StoreCall, input: unknown): Promise<unknown>; close(): void }

type Table = { [N in StoreCall]: (input: StoreInput<N>) => StoreAnswers[N] | Promise<StoreAnswers[N]> }

export function openStore(folder: string, of: { dictionaryFile?: string } = {}): Store {
  const { reader } = openReader(folder, { justChecked: tidy(folder) })
  const candidates = candidatesFrom(of.dictionaryFile ?? null)
  let desk: Desk | null = null

  /** The writable side; on a read-only disk there is none, and whoever needs it fails alone. */
  const atDesk = (): Desk => {
    if (desk) return desk
    const opened = openDesk(folder)
    if (!opened.ok) throw new NoDesk(`no desk: ${opened.fault.kind}`)
    desk = opened.desk
    reader.refresh()
    return desk
  }

  let closed = false
  const whenAnswered = (act: () => void) =>
    setImmediate(() => {
      try {
        if (!closed) act()
      } catch {
        // What is broken is told to whoever asks for it, not to nobody.
      }
    })

  const opinions = openOpinionAnswers({ reader, desk: atDesk })
  const clock = clockWatch({ reader, desk: () => desk ?? (isWritable(folder) ? atDesk() : null) })
  clock.look()

  const table: Table = {
    kiosk: () => ({ ...kioskState(reader) }),
    home: () => home(reader),
    village: (input) => villageHome(reader, input),
    entries: (input) => entries(reader, input),
    entry: (input) => entryPage(reader, input),
    charts: (input) => charts(reader, input),
    rows: (input) => rows(reader, input),
    find: (input) => {
      if (input.text === '') whenAnswered(() => expectLetters(reader, input.villageCode))
      return find(reader, input)
    },
    candidates: (input) => candidates(reader, input),
    families: (input) => families(reader, input),
    householdNames: (input) => householdNames(reader, input),
    household: (input) => household(reader, input),
    recordings: ({ sentences }) => recordings(reader, sentences),
    pin: () => staffPin(desk ?? reader),
    setFirstPin: ({ pin }) => setFirstPin(atDesk(), pin),
    tryPin: ({ pin }) => unlock(atDesk(), pin),
    history: () => history(reader),
    rollBack: ({ generation }) => rollBackTo(folder, generation),
    device: () => ({
      dataFolder: folder,
      writable: isWritable(folder),
      freeBytes: freeBytes(folder),
      sqlite: sqliteOf(reader.content),
      clock: new Date(ownTime(reader).nowMs).toISOString(),
      keys: knownKeys(reader),
      kept: {
        generations: history(reader).length,
        bytes: keptBytes(folder),
        budget: historyBudget({ folder, state: reader.state }),
      },
    }),
    tellTime: (told) => tellTime(atDesk(), told),
    setScreen: ({ inches, byCard = false }) => {
      setSetting(atDesk(), byCard ? 'cardInches' : 'inches', inches)
      // Whoever chooses a diagonal anew does not believe the card any more.
      if (!byCard) setSetting(atDesk(), 'cardInches', 0)
      return null
    },
    setNight: ({ fromHour, toHour }) => {
      setSetting(atDesk(), 'nightFromHour', fromHour)
      setSetting(atDesk(), 'nightToHour', toHour)
      return null
    },
    setLowerEdge: ({ lowerEdgeMm }) => {
      setSetting(atDesk(), 'lowerEdgeMm', lowerEdgeMm)
      return null
    },
    printerSetting: () => printerSetting(reader),
    setPrinter: ({ printer }) => {
      setPrinter(atDesk(), printer)
      return null
    },
    notices: () => notices(reader),
    seenNotice: ({ kind, line }) => {
      markSeen(atDesk(), kind, line)
      return null
    },
    journal: (input) => (reader.state ? journalPage(reader.state, input) : { lines: [], total: 0 }),
    checkJournal: () => (reader.state ? checkJournal(reader.state) : { kind: 'whole', lines: 0, head: '' }),
    needsRepair: () => needsRepair(reader),
    setHouseholdLookUp: ({ allowed }) => {
      setSetting(atDesk(), 'householdLookUp', allowed ? 1 : 0)
      return null
    },
    words: ({ language }) => packWords(reader, language),
    setLanguage: (input) => {
      setLanguage(atDesk(), input)
      return null
    },
    returnEnvelope: (about) => {
      const facts = returnFacts(atDesk(), reader, about)
      return facts ? returnFiles(facts) : []
    },
    noteSpotCheck: (check) => {
      noteSpotCheck(atDesk(), check)
      return null
    },
    ...opinions.answers,
    lookAgain: () => {
      const clockChanged = clock.look()
      const refreshed = reader.refresh()
      if (refreshed) opinions.contentChanged()
      const changed = refreshed || clockChanged
      return { generation: reader.content?.name ?? null, changed }
    },
  }
  return {
    answer: async (name, input) => answerOf(table, name)(storeCalls[name].parse(input)),
    close() {
      closed = true
      desk?.close()
      reader.close()
    },
  }
}

/** True whenever what pages may say of today has changed: the system's clock was set, or a pack has settled a doubt. */
function clockWatch(of: { reader: Reader; desk: () => Desk | null }): { look(): boolean } {
  let last: Look | null = null
  let said: string | null = null
  return {
    look() {
      const desk = hasCorrection(of.reader) ? of.desk() : null
      if (desk) noticeClock(desk, last)
      last = lookAt(machineClock)
      const { nowMs, systemMs, doubt } = ownTime(of.reader)
      // To the minute: what is measured twice differs by a little. A time in doubt is not shown, whatever it is.
      const now = doubt ?? String(Math.round((nowMs - systemMs) / 60_000))
      const changed = said !== null && said !== now
      said = now
      return changed
    },
  }
}

/**
 * At start: what a power cut left behind is cleared, and damaged content makes way for older good content. True if what is
 * shown was held against its hash for that.
 */
function tidy(folder: string): boolean {
  const opened = openWriter(folder)
  // In use by an import, read-only, or of a newer kiosk: the reader says so, and shows what there is.
  if (opened.ok) opened.writer.close()
  return opened.ok
}

function rollBackTo(folder: string, generation: string): StoreAnswers['rollBack'] {
  const opened = openWriter(folder)
  if (!opened.ok) return opened
  try {
    const outcome = rollBack(opened.writer, generation)
    return outcome.ok ? { ok: true } : outcome
  } finally {
    opened.writer.close()
  }
}

const sqliteOf = (content: Content | null) =>
  content?.db.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get()?.version ?? ''

// As in doors.ts: the table pairs each name with its input, TypeScript cannot follow that through a variable.
function answerOf(table: Table, name: StoreCall): (input: unknown) => unknown {
  return table[name] as (input: unknown) => unknown
}
