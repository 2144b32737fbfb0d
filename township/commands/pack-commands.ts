// The commands for a pack that is made: look into it, list an item's lines, put it onto a stick.
import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Column } from '../../disclosure/item-type.ts'
import { entryLinesOf, rowsOfEntry } from '../../pack/entry-rows.ts'
import { publicNumbersIn } from '../../pack/manifest.ts'
import { inspectPack } from '../../pack/open.ts'
import { readPub } from '../keys.ts'
import { writeOntoStick } from '../onto-stick.ts'
import type { Command, Given, Outcome } from './command-line.ts'

export const putCommand: Command = {
  usage: 'township put     FILE.mbpack --to STICK_DIR --pub township.pub',
  run: put,
}

export const inspectCommand: Command = { usage: 'township inspect FILE.mbpack', run: inspect }

export const rowsCommand: Command = { usage: 'township rows    FILE.mbpack ENTRY_ID', run: rows }

/** Onto a stick, and read back from it. */
async function put({ values, positionals }: Given): Promise<Outcome> {
  const [pack] = positionals
  const { to, pub: pubFile } = values
  if (!pack || positionals.length !== 1 || !to || !pubFile)
    return { usage: 'put needs one pack, --to and --pub' }
  const pub = await readPub(pubFile)
  if (!pub.ok) return { failed: { kind: 'bad-key', why: pub.kind, file: pub.file } }
  const written = await writeOntoStick({ pack, folder: to, name: basename(pack), pub: pub.key })
  return written.ok ? { done: { ...written } } : { failed: written.fault }
}

async function inspect({ positionals }: Given): Promise<Outcome> {
  const [file] = positionals
  if (!file || positionals.length !== 1) return { usage: 'inspect needs one pack' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const { manifest, bytes, signers, manifestSha256 } = opened.pack
  const { township, sequence, issuedOn, mode, withdrawn, periods, counts, leastApp, builder, reviews } =
    manifest
  const { withdrawnReason, opinionKey, replies, opinionCounts } = manifest
  return {
    open: publicNumbersIn(manifest),
    done: {
      township: {
        code: township.code,
        name: township.name,
        villages: township.villages.map(({ name }) => name),
      },
      sequence,
      issuedOn,
      mode,
      withdrawn,
      withdrawnReason: withdrawnReason ?? null,
      periods,
      counts,
      leastApp,
      builder,
      reviews: reviews ?? [],
      opinions: opinionKey ? { replies: replies?.length ?? 0, ...opinionCounts } : null,
      signers,
      bytes,
      manifestSha256,
      entries: entryLinesOf(opened.pack),
    },
  }
}

async function rows({ positionals }: Given): Promise<Outcome> {
  const [file, id] = positionals
  if (!file || !id || positionals.length !== 2) return { usage: 'rows needs a pack and the id of an entry' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const found = await rowsOfEntry(opened.pack, id)
  if (!found) return { failed: { kind: 'no-such-entry' } }
  const open = publicNumbersIn(opened.pack.manifest)
  return { open, done: { columns: printedColumns(found.entry.itemType, found.columns), rows: found.rows } }
}

function printedColumns(itemType: string, columns: readonly Column[]): object[] {
  const titles = columnTitles(itemType)
  return columns.map(({ id, kind, unit }) => ({ id, title: titles[id] ?? id, kind, unit: unit ?? null }))
}

const Titles = z.record(
  z.string(),
  z.looseObject({ fields: z.record(z.string(), z.string()).optional() }).catch({}),
)

/** Field titles are locale strings; without the file the columns go by their ids. */
function columnTitles(itemType: string): Record<string, string> {
  const file = new URL('../../assets/locales/zh-CN/disclosure.json', import.meta.url)
  const read = Titles.safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
  return (read.success && read.data[itemType]?.fields) || {}
}
