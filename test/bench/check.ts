// How long reading 100,000 rows from 50 workbooks takes, as a ratio to the library merely parsing the same bytes.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { noAnswers } from '../../township/answers.ts'
import { readTownship } from '../../township/read-township.ts'
import { SourceReader } from '../../township/source-reader.ts'
import { root } from '../e2e/places.ts'
import { temporaryFolder } from '../stand-ins/pack-world.ts'

export type CheckBench = {
  rows: number
  workbooks: number
  bytes: number
  /** SheetJS, dense, one thread, nothing done with what it gives. */
  parseMs: number
  parseProcessorMs: number
  checkMs: number
  /** The program's own; the reading process has its own processor where there are two. */
  checkProcessorMs: number
  ratio: number
  /** The program's own, its reading process beside it not counted. */
  peakMegabytes: number
}

const villages = ['柳沟村', '大桥村', '石门村', '杨树村', '东岗村', '河湾村', '新立村', '红旗村']

export async function benchCheck(rows = 100_000, workbooks = 50): Promise<CheckBench> {
  using place = temporaryFolder()
  const folder = join(place.folder, 'sheets')
  mkdirSync(folder)
  for (let index = 0; index < workbooks; index++)
    writeFileSync(join(folder, `发放清册${index}.xlsx`), roster(index, Math.floor(rows / workbooks)))
  const all = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  writeFileSync(
    join(folder, '乡镇信息.xlsx'),
    readFileSync(join(root, 'test/fixtures/shiqiao/乡镇信息.xlsx')),
  )
  // Both warm: the first file of any run pays for the compiler.
  for (const bytes of all.slice(0, 5)) XLSX.read(bytes, { type: 'buffer', dense: true })
  const parsing = performance.now()
  const beforeParsing = process.cpuUsage()
  for (const bytes of all) XLSX.read(bytes, { type: 'buffer', dense: true })
  const parseMs = performance.now() - parsing
  const parseProcessorMs = processorMs(beforeParsing)
  const reader = new SourceReader()
  let peak = 0
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20)
  const checking = performance.now()
  const beforeChecking = process.cpuUsage()
  const read = await readTownship(folder, noAnswers, '2026-11-22', { reader })
  const checkMs = performance.now() - checking
  const checkProcessorMs = processorMs(beforeChecking)
  clearInterval(watch)
  reader.close()
  if (!read.ok) throw new Error(read.kind)
  const found = read.reading.drafts.reduce((sum, draft) => sum + draft.lines.length, 0)
  if (found !== Math.floor(rows / workbooks) * workbooks)
    throw new Error(`${found} of ${rows} rows were read`)
  return {
    rows: found,
    workbooks,
    bytes: all.reduce((sum, bytes) => sum + bytes.length, 0),
    parseMs,
    parseProcessorMs,
    checkMs,
    checkProcessorMs,
    ratio: checkMs / parseMs,
    peakMegabytes: Math.max(peak, process.memoryUsage.rss()) / 1024 ** 2,
  }
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1000
}

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾岭长单解'
const givenNames = '秀英桂兰建国淑珍玉梅志强海燕春花德明永福小龙雪莲金凤文斌'
const groups = ['一组', '二组', '三组', '四组', '五组', '六组']

/** A subsidy's list as an office keeps it: twelve columns, with what never leaves the office. */
function roster(seed: number, count: number): Buffer {
  const village = villages[seed % villages.length] ?? ''
  const year = 2026 - Math.floor(seed / villages.length)
  const pick = (from: string, at: number) => from[Math.abs(at) % from.length] ?? ''
  const lines = Array.from({ length: count }, (_, index) => {
    const area = (10_000 + ((index * 7919 + seed * 104_729) % 90_000)) / 10_000
    const amount = Math.round(area * 8690) / 100
    const name =
      pick(surnames, index * 31 + seed) + pick(givenNames, index * 17) + pick(givenNames, index * 13 + 5)
    return [
      index + 1,
      groups[Math.floor((index * groups.length) / count)],
      name,
      `9901021965${String(10_000_000 + index).slice(-8)}`,
      (index % 6) + 1,
      area,
      0,
      area,
      86.9,
      amount,
      `62179956936${String(10_000_000 + index).slice(-8)}`,
      '',
    ]
  })
  const header = ['序号', '村民小组', '户主姓名', '身份证号', '家庭人口', '确权面积(亩)', '不予补贴面积(亩)']
  const more = ['核定补贴面积(亩)', '补贴标准(元/亩)', '补贴金额(元)', '一卡通账号', '备注']
  const book = XLSX.utils.book_new()
  const sheet = XLSX.utils.aoa_to_sheet([
    [`石桥镇${village}${year}年耕地地力保护补贴发放清册`],
    [...header, ...more],
    ...lines,
  ])
  XLSX.utils.book_append_sheet(book, sheet, village)
  const written: unknown = XLSX.write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
  if (!Buffer.isBuffer(written)) throw new Error('no workbook written')
  return written
}

if (process.argv[1]?.endsWith('bench/check.ts'))
  console.log(await benchCheck(Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? 50)))
