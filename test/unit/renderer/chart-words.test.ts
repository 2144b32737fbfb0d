// The pictures of an item in words: the sentence above, exact figures on every line, shares nobody can find wrong.
import { describe, expect, test } from 'vitest'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import type { Charts } from '../../../electron/contract.ts'
import { picturesOf, shareWords } from '../../../renderer/charts/chart-words.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')
const type = itemTypeOf('posting-sheet')
if (!type) throw new Error('no posting sheet')

const pictures = (charts: Partial<Charts>) =>
  picturesOf(t, '2026Q3', type, { trend: [], compositions: [], ...charts })
const trend = (...values: (number | null)[]) => {
  const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'].slice(-values.length)
  const [picture] = pictures({ trend: values.map((value, at) => ({ period: periods[at] ?? '', value })) })
  if (!picture) throw new Error('no picture')
  return picture
}
const parts = (values: Record<string, number>, names = 1) => {
  const whole = Object.values(values).reduce((sum, value) => sum + value, 0)
  const list = Object.entries(values).map(([label, value]) => ({ label, value, names }))
  const [picture] = pictures({ compositions: [{ total: 'expense', whole, parts: list }] })
  if (!picture) throw new Error('no picture')
  return picture
}

describe('a course of periods', () => {
  test('says from when to when of what, and which was the most', () => {
    expect(trend(12_300_000, 9_800_000, 9_800_000).sentences).toEqual([
      '2026年第一季度到2026年第三季度的支出。',
      '2026年第一季度最多，12万3千元。',
    ])
  })

  test('of two that are alike neither is the most', () => {
    expect(trend(500, 500, 100).sentences.at(-1)).toBe('2026年第三季度最少，1元。')
    expect(trend(500, 500).sentences.at(-1)).toBe('每期都一样多。')
    expect(trend(500, 500, 100, 100).sentences).toHaveLength(1)
  })

  test('what is not here is said to be not here, and is no 0', () => {
    const { lines, sentences } = trend(500, null, 0)
    expect(lines.map(({ figure, value }) => [figure, value])).toEqual([
      ['5.00', 500],
      ['没有', null],
      ['0.00', 0],
    ])
    expect(sentences.at(-1)).toBe('写着“没有”的，这台机器里没有那一期。')
  })

  test('the item itself is marked, and a column has its period in two lines', () => {
    const { lines } = trend(1, 2)
    expect(lines.map(({ here }) => here)).toEqual([false, true])
    expect(lines[1]?.short).toEqual(['2026年', '第三季度'])
  })
})

describe('what a sum is made of', () => {
  test('each part has its figure and its share, the sum stands below, the largest is said', () => {
    const picture = parts({ 办公费: 5000, 修路: 2500, 水费: 2500 })
    expect(picture.lines.map(({ label, figure, share }) => [label, figure, share])).toEqual([
      ['办公费', '50.00', '占50%'],
      ['修路', '25.00', '占25%'],
      ['水费', '25.00', '占25%'],
    ])
    expect(picture.whole).toBe('100.00')
    expect(picture.sentences).toEqual(['支出一共100元。', '最多的是办公费，占50%。'])
  })

  test('the smallest together are others, one without a name is said to have none', () => {
    expect(parts({ 甲: 900, '': 100 }, 4).lines.at(-1)?.label).toBe('其他4项')
    expect(parts({ 甲: 900, '': 100 }, 1).lines.at(-1)?.label).toBe('没写明的')
  })

  test('where something is taken away nobody speaks of shares', () => {
    const picture = parts({ 房屋: 9000, 折旧: -2000 })
    expect(picture.lines.map(({ share }) => share)).toEqual([null, null])
    expect(picture.sentences).toEqual(['支出一共70元。'])
  })
})

test('a share that was rounded says so, and a small one is not nothing', () => {
  expect(shareWords(t, 1, 3)).toBe('约占33%')
  expect(shareWords(t, 1, 4)).toBe('占25%')
  expect(shareWords(t, 1, 1000)).toBe('不到1%')
  expect(shareWords(t, 9_999_999_999_999, 9_999_999_999_999)).toBe('占100%')
})
