// The seconds before everything is forgotten, said aloud to somebody who had the screen read to them.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useSpeech } from './Speech.tsx'

/** The question once, then a number now and then: every second would talk over itself. */
const saidAt: ReadonlySet<number> = new Set([20, 15, 10, 5])

export function useSpokenCountdown(secondsLeft: number | null): void {
  const { t } = useTranslation()
  const { announce, wasUsed } = useSpeech()
  /** What was announced last; null while nobody is asked. */
  const last = useRef<number | null>(null)
  useEffect(() => {
    if (secondsLeft === null) {
      // Whoever is still there is not talked at any longer.
      if (last.current !== null) announce('')
      last.current = null
      return
    }
    if (!wasUsed() || last.current === secondsLeft) return
    const left = { seconds: secondsLeft, count: secondsLeft }
    if (last.current === null) announce(t('speech:idle', left))
    else if (saidAt.has(secondsLeft)) announce(t('speech:seconds', left))
    else return
    last.current = secondsLeft
  }, [secondsLeft, announce, wasUsed, t])
}
