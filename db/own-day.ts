// The day it is at this kiosk, as its own clock has it.
import { machineClock, type Clock } from './desk.ts'
import { ownTime } from './own-time.ts'
import type { ReadableDb } from './database.ts'

/** `2026-10-08`, where the machine stands. */
export function ownDay(of: { state: ReadableDb | null; clock?: Clock }): string {
  const now = new Date(ownTime(of, of.clock ?? machineClock).nowMs)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
