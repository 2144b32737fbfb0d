// A keyboard or a scanner at the find screen does what the keys on the glass do (ux.md F12).
import { useEffect, useRef } from 'react'

export type TypedKeys = {
  letter: (letter: string) => void
  digit: (digit: string) => void
  remove: () => void
  /** Enter or the space bar; false where there was nothing to do with it. */
  take?: () => boolean
}

export function useTypedKeys(acts: TypedKeys): void {
  const latest = useRef(acts)
  latest.current = acts
  useEffect(() => {
    // Whoever went to a button by the Tab key means that button when they press Enter.
    let steers = false
    const onPointer = () => (steers = false)
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Tab') steers = true
      if (event.ctrlKey || event.altKey || event.metaKey) return
      const { letter, digit, remove, take } = latest.current
      if (event.key === 'Enter' || event.key === ' ') {
        if (steers || !take?.()) return
        event.preventDefault()
        event.stopPropagation()
        return
      }
      const isTyped = /^[a-z0-9]$/i.test(event.key) || event.key === 'Backspace'
      if (!isTyped) return
      steers = false
      if (event.key === 'Backspace') remove()
      else if (/\d/.test(event.key)) digit(event.key)
      else letter(event.key.toLowerCase())
    }
    // Before the button that a finger touched last hears of it.
    window.addEventListener('keydown', onKey, true)
    window.addEventListener('pointerdown', onPointer, true)
    return () => {
      window.removeEventListener('keydown', onKey, true)
      window.removeEventListener('pointerdown', onPointer, true)
    }
  }, [])
}
