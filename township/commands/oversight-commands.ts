// The commands that look back: what came home from the kiosks, and how well each village has disclosed.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readCoverage, writeCoverage } from '../coverage/coverage.ts'
import { namesOf } from '../coverage/machines.ts'
import { readPub } from '../keys.ts'
import { readReceipts } from '../receipts.ts'
import { today } from './command-line.ts'
import type { Command, Given, Outcome } from './command-line.ts'

export const receiptsCommand: Command = {
  usage: 'township receipts DIR [--kiosks kiosks.json]',
  run: receipts,
}

export const coverageCommand: Command = {
  usage:
    'township coverage PACKS_DIR --pub township.pub [--receipts DIR] [--kiosks kiosks.json] [--quarter 2026Q3] [--on DATE] [--out FILE.xlsx]',
  run: coverage,
}

/** Of a folder into which the files of returned sticks were copied. */
async function receipts({ values, positionals }: Given): Promise<Outcome> {
  const [folder] = positionals
  if (!folder || positionals.length !== 1) return { usage: 'receipts needs the folder with what came home' }
  const read = await readReceipts(folder, values.kiosks ?? join(folder, 'kiosks.json'))
  if (!read.ok) return { failed: { kind: read.kind, file: read.file } }
  const { receipts: found } = read
  // Whoever calls this from a script shall notice a forged or torn one.
  return found.refused.length > 0 ? { failed: { kind: 'some-refused', ...found } } : { done: found }
}

/** How well each village has disclosed: the matrix in words, and as a workbook if one is asked for. */
async function coverage({ values, positionals }: Given): Promise<Outcome> {
  const [packs] = positionals
  const { pub: pubFile, receipts: home, kiosks, quarter, on = today(), out } = values
  if (!packs || positionals.length !== 1 || !pubFile)
    return { usage: 'coverage needs the folder of packs and --pub' }
  if (!z.iso.date().safeParse(on).success) return { usage: `--on ${on} is no day: 2026-11-22` }
  if (quarter !== undefined && !/^\d{4}Q[1-4]$/.test(quarter))
    return { usage: `--quarter ${quarter} is no quarter: 2026Q3` }
  if (out !== undefined && existsSync(out)) return { failed: { kind: 'out-exists', file: out } }
  const pub = await readPub(pubFile)
  if (!pub.ok) return { failed: { kind: 'bad-key', why: pub.kind, file: pub.file } }
  const read = await readCoverage({
    packs,
    pub: pub.key,
    on,
    receipts: home ?? null,
    kiosks: kiosks ?? null,
    quarter: quarter ?? null,
  })
  if (!read.ok) return { failed: { kind: read.kind, file: read.file } }
  const { coverage: found } = read
  if (out !== undefined) await writeCoverage(out, found)
  const { machines, ...rest } = found
  const told = { ...rest, machines: machines && namesOf(machines) }
  return found.refusedPacks.length + found.refusedEnvelopes.length > 0
    ? { failed: { kind: 'some-refused', ...told } }
    : { done: told }
}
