// The seconds before everything is forgotten, said aloud to somebody who had the screen read to them.
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useSpeech } from './Speech.tsx'

/** The question once, then a number now and then: every second would talk over itself. */
const saidAt: ReadonlySet<number> = new Set([20, 15, 10, 5])

export function useSpokenCountdown(secondsLeft: number | null): void {
  const { t } = useTranslation()
  const { announce, wasUsed } = useSpeech()
  const asked = secondsLeft !== null
  useEffect(() => {
    if (secondsLeft === null || !wasUsed()) return
    if (saidAt.has(secondsLeft)) announce(t('speech:seconds', { seconds: secondsLeft }))
  }, [secondsLeft, announce, wasUsed, t])
  useEffect(() => {
    if (asked && secondsLeft !== null && wasUsed()) announce(t('speech:idle', { seconds: secondsLeft }))
    // Whoever is still there is not talked at any longer.
    return () => {
      if (asked) announce('')
    }
    // Only when the question comes and goes: the numbers have their own effect.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked])
}
