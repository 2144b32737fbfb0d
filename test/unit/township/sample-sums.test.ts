// One amount in four places: for every item with money of the sample township, rows = total = sentence = 大写 (E02).
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yuanCapitals } from '../../../disclosure/amount.ts'
import type { Row } from '../../../disclosure/entry.ts'
import { columnsOf, type ItemType, type Total } from '../../../disclosure/item-type.ts'
import { entryLines, entryPage, rows } from '../../../db/entries.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import { fieldOfTotal, sentenceOf, totalFigure } from '../../../renderer/words.ts'
import { makePack } from '../../../township/make-pack.ts'
import { capitalsByNzh } from '../../stand-ins/nzh-capitals.ts'
import { importInto, kioskOf, temporaryFolder, typeNamed, worldIn } from '../../stand-ins/pack-world.ts'
import { wordsOf } from '../renderer/locale-words.ts'
import { readSample } from './sample-township.ts'

const place = temporaryFolder()
const { t } = await wordsOf('zh-CN')
let reader: Reader

beforeAll(async () => {
  const world = await worldIn(place.folder)
  const out = join(place.folder, 'sample.mbpack')
  const wish = { out, key: world.key, sequence: 1, issuedOn: '2026-11-22', mode: 'whole' as const }
  const made = await makePack(
    await readSample(),
    { ...wish, withdraw: [], reviews: [], statements: [] },
    null,
  )
  if (!made.ok) throw new Error(JSON.stringify(made.failed))
  const data = kioskOf(world)
  const outcome = await importInto(data, out)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  ;({ reader } = openReader(data))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

type Shown = { id: string; type: ItemType; total: string; fen: number; lines: Row[]; sentence: string }

/** Every sum of money that a villager can open on this kiosk, with the lines it stands over. */
function* shownMoney(): Generator<Shown> {
  for (const { id } of entryLines(reader)) {
    const page = entryPage(reader, { id })
    if (!page) throw new Error(`${id} is listed and cannot be opened`)
    const type = typeNamed(page.entry.itemType)
    const lines = allRows(id, page.lines)
    const { period, totals } = page.entry
    const village = page.village?.name ?? null
    const sentence = sentenceOf(t, { type, period, village, rows: page.entry.rows, totals })
    for (const [total, fen] of Object.entries(totals))
      if (fieldOfTotal(type, total)?.kind === 'money') yield { id, type, total, fen, lines, sentence }
  }
}

function allRows(id: string, wanted: number): Row[] {
  const found: Row[] = []
  while (found.length < wanted) {
    const next = rows(reader, { id, offset: found.length, limit: 200 }).rows
    if (next.length === 0) throw new Error(`${id} has ${found.length} of ${wanted} lines`)
    found.push(...next)
  }
  return found
}

/** Summed a second way, in whole 分 of any size: a part of another line (其中) is not counted twice. */
function sumOf(type: ItemType, total: Total, lines: readonly Row[]): bigint {
  const columns = columnsOf(type).map((column) => column.id)
  const cell = (line: Row, field: string | undefined) => line[columns.indexOf(field ?? '')] ?? null
  const parent = type.layout.kind === 'paired' ? type.layout.parent : undefined
  return lines
    .filter((line) => parent === undefined || cell(line, parent) === null)
    .filter((line) => !total.where || total.where.values.includes(String(cell(line, total.where.field))))
    .reduce((sum, line) => sum + BigInt(String(cell(line, total.sum) ?? 0)), 0n)
}

test('every sum is that of its lines, whatever it is shown as', () => {
  const summed = [...shownMoney()].filter(({ type, total }) => type.totals[total])
  const wrong = summed.filter(
    ({ type, total, fen, lines }) => sumOf(type, type.totals[total] ?? { sum: total }, lines) !== BigInt(fen),
  )
  expect(wrong.map(({ id, total, fen }) => ({ id, total, fen }))).toEqual([])
  // Not an empty sample: each is a total of its own.
  expect(summed.length).toBeGreaterThan(300)
})

test('the figure is the sum to the 分, and the 大写 is what nzh writes', () => {
  const all = [...shownMoney()]
  for (const { id, type, total, fen } of all) {
    const figure = totalFigure(fieldOfTotal(type, total), fen)
    expect(`${id} ${BigInt(figure.replace(/[^\d-]/g, ''))}`).toBe(`${id} ${fen}`)
    expect(`${id} ${yuanCapitals(fen)}`).toBe(`${id} ${capitalsByNzh(fen)}`)
  }
  expect(all.length).toBeGreaterThan(300)
})

test('the sentence says the same amount, and 约 where it is rounded', () => {
  let said = 0
  for (const { id, type, total, fen, sentence } of shownMoney()) {
    const words = amountIn(sentence, t(`disclosure:${type.id}.sentence`, { skipInterpolation: true }), total)
    if (words === null) continue
    said++
    const spoken = fenOfWords(words.replace('约', ''))
    if (!words.startsWith('约')) expect(`${id} ${spoken}`).toBe(`${id} ${fen}`)
    // Half a thousand 元 below a 亿 is what rounding may take.
    else expect(Math.abs(spoken - fen), `${id}: ${words} for ${fen}`).toBeLessThanOrEqual(50_000)
  }
  expect(said).toBeGreaterThan(200)
})

/** What stands in a sentence where its template names a sum; null if this one does not name it. */
function amountIn(sentence: string, template: string, total: string): string | null {
  const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const pattern = template
    .split(/(\{\{\w+\}\})/)
    .map((part) => (part === `{{${total}}}` ? '(.+?)' : part.startsWith('{{') ? '.+?' : escaped(part)))
    .join('')
  return new RegExp(`^${pattern}$`, 's').exec(sentence)?.[1] ?? null
}

function fenOfWords(words: string): number {
  const read = /^(负)?(?:(\d+)亿)?(?:(\d+)万)?(?:(\d)千)?(\d+)?元?(?:(\d)角)?零?(?:(\d)分)?$/.exec(words)
  if (!read) throw new Error(`unreadable: ${words}`)
  const [yi = 0, wan = 0, qian = 0, yuan = 0, jiao = 0, rest = 0] = read
    .slice(2)
    .map((each) => Number(each ?? 0))
  const size = (yi * 1e8 + wan * 1e4 + qian * 1e3 + yuan) * 100 + jiao * 10 + rest
  return read[1] ? -size : size
}
