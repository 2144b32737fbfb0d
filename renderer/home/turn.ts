// The figures of home one after the other while nobody touches; what a finger comes down on stays where it was.
import { useEffect, useState } from 'react'

/** 6 s: long enough to read one village's three figures twice (ux.md 1.5). */
export const turnMs = 6000

/**
 * How long one figure goes while the other comes. Without a graphics card every frame of it is drawn by the processor:
 * at 900 ms a screen that nobody looks at took more than 5 % of one.
 */
export const fadeMs = 600

type Turn = { at: number; fading: boolean }
const first: Turn = { at: 0, fading: false }

export function useTurn<T>(figures: readonly T[], turning: boolean): { shown: T | null; leaving: T | null } {
  const [{ at, fading }, setTurn] = useState(first)
  useEffect(() => {
    if (!turning) return
    const timer = setInterval(() => setTurn((before) => ({ at: before.at + 1, fading: true })), turnMs)
    return () => clearInterval(timer)
  }, [turning])
  // A finger that was on its way means the village that is just going.
  useEffect(() => {
    if (!fading) return
    const stay = () => setTurn((before) => ({ at: before.at - 1, fading: false }))
    const over = setTimeout(() => setTurn((before) => ({ ...before, fading: false })), fadeMs)
    window.addEventListener('pointerdown', stay, { capture: true, once: true })
    return () => {
      clearTimeout(over)
      window.removeEventListener('pointerdown', stay, { capture: true })
    }
  }, [fading])
  return { shown: nth(figures, at), leaving: fading ? nth(figures, at - 1) : null }
}

const nth = <T>(figures: readonly T[], at: number): T | null =>
  figures[((at % figures.length) + figures.length) % figures.length] ?? null
