// The writable side of state.db: PINs, settings, trust, the pointer. Small writes, each one transaction of its own.
import { existsSync, mkdirSync } from 'node:fs'
import { faulty } from '../pack/disk.ts'
import type { StoreFault } from '../pack/refusal.ts'
import { ownTime } from './own-time.ts'
import { openDurable, type WritableDb } from './database.ts'
import { isWritable, makeFolders, stateFile, sweepStrangers } from './data-folder.ts'
import { adoptIfForgotten, adoptNewer } from './adopt.ts'
import { faultAsValue } from './faults.ts'
import { keepCopy, layAsideIfHopeless, restoreIfDamaged, stateCopy } from './state-copy.ts'
import { migrateState } from './state-schema.ts'

export type Clock = {
  /** What the machine believes the time to be; may jump. */
  wallMs(): number
  /** Never jumps and starts anywhere. */
  monotonicMs(): number
}

export const machineClock: Clock = { wallMs: () => Date.now(), monotonicMs: () => performance.now() }

/** The kiosk's own time beside the system's: what is written down and shown. */
export type DeskClock = Clock & { ownMs(): number }

export type LastTry = { wallMs: number | null; monotonicMs: number }

export type Desk = {
  readonly folder: string
  readonly state: WritableDb
  readonly clock: DeskClock
  /** The last counted PIN try, by its stored wall time and by the clock of this process that cannot be set. */
  readonly lastTry: LastTry
  close(): void
}

/** Makes the folder and brings state.db to our schema. Several processes of one app may each have a desk. */
export function openDesk(
  folder: string,
  options: { clock?: Clock } = {},
): { ok: true; desk: Desk } | { ok: false; fault: StoreFault } {
  return faultAsValue(folder, () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (!isWritable(folder)) faulty({ kind: 'read-only' })
    makeFolders(folder)
    sweepStrangers(folder)
    const clock = options.clock ?? machineClock
    const clockOf = (state: WritableDb): DeskClock => ({
      ...clock,
      ownMs: () => ownTime({ state }, clock).nowMs,
    })
    const restored = restoreIfDamaged(folder, (state) => {
      migrateState(state)
      adoptNewer({ folder, state, clock: clockOf(state) })
    })
    if (!restored) layAsideIfHopeless(folder)
    const state = openDurable(stateFile(folder))
    try {
      migrateState(state)
    } catch (thrown) {
      state.close()
      throw thrown
    }
    const desk: Desk = {
      folder,
      state,
      clock: clockOf(state),
      lastTry: { wallMs: null, monotonicMs: 0 },
      close: () => state.close(),
    }
    const adopted = !restored && adoptIfForgotten(desk)
    if (restored || adopted || !existsSync(stateCopy(folder))) keepCopy(desk)
    return { desk }
  })
}

export const isSetUp = (folder: string): boolean => existsSync(stateFile(folder))

export const isoNow = (clock: DeskClock): string => new Date(clock.ownMs()).toISOString()
