// Columns that fit their figures, and tables that are stacked when no column would.
import { describe, expect, test } from 'vitest'
import { columnsOf } from '../../../disclosure/item-type.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import type { Row } from '../../../disclosure/entry.ts'
import { planColumns } from '../../../renderer/fields/columns.ts'
import { widthInEm } from '../../../disclosure/text-width.ts'
import { figureOf } from '../../../renderer/fields/figure.ts'
import { fieldName } from '../../../renderer/words.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')

function plan(id: string, values: Record<string, string | number | null>[], widthEm: number) {
  const type = itemTypeOf(id)
  if (!type) throw new Error(`no item type ${id}`)
  const columns = columnsOf(type)
  const rows: Row[] = values.map((value) => columns.map((column) => value[column.id] ?? null))
  return planColumns({
    columns,
    list: type.list,
    rows,
    totals: {},
    widthEm,
    label: (column) => fieldName(t, id, column.id),
    unit: () => '',
    context: { t, itemType: id, year: '2026' },
  })
}

const ledgerLine = { date: '2026-07-11', summary: '收上级转移支付三季度村级运转经费', income: 3530000 }

describe('planned columns', () => {
  test('share the whole width between them', () => {
    const { planned, stacked } = plan('cash-ledger', [ledgerLine], 34)
    expect(stacked).toBe(false)
    expect(planned.reduce((all, each) => all + each.share, 0)).toBeCloseTo(1)
  })

  test('give a figure all the width it needs before a text gets more', () => {
    const { planned } = plan('cash-ledger', [{ ...ledgerLine, income: 123456789012 }], 34)
    const income = planned.find((each) => each.column.id === 'income')
    expect((income?.share ?? 0) * 34).toBeGreaterThan(widthInEm('1,234,567,890.12'))
  })

  test('are stacked when the figures alone are wider than the sheet', () => {
    expect(plan('cash-ledger', [ledgerLine], 14).stacked).toBe(true)
  })

  test('leave out the year only when every date of the column is of that year', () => {
    const yearOf = (dates: string[]) =>
      plan(
        'cash-ledger',
        dates.map((date) => ({ ...ledgerLine, date })),
        34,
      ).planned[0]?.year
    expect(yearOf(['2026-07-11', '2026-09-30'])).toBe('2026')
    expect(yearOf(['2026-07-11', '2025-12-31'])).toBeUndefined()
  })

  test('write areas with as many decimals as the longest of them', () => {
    const { planned } = plan('farmland-subsidy', [{ area: 125000 }, { area: 9790112 }], 34)
    expect(planned.find((each) => each.column.id === 'area')?.decimals).toBe(4)
  })
})

test('each kind of value is written in its own way', () => {
  const type = itemTypeOf('farmland-subsidy')
  const columns = type ? columnsOf(type) : []
  const written = (id: string, value: string | number) => {
    const column = columns.find((each) => each.id === id)
    return column ? figureOf(column, value, { t, itemType: 'farmland-subsidy' }) : null
  }
  expect(written('amount', 17650)).toBe('176.50')
  expect(written('area', 20000)).toBe('2.00')
  expect(written('group', 3)).toBe('3组')
  expect(written('rate', '88.25')).toBe('88.25')
  expect(written('status', 'paid')).toBe('已发')
  expect(written('paidOn', '2026-08-21')).toBe('2026年8月21日')
})
