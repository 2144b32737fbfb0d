// A touch on bare paper: whoever just puts a hand on the start screen wants in.
import { useEffect, useRef, type RefObject } from 'react'
import { mmPx } from '../glass.ts'
import { isSlip, type Point } from '../touch/watch.ts'

/** Longer than this is no tap: staff rest a finger on the title. */
const tapMs = 700

export function useTouchElsewhere(sheet: RefObject<HTMLElement | null>, act: () => void): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const on = sheet.current
    if (!on) return
    let press: ({ id: number; since: number } & Point) | null = null
    const onDown = (event: PointerEvent) => {
      // The way it came, not where its target is now: what was touched may have made way in the meantime.
      const isBare =
        event.button === 0 && !event.composedPath().some((each) => each instanceof HTMLButtonElement)
      const { pointerId: id, clientX: x, clientY: y } = event
      press = isBare ? { id, since: performance.now(), x, y } : null
    }
    const onUp = (event: PointerEvent) => {
      const from = press
      press = null
      if (from?.id !== event.pointerId || performance.now() - from.since > tapMs) return
      if (!isSlip(from, { x: event.clientX, y: event.clientY }, mmPx())) latest.current()
    }
    const onCancel = () => (press = null)
    on.addEventListener('pointerdown', onDown)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', onCancel)
    return () => {
      on.removeEventListener('pointerdown', onDown)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onCancel)
    }
  }, [sheet])
}
