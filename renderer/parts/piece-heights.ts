// What the pieces of a flow measure: asked of the page once for each, and kept for as long as a piece is the same one.
import type { Block } from './paginate.ts'
import type { Piece } from './Flow.tsx'

/** Rules between rows fall to the one above or below: of rows that are alike the highest of so many tells of all. */
const rowsToTell = 2

/** Of pages of one width, in one state of the fonts. */
export class Measures {
  /** Paragraphs as the browser broke them into lines, by their pieces' names. */
  readonly texts = new Map<string, readonly string[]>()
  readonly #blocks = new WeakMap<Piece, Block>()
  /** Taller than a page can be: what they fall apart into is measured too. */
  readonly #apart = new WeakSet<Piece>()
  /** By the rows' names, since a table is made anew for each part of it that arrives. */
  readonly #rows = new Map<string, number>()
  readonly #alike = new Map<string, number>()
  readonly #heads = new Map<string, number>()
  /** Tables whose rows open. */
  readonly #taps = new Set<string>()

  /** What has to be drawn where nobody sees it before all is known of these. */
  lacking(pieces: readonly Piece[]): Piece[] {
    const told = new Map<string, number>()
    const isKnown = (row: Piece): boolean => {
      const kind = alikeOf(row)
      if (this.#rows.has(row.id) || (kind !== null && this.#alike.has(kind))) return true
      if (kind === null) return false
      const before = told.get(kind) ?? 0
      told.set(kind, before + 1)
      return before >= rowsToTell
    }
    const of = (piece: Piece): Piece[] => {
      if (piece.table) return isKnown(piece) ? [] : [piece]
      return [...(this.#blocks.has(piece) ? [] : [piece]), ...this.#partsOf(piece).flatMap(of)]
    }
    return pieces.flatMap(of)
  }

  /** Of what was lacking, drawn on this stage. */
  read(stage: HTMLElement, lacking: readonly Piece[]): void {
    for (const holder of stage.querySelectorAll<HTMLElement>('[data-table]')) this.#readTable(holder)
    for (const piece of lacking) {
      const kind = alikeOf(piece)
      if (piece.table && kind !== null)
        this.#alike.set(kind, Math.max(this.#alike.get(kind) ?? 0, this.#rows.get(piece.id) ?? 0))
      if (!piece.table) this.#blocks.set(piece, this.#readPiece(stage, piece))
    }
  }

  #readTable(holder: HTMLElement): void {
    const id = holder.dataset['table'] ?? ''
    if (holder.querySelector('button')) this.#taps.add(id)
    let inRows = 0
    for (const row of holder.querySelectorAll<HTMLElement>('[data-row]')) {
      const { height } = row.getBoundingClientRect()
      inRows += height
      this.#rows.set(row.dataset['row'] ?? '', height)
    }
    // What a table needs besides its rows: head, rules, margins.
    this.#heads.set(id, Math.max(0, holder.getBoundingClientRect().height - inRows))
  }

  #readPiece(stage: HTMLElement, piece: Piece): Block {
    const element = stage.querySelector<HTMLElement>(`[data-piece="${CSS.escape(piece.id)}"]`)
    const height = element?.getBoundingClientRect().height ?? 0
    if (piece.text === undefined || !element)
      return { ...flagsOf(piece), ...(element?.querySelector('button') ? { taps: true } : {}), height }
    const lines = linesOf(element.firstElementChild?.firstChild ?? null)
    this.texts.set(piece.id, lines)
    const lineHeight = lines.length > 0 ? height / lines.length : height
    return { ...flagsOf(piece), height, lineHeights: lines.map(() => lineHeight) }
  }

  /** True if one of these is taller than a page, so that its parts are lacking now. */
  fallsApart(pieces: readonly Piece[], room: number, tapsFrom: number): boolean {
    const tall = pieces.filter((piece) => {
      const block = this.#blocks.get(piece)
      return piece.otherwise && block && block.height > (block.taps ? room - tapsFrom : room)
    })
    const parts = tall.map((piece) => {
      const isNew = !this.#apart.has(piece)
      this.#apart.add(piece)
      return isNew || this.fallsApart(piece.otherwise ?? [], room, tapsFrom)
    })
    return parts.includes(true)
  }

  blockOf(piece: Piece): Block {
    if (piece.table) return this.#rowOf(piece, piece.table.id)
    const parts = this.#partsOf(piece).map((part) => this.blockOf(part))
    const block = this.#blocks.get(piece) ?? { ...flagsOf(piece), height: 0 }
    return parts.length > 0 ? { ...block, otherwise: parts } : block
  }

  #rowOf(piece: Piece, table: string): Block {
    const height = this.#rows.get(piece.id) ?? this.#alike.get(alikeOf(piece) ?? '') ?? 0
    const taps = this.#taps.has(table) ? { taps: true } : {}
    return {
      ...flagsOf(piece),
      ...taps,
      height,
      table: { id: table, headHeight: this.#heads.get(table) ?? 0 },
    }
  }

  #partsOf = (piece: Piece): readonly Piece[] => (this.#apart.has(piece) ? (piece.otherwise ?? []) : [])

  /** Whether a row that was taken to be like others is higher than they are, now that it stands on its page. */
  isHigher(page: HTMLElement, rows: readonly Piece[]): boolean {
    const guessed = new Map(rows.flatMap((row) => (this.#isGuessed(row) ? [[row.id, row]] : [])))
    if (guessed.size === 0) return false
    let found = false
    for (const element of page.querySelectorAll<HTMLElement>('[data-row]')) {
      const row = guessed.get(element.dataset['row'] ?? '')
      const { height } = element.getBoundingClientRect()
      if (!row || height <= (this.#alike.get(alikeOf(row) ?? '') ?? 0) + 0.5) continue
      this.#rows.set(row.id, height)
      found = true
    }
    return found
  }

  #isGuessed = (row: Piece): boolean => alikeOf(row) !== null && !this.#rows.has(row.id)
}

const alikeOf = ({ table, alike }: Piece): string | null =>
  table && alike !== undefined ? `${table.id} ${alike}` : null

const flagsOf = ({ id, withNext, newPage, spare }: Piece) => ({
  id,
  ...(withNext ? { withNext } : {}),
  ...(newPage ? { newPage } : {}),
  ...(spare ? { spare } : {}),
})

/** Where the browser broke a paragraph into lines. */
function linesOf(text: Node | null): string[] {
  if (!(text instanceof Text)) return []
  const range = document.createRange()
  const lines: { text: string; top: number }[] = []
  let at = 0
  for (const character of text.data) {
    range.setStart(text, at)
    at += character.length
    range.setEnd(text, at)
    const rect = range.getClientRects()[0]
    const last = lines.at(-1)
    // Half a character: glyphs of another face may sit a little higher on the same line.
    const isBelow = last && rect && rect.top > last.top + rect.height / 2
    if (!last || isBelow) lines.push({ text: character, top: rect?.top ?? 0 })
    else last.text += character
  }
  return lines.map((line) => line.text)
}
