// How many tiles stand beside each other in the room there is.
import type { RefObject } from 'react'
import { useSize } from './Flow.tsx'

/** At least one; `widthEm` is the least width of a tile in ems of body text. */
export function useTilesAcross(room: RefObject<HTMLElement | null>, widthEm: number, most: number): number {
  const size = useSize(room)
  if (!size) return 1
  const em = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
  return Math.max(1, Math.min(most, Math.floor(size.width / (widthEm * em))))
}

export function inRowsOf<T>(items: readonly T[], across: number): T[][] {
  const rows: T[][] = []
  for (let at = 0; at < items.length; at += across) rows.push(items.slice(at, at + across))
  return rows
}
