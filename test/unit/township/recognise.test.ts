// What the reader takes other townships' sheets for: right, or asked about; never wrong.
import { describe, expect, test } from 'vitest'
import { noAnswers } from '../../../township/answers.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'
import { cases } from './other-townships.ts'
import type { Case } from './other-townships.ts'

/** A folder that is never empty of entries, so that one sheet that waits for an answer refuses nothing. */
const folderOf = ({ of }: Pick<Case, 'of'>) =>
  new MadeFolder()
    .workbook('其他/低保公布.xlsx', {
      红旗村: dibaoRows('红旗村2020年第一季度农村低保对象公布表', ['一组', '王乙二', 500]),
    })
    .workbook(of.file, { [of.sheet ?? 'Sheet1']: of.rows }, of.merges)

describe('sheets of other townships', () => {
  test.each(cases)('$name', async (each) => {
    const { report } = await folderOf(each).read()
    const items =
      report.files.find(({ file }) => file === each.of.file)?.sheets.flatMap(({ items: of }) => of) ?? []
    const questions = report.questions.map(({ kind }) => kind)
    if ('asks' in each) {
      expect(items).toEqual([])
      expect(new Set(questions)).toEqual(new Set([each.asks]))
      return
    }
    expect({ questions, types: items.map(({ itemType }) => itemType).slice(0, 1) }).toEqual({
      questions: [],
      types: [each.is],
    })
    const own = items.find(({ village }) => village === '柳沟村')
    expect(own).toMatchObject({ rows: each.rows, totals: each.totals })
    expect(own?.confidence).toBeGreaterThanOrEqual(50)
    expect(own?.reasons.some(({ by }) => by === 'headers')).toBe(true)
  })
})

void noAnswers
