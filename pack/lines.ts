// A pack's content as lines: whole ones, many at a time, and what a single line says.
import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { Entry, type Row } from '../disclosure/entry.ts'
import type { Span } from './container.ts'
import { limits } from './limits.ts'
import { asMalformed, type Part } from './manifest.ts'
import { bytesOf, heldBytes, plainBytes, type Watch } from './part-bytes.ts'
import { refuse, refuseAbove } from './refused.ts'
import { parseStrict, type Json } from './strict-json.ts'

/** Whole lines and the very bytes they were read from, each line with its new line behind it. */
export type LineBatch = { lines: string[]; bytes: Buffer }

/** The content's lines, many at a time. What is unpacked is held against its own promised size and hash. */
export function linesOf(
  file: FileHandle,
  part: Part,
  span: Span,
  watch: Watch = {},
): AsyncGenerator<LineBatch> {
  const plain = plainBytes(bytesOf(file, span, watch), part, watch)
  return inLines(heldBytes(plain, { size: part.plainSize, sha256: part.plainSha256, name: part.name }, watch))
}

/** The same once more: bytes that lie in the file as they lay when they were checked unpack to the same lines. */
export function linesAgain(
  file: FileHandle,
  part: Part,
  span: Span,
  watch: Watch = {},
): AsyncGenerator<LineBatch> {
  return inLines(plainBytes(heldBytes(bytesOf(file, span, watch), part, watch), part, watch))
}

async function* inLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<LineBatch> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const end = chunk.lastIndexOf(newLine) + 1
    const bytes = end === 0 ? null : joined(rest, chunk.subarray(0, end))
    rest = end === 0 ? joined(rest, chunk) : Buffer.from(chunk.subarray(end))
    refuseAbove('lineBytes', limits.lineBytes, rest.length)
    if (bytes) yield { lines: linesIn(bytes), bytes }
  }
  if (rest.length > 0) refuse({ kind: 'malformed', at: 'content', why: 'no-last-new-line' })
}

const newLine = 10

const joined = (rest: Buffer, more: Buffer): Buffer =>
  rest.length === 0 ? more : Buffer.concat([rest, more])

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
 * Where JSON.parse is more generous with numbers than packs are: 1e3, 1.0 and -0. Whole numbers that are too large, and
 * braces, are no cell of any column. A text may look like that too; then the strict reader has the word.
 */
const perhapsOddNumber = /(?<=[[,]\s*-?\d+)[.eE]|(?<=[[,]\s*)-0/

export function rowOf(line: string): Json {
  if (!perhapsOddNumber.test(line)) {
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
