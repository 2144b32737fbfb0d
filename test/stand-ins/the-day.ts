// The day it is in every test that is not about the time: what is due, old or in doubt must not hang on when a test is run.
import { localDay } from '../../disclosure/local-day.ts'

/** In the quarter after the sample township's newest: 2026Q3 is due and there, 2026Q4 not yet due. */
export const theDay = { year: 2026, month: 11, day: 22, hour: 10 } as const

export const theMoment = (days = 0): Date =>
  new Date(theDay.year, theDay.month - 1, theDay.day + days, theDay.hour)

/** `2026-11-25` for three days later. */
export const dayFromTheDay = (days: number): string => localDay(theMoment(days))
