// What the pieces of a sheet say, in the order in which they are drawn, and on which page each of them stands.
import type { Piece } from '../parts/Flow.tsx'
import type { Page } from '../parts/paginate.ts'
import type { Line } from './player.ts'

/** A piece says what it declares, else its paragraph, else its parts, else the words it is drawn with. */
export function linesOfPieces(pieces: readonly Piece[], written: ReadonlyMap<string, string>): Line[] {
  return pieces.flatMap((piece): Line[] => {
    const personal = piece.personal ? { personal: true } : {}
    if (piece.said) return piece.said().map((words) => ({ at: piece.id, words, ...personal }))
    if (piece.text !== undefined) return [{ at: piece.id, words: piece.text, ...personal }]
    if (piece.table) return []
    // Columns beside each other are read one after the other.
    if (piece.otherwise?.some((part) => part.said)) return linesOfPieces(piece.otherwise, written)
    const words = written.get(piece.id)
    return words ? [{ at: piece.id, words, ...personal }] : []
  })
}

/** A part stands on its own page, or on that of what it is a part of. */
export function placesOf(pages: readonly Page[], pieces: readonly Piece[]): Map<string, number> {
  const places = new Map<string, number>()
  pages.forEach((page, at) => {
    for (const { id } of page) if (!places.has(id)) places.set(id, at)
  })
  const fill = (piece: Piece, above: number | undefined) => {
    const parts = piece.otherwise ?? []
    const own =
      places.get(piece.id) ?? parts.map((part) => places.get(part.id)).find((page) => page !== undefined)
    const page = own ?? above
    if (page !== undefined && !places.has(piece.id)) places.set(piece.id, page)
    for (const part of parts) fill(part, page)
  }
  for (const piece of pieces) fill(piece, undefined)
  return places
}

/** The words of each measured piece, and of what it names within it; what was measured before keeps its own. */
export function writtenIn(stage: HTMLElement, before: ReadonlyMap<string, string>): Map<string, string> {
  const written = new Map(before)
  for (const part of stage.querySelectorAll<HTMLElement>('[data-spoken]'))
    written.set(part.dataset['spoken'] ?? '', wordsIn(part))
  for (const piece of stage.querySelectorAll<HTMLElement>('[data-piece]'))
    written.set(piece.dataset['piece'] ?? '', wordsIn(piece))
  return written
}

/** Words of an element as one would read them out: what stands apart is parted by a comma. */
export function wordsIn(element: Element): string {
  const words: string[] = []
  let sentence: Element | null = null
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? ''
    if (!text || node.parentElement?.closest('[aria-hidden]:not([inert])')) continue
    const last = words.at(-1)
    const before = sentence
    sentence = node.parentElement?.closest('[data-sentence]') ?? null
    // 1,234.56 and its unit are two elements and one figure; clauses of one sentence are one sentence.
    const goesOn = sentence !== null && sentence === before
    if (last !== undefined && (goesOn || /\d$/.test(last))) words[words.length - 1] = last + text
    else words.push(text)
  }
  return words.join('，')
}
