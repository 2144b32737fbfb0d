// The acts behind the window's steps, without a window: read, draw a sheet, try, compare, sign, write.
import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanText } from '../pack/clean-text.ts'
import { publicNumbersOf, sweep } from '../disclosure/privacy.ts'
import { inspectPack } from '../pack/open.ts'
import { fingerprintOf } from '../pack/signature.ts'
import { comparePacks } from '../township/compare-packs.ts'
import { readStatements, statementsBeside } from '../township/key-statements.ts'
import { makeKeys, readKey, readKeyFile } from '../township/keys.ts'
import { faultOfSequence, makePack } from '../township/make-pack.ts'
import { writeOntoStick } from '../township/onto-stick.ts'
import type { Phase } from '../township/onto-stick.ts'
import { readTownship } from '../township/read-township.ts'
import type { Reading } from '../township/read-township.ts'
import { entriesBefore, nothingBefore } from '../township/previous-pack.ts'
import { lastSequence } from '../township/sequence-record.ts'
import { pictureOf, placeOfCell } from '../township/sheet-picture.ts'
import { gridsOf } from '../township/source-grids.ts'
import { threadedReader } from '../township/reader-line.ts'
import { SourceReader } from '../township/source-reader.ts'
import { writeTemplates } from '../township/template.ts'
import { readFolder } from '../township/source-files.ts'
import type { SourceFile } from '../township/source-files.ts'
import type { Grid } from '../township/grid.ts'
import { collectInto, opinionsOf, opinionsPage, reviewedReplies } from './opinion-desk.ts'
import type { Order, OrderName, Orders } from './reading-orders.ts'

type Desk = { serve(order: Order): Promise<unknown> }
type Acts = { [N in OrderName]: (input: Orders[N]['input']) => Promise<Orders[N]['answer']> }

export function readingDesk(tell: {
  onFile: (file: string, done: number, all: number) => void
  onWritten: (phase: Phase, done: number, total: number) => void
}): Desk {
  let reading: Reading | null = null
  // This process is no program that may fork itself as Node; it is one of its own already, and is replaced if it dies.
  const reader = new SourceReader(threadedReader)
  /** The answers in the pack that was tried, and so reviewed. */
  let triedReplies = reviewedReplies(null)
  // Clicking from fault to fault of one workbook must not open it again each time.
  let drawn: { folder: string; file: string; grids: Grid[] | null } | null = null

  const acts: Acts = {
    async read({ folder, answers, today, lastPack }) {
      drawn = null
      const before = await entriesBefore(lastPack ?? undefined)
      // A last pack that cannot be read any more stops nobody from reading the sheets.
      const previous = 'failed' in before ? nothingBefore : before
      const read = await readTownship(folder, answers, today, { onFile: tell.onFile, reader, previous })
      reading = read.ok ? read.reading : null
      if (!read.ok) return { ok: false, kind: read.kind }
      const { report, township, entries } = read.reading
      const villages = township.villages.map(({ name }) => name)
      return {
        ok: true,
        report,
        township: { code: township.code, name: township.name, villages },
        entries: entries.length,
      }
    },

    async picture({ folder, file, sheet, cell }) {
      if (drawn?.folder !== folder || drawn.file !== file) {
        const found = await fileCalled(folder, file, reading)
        drawn = { folder, file, grids: found && (await gridsOf(found, reader)).grids }
      }
      const { grids } = drawn
      const grid = grids?.find(({ name }) => sameName(name, sheet)) ?? grids?.[0]
      if (!grid) return null
      const dropped =
        reading?.report.dropped.filter((each) => each.file === file && each.sheet === sheet) ?? []
      const around = (cell && placeOfCell(cell)?.row) || 0
      return pictureOf({ grid, township: reading?.township ?? null, dropped, around })
    },

    async tryPack({ folder, today, opinions: order }) {
      if (!reading) return { ok: false, problem: { kind: 'nothing-read' } }
      if (reading.entries.length === 0) return { ok: false, problem: { kind: 'nothing-to-publish' } }
      await rm(folder, { recursive: true, force: true })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { code, name } = reading.township
      const keys = await makeKeys({ out: folder, code, name })
      if (!keys.ok) throw new Error(`a key for a moment was refused: ${keys.kind}`)
      const key = await readKey(keys.keyFile)
      if (!key.ok) throw new Error(`a key for a moment cannot be read: ${key.kind}`)
      const pack = join(folder, 'try.mbpack')
      const nobody = { reviews: [], statements: [], withdraw: [] }
      // What is wrong with an answer is said beside it, and stops nobody from looking at the pages.
      const found = await opinionsOf(order, reading.township, today)
      const opinions = found.ok ? found.opinions : null
      const wish = {
        out: pack,
        key: key.key,
        sequence: 1,
        issuedOn: today,
        ...(opinions ? { opinions } : {}),
        ...nobody,
      }
      const made = await makePack(reading, { ...wish, mode: 'partial' }, null)
      if (!made.ok) return { ok: false, problem: { kind: made.failed.kind } }
      triedReplies = reviewedReplies(opinions)
      // Whoever reviewed the content has reviewed the answers too.
      const contentSha256 = createHash('sha256')
        .update(`${made.pack.contentSha256} ${triedReplies}`)
        .digest('hex')
      return { ok: true, pack, pub: keys.pubFile, contentSha256 }
    },

    async compare({ pack, lastPack }) {
      const now = await inspectPack(pack)
      if (!now.ok) return { ok: false, problem: { kind: now.refusal.kind } }
      const before = lastPack === null ? null : await inspectPack(lastPack)
      if (before && !before.ok) return { ok: false, problem: { kind: 'last-pack-unreadable' } }
      return { ok: true, entries: comparePacks(now.pack, before?.pack ?? null) }
    },

    async lookIntoPack({ pack }) {
      const opened = await inspectPack(pack)
      if (!opened.ok) return { ok: false, problem: { kind: 'last-pack-unreadable' } }
      const { sequence, township } = opened.pack.manifest
      return { ok: true, sequence, code: township.code }
    },

    async makeKey({ folder, passphrase }) {
      if (!reading) return { ok: false, problem: { kind: 'nothing-read' } }
      const { code, name } = reading.township
      const made = await makeKeys({ out: folder, code, name, passphrase })
      return made.ok
        ? { ok: true, keyFile: made.keyFile }
        : { ok: false, problem: { kind: `key-${made.kind}` } }
    },

    async key({ file }) {
      const read = await readKeyFile(file)
      if (!read.ok) return { ok: false, problem: { kind: `key-${read.kind}` } }
      const { code, name, keyId, role } = read.key
      if (role === 'county') return { ok: false, problem: { kind: 'key-of-county' } }
      const sealed = 'sealed' in read.key
      const last = await lastSequence(file)
      const key = { file, code, name, fingerprint: fingerprintOf(keyId), sealed, lastSequence: last }
      return { ok: true, key }
    },

    async sign({ keyFile, passphrase, sequence, out, today, reviews, opinions: order }) {
      if (!reading) return { ok: false, failed: { kind: 'nothing-read' } }
      const used = await faultOfSequence(keyFile, sequence)
      if (used) return { ok: false, failed: { ...used } }
      const key = await readKey(keyFile, passphrase)
      if (!key.ok)
        return { ok: false, failed: { kind: key.kind === 'wrong-passphrase' ? key.kind : `key-${key.kind}` } }
      const statements = await readStatements(statementsBeside(keyFile))
      if (!statements) return { ok: false, failed: { kind: 'bad-statements' } }
      const found = await opinionsOf(order, reading.township, today)
      if (!found.ok) return { ok: false, failed: { kind: found.failed.kind } }
      if (reviewedReplies(found.opinions) !== triedReplies)
        return { ok: false, failed: { kind: 'replies-changed' } }
      const opinions = found.opinions ? { opinions: found.opinions } : {}
      const signed = { out, key: key.key, sequence, issuedOn: today, withdraw: [], reviews, statements }
      const wish = { ...signed, ...opinions }
      return makePack(reading, { ...wish, mode: 'partial' }, keyFile)
    },

    async blanks({ out }) {
      const written = await writeTemplates(out)
      if (!written.ok) return { ok: false, problem: { kind: `blanks-${written.kind}`, file: written.file } }
      return { ok: true, first: written.files[0] ?? out }
    },

    opinions: async (input) => (reading ? opinionsPage(input, reading.township) : null),

    collect: async (input) =>
      reading ? collectInto(input, reading.township) : { ok: false, problem: { kind: 'nothing-read' } },

    async write({ pack, keyFile, folder, name }) {
      const key = await readKeyFile(keyFile)
      if (!key.ok) return { ok: false, fault: { kind: 'pack-unreadable' } }
      return writeOntoStick({ pack, folder, name, pub: key.key, onProgress: tell.onWritten })
    },
  }
  return { serve: (order) => actOf(acts, order.name)(order.input) }
}

// The table pairs each name with the act of its own input; TypeScript cannot follow the pairing through a variable.
const actOf = (acts: Acts, name: OrderName) => acts[name] as (input: unknown) => Promise<unknown>

/** A report calls files by their swept names: a name with an ID number in it is found by what is left of it. */
async function fileCalled(folder: string, file: string, reading: Reading | null): Promise<SourceFile | null> {
  const found = await readFolder(folder)
  if (!found.ok) return null
  const township = reading?.township
  const numbers = publicNumbersOf([
    ...(township?.hotlines ?? []).map(({ phone }) => phone),
    ...(township?.villages ?? []).flatMap((village) => village.hotlines.map(({ phone }) => phone)),
  ])
  const called = (path: string) => path === file || sweep(cleanText(path), numbers).text === file
  return found.files.find(({ path }) => called(path)) ?? null
}

const sameName = (name: string | null, sheet: string | null): boolean =>
  name === sheet || (name !== null && sheet !== null && sweep(cleanText(name), new Set()).text === sheet)
