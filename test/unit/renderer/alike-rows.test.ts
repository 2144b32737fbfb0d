// A row that is said to be as high as another must break in the same places, or a page would hang over its edge.
import { describe, expect, test } from 'vitest'
import type { Row } from '../../../disclosure/entry.ts'
import { likenessIn } from '../../../renderer/entry/alike-rows.ts'
import type { PlannedColumn } from '../../../renderer/fields/columns.ts'

const column = (id: string, at: number, share: number, figure = false): PlannedColumn => ({
  column: { id, kind: figure ? 'money' : 'text', required: false, headers: [] },
  at,
  label: id,
  unit: '',
  figure,
  share,
  decimals: 2,
})

const planned = [column('name', 0, 0.25), column('purpose', 1, 0.5), column('amount', 2, 0.25, true)]

/** A sheet of 40 characters: ten for a name, twenty for a purpose, less what stands beside them. */
const likeness = (stacked = false) =>
  likenessIn({ planned, stacked, widthEm: 40, written: (_each, value) => String(value ?? '') })

const isAlike = (one: Row, other: Row, stacked = false, isPart = false) => {
  const of = likeness(stacked)
  return of(one, isPart) === of(other, isPart)
}

const long = '付村道硬化工程第二期的尾款和质量保证金'

describe('rows of a table', () => {
  test('are alike where every text has room on one line, however long their figures are', () => {
    expect(isAlike(['王秀英', '办公用品', 100], ['欧阳建国', '误工补贴', 123_456_789])).toBe(true)
  })

  test('are alike where texts that may break have characters and digits in the same places', () => {
    expect(isAlike(['王秀英', `${long}12元`, 1], ['李建国', `${long.replace('村', '乡')}98元`, 2])).toBe(true)
  })

  test('differ where one text is longer than the other and may break', () => {
    expect(isAlike(['王秀英', long, 1], ['王秀英', `${long}等`, 1])).toBe(false)
    expect(isAlike(['王秀英', '办公用品', 1], ['王秀英', long, 1])).toBe(false)
  })

  test('differ where a mark stands elsewhere, since a line does not begin with one', () => {
    expect(isAlike(['王秀英', `${long}、办`, 1], ['王秀英', `${long.slice(0, -1)}、金办`, 1])).toBe(false)
  })

  test('differ where a letter of another width stands: only Chinese characters and digits are all as wide', () => {
    expect(isAlike(['王秀英', `${long}W`, 1], ['王秀英', `${long}i`, 1])).toBe(false)
  })

  test('differ where one belongs to another row and stands further in', () => {
    const of = likeness()
    expect(of(['王秀英', '', 1], true)).not.toBe(of(['王秀英', '', 1], false))
    expect(isAlike(['王秀英', '办', 1], ['王秀英', '办公', 1], false, true)).toBe(false)
  })

  test('one under another are alike only if their figures are as long too', () => {
    expect(isAlike(['王秀英', '办公', 100], ['李建国', '误工', 999], true)).toBe(true)
    expect(isAlike(['王秀英', '办公', 100], ['李建国', '误工', 1000], true)).toBe(false)
    expect(isAlike(['王秀英', '办公', 100], ['王英', '办公', 100], true)).toBe(false)
  })
})
