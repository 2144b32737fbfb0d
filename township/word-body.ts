// The body of a Word document as a reader sees it: paragraphs and tables in their order, nothing deleted, moved away or hidden.
import { plainText } from '../disclosure/parse.ts'
import { plainSheet } from './grid.ts'
import type { Cell, Grid, Merge } from './grid.ts'

export type WordBody = { paragraphs: string[]; grids: Grid[]; pictures: number }

type Row = { text: string; span: number; merge: 'none' | 'start' | 'down' }[]
type Block = { kind: 'paragraph'; text: string } | { kind: 'table'; rows: Row[] }

/** What was moved away, what only older programs draw, and notes of a script: their text is not on the page. */
const unseen: ReadonlySet<string> = new Set(['w:moveFrom', 'w:del', 'mc:Fallback', 'w:instrText', 'w:rt'])
const token = /<(\/?)([\w:]+)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g
/** Tables in tables in tables are a page's layout; their text goes into the cell around them. */
const mostColumns = 200

export function readWordBody(xml: string): WordBody {
  const body = new Body()
  for (const [, closing, name = '', attributes = '', empty, text] of xml.matchAll(token)) {
    if (text !== undefined) body.text(text)
    else if (closing) body.close(name)
    else {
      body.open(name, attributes)
      if (empty) body.close(name)
    }
  }
  return { paragraphs: body.paragraphs, grids: gridsOf(body.blocks), pictures: body.pictures }
}

class Body {
  readonly blocks: Block[] = []
  readonly paragraphs: string[] = []
  pictures = 0
  /** How deep in what nobody sees. */
  #unseen = 0
  #tables = 0
  #isText = false
  #isHiddenRun = false
  #words = ''
  #rows: Row[] = []

  open(name: string, attributes: string): void {
    if (unseen.has(name)) this.#unseen++
    const value = /\sw:val\s*=\s*["']([^"']*)["']/.exec(attributes)?.[1]
    const cell = this.#rows.at(-1)?.at(-1)
    switch (name) {
      case 'w:tbl':
        if (this.#tables++ === 0) this.#rows = []
        return
      case 'w:tr':
        if (this.#tables === 1) this.#rows.push([])
        return
      case 'w:tc':
        if (this.#tables === 1) this.#rows.at(-1)?.push({ text: '', span: 1, merge: 'none' })
        return
      case 'w:gridSpan':
        if (this.#tables === 1 && cell) cell.span = Math.min(Math.max(Number(value) || 1, 1), mostColumns)
        return
      case 'w:vMerge':
        if (this.#tables === 1 && cell) cell.merge = value === 'restart' ? 'start' : 'down'
        return
      case 'w:r':
        this.#isHiddenRun = false
        return
      case 'w:vanish':
        this.#isHiddenRun = value !== '0' && value !== 'false'
        return
      case 'w:t':
        this.#isText = true
        return
      case 'w:tab':
      case 'w:br':
      case 'w:cr':
        this.#add(name === 'w:tab' ? '\t' : ' ')
        return
      case 'w:drawing':
      case 'w:pict':
        this.pictures++
        return
      default:
    }
  }

  close(name: string): void {
    if (unseen.has(name)) this.#unseen--
    if (name === 'w:t') this.#isText = false
    if (name === 'w:p') this.#endParagraph()
    if (name === 'w:tbl' && --this.#tables === 0) this.blocks.push({ kind: 'table', rows: this.#rows })
  }

  text(raw: string): void {
    if (this.#isText) this.#add(unescaped(raw))
  }

  #add(text: string): void {
    if (this.#unseen === 0 && !this.#isHiddenRun) this.#words += text
  }

  #endParagraph(): void {
    // Wide gaps part what stands below a table (公示时间:…   监督电话:…); a letter needs none.
    const text = this.#words.trim()
    this.#words = ''
    if (plainText(text) === '') return
    this.paragraphs.push(plainText(text))
    const cell = this.#rows.at(-1)?.at(-1)
    if (this.#tables === 0) this.blocks.push({ kind: 'paragraph', text })
    else if (cell) cell.text = cell.text === '' ? text : `${cell.text}\n${text}`
  }
}

// ---- tables as sheets ----

/** Each table with what stands above it since the last one; what stands below the last goes with it. */
function gridsOf(blocks: readonly Block[]): Grid[] {
  const tables = blocks.filter((block) => block.kind === 'table')
  let above: string[] = []
  const grids: { above: string[]; rows: Row[]; below: string[] }[] = []
  for (const block of blocks)
    if (block.kind === 'paragraph') above.push(block.text)
    else {
      grids.push({ above, rows: block.rows, below: [] })
      above = []
    }
  grids.at(-1)?.below.push(...above)
  return grids.map((grid, at) => gridOf(tables.length === 1 ? null : String(at + 1), grid))
}

function gridOf(
  name: string | null,
  { above, rows, below }: { above: string[]; rows: Row[]; below: string[] },
): Grid {
  const merges: Merge[] = []
  const cells = rows.map((row, at) => cellsOf(row, above.length + at, merges))
  const line = (text: string): Cell[] => [{ text }]
  return { name, ...plainSheet, rows: [...above.map(line), ...cells, ...below.map(line)], merges }
}

function cellsOf(row: Row, at: number, merges: Merge[]): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = []
  for (const { text, span, merge } of row) {
    const left = cells.length
    const right = left + span - 1
    if (right >= mostColumns) break
    cells.push(merge === 'down' ? undefined : { text }, ...Array.from({ length: span - 1 }, () => undefined))
    const above = merges.find((each) => each.left === left && each.right === right && each.bottom === at - 1)
    if (merge === 'down' && above) above.bottom = at
    else if (merge === 'start' || span > 1) merges.push({ top: at, left, bottom: at, right })
  }
  return cells
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|quot|apos|amp));/gi, (_, decimal, hex, name) => {
    if (name) return entities[name.toLowerCase()] ?? ''
    const code = decimal ? Number(decimal) : parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
