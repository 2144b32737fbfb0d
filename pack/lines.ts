// A pack's content as lines: whole ones, many at a time, and what a single line says.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { Entry, type Row } from '../disclosure/entry.ts'
import type { Span } from './container.ts'
import { limits } from './limits.ts'
import { asMalformed, type Part } from './manifest.ts'
import { plainBytes, type Watch } from './part-bytes.ts'
import { refuse, refuseAbove } from './refused.ts'
import { parseStrict, type Json } from './strict-json.ts'

/** Whole lines and the very bytes they were read from, each line with its new line behind it. */
export type LineBatch = { lines: string[]; bytes: Buffer }

/**
 * The content's lines, many at a time. What is unpacked is held against the promised size and hash once more:
 * a reader that comes back for the rows later gets the verified bytes or a refusal.
 */
export async function* linesOf(
  file: FileHandle,
  part: Part,
  span: Span,
  watch: Watch = {},
): AsyncGenerator<LineBatch> {
  const hash = createHash('sha256')
  let size = 0
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of plainBytes(file, part, span, watch)) {
    size += chunk.length
    if (size > part.plainSize) refuse({ kind: 'damaged-part', part: part.name })
    hash.update(chunk)
    watch.onBytes?.(chunk.length)
    const end = chunk.lastIndexOf(newLine) + 1
    const bytes = end === 0 ? null : rest.length === 0 ? chunk.subarray(0, end) : joined(rest, chunk, end)
    rest = bytes ? Buffer.from(chunk.subarray(end)) : Buffer.concat([rest, chunk])
    refuseAbove('lineBytes', limits.lineBytes, rest.length)
    if (bytes) yield { lines: linesIn(bytes), bytes }
  }
  if (size !== part.plainSize || hash.digest('hex') !== part.plainSha256)
    refuse({ kind: 'damaged-part', part: part.name })
  if (rest.length > 0) refuse({ kind: 'malformed', at: 'content', why: 'no-last-new-line' })
}

const newLine = 10

const joined = (rest: Buffer, chunk: Buffer, end: number): Buffer =>
  Buffer.concat([rest, chunk.subarray(0, end)])

/** No character is cut in two: a new line's byte stands in no other. */
function linesIn(bytes: Buffer): string[] {
  if (!isUtf8(bytes)) refuse({ kind: 'malformed', at: 'content', why: 'encoding' })
  const lines = bytes.toString('utf8').split('\n')
  lines.pop()
  return lines
}

/** Where `count` lines end that begin at `from`. */
export function endOfLines(bytes: Buffer, from: number, count: number): number {
  let end = from
  for (let line = 0; line < count; line++) end = bytes.indexOf(newLine, end) + 1
  return end
}

/** An entry's own line, parsed; rows are parsed by `rowOf`. */
export function entryOf(line: string, at: string): Entry {
  const parsed = parseStrict(line)
  if (!parsed.ok) return refuse({ kind: 'malformed', at, why: parsed.why })
  const wrapped = parsed.value
  if (typeof wrapped !== 'object' || wrapped === null || Array.isArray(wrapped) || !('entry' in wrapped))
    return refuse({ kind: 'malformed', at, why: 'no-entry' })
  if (Object.keys(wrapped).length !== 1) return refuse({ kind: 'malformed', at, why: 'unrecognized_keys' })
  const read = Entry.safeParse(wrapped['entry'])
  return read.success ? read.data : refuse(asMalformed(at, read.error))
}

/**
 * Where JSON.parse is more generous than packs are: numbers written otherwise than plainly, and whatever stands in
 * braces. A text may look like that too; then the strict reader has the word, as with all that does not parse.
 */
const perhapsOdd = /[[,]\s*(?:-0|-?\d+[.eE]|-?\d{16})|\{/

export function rowOf(line: string): Json {
  if (!perhapsOdd.test(line)) {
    try {
      const quick: Json = JSON.parse(line)
      return quick
    } catch {
      // The strict reader says what is wrong.
    }
  }
  const parsed = parseStrict(line)
  return parsed.ok ? parsed.value : refuse({ kind: 'malformed', at: 'row', why: parsed.why })
}

/** A row's line that has passed all checks already. */
export function checkedRowOf(line: string): Row {
  const row: Row = JSON.parse(line)
  return row
}
