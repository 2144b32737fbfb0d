// Every quirk and every trap of another township's sheets, one real file each: read right, or asked, never wrong.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { Case } from '../../fixtures/quirks/case.ts'
import { cases } from '../../fixtures/quirks/cases.ts'
import { noAnswers } from '../../../township/answers.ts'
import { readTownship } from '../../../township/read-township.ts'
import type { Reading } from '../../../township/read-township.ts'
import { leaked, missing, told, valuesAstray, wrong } from './wanted.ts'

const sheets = new URL('../../fixtures/quirks/sheets/', import.meta.url).pathname
const anchor = '阿吾勒村村规民约.txt'
const made: string[] = []
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })))

/** The folder of one case, with the register of its township at the top. */
async function readCase({ id }: Case): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-quirk-'))
  made.push(folder)
  cpSync(join(sheets, id), folder, { recursive: true })
  // A folder of which nothing at all can be used is refused as a whole; the rules of a village always can.
  for (const name of ['乡镇信息.xlsx', anchor]) cpSync(join(sheets, name), join(folder, name))
  const read = await readTownship(folder, noAnswers, '2026-11-22')
  if (!read.ok) throw new Error(`${id} was refused: ${read.kind}`)
  const { reading } = read
  return { ...reading, entries: reading.entries.filter(({ entry }) => entry.source.file !== anchor) }
}

const whatLeaked = (each: Case, reading: Reading): string[] => [
  ...leaked(each.never ?? [], JSON.stringify([reading.report, reading.entries])),
  ...leaked(each.unpublished ?? [], JSON.stringify(reading.entries)),
]

describe('a clerk who has another township’s sheets finds that', () => {
  test.each(cases.filter((each) => each.yet === undefined))('$id: $says', async (each) => {
    const reading = await readCase(each)
    expect([
      ...whatLeaked(each, reading),
      ...wrong(each.items, reading),
      ...missing(each.items, reading),
      ...valuesAstray(each, reading),
      ...told(each, reading),
    ]).toEqual([])
  })
})

const yet = cases.filter((each) => each.yet !== undefined)
describe.runIf(yet.length > 0)('nothing wrong is published of what is not read right yet', () => {
  test.each(yet)('$id: $says', async (each) => {
    const reading = await readCase(each)
    const astray = each.isPublishedWrong ? [] : wrong(each.items, reading)
    expect([...whatLeaked(each, reading), ...astray]).toEqual([])
  })

  afterAll(() => {
    console.info(
      [
        'Not read right yet:',
        ...yet.map((each) => `  ${each.isPublishedWrong ? 'PUBLISHED WRONG ' : ''}${each.id}: ${each.yet}`),
      ].join('\n'),
    )
  })
})
