// A blank template, filled in by anybody with anything its columns ask for, becomes a pack with the same values.
import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { columnsOf } from '../../disclosure/item-type.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { itemTypes } from '../../disclosure/item-types/all.ts'
import type { Value } from '../../disclosure/fields.ts'
import { rowsOfEntry } from '../../pack/entry-rows.ts'
import { inspectPack } from '../../pack/open.ts'
import { answerQuestion, noAnswers } from '../../township/answers.ts'
import { letterBytes, letterParagraphs } from '../../township/blank-letter.ts'
import { registerSheets } from '../../township/blank-register.ts'
import { makeKeys, readKey } from '../../township/keys.ts'
import type { KeyFile } from '../../township/keys.ts'
import type { Fault } from '../../township/findings.ts'
import { readTownship } from '../../township/read-township.ts'
import type { Reading } from '../../township/read-township.ts'
import { reported } from '../../township/wording.ts'
import { workbookBytes } from '../../township/write-workbook.ts'
import { writePack } from '../../township/write.ts'
import { filledSheet, titled, typed, villages } from './filled-template.ts'

const folder = mkdtempSync(join(tmpdir(), 'mingbai-template-'))
let key: KeyFile
let runs = 0

beforeAll(async () => {
  const made = await makeKeys({ out: folder, code: '330102', name: '青坪镇' })
  const read = made.ok ? await readKey(made.keyFile) : null
  if (!read?.ok) throw new Error('no key')
  key = read.key
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The blank register, filled. */
function register(): Buffer {
  const book = XLSX.read(workbookBytes(registerSheets()), { type: 'buffer' })
  const [about = '', places = ''] = book.SheetNames
  const write = (name: string, at: string, rows: unknown[][]) => {
    const sheet = book.Sheets[name]
    if (sheet) XLSX.utils.sheet_add_aoa(sheet, rows, { origin: at })
  }
  write(about, 'B2', [['青坪镇'], ['330102']])
  write(
    places,
    'A3',
    villages.map(({ name, code, groups }, at) => {
      const all = Array.from({ length: groups }, (_, group) => `${group + 1}组`).join('、')
      return [at + 1, name, code, all, 120, 400, '0960-6218001']
    }),
  )
  return XLSX.write(book, { type: 'buffer', bookType: 'xlsx' })
}

const errorsOf = (faults: readonly Fault[]) =>
  faults.filter(({ severity, accepted }) => severity === 'error' && accepted === null)

/**
 * What a check holds back the clerk explains, and whether odd amounts are really 元 the clerk says, as any clerk may: the
 * values are those of the sheet all the same.
 */
async function readAccepting(sheets: string): Promise<Reading> {
  const first = await readTownship(sheets, noAnswers, '2026-11-22')
  if (!first.ok) throw new Error(`refused: ${first.kind}`)
  const { faults, questions } = first.reading.report
  const accepted = errorsOf(faults).map(({ file, sheet, cell, kind }) => ({
    file,
    sheet,
    cell,
    kind,
    reason: '表上就是这样写的',
  }))
  const units = questions.filter(({ kind }) => kind === 'which-unit')
  if (accepted.length + units.length === 0) return first.reading
  const answers = units.reduce((said, unit) => answerQuestion(said, unit, { value: '元' }), noAnswers)
  const again = await readTownship(sheets, { ...answers, accepted }, '2026-11-22')
  if (!again.ok) throw new Error(`refused: ${again.kind}`)
  return again.reading
}

/** Read, packed, opened again: the rows of the one entry that came of the file. */
async function throughPack(
  name: string,
  bytes: Buffer,
): Promise<{ itemType: string; rows: Value[][]; sums: number }> {
  const sheets = join(folder, `sheets-${++runs}`)
  mkdirSync(sheets)
  writeFileSync(join(sheets, '乡镇信息.xlsx'), register())
  writeFileSync(join(sheets, name), bytes)
  const { township, entries, report } = await readAccepting(sheets)
  expect(errorsOf(report.faults)).toEqual([])
  expect(report.questions).toEqual([])
  const out = join(folder, `${runs}.mbpack`)
  const packed = await writePack({ out, key, township, sequence: runs, issuedOn: '2026-11-22', entries })
  if (!packed.ok) throw new Error(JSON.stringify(packed.refusal))
  const opened = await inspectPack(out)
  if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
  expect(entries).toHaveLength(1)
  const found = await rowsOfEntry(opened.pack, entries[0]?.entry.id ?? '')
  if (!found) throw new Error('the entry is not in the pack')
  rmSync(sheets, { recursive: true })
  rmSync(out)
  const sums = found.entry.printedTotals.filter(({ matches }) => matches).length
  return { itemType: found.entry.itemType, rows: found.rows.map((row) => [...row]), sums }
}

const tables = itemTypes.filter((type) => type.layout.kind !== 'document')
const letters = itemTypes.filter((type) => type.layout.kind === 'document')

/** 货币资金 is printed in the blank sheet: a line of the clerk's sheet, though not of the generator's. */
function withoutOwn(type: ItemType, rows: Value[][]): Value[][] {
  if (type.layout.kind !== 'paired') return rows
  const labels = Object.values(type.figures ?? {}).flatMap((figure) => figure.labels)
  const subject = columnsOf(type).findIndex(
    ({ id }) => type.layout.kind === 'paired' && id === type.layout.subject,
  )
  return rows.filter((row) => !labels.includes(String(row[subject])))
}

test.each(tables.map((type) => [type.id, type] as const))(
  '%s: what is filled in is what stands in the pack',
  async (_, type) => {
    await fc.assert(
      fc.asyncProperty(filledSheet(type), async (filled) => {
        const { extension, rows, sums } = filled
        const read = await throughPack(`交来的表.${extension}`, typed(type, filled))
        expect(read.itemType).toBe(type.id)
        expect(withoutOwn(type, read.rows)).toEqual(rows)
        expect(read.sums).toBeGreaterThanOrEqual(sums)
      }),
      { numRuns: 5 },
    )
  },
  60_000,
)

test.each(letters.map((type) => [type.id, type] as const))(
  '%s: a letter written into the blank one is read as it is',
  async (_, type) => {
    const [title = '', , , ,] = letterParagraphs(type)
    const shown = titled(title, type, '青石村').replace('______', '青石村修渠')
    const paragraphs = [
      shown,
      '全体村民:',
      '本村将于近日开工,请大家留意。',
      '青石村村民委员会',
      '2026年7月10日',
    ]
    const read = await throughPack('交来的信.docx', letterBytes(paragraphs.map(reported)))
    expect(read.itemType).toBe(type.id)
    expect(read.rows).toEqual([[shown, '青石村村民委员会', '2026-07-10']])
  },
)
