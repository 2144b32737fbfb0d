// How a flow of pieces, or a screen without one, offers what it shows to be read aloud.
import { useLayoutEffect, useState, type RefObject } from 'react'
import { wordsIn } from './piece-lines.ts'
import type { Line } from './player.ts'
import { useSpeech } from './Speech.tsx'
import { SpokenPieces, type SpokenPart } from './spoken-parts.ts'

/** To be told whenever the flow has measured its pieces. */
export function useSpokenPieces(): SpokenPieces {
  const { parts } = useSpeech()
  const [pieces] = useState(() => new SpokenPieces())
  useLayoutEffect(() => {
    parts.setBody(pieces)
    return () => parts.clearBody(pieces)
  }, [parts, pieces])
  return pieces
}

/** A screen without a flow is read from what it shows. */
export function useSpokenContent(
  content: RefObject<HTMLElement | null>,
  places: readonly string[] = [],
): void {
  const { parts } = useSpeech()
  useLayoutEffect(() => {
    const part: SpokenPart = {
      lines: () => linesIn(content.current, places),
    }
    parts.setBodyIfNone(part)
    return () => parts.clearBody(part)
  })
}

const contentPlace = 'content'

/** Its named places in their order, or all of it as one. */
function linesIn(content: HTMLElement | null, places: readonly string[]): Line[] {
  if (!content) return []
  if (places.length === 0) return [{ at: contentPlace, words: wordsIn(content) }]
  return places.flatMap((at) => {
    const element = content.querySelector(`[data-spoken="${at}"], [data-testid="${at}"]`)
    return element ? [{ at, words: wordsIn(element) }] : []
  })
}
