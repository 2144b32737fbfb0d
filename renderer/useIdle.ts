// When nobody touches the screen any more: first a question, then everything is forgotten.
import { useEffect, useReducer, useRef, useState } from 'react'
import { idleLeft, idleMsOf } from './idle.ts'

/** Seconds that are left to say "still here", or null while somebody is; `must`: only the button says it now. */
export function useIdle(of: {
  active: boolean
  seconds: number
  warningSeconds: number
  /** After so long somebody must answer on purpose: a frame that touches itself is no person. */
  longestSeconds: number
  onGone: () => void
}): { secondsLeft: number | null; must: boolean; stay: () => void } {
  const { active, seconds, warningSeconds, longestSeconds } = of
  const [secondsLeft, setSecondsLeft] = useState<number | null>(null)
  const [must, setMust] = useState(false)
  const [round, stay] = useReducer((before: number) => before + 1, 0)
  const gone = useRef(of.onGone)
  gone.current = of.onGone

  useEffect(() => {
    setSecondsLeft(null)
    setMust(false)
    if (!active) return
    let since = performance.now()
    let warned = false
    const began = since
    const touched = () => {
      // Past the longest stay only the button counts, which starts a new round.
      if (performance.now() - began >= longestSeconds * 1000) return
      since = performance.now()
      warned = false
      setSecondsLeft(null)
    }
    // Time is measured, not counted in ticks: a busy or sleeping machine drops ticks.
    const timer = setInterval(() => {
      const now = performance.now()
      const idleMs = idleMsOf({ untouchedMs: now - since, stayMs: now - began, seconds, longestSeconds })
      const left = idleLeft({ idleMs, seconds, warningSeconds })
      if (left.kind === 'present') return
      if (left.kind === 'gone') return gone.current()
      warned = true
      setMust(now - began >= longestSeconds * 1000)
      setSecondsLeft(left.seconds)
    }, 250)
    const onTouch = (event: Event) => {
      // The dialog has two buttons; the one that leaves must get its tap.
      if (warned && event.target instanceof Element && event.target.closest('[data-leave]')) return
      touched()
    }
    for (const name of signsOfLife) window.addEventListener(name, onTouch, { capture: true })
    return () => {
      clearInterval(timer)
      for (const name of signsOfLife) window.removeEventListener(name, onTouch, { capture: true })
    }
  }, [active, seconds, warningSeconds, longestSeconds, round])

  return { secondsLeft, must, stay }
}

/** What only somebody who is there does. */
export const signsOfLife = ['pointerdown', 'keydown'] as const
