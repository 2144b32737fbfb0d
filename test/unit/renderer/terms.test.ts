// Words of an item that not everybody knows.
import { expect, test } from 'vitest'
import { termsIn } from '../../../renderer/entry/terms.ts'
import { wordFiles } from './locale-words.ts'

const known = new Map([
  ['流转', '租给别人种'],
  ['土地流转', '把地租给别人种'],
  ['债权', '别人欠村里的'],
])

test('terms are told in the order they are met, each once', () => {
  expect(termsIn(['债权明细', '土地流转', '债权合计'], known).map(({ term }) => term)).toEqual([
    '债权',
    '土地流转',
  ])
})

test('a term within a longer one is not told beside it, but is where it stands alone', () => {
  expect(termsIn(['土地流转'], known).map(({ term }) => term)).toEqual(['土地流转'])
  expect(termsIn(['土地流转后再流转'], known).map(({ term }) => term)).toEqual(['土地流转', '流转'])
})

test('every meaning is one short sentence that does not use the term itself', () => {
  const meanings = Object.entries(wordFiles('zh-CN')['terms']?.['meaning'] ?? {})
  expect(meanings.length).toBeGreaterThan(50)
  for (const [term, meaning] of meanings) {
    expect(meaning, term).toMatch(/^[^。]{4,25}。$/u)
    if (term.length > 2) expect(meaning, term).not.toContain(term)
  }
})
