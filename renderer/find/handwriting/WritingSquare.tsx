// The square on the glass: ink follows one finger; a second one, or a hand laid down, takes the stroke away again.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { InkPoint, Stroke } from './ink.ts'
import styles from './WritingSquare.module.css'

/** The drawing's own units, whatever the square measures on this glass. */
const side = 1000

/** As many strokes as 龘 has, and some; nobody writes more in one square. */
const mostStrokes = 64

export function WritingSquare(props: { strokes: readonly Stroke[]; onStroke: (stroke: Stroke) => void }) {
  const { strokes, onStroke } = props
  const { t } = useTranslation()
  const square = useRef<SVGSVGElement>(null)
  const wet = useRef<SVGPolylineElement>(null)
  const latest = useRef(onStroke)
  latest.current = strokes.length < mostStrokes ? onStroke : () => {}
  useEffect(() => {
    if (!square.current || !wet.current) return undefined
    return listen(square.current, wet.current, (stroke) => latest.current(stroke))
  }, [])
  return (
    <svg
      ref={square}
      className={styles['square']}
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={t('hand:square')}
      data-testid="hand-square"
    >
      <path className={styles['guide']} d={`M0 ${side / 2}H${side}M${side / 2} 0V${side}`} />
      {strokes.map((stroke, at) => (
        <polyline key={at} className={styles['ink']} points={drawn(stroke)} data-stroke={at} />
      ))}
      <polyline ref={wet} className={styles['ink']} />
    </svg>
  )
}

/** Ink that is still being written is drawn past React: it must keep up with the finger on a weak machine. */
function listen(
  square: SVGSVGElement,
  wet: SVGPolylineElement,
  onStroke: (stroke: Stroke) => void,
): () => void {
  let writing: { id: number; points: InkPoint[] } | null = null

  const draw = () => wet.setAttribute('points', drawn(writing?.points ?? []))
  const add = (event: PointerEvent) => {
    const { left, top, width, height } = square.getBoundingClientRect()
    const x = ((event.clientX - left) / width) * side
    const y = ((event.clientY - top) / height) * side
    writing?.points.push({ x: within(x), y: within(y) })
  }
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || writing) return
    // A finger leaves no focus behind, and begins no selection.
    event.preventDefault()
    writing = { id: event.pointerId, points: [] }
    add(event)
    draw()
  }
  const onMove = (event: PointerEvent) => {
    if (writing?.id !== event.pointerId) return
    const reports = event.getCoalescedEvents()
    for (const report of reports.length > 0 ? reports : [event]) add(report)
    draw()
  }
  const onUp = (event: PointerEvent) => {
    if (writing?.id !== event.pointerId) return
    const { points } = writing
    writing = null
    draw()
    onStroke(points)
  }
  // The guard has said that this was no finger: a palm, a sleeve, a second hand.
  const onCancel = (event: PointerEvent) => {
    if (writing?.id !== event.pointerId) return
    writing = null
    draw()
  }
  square.addEventListener('pointerdown', onDown)
  // The finger may leave the square and come back.
  window.addEventListener('pointermove', onMove)
  window.addEventListener('pointerup', onUp)
  window.addEventListener('pointercancel', onCancel)
  return () => {
    square.removeEventListener('pointerdown', onDown)
    window.removeEventListener('pointermove', onMove)
    window.removeEventListener('pointerup', onUp)
    window.removeEventListener('pointercancel', onCancel)
  }
}

/** What is written beside the square ends at its edge. */
const within = (at: number): number => Math.round(Math.min(side, Math.max(0, at)))

/** A dot is a line that goes nowhere: round ends make it seen. */
function drawn(stroke: Stroke): string {
  const [only] = stroke
  const points = stroke.length === 1 && only ? [only, only] : stroke
  return points.map(({ x, y }) => `${x},${y}`).join(' ')
}
