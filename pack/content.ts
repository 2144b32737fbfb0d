// What a pack holds, held against its manifest and the declarations of its item types: entry by entry, row by row.
import { createHash, type Hash } from 'node:crypto'
import type { Entry } from '../disclosure/entry.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { flawOfText } from './clean-text.ts'
import { limits } from './limits.ts'
import { endOfLines, entryOf, rowOf, type LineBatch } from './lines.ts'
import { placesIn, publicNumbersIn, type Manifest, type Part } from './manifest.ts'
import { isRealDate } from './real-date.ts'
import { refuse, refuseAbove } from './refused.ts'
import { RowCheck } from './row-check.ts'
import { isSoundType } from './sound-type.ts'
import { sameSummary, SummaryCount } from './summary.ts'
import { TextSweep } from './text-sweep.ts'
import { totalsOf } from './totals.ts'

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

/** Runs over all lines and refuses the first that is not as declared; hands out what the rest of the kiosk needs. */
export async function checkContent(
  lines: AsyncIterable<LineBatch>,
  manifest: Manifest,
): Promise<PackEntry[]> {
  const check = new ContentCheck(manifest)
  for await (const batch of lines) check.take(batch)
  return check.finish()
}

/** Hashes, keys, declared telephones and numbers of opinions: chance makes one now and then that a card could have. */
const withoutNumbers = (manifest: Manifest) => ({
  ...manifest,
  parts: [],
  recordings: [],
  publicNumbers: [],
  opinionKey: null,
  replies: (manifest.replies ?? []).map(({ text }) => ({ text })),
})

type Open = {
  entry: Entry
  type: ItemType
  check: RowCheck
  totals: ReturnType<typeof totalsOf>
  hash: Hash
  left: number
  subRows: number
}

class ContentCheck {
  readonly #manifest: Manifest
  readonly #sweep: TextSweep
  /** One for each item type: their columns are looked up once. */
  readonly #checks = new Map<string, RowCheck>()
  readonly #villages: ReadonlySet<string>
  readonly #attachments: ReadonlyMap<string, Part>
  readonly #used = new Set<string>()
  readonly #entries = new Map<string, PackEntry>()
  readonly #summary = new SummaryCount()
  #open: Open | null = null
  #lines = 0

  constructor(manifest: Manifest) {
    this.#manifest = manifest
    this.#sweep = new TextSweep(publicNumbersIn(manifest))
    this.#villages = new Set(manifest.township.villages.map((village) => village.code))
    this.#attachments = new Map(
      manifest.parts.flatMap((part, at) =>
        at > 0 && !isSoundType(part.mediaType) ? [[part.name, part] as const] : [],
      ),
    )
    for (const [at, text] of placesIn(withoutNumbers(manifest), 'manifest')) this.#sweep.refuse(text, at)
  }

  take({ lines, bytes }: LineBatch): void {
    let at = 0
    let byte = 0
    while (at < lines.length) {
      const open = this.#open ?? this.#openEntry(lines[at] ?? '')
      // The rows that are here of this entry, with its own line before them if that is here too.
      const first = open === this.#open ? at : at + 1
      this.#open = open
      const end = Math.min(lines.length, first + open.left)
      for (let row = first; row < end; row++) this.#takeRow(open, lines[row] ?? '')
      const endByte = end === lines.length ? bytes.length : endOfLines(bytes, byte, end - at)
      open.hash.update(bytes.subarray(byte, endByte))
      at = end
      byte = endByte
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

  #openEntry(line: string): Open {
    const at = `entry ${this.#entries.size + 1}`
    refuseLongLine(line)
    refuseAbove('entries', limits.entries, this.#entries.size + 1)
    const entry = entryOf(line, at)
    if (this.#entries.has(entry.id)) refuse({ kind: 'malformed', at: entry.id, why: 'twice' })
    const type = itemTypeOf(entry.itemType)
    if (!type) return refuse({ kind: 'unknown-item-type', itemType: entry.itemType })
    this.#checkEntry(entry, type)
    return {
      entry,
      type,
      check: this.#checkOf(type),
      totals: totalsOf(type),
      hash: createHash('sha256'),
      left: entry.rows + entry.subRows,
      subRows: 0,
    }
  }

  #checkOf(type: ItemType): RowCheck {
    const check = this.#checks.get(type.id) ?? new RowCheck(type, this.#sweep)
    this.#checks.set(type.id, check)
    return check
  }

  #checkEntry(entry: Entry, type: ItemType): void {
    const wrong = (why: string) => refuse({ kind: 'malformed', at: entry.id, why })
    if (!isOwnId(entry)) wrong('id')
    // Nobody may say that nothing happened and show what did.
    if (entry.declaredNil && entry.rows + entry.subRows > 0) wrong('nil-with-rows')
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
    const { entry, check } = open
    this.#lines++
    refuseAbove('lines', limits.lines, this.#lines)
    refuseLongLine(line)
    const number = entry.rows + entry.subRows - open.left + 1
    const row = check.checked(rowOf(line), { id: entry.id, number })
    if (check.isSubLine(row)) open.subRows++
    open.totals.add(row)
    open.left--
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
  if (entry.declaredNil) yield entry.declaredNil.on
}
