// The time as this kiosk takes it to be, once a minute, in the words of the language; nothing where it is in doubt.
import { createContext, useContext, useEffect, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { localDay } from '../disclosure/local-day.ts'
import type { KioskState } from '../electron/contract.ts'
import { monthOf } from './words.ts'

/** What the machine says of its clock: so much is added to the system's, and whether days may be spoken of. */
export type OwnClock = KioskState['clock']

const Own = createContext<OwnClock | null>(null)
export const OwnClockProvider = Own.Provider

function useNow(offsetMs: number): Date {
  const [systemMs, setSystemMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setSystemMs(Date.now()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return new Date(systemMs + offsetMs)
}

/** Today as ISO; null where nobody can say what day it is: then no page reckons with it. */
export function useToday(): string | null {
  const own = useContext(Own)
  const now = useNow(own?.offsetMs ?? 0)
  return own === null || own.doubtful ? null : localDay(now)
}

/** The hour of the day, or null where it is in doubt. */
export function useHour(own: OwnClock | null): number | null {
  const now = useNow(own?.offsetMs ?? 0)
  return own === null || own.doubtful ? null : now.getHours()
}

/** A wrong date at the top of every sheet would be worse than none. */
export function useClock(own: OwnClock | null): { date: string; time: string } | null {
  const { t } = useTranslation()
  const now = useNow(own?.offsetMs ?? 0)
  return own === null || own.doubtful ? null : clockWords(t, now)
}

export function clockWords(t: TFunction, now: Date): { date: string; time: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = {
    ...monthOf(t, String(now.getMonth() + 1)),
    day: now.getDate(),
    weekday: t(`clock.weekday${now.getDay()}`),
  }
  return { date: t('clock.date', date), time: `${two(now.getHours())}:${two(now.getMinutes())}` }
}
