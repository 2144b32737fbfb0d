// Everything a file says, however it is packed or written: what a curious person with the right programs would find in it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import * as XLSX from '@e965/xlsx'

/** Every file below a folder with all its texts, the names of files among them. */
export function* textsBelow(folder: string): Generator<{ file: string; text: string }> {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    yield { file, text: entry.name }
    if (entry.isFile()) for (const text of textsOf(readFileSync(file))) yield { file, text }
  }
}

/** The bytes as text in each encoding, with escapes undone; the same of all that is packed within. */
export function* textsOf(bytes: Buffer): Generator<string> {
  const text = bytes.toString('utf8')
  yield text
  if (/&(?:#|amp)|\\u|%[0-9A-F]{2}|=[0-9A-F]{2}/i.test(text)) yield withoutEscapes(text)
  // Not toString('utf16le'): on an odd number of bytes Node 24 writes beyond its own memory.
  for (const from of [0, 1]) yield new TextDecoder('utf-16le').decode(bytes.subarray(from))
  for (const inside of packedIn(bytes)) yield* textsOf(inside)
}

const withoutEscapes = (text: string): string =>
  text
    .replace(/&amp;/g, '&')
    .replace(/&#x([0-9a-f]{1,6});|&#(\d{1,7});|\\u([0-9a-f]{4})/gi, (whole, hex, decimal, unit) => {
      const code = decimal ? Number(decimal) : parseInt(hex ?? unit, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole
    })
    .replace(/[%=]([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)))

function* packedIn(bytes: Buffer): Generator<Buffer> {
  const isZip = bytes.subarray(0, 2).toString('latin1') === 'PK'
  if (isZip || bytes.subarray(0, 4).toString('hex') === 'd0cf11e0') {
    for (const part of XLSX.CFB.read(bytes, { type: 'buffer' }).FileIndex)
      if (part.content?.length > 0) yield Buffer.from(part.content)
    return
  }
  // A pack holds its content as gzip between other bytes.
  const start = Buffer.from('1f8b08', 'hex')
  for (let at = bytes.indexOf(start); at >= 0; at = bytes.indexOf(start, at + 1)) {
    const plain = unpacked(bytes, at)
    if (plain) yield plain
  }
}

/** Without its frame: what follows it in the file is no matter then. */
function unpacked(bytes: Buffer, at: number): Buffer | null {
  const named = ((bytes[at + 3] ?? 0) & 0x08) !== 0
  const start = named ? bytes.indexOf(0, at + 10) + 1 : at + 10
  try {
    return inflateRawSync(bytes.subarray(start))
  } catch {
    return null
  }
}

/** Looks for many values at once: every row of digits and marks in a text, and every part of it that has a value's length. */
export class Forbidden {
  readonly #values: ReadonlySet<string>
  readonly #lengths: readonly number[]
  readonly #words: readonly string[]

  constructor(values: Iterable<string>) {
    const all = [...new Set(values)]
    this.#values = new Set(all.filter((value) => asNumber.test(value)))
    this.#lengths = [...new Set([...this.#values].map((value) => value.length))]
    this.#words = all.filter((value) => !asNumber.test(value))
  }

  get size(): number {
    return this.#values.size + this.#words.length
  }

  foundIn(text: string): string[] {
    const found = this.#words.filter((word) => text.includes(word))
    for (const [row] of text.matchAll(/[\dX*.E+]{7,}/gi))
      for (const length of this.#lengths)
        for (let at = 0; at + length <= row.length; at++)
          if (this.#values.has(row.slice(at, at + length).toUpperCase()))
            found.push(row.slice(at, at + length))
    return found
  }
}

const asNumber = /^[\dX*.E+]{7,}$/
