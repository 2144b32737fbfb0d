// What a pack holds: its lines streamed out of the file, and each of them held against its item type's declaration.
import { createHash, type Hash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { Entry, type Row } from '../disclosure/entry.ts'
import { isValueOf, type Value } from '../disclosure/fields.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf, type Column, type ItemType } from '../disclosure/item-type.ts'
import { findPersonal, isPersonalInteger, placeOf, type Place } from '../disclosure/privacy.ts'
import { flawOfText } from './clean-text.ts'
import type { Span } from './container.ts'
import { isSoundType } from './sound-type.ts'
import { limits } from './limits.ts'
import { asMalformed, placesIn, publicNumbersIn, type Manifest, type Part, type Summary } from './manifest.ts'
import { refuse, refuseAbove } from './refused.ts'
import { parseStrict, type Json } from './strict-json.ts'
import { isSubLineOf, totalsOf } from './totals.ts'

/** What is remembered of an entry once its rows have gone by; `digest` changes when anything in it does. */
export type PackEntry = {
  id: string
  villageCode: string | null
  itemType: string
  stage: string | null
  period: string
  title: string
  rows: number
  subRows: number
  totals: Record<string, number>
  correctionNote: string | null
  digest: string
}

export type Watch = { onBytes?: (bytes: number) => void; signal?: AbortSignal | undefined }

/** Chunk by chunk, the bytes of a part as they lie in the file. */
export async function* bytesOf(file: FileHandle, span: Span, watch: Watch = {}): AsyncGenerator<Buffer> {
  if (span.length === 0) return
  const { start, length } = span
  // No stream of its own: each leaves a listener on the file, and a pack has a thousand parts.
  for (let done = 0; done < length;) {
    const buffer = Buffer.allocUnsafe(Math.min(1 << 18, length - done))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start + done)
    if (bytesRead === 0) return
    done += bytesRead
    watch.signal?.throwIfAborted()
    yield buffer.subarray(0, bytesRead)
  }
}

/** Refuses a part whose bytes are not the promised ones. Nothing of it is unpacked or parsed before. */
export async function checkBytes(file: FileHandle, part: Part, span: Span, watch: Watch): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(file, span, watch)) {
    hash.update(chunk)
    watch.onBytes?.(chunk.length)
  }
  if (hash.digest('hex') !== part.sha256) refuse({ kind: 'damaged-part', part: part.name })
}

/**
 * The content's lines, many at a time. What is unpacked is held against the promised size and hash once more:
 * a reader that comes back for the rows later gets the verified bytes or a refusal.
 */
export async function* linesOf(
  file: FileHandle,
  part: Part,
  span: Span,
  watch: Watch = {},
): AsyncGenerator<string[]> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let size = 0
  let rest = ''
  for await (const chunk of plainBytes(file, part, span, watch)) {
    size += chunk.length
    if (size > part.plainSize) refuse({ kind: 'damaged-part', part: part.name })
    hash.update(chunk)
    watch.onBytes?.(chunk.length)
    const lines = (rest + decoded(decoder, chunk)).split('\n')
    rest = lines.pop() ?? ''
    refuseAbove('lineBytes', limits.lineBytes, rest.length)
    if (lines.length > 0) yield lines
  }
  decoded(decoder)
  if (size !== part.plainSize || hash.digest('hex') !== part.plainSha256)
    refuse({ kind: 'damaged-part', part: part.name })
  if (rest !== '') refuse({ kind: 'malformed', at: 'content', why: 'no-last-new-line' })
}

async function* plainBytes(file: FileHandle, part: Part, span: Span, watch: Watch): AsyncGenerator<Buffer> {
  const packed = bytesOf(file, span, watch)
  if (part.encoding === 'none') return yield* packed
  // The cap is on what comes out, so a bomb ends one chunk after the promised size.
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  const feeding = feed(packed, gunzip)
  try {
    for await (const chunk of gunzip) {
      watch.signal?.throwIfAborted()
      yield chunk
    }
  } catch (thrown) {
    if (isZlibError(thrown)) refuse({ kind: 'damaged-part', part: part.name })
    throw thrown
  } finally {
    gunzip.destroy()
    await feeding
  }
}

async function feed(packed: AsyncIterable<Buffer>, into: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of packed) {
      if (into.destroyed) return
      if (!into.write(chunk)) await drained(into)
    }
    into.end()
  } catch (thrown) {
    into.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)))
  }
}

const drained = (stream: ReturnType<typeof createGunzip>): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done).off('error', done)
      resolve()
    }
    stream.on('drain', done).on('close', done).on('error', done)
  })

const isZlibError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('Z_')

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode()
  } catch {
    return refuse({ kind: 'malformed', at: 'content', why: 'encoding' })
  }
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

export function rowOf(line: string): Json {
  try {
    // What the builder writes is exactly what comes out again; only other spellings need the slow, strict reader.
    const quick: Json = JSON.parse(line)
    if (JSON.stringify(quick) === line) return quick
  } catch {
    // The strict reader says what is wrong.
  }
  const parsed = parseStrict(line)
  return parsed.ok ? parsed.value : refuse({ kind: 'malformed', at: 'row', why: parsed.why })
}

/** A row's line that has passed all checks already. */
export function checkedRowOf(line: string): Row {
  const row: Row = JSON.parse(line)
  return row
}

/** Runs over all lines and refuses the first that is not as declared; hands out what the rest of the kiosk needs. */
export async function checkContent(lines: AsyncIterable<string[]>, manifest: Manifest): Promise<PackEntry[]> {
  const check = new ContentCheck(manifest)
  for await (const batch of lines) check.take(batch)
  return check.finish()
}

type Open = {
  entry: Entry
  type: ItemType
  columns: readonly Column[]
  place: Place
  isSubLine: (row: Row) => boolean
  totals: ReturnType<typeof totalsOf>
  hash: Hash
  left: number
  subRows: number
}

class ContentCheck {
  readonly #manifest: Manifest
  readonly #sweep: Sweep
  readonly #villages: ReadonlySet<string>
  readonly #attachments: ReadonlyMap<string, Part>
  readonly #used = new Set<string>()
  readonly #entries = new Map<string, PackEntry>()
  readonly #summary = new SummaryCount()
  #open: Open | null = null
  #lines = 0

  constructor(manifest: Manifest) {
    this.#manifest = manifest
    this.#sweep = new Sweep(publicNumbersIn(manifest))
    this.#villages = new Set(manifest.township.villages.map((village) => village.code))
    this.#attachments = new Map(
      manifest.parts.flatMap((part, at) =>
        at > 0 && !isSoundType(part.mediaType) ? [[part.name, part] as const] : [],
      ),
    )
    for (const [at, text] of placesIn({ ...manifest, parts: [], recordings: [], publicNumbers: [] }, 'manifest'))
      this.#sweep.refuse(text, at)
  }

  take(batch: readonly string[]): void {
    let at = 0
    while (at < batch.length) {
      const open = this.#open
      if (!open) {
        this.#openEntry(batch[at++] ?? '')
        continue
      }
      const rows = batch.slice(at, at + open.left)
      for (const line of rows) this.#takeRow(open, line)
      open.hash.update(rows.join('\n')).update('\n')
      at += rows.length
      if (open.left === 0) this.#closeEntry(open)
    }
  }

  finish(): PackEntry[] {
    const { counts, periods, summary } = this.#manifest
    if (this.#open) {
      const { entry, left } = this.#open
      differ(entry.id, entry.rows + entry.subRows, entry.rows + entry.subRows - left)
    }
    const entries = [...this.#entries.values()]
    const rows = entries.reduce((sum, entry) => sum + entry.rows, 0)
    if (entries.length !== counts.entries) differ('entries', counts.entries, entries.length)
    if (rows !== counts.rows) differ('rows', counts.rows, rows)
    if (this.#lines !== counts.lines) differ('lines', counts.lines, this.#lines)
    if (this.#used.size !== this.#attachments.size)
      differ('attachments', this.#attachments.size, this.#used.size)
    const found = new Set(entries.map((entry) => entry.period))
    if (found.size !== periods.length || !periods.every((period) => found.has(period)))
      differ('periods', periods.length, found.size)
    for (const id of this.#manifest.withdrawn)
      if (this.#entries.has(id)) refuse({ kind: 'malformed', at: id, why: 'withdrawn-and-present' })
    if (!sameSummary(this.#summary.lines(), summary)) differ('summary', summary.length, entries.length)
    return entries
  }

  #openEntry(line: string): void {
    const at = `entry ${this.#entries.size + 1}`
    refuseLongLine(line)
    refuseAbove('entries', limits.entries, this.#entries.size + 1)
    const entry = entryOf(line, at)
    if (this.#entries.has(entry.id)) refuse({ kind: 'malformed', at: entry.id, why: 'twice' })
    const type = itemTypeOf(entry.itemType)
    if (!type) return refuse({ kind: 'unknown-item-type', itemType: entry.itemType })
    this.#checkEntry(entry, type)
    this.#open = {
      entry,
      type,
      columns: columnsOf(type),
      place: placeOf(type),
      isSubLine: isSubLineOf(type),
      totals: totalsOf(type),
      hash: createHash('sha256').update(line).update('\n'),
      left: entry.rows + entry.subRows,
      subRows: 0,
    }
    if (this.#open.left === 0) this.#closeEntry(this.#open)
  }

  #checkEntry(entry: Entry, type: ItemType): void {
    const wrong = (why: string) => refuse({ kind: 'malformed', at: entry.id, why })
    if (!isOwnId(entry)) wrong('id')
    if (entry.villageCode !== null && !this.#villages.has(entry.villageCode)) wrong('unknown-village')
    if (entry.stage !== null && !(type.stages ?? []).some((stage) => stage.id === entry.stage)) wrong('stage')
    for (const date of datesOf(entry)) if (!isRealDate(date)) wrong('date')
    for (const attachment of entry.attachments) {
      const part = this.#attachments.get(attachment.sha256)
      if (part?.mediaType !== attachment.type) wrong('attachment')
      this.#used.add(attachment.sha256)
    }
    for (const value of [...Object.values(entry.totals), entry.rows, entry.subRows])
      refuseAbove('integer', limits.integer, Math.abs(value))
    // Ids, hashes and dates have a pattern of their own; all else is somebody's text.
    const { id: _id, villageCode: _code, attachments, ...rest } = entry
    for (const [at, text] of placesIn({ ...rest, labels: attachments.map((each) => each.label) }, entry.id)) {
      const why = flawOfText(text)
      if (why) wrong(why)
      this.#sweep.refuse(text, at)
    }
  }

  #takeRow(open: Open, line: string): void {
    this.#lines++
    refuseAbove('lines', limits.lines, this.#lines)
    refuseLongLine(line)
    const number = open.entry.rows + open.entry.subRows - open.left + 1
    const at = `${open.entry.id} ${number}`
    const cells = rowOf(line)
    if (!Array.isArray(cells) || cells.length !== open.columns.length)
      return refuse({ kind: 'malformed', at, why: 'not-its-columns' })
    const row = open.columns.map((column, index) => this.#cell(open, column, cells[index], at))
    if (open.isSubLine(row)) open.subRows++
    else this.#checkRequired(open.columns, row, at)
    open.totals.add(row)
    open.left--
  }

  #cell({ place }: Open, column: Column, value: unknown, at: string): Value {
    const wrong = (why: string) => refuse({ kind: 'malformed', at: `${at} ${column.id}`, why })
    if (!isValueOf(column, value)) return wrong(`not-${column.kind}`)
    if (typeof value === 'number') {
      refuseAbove('integer', limits.integer, Math.abs(value))
      if (isPersonalInteger(value, column.kind))
        refuse({ kind: 'personal-data', found: 'mobile', at: `${at} ${column.id}` })
    }
    if (typeof value === 'string') this.#checkText(column, place, value, at, wrong)
    else if (Array.isArray(value)) for (const each of value) this.#checkText(column, place, each, at, wrong)
    return value
  }

  #checkText(column: Column, place: Place, value: string, at: string, wrong: (why: string) => never): void {
    const { kind } = column
    if (kind === 'choice') return
    if (kind === 'date') return isRealDate(value) ? undefined : wrong('date')
    if (kind === 'quantity' || kind === 'rate')
      refuseAbove('decimalLength', limits.decimalLength, value.length)
    const why = flawOfText(value)
    if (why) wrong(why)
    this.#sweep.refuse(value, `${at} ${column.id}`, words.has(kind) ? place : 'anywhere')
  }

  #checkRequired(columns: readonly Column[], row: Row, at: string): void {
    for (const [index, column] of columns.entries())
      if (column.required && row[index] === null)
        refuse({ kind: 'malformed', at: `${at} ${column.id}`, why: 'required' })
  }

  #closeEntry({ entry, type, totals, hash, subRows }: Open): void {
    if (subRows !== entry.subRows) differ(`${entry.id}.subRows`, entry.subRows, subRows)
    checkTotals(entry, type, totals.values())
    this.#summary.add(entry)
    const { id, villageCode, itemType, stage, period, title, rows, correctionNote } = entry
    this.#entries.set(id, {
      id,
      villageCode,
      itemType,
      stage,
      period,
      title,
      rows,
      subRows,
      totals: entry.totals,
      correctionNote,
      digest: hash.digest('hex'),
    })
    this.#open = null
  }
}

const differ = (at: string, declared: number, found: number) =>
  refuse({ kind: 'counts-differ', at, declared, found })

function refuseLongLine(line: string): void {
  if (line.length * 3 > limits.lineBytes) refuseAbove('lineBytes', limits.lineBytes, Buffer.byteLength(line))
}

/** Declared sums must be the sums of the rows; figures are read from the sheet and only need a name. */
function checkTotals(entry: Entry, type: ItemType, sums: Record<string, number>): void {
  const figures = type.figures ?? {}
  for (const [name, value] of Object.entries(entry.totals)) {
    if (Object.hasOwn(figures, name)) continue
    if (!Object.hasOwn(sums, name))
      refuse({ kind: 'malformed', at: `${entry.id}.totals.${name}`, why: 'no-total' })
    if (sums[name] !== value) differ(`${entry.id}.totals.${name}`, value, sums[name] ?? 0)
  }
  for (const [name, value] of Object.entries(sums))
    if (value !== 0 && !Object.hasOwn(entry.totals, name)) differ(`${entry.id}.totals.${name}`, 0, value)
}

/** The id says village, type, stage and period; two parts that disagree would show one thing under another's name. */
function isOwnId(entry: Entry): boolean {
  const parts = [entry.villageCode ?? 'T', entry.itemType, entry.stage, entry.period]
  const start = parts.filter((part) => part !== null).join('.')
  if (entry.id === start) return true
  // Ten characters: enough to tell two notices of a day apart, too few for anybody's number.
  return entry.id.startsWith(`${start}.`) && /^[0-9a-z-]{1,10}$/.test(entry.id.slice(start.length + 1))
}

function* datesOf(entry: Entry): Generator<string> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(entry.period)) yield entry.period
  if (entry.publishedOn) yield entry.publishedOn
  if (entry.notice) yield* [entry.notice.start, entry.notice.end]
  for (const approval of entry.approvals) if (approval.on) yield approval.on
}

/** 2025-02-31 has the shape of a date and is none. */
function isRealDate(text: string): boolean {
  const year = Number(text.slice(0, 4))
  const month = text.length > 4 ? Number(text.slice(5, 7)) : 1
  const day = text.length > 7 ? Number(text.slice(8, 10)) : 1
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = month === 2 && isLeap ? 29 : monthDays[month - 1]
  return days !== undefined && day >= 1 && day <= days
}

const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Most cells of a large sheet repeat (a bank, a village, a note): each text is looked at once. */
class Sweep {
  readonly #publicNumbers: ReadonlySet<string>
  #seen = new Set<string>()

  constructor(publicNumbers: ReadonlySet<string>) {
    this.#publicNumbers = publicNumbers
  }

  refuse(text: string, at: string, place: Place = 'anywhere'): void {
    const key = `${place}\n${text}`
    // A row about a person is looked at more closely: what passed there passes everywhere.
    if (this.#seen.has(key) || this.#seen.has(`person-row\n${text}`)) return
    const found = findPersonal(text, this.#publicNumbers, place)[0]
    if (found) refuse({ kind: 'personal-data', found: found.kind, at })
    if (this.#seen.size > 50_000) this.#seen = new Set()
    if (text.length < 200) this.#seen.add(key)
  }
}

/** Kinds of field in which somebody writes what he likes. */
const words: ReadonlySet<Column['kind']> = new Set(['text', 'person', 'list'])

/** Entries, rows and totals per item type and period: what the manifest says a pack is about. */
export class SummaryCount {
  readonly #lines = new Map<string, Summary>()

  add(entry: Pick<Entry, 'itemType' | 'period' | 'rows' | 'totals'>): void {
    const key = `${entry.itemType} ${entry.period}`
    const line = this.#lines.get(key) ?? {
      itemType: entry.itemType,
      period: entry.period,
      entries: 0,
      rows: 0,
      totals: {},
    }
    this.#lines.set(key, line)
    line.entries++
    line.rows += entry.rows
    for (const [name, value] of Object.entries(entry.totals))
      line.totals[name] = (line.totals[name] ?? 0) + value
  }

  lines(): Summary[] {
    return [...this.#lines.values()]
  }
}

function sameSummary(one: readonly Summary[], other: readonly Summary[]): boolean {
  const spelled = (lines: readonly Summary[]) =>
    lines
      .map(({ itemType, period, entries, rows, totals }) =>
        JSON.stringify([itemType, period, entries, rows, Object.entries(totals).sort()]),
      )
      .sort()
      .join('\n')
  return spelled(one) === spelled(other)
}
