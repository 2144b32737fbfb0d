// Who may print, on what, and what came of it: nothing waits behind a person's back, and nobody waits for a dead printer.
import { setTimeout as pause } from 'node:timers/promises'
import type { PrintQueue } from './print-queue.ts'
import type {
  Paper,
  PrintAnswer,
  PrintSheet,
  PrintTrouble,
  PrinterDevice,
  PrinterNow,
} from './print-sheet.ts'
import { troubleOf, type SeenPrinter } from './printer-state.ts'

export type ChosenPrinter = { name: string; paper: Paper }

export type PrintPorts = {
  printers: () => Promise<SeenPrinter[]>
  chosen: () => Promise<ChosenPrinter | null>
  /** Hands it to the spooler; false if that would not have it. The pages it came to. */
  send: (sheet: PrintSheet, to: ChosenPrinter) => Promise<{ ok: boolean; pages: number }>
  queue: PrintQueue
  /** Counts and kinds only: what was printed is nobody's business. */
  report: (event: string, facts?: Record<string, string | number>) => void
  now?: () => number
  lookMs?: number
}

export type PrintDesk = {
  now(): Promise<PrinterNow>
  print(sheet: PrintSheet): Promise<PrintAnswer>
  /** The clerk's own page: it counts for nobody. */
  test(sheet: PrintSheet): Promise<PrintAnswer>
  device(): Promise<PrinterDevice>
  /** Whoever was here has left: their pages go with them, and the next person has the whole number. */
  sessionOver(): void
  /** Staff were asked. */
  allowMore(): void
  /** What a power cut left at the spooler is nobody's any more. */
  tidy(): Promise<void>
}

/** Teenagers empty a roll in a minute; a family with three lists does not come to five pages. */
export const printsPerSession = 5
/** Over all persons, so that starting over and over empties no tray either. */
export const printsPerHalfHour = 20
const halfHourMs = 30 * 60_000

/** Until the list of printers is there; a spooler that hangs is a printer that is gone. */
const listMs = 4_000
const sendMs = 12_000
/** A page may take its time on an old laser printer; without any sign it ends after that. */
const silentMs = { first: 20_000, page: 6_000 }
/** What was not seen at the spooler by then went through between two looks. */
const arrivalMs = 3_000
/** A printer that was asleep answers the second time it is called. */
const wakeMs = 3_000
/** What stopped the last page, and nobody else can see, is believed for so long; staff see it until a page comes out. */
const doubtMs = 60_000
/** Left behind by one who went away. */
const afterLeavingMs = 8_000

export function printDesk(ports: PrintPorts): PrintDesk {
  const clock = ports.now ?? (() => performance.now())
  let printed: number[] = []
  let inSession = 0
  let running: { session: number } | null = null
  let session = 0
  let last: { name: string; why: PrintTrouble; at: number } | null = null

  const left = (): number => {
    const since = clock() - halfHourMs
    printed = printed.filter((at) => at > since)
    return Math.max(0, Math.min(printsPerSession - inSession, printsPerHalfHour - printed.length))
  }

  /** Null if it can print. A list that does not come is a printer that is not there. */
  const trouble = async ({ name }: ChosenPrinter): Promise<PrintTrouble | null> => {
    const seen = await within(listMs, ports.printers())
    const printer = seen?.find((each) => each.name === name)
    return printer ? troubleOf(printer) : 'gone'
  }

  /** Of what the list of printers tells itself the list is believed. */
  const doubt = ({ name }: ChosenPrinter, ms: number): PrintTrouble | null =>
    last?.name === name && unseen.has(last.why) && clock() - last.at < ms ? last.why : null

  /** Until the spooler has nothing of it any more; whatever stops the paper is told at once. */
  const outcome = async (to: ChosenPrinter, pages: number, of: number): Promise<PrintTrouble | null> => {
    const sentAt = clock()
    let endsAt = sentAt + silentMs.first + silentMs.page * pages
    let wasSeen = false
    for (;;) {
      const waiting = await ports.queue.waiting(to.name)
      if (waiting === null) return null
      wasSeen ||= waiting > 0
      // Electron says that it was handed over a moment before the spooler has it.
      if (waiting === 0 && (wasSeen || clock() - sentAt >= arrivalMs)) return null
      if (session !== of) endsAt = Math.min(endsAt, clock() + afterLeavingMs)
      const isOff = clock() - sentAt >= wakeMs && (await ports.queue.unreachable(to.name))
      const why = (await trouble(to)) ?? (isOff ? 'off' : clock() >= endsAt ? 'silent' : null)
      if (why) {
        await ports.queue.clear(to.name)
        return why
      }
      await pause(ports.lookMs ?? 250)
    }
  }

  const attempt = async (sheet: PrintSheet, to: ChosenPrinter): Promise<PrintTrouble | null> => {
    const before = await trouble(to)
    if (before) return before
    // What lies there is of somebody who has left.
    await ports.queue.clear(to.name)
    const sent = await within(sendMs, ports.send(sheet, to))
    if (!sent?.ok) {
      await ports.queue.clear(to.name)
      return (await trouble(to)) ?? 'refused'
    }
    const why = await outcome(to, sent.pages, session)
    if (!why) await ports.queue.clear(to.name)
    if (!why) ports.report('printed', { paper: to.paper, pages: sent.pages })
    return why
  }

  const run = async (sheet: PrintSheet, counts: boolean): Promise<PrintAnswer> => {
    const failed = (why: PrintTrouble): PrintAnswer => {
      ports.report('not-printed', { why })
      return { kind: 'not-printed', why }
    }
    if (running) return failed('busy')
    if (counts && left() === 0) return failed('too-many')
    running = { session }
    try {
      const to = await ports.chosen()
      if (!to) return failed('none-set')
      const why = await attempt(sheet, to)
      last = why ? { name: to.name, why, at: clock() } : null
      if (why) return failed(why)
      if (counts) {
        printed.push(clock())
        if (running.session === session) inSession++
      }
      return { kind: 'printed', left: left() }
    } finally {
      running = null
    }
  }

  return {
    async now() {
      const to = await ports.chosen()
      if (!to) return { kind: 'none' }
      const why = running ? null : ((await trouble(to)) ?? doubt(to, doubtMs))
      return why ? { kind: 'unable', paper: to.paper, why } : { kind: 'ready', paper: to.paper, left: left() }
    },
    print: (sheet) => run(sheet, true),
    test: (sheet) => run(sheet, false),
    async device() {
      const to = await ports.chosen()
      const seen = (await within(listMs, ports.printers())) ?? []
      const state =
        to === null ? 'none-set' : running ? 'busy' : ((await trouble(to)) ?? doubt(to, Infinity) ?? 'ready')
      return {
        chosen: to,
        state,
        printers: seen.map(({ name, displayName }) => ({ name, label: displayName || name })),
      }
    },
    sessionOver() {
      session++
      inSession = 0
    },
    allowMore() {
      printed = []
      inSession = 0
    },
    async tidy() {
      const to = await ports.chosen()
      if (to) await ports.queue.clear(to.name)
    },
  }
}

const unseen: ReadonlySet<PrintTrouble> = new Set(['off', 'silent', 'refused'])

/** Null if it is not there in time, or fails: both are the same to whoever waits. */
function within<T>(ms: number, wanted: Promise<T>): Promise<T | null> {
  const late = new AbortController()
  return Promise.race([
    wanted.catch(() => null),
    pause(ms, null, { signal: late.signal }).catch(() => null),
  ]).finally(() => late.abort())
}
