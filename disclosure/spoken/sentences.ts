// A text cut into what a voice says in one breath, each with the words it is written in.
import { spokenText } from './text.ts'

/** One breath: what a voice says at once, and the same as it stands on the screen. */
export type Breath = { written: string; spoken: string }

/** About eight seconds; the watchdog of a voice that hangs allows fifteen. */
const longestSpoken = 34

/** Sentence by sentence; one that is too long for a breath is cut at its commas. */
export function breathsOf(text: string): Breath[] {
  return sentencesIn(text).flatMap((written) => {
    const spoken = spokenText(written)
    if (spoken === '') return []
    if (spoken.length <= longestSpoken) return [{ written, spoken }]
    // The screen shows the whole sentence while its parts are said.
    return cutAtPauses(spoken).map((part) => ({ written, spoken: part }))
  })
}

const sentencesIn = (text: string): string[] =>
  text
    .split(/(?<=[。！？；!?;])|\n+/)
    .map((each) => each.replace(/^[\s，、,]+|\s+$/g, ''))
    .filter(Boolean)

function cutAtPauses(spoken: string): string[] {
  const parts: string[] = []
  for (const piece of spoken.split(/(?<=[，、。！？])/)) {
    const last = parts.at(-1)
    if (last !== undefined && last.length + piece.length <= longestSpoken)
      parts[parts.length - 1] = last + piece
    else parts.push(piece)
  }
  return parts
    .flatMap(cutAnywhere)
    .map((each) => each.replace(/[，、]+$/, ''))
    .filter(Boolean)
}

/** A name of a hundred characters without a comma is said in parts. */
const cutAnywhere = (part: string): string[] =>
  part.match(new RegExp(`.{1,${longestSpoken * 2}}`, 'gsu')) ?? []
