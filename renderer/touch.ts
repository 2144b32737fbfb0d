// Rules for a finger on an infrared frame: one at a time, taps only, and nothing right after a screen change.

/** A pointer that is down longer is a sleeve, an insect or a broken frame, not a finger (ux.md 1.3). */
const stuckMs = 10_000

/** Time in which a second tap of a shaking hand still means the screen before (ux.md 1.3). */
export const quietMs = 350

/** Watches all pointers of the window; while more than one is down nothing on the page hears of any. */
export function guardTouches(window: Window): () => void {
  const down = new Map<number, number>()
  let crowded = false

  const stop = (event: Event) => {
    event.stopImmediatePropagation()
    event.preventDefault()
  }
  const onDown = (event: PointerEvent) => {
    for (const [id, since] of down) if (event.timeStamp - since > stuckMs) down.delete(id)
    down.set(event.pointerId, event.timeStamp)
    if (down.size === 1) {
      crowded = false
      return
    }
    crowded = true
    for (const id of down.keys()) if (id !== event.pointerId) letGo(window, id)
    stop(event)
  }
  const onUp = (event: PointerEvent) => {
    if (!event.isTrusted) return
    down.delete(event.pointerId)
    if (crowded) stop(event)
  }
  const onClick = (event: MouseEvent) => {
    // detail 0: the keyboard or assistive technology, which has no second finger.
    if (crowded && event.isTrusted && event.detail > 0) stop(event)
  }
  const never = (event: Event) => event.preventDefault()

  const listen = [
    ['pointerdown', onDown],
    ['pointerup', onUp],
    ['pointercancel', onUp],
    ['click', onClick],
    ['contextmenu', never],
    ['dragstart', never],
    ['selectstart', never],
  ] as const
  for (const [name, listener] of listen)
    window.addEventListener(name, listener as EventListener, { capture: true })
  return () => {
    for (const [name, listener] of listen)
      window.removeEventListener(name, listener as EventListener, { capture: true })
  }
}

/** Whoever waits for this finger to rise is told that it never will. */
function letGo(window: Window, pointerId: number): void {
  window.document.dispatchEvent(new PointerEvent('pointercancel', { pointerId, bubbles: true }))
}

/** For a moment after a screen change taps fall through; the style sheet does it, so tests can see it too. */
export function quietAfterChange(root: HTMLElement): () => void {
  root.dataset['quiet'] = ''
  const timer = setTimeout(() => delete root.dataset['quiet'], quietMs)
  return () => clearTimeout(timer)
}
