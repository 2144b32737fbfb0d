// A moment as the machine noted it, in the words of a wall calendar and a wall clock.
import type { TFunction } from 'i18next'
import { localDay } from '../../disclosure/local-day.ts'
import { dateName } from '../words.ts'

export const dayOf = (t: TFunction, iso: string): string => {
  const moment = new Date(iso)
  return Number.isNaN(moment.getTime()) ? iso : dateName(t, localDay(moment))
}

/** `08:05` where the machine stands. */
export function clockTime(iso: string): string {
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime())) return ''
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(moment.getHours())}:${two(moment.getMinutes())}`
}
