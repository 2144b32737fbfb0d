// The time on the wall, once a minute, in the words of the language.
import { useEffect, useState } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'

export function useNow(): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 15_000)
    return () => clearInterval(timer)
  }, [])
  return now
}

export function useClock(): { date: string; time: string } {
  const { t } = useTranslation()
  const now = useNow()
  return clockWords(t, now)
}

export function clockWords(t: TFunction, now: Date): { date: string; time: string } {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = { month: now.getMonth() + 1, day: now.getDate(), weekday: t(`clock.weekday${now.getDay()}`) }
  return { date: t('clock.date', date), time: `${two(now.getHours())}:${two(now.getMinutes())}` }
}
