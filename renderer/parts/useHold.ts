// A door without a handle: opens to a finger that rests on it, and shows nothing to anybody else.
import { useEffect, useMemo, useRef, type PointerEvent } from 'react'

// 5 s: nobody leans on a title that long by chance, and a clerk who knows can wait.
const holdMs = 5000

/** A hand that rests trembles; further than this it is moving away. */
const tremblePx = 60

export function useHold(open: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  const act = useRef(open)
  act.current = open
  useEffect(() => () => clearTimeout(timer.current), [])
  return useMemo(() => {
    const stop = () => clearTimeout(timer.current)
    return {
      onPointerDown: (event: PointerEvent) => {
        stop()
        from.current = { x: event.clientX, y: event.clientY }
        timer.current = setTimeout(() => act.current(), holdMs)
      },
      onPointerMove: (event: PointerEvent) => {
        const { x, y } = from.current
        if (Math.hypot(event.clientX - x, event.clientY - y) > tremblePx) stop()
      },
      onPointerUp: stop,
      onPointerCancel: stop,
      onPointerLeave: stop,
    }
  }, [])
}
