// Printed sums over any list: right ones accuse nobody, and a wrong one is told at its own cell with the right figure.
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { yuanFigure } from '../../disclosure/amount.ts'
import { MadeFolder } from '../unit/township/made-folder.ts'

type Village = { name: string; groups: number[][] }

const amount = fc.integer({ min: 10_000, max: 300_000 })
const groups = fc.array(fc.array(amount, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })
const villages = fc
  .tuple(groups, fc.option(groups), fc.option(groups))
  .map((parts) =>
    parts.flatMap((each, at): Village[] =>
      each ? [{ name: ['柳沟村', '大桥村', '石门村'][at] ?? '', groups: each }] : [],
    ),
  )

const surnames = '赵钱孙李周吴郑王冯陈褚卫'
const nameOf = (at: number) => `${surnames[at % 12]}${surnames[Math.floor(at / 12) % 12]}一`

type Sheet = { rows: unknown[][]; sums: number[] }

/** Each group has its 小计, each village its 合计, and all their 总计; `sums` are the places of those rows. */
function sheetOf(list: readonly Village[]): Sheet {
  const rows: unknown[][] = [
    ['石桥镇2026年第三季度农村低保对象公布表'],
    ['村名', '村民小组', '户主姓名', '保障人数', '月保障金额(元)'],
  ]
  const sums: number[] = []
  const sumRow = (label: string, amounts: number[]) => {
    sums.push(rows.length)
    rows.push([label, '', '', amounts.length, yuanFigure(amounts.reduce((sum, each) => sum + each, 0))])
  }
  let people = 0
  for (const { name, groups: own } of list) {
    for (const [at, amounts] of own.entries()) {
      for (const each of amounts) rows.push([name, `${at + 1}组`, nameOf(people++), 1, yuanFigure(each)])
      sumRow('小计', amounts)
    }
    sumRow(`${name}合计`, own.flat())
  }
  sumRow(
    '总 计',
    list.flatMap((village) => village.groups.flat()),
  )
  return { rows, sums }
}

const totalsIn = async (rows: unknown[][]) => {
  const { report, entries } = await new MadeFolder().workbook('低保.xlsx', { Sheet1: rows }).read()
  return { faults: report.faults.filter(({ kind }) => kind === 'total-differs'), entries }
}

test('right sums accuse nobody, whatever they speak of', async () => {
  await fc.assert(
    fc.asyncProperty(villages, async (list) => {
      const { faults, entries } = await totalsIn(sheetOf(list).rows)
      expect(faults).toEqual([])
      expect(entries).toHaveLength(list.length)
    }),
    { numRuns: 40 },
  )
})

test('one wrong sum is told at its cell, with the figure that would be right', async () => {
  await fc.assert(
    fc.asyncProperty(villages, fc.nat(), fc.integer({ min: 1, max: 9_999 }), async (list, which, off) => {
      const { rows, sums } = sheetOf(list)
      const at = sums[which % sums.length] ?? 0
      const row = rows[at] ?? []
      const right = String(row[4])
      const wrong = yuanFigure(Math.round(Number(right.replaceAll(',', '')) * 100) + off)
      rows[at] = [...row.slice(0, 4), wrong]
      const { faults } = await totalsIn(rows)
      expect(faults.map(({ cell, seen, expected }) => [cell, seen, expected])).toEqual([
        [`E${at + 1}`, wrong, right],
      ])
    }),
    { numRuns: 60 },
  )
})
