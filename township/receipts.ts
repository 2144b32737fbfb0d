// What came home on sticks: every envelope in a folder, checked, and which kiosk has which pack and lacks what.
import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { headOfLines, readJournalFile } from '../pack/journal-file.ts'
import { openPlainFile } from '../pack/open.ts'
import { refusalAsValue } from '../pack/refused.ts'
import { envelopeBytes, readEnvelope, type EnvelopeBody, type EnvelopeFlaw } from '../pack/return-envelope.ts'
import { fingerprintOf } from '../pack/signature.ts'
import { keepKnownKiosks, readKnownKiosks, type KnownKiosk } from './known-kiosks.ts'

/** `rewritten`: lines that this township has seen before are other ones now. */
export type JournalWord = 'verified' | 'no-file' | 'differs' | 'rewritten' | 'shorter' | 'changed-on-kiosk'

export type KioskReport = {
  id: string
  name: string
  fingerprint: string
  /** At first sight its key is taken down; from then on only that key speaks for it. */
  key: 'first-seen' | 'known'
  file: string
  writtenAt: string
  /** On its screen; null before its first import. */
  sequence: number | null
  highest: number
  /** How many packs the newest that any kiosk has is ahead of it. */
  behind: number
  rolledBack: boolean
  receipt: EnvelopeBody['shown']
  absent: { itemType: string; period: string; villages: string[] }[]
  health: EnvelopeBody['health']
  journal: { lines: number; head: string; word: JournalWord }
}

export type RefusedEnvelope = {
  file: string
  kind: EnvelopeFlaw['kind'] | 'unreadable' | 'key-mismatch'
  kiosk?: string
}

export type Receipts = {
  newest: number
  kiosks: KioskReport[]
  /** Known kiosks of which nothing lies in this folder. */
  silent: { id: string; name: string }[]
  refused: RefusedEnvelope[]
}

/** `bodies`: what each kiosk itself signed, by its id. */
export type ReceiptsRead =
  | { ok: true; receipts: Receipts; bodies: ReadonlyMap<string, EnvelopeBody> }
  | { ok: false; kind: 'bad-kiosks-file'; file: string }

type Came = { file: string; body: EnvelopeBody }

export async function readReceipts(folder: string, kiosksFile: string): Promise<ReceiptsRead> {
  const known = await readKnownKiosks(kiosksFile)
  if (!known) return { ok: false, kind: 'bad-kiosks-file', file: kiosksFile }
  const refused: RefusedEnvelope[] = []
  const latest = new Map<string, Came>()
  for (const file of (await readdir(folder)).filter(isEnvelopeName).sort()) {
    const came = await envelopeAt(folder, file)
    if ('kind' in came) {
      refused.push(came)
      continue
    }
    const { id } = came.body.kiosk
    const sofar = latest.get(id)
    const flaw = mismatch(came, known.kiosks[id] ?? sofar?.body.kiosk)
    if (flaw) refused.push(flaw)
    else if (isLater(came, sofar)) latest.set(id, came)
  }
  const newest = Math.max(0, ...[...latest.values()].map(({ body }) => body.highest))
  const kiosks: KioskReport[] = []
  for (const came of latest.values()) {
    const { id } = came.body.kiosk
    const before = known.kiosks[id]
    kiosks.push(await reportOf(folder, came, before, newest))
    known.kiosks[id] = knownNow(came.body, before)
  }
  await keepKnownKiosks(kiosksFile, known)
  const silent = Object.entries(known.kiosks).flatMap(([id, { name }]) =>
    latest.has(id) ? [] : [{ id, name }],
  )
  const bodies = new Map([...latest].map(([id, { body }]) => [id, body]))
  return { ok: true, receipts: { newest, kiosks: kiosks.sort(behindFirst), silent, refused }, bodies }
}

const isEnvelopeName = (name: string) => /^mingbai-receipt-[0-9a-z-]+\.json$/.test(name)

/** By the journal, which only grows; a kiosk's clock may say anything. */
const isLater = (came: Came, before: Came | undefined) =>
  before === undefined || came.body.journal.lines > before.body.journal.lines

async function envelopeAt(folder: string, file: string): Promise<Came | RefusedEnvelope> {
  const bytes = await plainBytes(join(folder, file), envelopeBytes)
  if (bytes === null) return { file, kind: 'unreadable' }
  const read = readEnvelope(bytes)
  return read.ok ? { file, body: read.body } : { file, kind: read.flaw.kind }
}

/** A stick is a stranger's: neither links nor devices, and nothing larger than it may be. */
export async function plainBytes(path: string, atMost: number): Promise<Buffer | null> {
  const read = await refusalAsValue(async () => {
    const { handle, bytes } = await openPlainFile(path)
    try {
      return { content: bytes > atMost ? null : await handle.readFile() }
    } finally {
      await handle.close()
    }
  })
  return read.ok ? read.content : null
}

function mismatch(
  { file, body }: Came,
  known: Pick<KnownKiosk, 'publicKey'> | undefined,
): RefusedEnvelope | null {
  const { id, publicKey } = body.kiosk
  return known && known.publicKey !== publicKey ? { file, kind: 'key-mismatch', kiosk: id } : null
}

async function reportOf(
  folder: string,
  { file, body }: Came,
  before: KnownKiosk | undefined,
  newest: number,
): Promise<KioskReport> {
  const { kiosk, shown, highest, coverage, health, journal, writtenAt } = body
  return {
    id: kiosk.id,
    name: before?.name ?? '',
    fingerprint: fingerprintOf(kiosk.keyId),
    key: before ? 'known' : 'first-seen',
    file,
    writtenAt,
    sequence: shown?.sequence ?? null,
    highest,
    behind: newest - highest,
    rolledBack: shown !== null && shown.sequence < highest,
    receipt: shown,
    absent: coverage
      .filter(({ absentFrom, townshipWide }) => absentFrom.length > 0 && townshipWide === 0)
      .map(({ itemType, period, absentFrom }) => ({ itemType, period, villages: absentFrom })),
    health,
    journal: { lines: journal.lines, head: journal.head, word: await journalWord(folder, body, before) },
  }
}

// A line is 300 bytes; a kiosk writes a few a week.
const journalBytes = 64 * 1024 ** 2

/** Whether the journal beside the envelope is the one it was signed over, and goes on from where it was last time. */
async function journalWord(
  folder: string,
  { journal }: EnvelopeBody,
  before: KnownKiosk | undefined,
): Promise<JournalWord> {
  if (!journal.whole) return 'changed-on-kiosk'
  if (before && journal.lines < before.lines) return 'shorter'
  if (before && journal.lines === before.lines && journal.head !== before.head) return 'rewritten'
  const bytes = await plainBytes(join(folder, journal.file.name), journalBytes)
  if (bytes === null) return 'no-file'
  if (createHash('sha256').update(bytes).digest('hex') !== journal.file.sha256) return 'differs'
  const lines = readJournalFile(bytes.toString('utf8'))
  if (!lines || lines.length !== journal.lines || headOfLines(lines) !== journal.head) return 'differs'
  if (!before || before.lines === 0) return 'verified'
  return lines[before.lines - 1]?.hash === before.head ? 'verified' : 'rewritten'
}

/** What was seen is never taken back by an older word. */
function knownNow({ kiosk, journal }: EnvelopeBody, before: KnownKiosk | undefined): KnownKiosk {
  const { keyId, publicKey } = kiosk
  if (before && before.lines >= journal.lines) return before
  return { name: before?.name ?? '', keyId, publicKey, lines: journal.lines, head: journal.head }
}

const behindFirst = (one: KioskReport, other: KioskReport) =>
  other.behind - one.behind || (one.id < other.id ? -1 : 1)
