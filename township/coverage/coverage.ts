// 公开到位情况: from a township's packs and what its machines sent home to the matrix, its evidence and its workbook.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newestOwedQuarter } from '../../disclosure/due.ts'
import type { PublicKeyFile } from '../../pack/signature.ts'
import { readReceipts, type RefusedEnvelope } from '../receipts.ts'
import { workbookBytes, writeNewFile } from '../write-workbook.ts'
import { machinesOf, type Machines } from './machines.ts'
import { evidenceOf, toldMatrix, type Evidence, type TextMatrix } from './matrix-words.ts'
import { matrixSheets } from './matrix-workbook.ts'
import { publishedIn, type RefusedPack } from './releases.ts'
import { matrixOf } from './rules.ts'

export type Coverage = {
  quarter: string
  on: string
  matrix: TextMatrix
  counts: Record<string, number>
  evidence: Evidence[]
  machines: Machines | null
  refusedPacks: RefusedPack[]
  refusedEnvelopes: RefusedEnvelope[]
}

export type CoverageRead =
  { ok: true; coverage: Coverage } | { ok: false; kind: 'no-pack' | 'bad-kiosks-file'; file: string }

export async function readCoverage(of: {
  /** Where the township keeps its packs: every .mbpack in it. */
  packs: string
  pub: PublicKeyFile
  /** Where what came home on sticks was copied to; null to look at packs alone. */
  receipts: string | null
  kiosks: string | null
  /** The newest one that should be public, if none is asked for. */
  quarter: string | null
  on: string
}): Promise<CoverageRead> {
  const files = (await readdir(of.packs)).filter((name) => name.endsWith('.mbpack')).sort()
  const { published, refused } = await publishedIn(
    files.map((name) => join(of.packs, name)),
    of.pub,
  )
  if (!published) return { ok: false, kind: 'no-pack', file: of.packs }
  const home = of.receipts === null ? null : await machinesIn(of.receipts, of.kiosks)
  if (home && !home.ok) return home
  const machines = home?.machines ?? null
  const quarter = of.quarter ?? newestOwedQuarter(of.on)
  const matrix = matrixOf({ published, quarter, on: of.on, machines })
  return {
    ok: true,
    coverage: {
      quarter,
      on: of.on,
      matrix: toldMatrix({ matrix, published, machines }),
      counts: matrix.counts,
      evidence: matrix.findings.map((each) => evidenceOf(each, published.villages, machines)),
      machines,
      refusedPacks: refused,
      refusedEnvelopes: home?.refused ?? [],
    },
  }
}

async function machinesIn(folder: string, kiosksFile: string | null) {
  const read = await readReceipts(folder, kiosksFile ?? join(folder, 'kiosks.json'))
  if (!read.ok) return read
  const machines = await machinesOf(folder, read.receipts, read.bodies)
  return { ok: true, machines, refused: read.receipts.refused } as const
}

export async function writeCoverage(file: string, { matrix, evidence, machines }: Coverage): Promise<void> {
  await writeNewFile(file, workbookBytes(matrixSheets({ told: matrix, evidence, machines })))
}
