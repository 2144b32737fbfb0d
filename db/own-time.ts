// What time this kiosk takes it to be: the system's clock, what staff said about it, and never before what is certain.
import { localDay } from '../disclosure/local-day.ts'
import type { ReadableDb, WritableDb } from './database.ts'
import { isoNow, machineClock, type Clock, type Desk } from './desk.ts'
import { note, type Actor } from './journal.ts'
import { keepCopy } from './state-copy.ts'

/** No kiosk ran before this day. */
const builtOn = '2026-01-01'
const dayMs = 86_400_000
/** A township that brings nothing for so long is rarer than a clock that was set wrong. */
const farAheadMs = 400 * dayMs
const longestStoredMs = 10 * 365 * dayMs
/** A pack's date is a day in the township; a kiosk set to another zone of the world is not wrong for that. */
const zonesMs = 14 * 3_600_000
/** What a clock may differ from the one that cannot be set: setting by hand is coarser, drifting is finer. */
const jumpMs = 2 * 60_000
const seenEveryMs = 3_600_000

export type OwnTime = {
  /** Never before the floor: the newest date of an accepted pack, or the day this program was made. */
  nowMs: number
  systemMs: number
  floorMs: number
  /** What staff said, as so much beside the system's clock; null if nobody was asked. */
  correctionMs: number | null
  /** Null if the time can be believed. Nothing is hidden or refused for it: dates are only not spoken of. */
  doubt: 'before-floor' | 'far-ahead' | null
}

export function ownTime({ state }: { state: ReadableDb | null }, clock: Clock = machineClock): OwnTime {
  const systemMs = clock.wallMs()
  const newest = state && newestIssue(state)
  const correctionMs = (state && correctionIn(state)?.correctionMs) ?? null
  const floorMs = Math.max(startOf(builtOn), newest === null ? 0 : startOf(newest))
  const told = systemMs + (correctionMs ?? 0)
  const isFar = newest !== null && correctionMs === null && told > startOf(newest) + farAheadMs
  const doubt = told + zonesMs < floorMs ? 'before-floor' : isFar ? 'far-ahead' : null
  return { nowMs: Math.max(told, floorMs), systemMs, floorMs, correctionMs, doubt }
}

/** The day as the clock and staff have it, right or wrong: what a preview holds the date of a pack against. */
export function dayTold(store: { state: ReadableDb | null }, clock: Clock = machineClock): string {
  const { systemMs, correctionMs } = ownTime(store, clock)
  return localDay(new Date(systemMs + (correctionMs ?? 0)))
}

/** For notices and pages: whether dates may be spoken of. */
export const isClockDoubtful = (store: { state: ReadableDb | null }, clock: Clock = machineClock): boolean =>
  ownTime(store, clock).doubt !== null

/** What staff answered to 今天是几号; an hour is exact enough, the minutes are the system's. */
export type ToldTime = { year: number; month: number; day: number; hour: number }

export type Told = { ok: true } | { ok: false; kind: 'before-floor' | 'no-such-day' }

export function tellTime(desk: Desk, told: ToldTime, actor: Actor = 'clerk'): Told {
  const { state, clock } = desk
  const systemMs = clock.wallMs()
  const toldMs = momentOf(told, systemMs)
  if (toldMs === null) return { ok: false, kind: 'no-such-day' }
  if (toldMs + zonesMs < ownTime(desk, clock).floorMs) return { ok: false, kind: 'before-floor' }
  const correction = Math.round(toldMs - systemMs)
  state
    .transaction(() => {
      state
        .prepare(
          `INSERT OR REPLACE INTO clock_correction (one, correction_ms, seen_system_ms)
           VALUES (1, ?, ?)`,
        )
        .run(correction, Math.round(systemMs))
      note(state, isoNow(desk.clock), actor, 'clock-told', {
        correctionSeconds: Math.round(correction / 1000),
      })
    })
    .immediate()
  keepCopy(desk)
  return { ok: true }
}

/** A moment of this process: both of its clocks. */
export type Look = { wallMs: number; monotonicMs: number }
export const lookAt = (clock: Clock): Look => ({ wallMs: clock.wallMs(), monotonicMs: clock.monotonicMs() })

/**
 * Whether the system's clock was set since it was last looked at; what staff said beside it then holds no more, and they
 * are asked again if need be. Within one run (`last`) the clock that cannot be set tells; over a restart only a clock that
 * went back, or leapt further than a kiosk stands switched off, can be noticed.
 */
export function noticeClock(desk: Desk, last: Look | null): boolean {
  const correction = correctionIn(desk.state)
  if (!correction) return false
  const now = lookAt(desk.clock)
  const jumped = last && Math.abs(now.wallMs - last.wallMs - (now.monotonicMs - last.monotonicMs)) > jumpMs
  const { seenSystemMs } = correction
  const went = now.wallMs < seenSystemMs - jumpMs || now.wallMs > seenSystemMs + farAheadMs
  if (!jumped && !went) {
    if (now.wallMs > seenSystemMs + seenEveryMs) seen(desk.state, now.wallMs)
    return false
  }
  desk.state
    .transaction(() => {
      desk.state.prepare('DELETE FROM clock_correction').run()
      note(desk.state, isoNow(desk.clock), 'kiosk', 'clock-changed', {
        correctionSeconds: Math.round(correction.correctionMs / 1000),
      })
    })
    .immediate()
  keepCopy(desk)
  return true
}

export const hasCorrection = ({ state }: { state: ReadableDb | null }): boolean =>
  state !== null && correctionIn(state) !== null

/**
 * Inside the transaction that puts a pack on screen. A township's own clock may be wrong as well: a date far ahead of
 * any time it can be here raises no floor, or no later answer could ever be given. Where the clock stands before the
 * floor, its time is no measure, and all that is certain is that a kiosk does not wait ten years for a pack.
 */
export function noteIssue({ state, clock }: Pick<Desk, 'state' | 'clock'>, issuedOn: string): void {
  const own = ownTime({ state }, clock)
  const latest = own.doubt === 'before-floor' ? own.floorMs + longestStoredMs : own.nowMs + farAheadMs
  if (startOf(issuedOn) > latest) return
  state
    .prepare(
      `INSERT INTO newest_issue (one, issued_on) VALUES (1, ?)
       ON CONFLICT (one) DO UPDATE SET issued_on = excluded.issued_on WHERE excluded.issued_on > issued_on`,
    )
    .run(issuedOn)
}

function newestIssue(state: ReadableDb): string | null {
  const row = state.prepare<[], { issuedOn: string }>('SELECT issued_on AS issuedOn FROM newest_issue').get()
  return row?.issuedOn ?? null
}

function correctionIn(state: ReadableDb): { correctionMs: number; seenSystemMs: number } | null {
  return (
    state
      .prepare<[], { correctionMs: number; seenSystemMs: number }>(
        'SELECT correction_ms AS correctionMs, seen_system_ms AS seenSystemMs FROM clock_correction',
      )
      .get() ?? null
  )
}

const seen = (state: WritableDb, systemMs: number) =>
  state.prepare('UPDATE clock_correction SET seen_system_ms = ?').run(Math.round(systemMs))

/** The first moment of a day where the machine stands. */
function startOf(day: string): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

/** Null for the 31st of February. */
function momentOf({ year, month, day, hour }: ToldTime, systemMs: number): number | null {
  const system = new Date(systemMs)
  const told = new Date(year, month - 1, day, hour, system.getMinutes(), system.getSeconds())
  return told.getMonth() === month - 1 && told.getDate() === day ? told.getTime() : null
}
