// What lies over the screen for a while, help or a call for staff; the keyboard then finds its place again.
import { useCallback, useRef, useState } from 'react'

type Over = 'help' | 'call'

export function useOver(): { open: Over | null; show: (over: Over) => void; close: () => void } {
  const [open, setOpen] = useState<Over | null>(null)
  const from = useRef<Element | null>(null)
  const show = useCallback((over: Over) => {
    from.current ??= document.activeElement
    setOpen(over)
  }, [])
  const close = useCallback(() => {
    const back = from.current
    from.current = null
    setOpen(null)
    // The screen below can be focused only once it is no longer inert.
    requestAnimationFrame(() => back instanceof HTMLElement && back.isConnected && back.focus())
  }, [])
  return { open, show, close }
}
