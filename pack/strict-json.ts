// JSON as packs may hold it: strict UTF-8, no BOM, no key twice, bounded depth, whole numbers only.
import { limits } from './limits.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export type JsonFlaw =
  'encoding' | 'bom' | 'syntax' | 'duplicate-key' | 'forbidden-key' | 'depth' | 'number' | 'trailing'

export type Parsed = { ok: true; value: Json } | { ok: false; why: JsonFlaw; at: number }

export function parseStrictBytes(bytes: Uint8Array, maxDepth: number = limits.depth): Parsed {
  let text
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { ok: false, why: 'encoding', at: 0 }
  }
  return parseStrict(text, maxDepth)
}

export function parseStrict(text: string, maxDepth: number = limits.depth): Parsed {
  if (text.startsWith('\uFEFF')) return { ok: false, why: 'bom', at: 0 }
  const reader: Reader = { text, at: 0, maxDepth }
  try {
    const value = readValue(reader, 0)
    skipSpace(reader)
    if (reader.at < text.length) fail('trailing')
    return { ok: true, value }
  } catch (thrown) {
    if (thrown instanceof Flaw) return { ok: false, why: thrown.why, at: reader.at }
    throw thrown
  }
}

type Reader = { readonly text: string; at: number; readonly maxDepth: number }

class Flaw extends Error {
  readonly why: JsonFlaw
  constructor(why: JsonFlaw) {
    super(why)
    this.why = why
  }
}

function fail(why: JsonFlaw): never {
  throw new Flaw(why)
}

function readValue(reader: Reader, depth: number): Json {
  skipSpace(reader)
  const first = reader.text[reader.at]
  if (first === '{') return readObject(reader, depth + 1)
  if (first === '[') return readArray(reader, depth + 1)
  if (first === '"') return readString(reader)
  if (first === 't') return readWord(reader, 'true', true)
  if (first === 'f') return readWord(reader, 'false', false)
  if (first === 'n') return readWord(reader, 'null', null)
  return readNumber(reader)
}

function readObject(reader: Reader, depth: number): Json {
  if (depth > reader.maxDepth) fail('depth')
  const value: { [key: string]: Json } = {}
  reader.at++
  if (takes(reader, '}')) return value
  do {
    skipSpace(reader)
    if (reader.text[reader.at] !== '"') fail('syntax')
    const key = readString(reader)
    // An own "__proto__" would be lost or dangerous in whatever copies the object later.
    if (key === '__proto__') fail('forbidden-key')
    if (Object.hasOwn(value, key)) fail('duplicate-key')
    if (!takes(reader, ':')) fail('syntax')
    value[key] = readValue(reader, depth)
  } while (takes(reader, ','))
  if (!takes(reader, '}')) fail('syntax')
  return value
}

function readArray(reader: Reader, depth: number): Json {
  if (depth > reader.maxDepth) fail('depth')
  const value: Json[] = []
  reader.at++
  if (takes(reader, ']')) return value
  do value.push(readValue(reader, depth))
  while (takes(reader, ','))
  if (!takes(reader, ']')) fail('syntax')
  return value
}

function readString(reader: Reader): string {
  const { text } = reader
  const start = reader.at
  let end = start + 1
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1
  if (end >= text.length) fail('syntax')
  reader.at = end + 1
  try {
    const value: unknown = JSON.parse(text.slice(start, end + 1))
    if (typeof value === 'string') return value
  } catch {
    // A raw control character or a wrong escape: JSON.parse knows the rules.
  }
  return fail('syntax')
}

function readWord<T extends Json>(reader: Reader, word: string, value: T): T {
  if (!reader.text.startsWith(word, reader.at)) fail('syntax')
  reader.at += word.length
  return value
}

function readNumber(reader: Reader): number {
  const found = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
  found.lastIndex = reader.at
  const written = found.exec(reader.text)?.[0]
  if (written === undefined) return fail('syntax')
  // Whole numbers only, written plainly: 1e400, 1.5, -0 and 2^53 + 1 mean different things to different readers.
  const value = Number(written)
  if (!Number.isSafeInteger(value) || String(value) !== written) fail('number')
  reader.at += written.length
  return value
}

function takes(reader: Reader, character: string): boolean {
  skipSpace(reader)
  if (reader.text[reader.at] !== character) return false
  reader.at++
  return true
}

function skipSpace(reader: Reader): void {
  while (' \t\n\r'.includes(reader.text[reader.at] ?? 'x')) reader.at++
}
