// The watch over all contacts of the window: what is no finger never reaches the page.
import { callKiosk } from '../kiosk.ts'
import { mmPx } from '../glass.ts'
import { isOfPointer } from './usePress.ts'
import { touchWatch } from './watch.ts'

/** Time in which a second tap of a shaking hand still means the screen before (ux.md 1.3). */
export const quietMs = 350

/** How often a contact that stays is looked at. */
const lookMs = 500

/** Goes up before anything else listens, so that what is dropped here is no sign of a person either. */
export function guardTouches(window: Window): () => void {
  const watch = touchWatch({
    glass: () => ({ width: window.innerWidth, height: window.innerHeight, mm: mmPx() }),
    report: (kind) => void callKiosk('touchTrouble', { kind }),
  })
  const stop = (event: Event) => {
    event.stopImmediatePropagation()
    event.preventDefault()
  }
  /** A finger that was dropped must not come back as a click. */
  let dropped = false
  const onDown = (event: PointerEvent) => {
    const { pointerId: id, clientX: x, clientY: y } = event
    // The clock that looks for contacts that stay, and no other.
    const at = performance.now()
    const { kind, cancel } = watch.down({ id, x, y, at })
    dropped = kind === 'drop'
    for (const other of cancel) letGo(window, other)
    if (dropped) stop(event)
  }
  const onUp = (event: PointerEvent) => {
    if (!event.isTrusted) return
    if (watch.up(event.pointerId).kind === 'take') return
    dropped = true
    if (event.type === 'pointerup') stop(event)
  }
  const onClick = (event: MouseEvent) => {
    if (dropped && event.isTrusted && isOfPointer(event)) stop(event)
  }
  const looking = setInterval(() => {
    if (!watch.isAnyDown()) return
    for (const id of watch.look(performance.now())) letGo(window, id)
  }, lookMs)
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
    clearInterval(looking)
    for (const [name, listener] of listen)
      window.removeEventListener(name, listener as EventListener, { capture: true })
  }
}

/** Whoever waits for this finger to rise is told that it never will. */
function letGo(window: Window, pointerId: number): void {
  window.document.dispatchEvent(new PointerEvent('pointercancel', { pointerId, bubbles: true }))
}

let quiet: ReturnType<typeof setTimeout> | undefined

/** For a moment after a change taps fall through; the style sheet does it, so tests can see it too. */
export function quietAfterChange(root: HTMLElement): void {
  clearTimeout(quiet)
  root.dataset['quiet'] = ''
  quiet = setTimeout(() => delete root.dataset['quiet'], quietMs)
}
