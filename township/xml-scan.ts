// Goes through XML (or HTML) tag by tag, in one pass and without building a tree: no entity is ever defined, no file fetched.

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: '\u00a0',
  middot: '·',
  times: '×',
  yen: '¥',
  ensp: '\u2002',
  emsp: '\u2003',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  sup2: '²',
}

/** Named and numbered characters only; what a document declares for itself stays as it is written. */
export const unescaped = (text: string): string =>
  text.includes('&')
    ? text.replace(
        /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]\w{1,7}));/g,
        (whole, decimal, hex, name) =>
          name
            ? (entities[name] ?? whole)
            : characterOf(decimal ? Number(decimal) : parseInt(hex, 16), whole),
      )
    : text

const characterOf = (code: number, whole: string): string =>
  code > 0x10ffff || (code >= 0xd800 && code < 0xe000) || code === 0 ? whole : String.fromCodePoint(code)

export class XmlScan {
  /** Of the present tag: its name without prefix, and which of the three forms it has. */
  name = ''
  closes = false
  isEmpty = false
  readonly #xml: string
  #at = 0
  #tag = ''
  #before = ''

  constructor(xml: string) {
    this.#xml = xml
  }

  /** The attributes of the present tag as they are written. */
  get tag(): string {
    return this.#tag
  }

  /** The text between the tag before and this one, as it is written. */
  get rawBefore(): string {
    return this.#before
  }

  get textBefore(): string {
    return unescaped(this.#before)
  }

  /** To the next tag; false at the end, or where a tag never ends. */
  next(): boolean {
    const xml = this.#xml
    let from = this.#at
    this.#before = ''
    for (;;) {
      const start = xml.indexOf('<', from)
      if (start < 0) return this.#end()
      if (start > from) this.#before += xml.slice(from, start)
      const mark = xml.charCodeAt(start + 1)
      if (mark !== 33 && mark !== 63) return this.#take(start, mark === 47)
      const past = this.#pastMarkup(start)
      if (past < 0) return this.#end()
      from = past
    }
  }

  #end(): false {
    this.#at = this.#xml.length
    return false
  }

  #take(start: number, closes: boolean): boolean {
    const xml = this.#xml
    const end = endOfTag(xml, start)
    if (end < 0) return this.#end()
    this.#at = end + 1
    this.closes = closes
    this.isEmpty = !closes && xml.charCodeAt(end - 1) === 47
    const head = start + (closes ? 2 : 1)
    let to = head
    let colon = head
    for (; to < end; to++) {
      const code = xml.charCodeAt(to)
      // A space of any kind or a slash ends the name, a colon its prefix.
      if (code <= 32 || code === 47) break
      if (code === 58) colon = to + 1
    }
    this.name = xml.slice(colon, to)
    this.#tag = closes ? '' : xml.slice(to, end)
    return true
  }

  /** Past a comment, an instruction, a declaration; what CDATA holds is text. */
  #pastMarkup(start: number): number {
    const xml = this.#xml
    if (xml.startsWith('<!--', start)) return past(xml, '-->', start + 4)
    if (!xml.startsWith('<![CDATA[', start)) return past(xml, '>', start)
    const end = past(xml, ']]>', start + 9)
    if (end > 0) this.#before += xml.slice(start + 9, end - 3).replaceAll('&', '&amp;')
    return end
  }

  /** By the name without its prefix. */
  attribute(name: string): string | undefined {
    const tag = this.#tag
    for (let at = tag.indexOf(name); at >= 0; at = tag.indexOf(name, at + 1)) {
      const before = tag.charCodeAt(at - 1)
      if (at === 0 || (before > 32 && before !== 58)) continue
      let equals = at + name.length
      while (tag.charCodeAt(equals) <= 32) equals++
      if (tag.charCodeAt(equals) !== 61) continue
      return valueAfter(tag, equals + 1)
    }
    return undefined
  }

  /** Past everything inside the tag just opened. */
  skip(): void {
    if (this.isEmpty) return
    const { name } = this
    let depth = 1
    while (depth > 0 && this.next()) {
      if (this.name !== name || this.isEmpty) continue
      depth += this.closes ? -1 : 1
    }
  }
}

const past = (xml: string, mark: string, from: number): number => {
  const found = xml.indexOf(mark, from)
  return found < 0 ? -1 : found + mark.length
}

/** No attribute is longer than a formula; behind that a quote has simply been forgotten, as web pages do. */
const longestQuote = 16_384

/** A > may stand inside a quoted value. */
function endOfTag(xml: string, start: number): number {
  const first = xml.indexOf('>', start)
  let end = first
  let from = start
  let open = 0
  while (end >= 0 && end - start < longestQuote) {
    open = openQuote(xml, from, end, open)
    if (open === 0) return end
    from = end
    end = xml.indexOf('>', end + 1)
  }
  return first
}

function openQuote(xml: string, from: number, to: number, open: number): number {
  let quote = open
  for (let at = from; at < to; at++) {
    const code = xml.charCodeAt(at)
    if (quote === 0 ? code === 34 || code === 39 : code === quote) quote = quote === 0 ? code : 0
  }
  return quote
}

function valueAfter(tag: string, from: number): string {
  let at = from
  while (tag.charCodeAt(at) <= 32) at++
  const quote = tag[at]
  if (quote === '"' || quote === "'") {
    const end = tag.indexOf(quote, at + 1)
    return unescaped(tag.slice(at + 1, end < 0 ? tag.length : end))
  }
  // HTML may leave the quotes away.
  return unescaped(/^[^\s>/]*/.exec(tag.slice(at))?.[0] ?? '')
}
