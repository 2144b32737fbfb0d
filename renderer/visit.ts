// One person's visit: whatever the page keeps for them says here how it is forgotten, and all of it is forgotten at once.
import { useEffect, useRef } from 'react'

const endings = new Set<() => void>()

/** Answers with how to take it back. */
export function onVisitEnd(forget: () => void): () => void {
  endings.add(forget)
  return () => void endings.delete(forget)
}

/** After this the screen is as the next person should find it. */
export function endVisit(): void {
  for (const forget of endings) forget()
}

/** The same for what a part of the page keeps while it is there. */
export function useVisitEnd(forget: () => void): void {
  const latest = useRef(forget)
  latest.current = forget
  useEffect(() => onVisitEnd(() => latest.current()), [])
}
