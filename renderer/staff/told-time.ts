// A time as one dials it: a year, a month, a day and an hour that always make a day that exists.

export const timeUnits = ['year', 'month', 'day', 'hour'] as const
export type TimeUnit = (typeof timeUnits)[number]
export type Told = Record<TimeUnit, number>

const lastYear = 2099

/** Where the dial begins: what the machine believes, never before what is certain. */
export function clampedTime(now: Date, floorMs: number): Told {
  const from = new Date(Math.max(now.getTime(), floorMs))
  const told = {
    year: from.getFullYear(),
    month: from.getMonth() + 1,
    day: from.getDate(),
    hour: from.getHours(),
  }
  return told.year > lastYear ? { ...told, year: lastYear } : told
}

/** Months, days and hours go round; the 31st becomes the last of a shorter month. */
export function movedTime(told: Told, unit: TimeUnit, by: 1 | -1): Told {
  const moved = { ...told, [unit]: told[unit] + by }
  if (unit === 'year') moved.year = Math.min(lastYear, Math.max(2026, moved.year))
  if (unit === 'month') moved.month = ((moved.month - 1 + 12) % 12) + 1
  if (unit === 'hour') moved.hour = (moved.hour + 24) % 24
  const days = new Date(moved.year, moved.month, 0).getDate()
  if (unit === 'day') moved.day = ((moved.day - 1 + days) % days) + 1
  return { ...moved, day: Math.min(moved.day, days) }
}
