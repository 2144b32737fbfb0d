// How long an import of 100,000 lines takes, as a ratio to a bare better-sqlite3 insert of the same rows.
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Row } from '../../disclosure/entry.ts'
import { stagingFolder } from '../../db/data-folder.ts'
import { trustOf } from '../../db/trust.ts'
import { applyPack } from '../../db/updates.ts'
import { openWriter } from '../../db/writer.ts'
import { openPack } from '../../pack/open.ts'
import { stage } from '../../pack/stage.ts'
import {
  appVersion,
  entry,
  kioskOf,
  packOf,
  row,
  temporaryFolder,
  villageCodes,
  worldIn,
} from '../helpers/pack-world.ts'

export type ImportBench = {
  lines: number
  packBytes: number
  bareMs: number
  stageMs: number
  checkMs: number
  applyMs: number
  /** Stage, check and apply against the bare insert. */
  ratio: number
  peakMegabytes: number
}

export async function benchImport(lines = 100_000): Promise<ImportBench> {
  using place = temporaryFolder()
  const world = await worldIn(place.folder)
  const sheets = villageCodes.map((villageCode, index) => ({
    villageCode,
    rowsOf: generatedRows(Math.floor(lines / villageCodes.length), index),
  }))
  const entries = sheets.map((sheet) => entry({ itemType: 'farmland-subsidy', period: '2026', ...sheet }))
  const file = await packOf(world, 1, entries)
  const bareMs = bareInsert(join(place.folder, 'bare.db'), sheets)
  const data = kioskOf(world)
  const opened = openWriter(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { writer } = opened
  const found = trustOf(writer, appVersion)
  if (!found.ok) throw new Error(found.fault.kind)
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20)
  const times = [performance.now()]
  const staged = await stage(file, stagingFolder(data))
  if (!staged.ok) throw new Error('not staged')
  times.push(performance.now())
  const checked = await openPack(staged.file, found.trust)
  if (!checked.ok) throw new Error(checked.refusal.kind)
  times.push(performance.now())
  const applied = await applyPack(writer, checked.pack)
  if (!applied.ok) throw new Error('not applied')
  times.push(performance.now())
  clearInterval(watch)
  writer.close()
  const [start = 0, afterStage = 0, afterCheck = 0, end = 0] = times
  return {
    lines: checked.pack.manifest.counts.lines,
    packBytes: statSync(file).size,
    bareMs,
    stageMs: afterStage - start,
    checkMs: afterCheck - afterStage,
    applyMs: end - afterCheck,
    ratio: (end - start) / bareMs,
    peakMegabytes: peak / 1024 ** 2,
  }
}

/** The same cells into one plain table, a column each, one transaction, on the disk at the end. */
function bareInsert(
  file: string,
  sheets: readonly { villageCode: string; rowsOf: readonly Row[] }[],
): number {
  const width = sheets[0]?.rowsOf[0]?.length ?? 0
  const names = Array.from({ length: width }, (_, index) => `c${index}`)
  const start = performance.now()
  const db = new Database(file)
  db.exec(
    `CREATE TABLE line (village TEXT, number INTEGER, ${names.join(', ')}, PRIMARY KEY (village, number))`,
  )
  const insert = db.prepare(`INSERT INTO line VALUES (?, ?, ${names.map(() => '?').join(', ')})`)
  db.transaction(() => {
    for (const { villageCode, rowsOf } of sheets)
      for (const [number, cells] of rowsOf.entries()) insert.run(villageCode, number, ...cells)
  })()
  db.close()
  return performance.now() - start
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾岭长单解'
const givenNames = '秀英桂兰建国淑珍玉梅志强海燕春花德明永福小龙雪莲金凤文斌'

function generatedRows(count: number, seed: number): Row[] {
  const pick = (from: string, at: number) => from[Math.abs(at) % from.length] ?? ''
  return Array.from({ length: count }, (_, index) => {
    const area = 10_000 + ((index * 7919 + seed * 104_729) % 90_000)
    return row('farmland-subsidy', {
      group: (index % 12) + 1,
      payee:
        pick(surnames, index * 31 + seed) + pick(givenNames, index * 17) + pick(givenNames, index * 13 + 5),
      householdSize: (index % 6) + 1,
      contractArea: area,
      deductedArea: 0,
      area,
      rate: '65.3200000',
      amount: Math.round((area * 6532) / 10_000),
      paid: Math.round((area * 6532) / 10_000),
      paidOn: '2026-06-18',
      status: 'paid',
    })
  })
}

if (process.argv[1]?.endsWith('bench/import.ts'))
  console.log(await benchImport(Number(process.argv[2] ?? 100_000)))
