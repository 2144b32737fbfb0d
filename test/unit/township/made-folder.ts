// A township's folder made for one test: the sample's register, and whatever sheets the test writes.
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { nothingBefore } from '../../../township/previous-pack.ts'
import type { Published } from '../../../township/across-sheets.ts'
import { noAnswers } from '../../../township/answers.ts'
import type { Answers } from '../../../township/answers.ts'
import { readTownship } from '../../../township/read-township.ts'
import type { Reading } from '../../../township/read-township.ts'
import { sampleFolder } from './sample-township.ts'

export type Sheets = Record<string, unknown[][]>

export class MadeFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'mingbai-sheets-'))

  constructor(withRegister = true) {
    if (withRegister) copyFileSync(join(sampleFolder, '乡镇信息.xlsx'), join(this.path, '乡镇信息.xlsx'))
  }

  file(name: string, content: string | Buffer): this {
    const path = join(this.path, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content)
    return this
  }

  workbook(name: string, sheets: Sheets, merges: string[] = [], hidden: string[] = []): this {
    const book = XLSX.utils.book_new()
    for (const [sheet, rows] of Object.entries(sheets)) {
      const cells = XLSX.utils.aoa_to_sheet(rows)
      cells['!merges'] = merges.map((range) => XLSX.utils.decode_range(range))
      XLSX.utils.book_append_sheet(book, cells, sheet)
    }
    book.Workbook = {
      Sheets: Object.keys(sheets).map((sheet) => ({ name: sheet, Hidden: hidden.includes(sheet) ? 1 : 0 })),
    }
    return this.file(
      name,
      XLSX.write(book, { type: 'buffer', bookType: name.endsWith('.xls') ? 'biff8' : 'xlsx' }),
    )
  }

  async read(answers: Answers = noAnswers, previous: readonly Published[] = []): Promise<Reading> {
    const read = await readTownship(this.path, answers, '2026-11-22', {
      previous: { ...nothingBefore, entries: previous },
    })
    if (!read.ok) throw new Error(`refused: ${read.kind}`)
    return read.reading
  }
}

/** A small 低保 list of one village. */
export const dibaoRows = (title: string, ...people: [string, string, number][]): unknown[][] => [
  [title],
  ['序号', '村民小组', '户主姓名', '家庭人口', '保障人数', '月保障金额(元)', '备注'],
  ...people.map(([group, name, monthly], index) => [index + 1, group, name, 3, 2, monthly, '']),
]
