// Until when an opinion has to be answered, and whether that day is over.
import { replyDays } from '../../disclosure/opinion.ts'
import { daysBetween } from '../words.ts'

export function dueDay(on: string): string {
  const day = new Date(`${on}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() + replyDays)
  return day.toISOString().slice(0, 10)
}

/** Days over the time; nothing where nobody can say what day it is. */
export function daysOver(on: string, today: string | null): number {
  return today === null ? 0 : Math.max(0, daysBetween(dueDay(on), today))
}
