// The place in which bars are drawn: words stand around it at once, lengths come when the drawing program is there.
import { useLayoutEffect, useRef } from 'react'
import type { ChartLine } from './chart-words.ts'
import styles from './Drawing.module.css'

export type Scale = { least: number; most: number }

/** From nothing to the largest, or from the smallest where something is taken away. */
export function scaleOf(lines: readonly ChartLine[]): Scale {
  const values = lines.map(({ value }) => value ?? 0)
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  return { least, most: least === most ? 1 : most }
}

/** Where a value lies between both ends of the scale, 0 to 1. */
export const placeOn = ({ least, most }: Scale, value: number): number => (value - least) / (most - least)

/** Loaded once; asked for while an item is being read that has a picture, so that nobody waits for it. */
export const loadDrawing = () => import('./bar-drawing.ts')

export function Drawing(props: { lines: readonly ChartLine[]; scale: Scale; lying: boolean }) {
  const { lines, scale, lying } = props
  const place = useRef<HTMLDivElement>(null)
  const key = JSON.stringify([lines.map(({ value, quiet }) => [value, quiet]), scale, lying])
  const wanted = useRef({ lines, scale, lying })
  wanted.current = { lines, scale, lying }
  useLayoutEffect(() => {
    const holder = place.current
    // What is only being measured is seen by nobody.
    if (!holder || holder.closest('[inert]')) return
    let clear: (() => void) | null = null
    let isUp = true
    const draw = async () => {
      const { drawBars } = await loadDrawing()
      if (!isUp || holder.clientWidth === 0) return
      clear?.()
      clear = drawBars(holder, { ...wanted.current.scale, ...measured(holder, wanted.current) })
    }
    // Without it every figure still stands there.
    const redraw = () => void draw().catch(() => undefined)
    const watcher = new ResizeObserver(redraw)
    watcher.observe(holder)
    return () => {
      isUp = false
      watcher.disconnect()
      clear?.()
    }
  }, [key])
  return <div ref={place} className={styles['drawing']} data-testid="chart-drawing" aria-hidden="true" />
}

function measured(holder: HTMLElement, of: { lines: readonly ChartLine[]; lying: boolean }) {
  const style = getComputedStyle(holder)
  const em = Number.parseFloat(style.fontSize)
  const inPx = (property: string) => Number.parseFloat(style.getPropertyValue(property)) * em
  const row = holder.clientHeight / of.lines.length
  const column = holder.clientWidth / of.lines.length
  const thickness = of.lying ? inPx('--thick') : column * 0.56
  return {
    bars: of.lines.map(({ value, quiet }) => ({ value, quiet })),
    lying: of.lying,
    thickness: Math.round(thickness),
    below: of.lying ? (row - thickness) / 2 - inPx('--foot') : 0,
    isRightToLeft: style.direction === 'rtl',
  }
}
