// What is on the screen to be read: its head, its content, and the page that is up. One object for the whole page.
import type { Paging } from '../parts/Frame.tsx'
import type { Piece } from '../parts/Flow.tsx'
import type { Page } from '../parts/paginate.ts'
import { linesOfPieces, placesOf, writtenIn } from './piece-lines.ts'
import type { Line, Source } from './player.ts'

/** Content of a screen as lines, with the page each stands on. */
export type SpokenPart = { lines: () => readonly Line[]; pageOf?: (at: string) => number | null }

export const headPlace = 'head'

export class SpokenParts {
  #head: SpokenPart | null = null
  #body: SpokenPart | null = null
  #paging: Paging | null = null

  setHead(part: SpokenPart): void {
    this.#head = part
  }

  /** False if another screen's head has come already. */
  clearHead(part: SpokenPart): boolean {
    if (this.#head !== part) return false
    this.#head = null
    this.#paging = null
    return true
  }

  setPaging(paging: Paging | null): void {
    this.#paging = paging
  }

  setBody(part: SpokenPart): void {
    this.#body = part
  }

  /** A flow of pieces within a frame was there before the frame itself. */
  setBodyIfNone(part: SpokenPart): void {
    this.#body ??= part
  }

  clearBody(part: SpokenPart): void {
    if (this.#body === part) this.#body = null
  }

  source(): Source {
    return {
      lines: () => [...(this.#head?.lines() ?? []), ...(this.#body?.lines() ?? [])],
      pageOf: (at) => (at === headPlace ? 0 : (this.#body?.pageOf?.(at) ?? null)),
      here: () => this.#paging?.page ?? 0,
      turn: (page) => this.#paging?.turn(page),
    }
  }
}

/** The pieces of a flow as it measured them last. */
export class SpokenPieces implements SpokenPart {
  #pieces: readonly Piece[] = []
  #written: ReadonlyMap<string, string> = new Map()
  #places: ReadonlyMap<string, number> = new Map()

  /** Some are drawn one after the other before all are measured. */
  drawn(stage: HTMLElement): void {
    this.#written = writtenIn(stage, this.#written)
  }

  measured(stage: HTMLElement, pieces: readonly Piece[], pages: readonly Page[]): void {
    this.#pieces = pieces
    this.drawn(stage)
    this.#places = placesOf(pages, pieces)
  }

  readonly lines = (): Line[] => linesOfPieces(this.#pieces, this.#written)
  readonly pageOf = (at: string): number | null => this.#places.get(at) ?? null
}
