// A tap: felt at once, acted on when the finger rises near where it went down; or Enter, or an assistive click.
import { useEffect, useRef, type RefObject } from 'react'
import { mmPx } from '../glass.ts'
import { isSlip, type Point } from './watch.ts'

/** Marks the element as pressed while a finger is on it, and calls `act` once for each tap. */
export function usePress(element: RefObject<HTMLElement | null>, of: { disabled: boolean; act: () => void }) {
  const act = useRef(of.act)
  act.current = of.act
  const { disabled } = of
  useEffect(() => {
    const on = element.current
    if (!on || disabled) return
    return listen(on, () => act.current())
  }, [element, disabled])
}

/** Clicks of fingers and mice come after their own pointer events; those of keys and assistive technology stand alone. */
export const isOfPointer = (click: MouseEvent): boolean =>
  click instanceof PointerEvent && click.pointerType !== ''

type Press = { id: number; from: Point }

function listen(on: HTMLElement, act: () => void): () => void {
  let press: Press | null = null

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return
    press = { id: event.pointerId, from: { x: event.clientX, y: event.clientY } }
    // Written at once: the look must not wait for a drawing of the page (ux.md A13).
    on.dataset['pressed'] = ''
    // A finger leaves no focus behind; the keyboard does.
    event.preventDefault()
  }
  const over = () => {
    press = null
    delete on.dataset['pressed']
  }
  const onMove = (event: PointerEvent) => {
    if (press?.id !== event.pointerId) return
    if (isSlip(press.from, { x: event.clientX, y: event.clientY }, mmPx())) over()
  }
  const onUp = (event: PointerEvent) => {
    if (press?.id !== event.pointerId) return
    const slipped = isSlip(press.from, { x: event.clientX, y: event.clientY }, mmPx())
    over()
    if (!slipped) act()
  }
  const onCancel = (event: PointerEvent) => press?.id === event.pointerId && over()
  const onClick = (event: MouseEvent) => !isOfPointer(event) && act()

  on.addEventListener('pointerdown', onDown)
  on.addEventListener('click', onClick)
  // The finger may rise beside the button, or over what has taken its place.
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', onCancel)
  return () => {
    over()
    on.removeEventListener('pointerdown', onDown)
    on.removeEventListener('click', onClick)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', onCancel)
  }
}
