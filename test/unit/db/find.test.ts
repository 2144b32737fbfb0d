// Finding by letters, and one household's public lines: over real generations.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { families, find, household, householdNames } from '../../../db/find.ts'
import { fitOf, plainQuery, surnameLetter } from '../../../db/pinyin-match.ts'
import { openDesk } from '../../../db/desk.ts'
import type { Reader } from '../../../db/reader.ts'
import { setSetting } from '../../../db/settings.ts'
import { surnameOf } from '../../../disclosure/household.ts'
import {
  dibao,
  entry,
  posting,
  readingOf,
  row,
  temporaryFolder,
  villageCodes,
} from '../../stand-ins/pack-world.ts'

const place = temporaryFolder()
const [liugou, shiqiaotou] = villageCodes
let data: string
let reader: Reader

const farmland = (
  period: string,
  payees: readonly [group: number | null, payee: string][],
  villageCode: string = liugou,
) =>
  entry({
    itemType: 'farmland-subsidy',
    period,
    villageCode,
    rowsOf: payees.map(([group, payee]) =>
      row('farmland-subsidy', { group, payee, area: 10_000, amount: 100 }),
    ),
  })

beforeAll(async () => {
  ;({ data, reader } = await readingOf(place.folder, [
    posting({ period: '2026Q2' }),
    farmland('2026', [
      [1, '单福生'],
      [1, '单福生'],
      [2, '欧阳小龙'],
      [null, '仇桂兰'],
    ]),
    farmland('2025', [[1, '单福生']]),
    farmland('2026', [[1, '单福生']], shiqiaotou),
    dibao({ payees: ['单福生', '单*生'] }),
  ]))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

describe('what is typed', () => {
  test.each([
    ['高龄津贴', 'gl', true],
    ['公路硬化', 'gl', true],
    ['村级公路', 'gonglu', true],
    ['村级公路', 'gongl', true],
    ['重庆寨村', 'cq', true],
    ['重庆寨村', 'zq', true],
    ['曾家坝', 'zj', true],
    ['长岭', 'changling', true],
    ['单福生', 'shanfs', true],
    ['仇桂兰', 'qgl', true],
    ['张三', 'zhs', true],
    ['绿化', 'lv', true],
    ['吕梁', 'lüliang', true],
    ['记-31 号', '31h', true],
    ['耕地地力保护补贴', '地力b', true],
    ['公路', 'gw', false],
    ['公路', 'lg', false],
    ['', 'a', false],
    ['战略规划', 'zhanlue', true],
    ['战略规划', 'zhanlve', true],
    ['道路恩情', 'daoluen', true],
  ])('%s by %s: %s', (text, typed, fits) => {
    expect(fitOf(text, plainQuery(typed)) !== null).toBe(fits)
  })

  test('marks, emoji, brackets and 200 letters of anything are safe', () => {
    for (const typed of ['…<b>', '🙂', '%_"\'', 'a'.repeat(200), '\u0000\u202e'])
      expect(find(reader, { villageCode: liugou, text: typed }).persons).toEqual([])
  })

  test('what is written so stands before what only sounds so, beginnings before the rest', () => {
    expect(fitOf('gl', 'gl')).toBe(0)
    expect(fitOf('高龄', 'gl')).toBe(2)
    expect(fitOf('修公路', 'gl')).toBe(3)
  })

  test('a surname is filed as it is read when it is one', () => {
    expect(['单', '曾', '仇', '欧阳', '解', '㛃'].map(surnameLetter)).toEqual(['S', 'Z', 'Q', 'O', 'X', 'J'])
    expect(['欧阳小龙', '欧阳', '单*生', '阿依古丽·买买提', '𠮷田'].map(surnameOf)).toEqual([
      '欧阳',
      '欧',
      '单',
      '阿',
      '𠮷',
    ])
  })
})

describe('finding', () => {
  const found = (text: string) => find(reader, { villageCode: liugou, text })

  test('an item is found by the letters of its name, once, as it was published last', () => {
    expect(found('gd').items.map((item) => [item.itemType, item.period])).toEqual([
      ['farmland-subsidy', '2026'],
    ])
  })

  test('nothing typed gives the village’s items in the order villagers know', () => {
    expect(found('').items.map((item) => item.itemType)).toEqual([
      'posting-sheet',
      'farmland-subsidy',
      'dibao-list',
    ])
    expect(found('').persons).toEqual([])
  })

  test('households of this village alone, each once', () => {
    expect(found('sfs').persons).toEqual([{ group: 1, name: '单福生', lines: 4 }])
  })

  test('a subject of the ledger leads to its line', () => {
    expect(found('bgf').texts).toMatchObject([{ itemType: 'posting-sheet', text: '办公费', at: 2, more: 0 }])
  })

  test('nothing gives what comes nearest', () => {
    const { items, persons, texts, near } = found('gdqqq')
    expect([items, persons, texts]).toEqual([[], [], []])
    expect(near.map((item) => item.itemType)).toEqual(['farmland-subsidy'])
    expect(found('vvvvv').near).toEqual([])
  })
})

describe('one household', () => {
  test('is reached by group and surname', () => {
    expect(families(reader, { villageCode: liugou })).toEqual([
      { group: 1, families: [{ surname: '单', letter: 'S', households: 1 }] },
      {
        group: 2,
        families: [
          { surname: '单', letter: 'S', households: 1 },
          { surname: '欧阳', letter: 'O', households: 1 },
        ].sort((a, b) => (a.letter < b.letter ? -1 : 1)),
      },
      { group: null, families: [{ surname: '仇', letter: 'Q', households: 1 }] },
    ])
    expect(householdNames(reader, { villageCode: liugou, group: 1, surname: '单' })).toEqual([
      { group: 1, name: '单福生', lines: 4 },
    ])
  })

  test('has all its public lines on one page, newest first, each with its place in the sheet', () => {
    const { lines, more } = household(reader, { villageCode: liugou, group: 1, name: '单福生' })
    expect(more).toBe(0)
    expect(lines.map((line) => [line.itemType, line.period, line.at])).toEqual([
      ['farmland-subsidy', '2026', 0],
      ['farmland-subsidy', '2026', 1],
      ['dibao-list', '2026Q2', 0],
      ['farmland-subsidy', '2025', 0],
    ])
    expect(lines[0]?.row).toContain('单福生')
  })

  test('a masked name is never put to a whole one', () => {
    const { lines } = household(reader, { villageCode: liugou, group: 2, name: '单*生' })
    expect(lines.map((line) => line.itemType)).toEqual(['dibao-list'])
  })

  test('is told nothing about where the township has switched it off', () => {
    const opened = openDesk(data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    setSetting(opened.desk, 'householdLookUp', 0)
    expect(families(reader, { villageCode: liugou })).toEqual([])
    expect(householdNames(reader, { villageCode: liugou, group: 1, surname: '单' })).toEqual([])
    expect(household(reader, { villageCode: liugou, group: 1, name: '单福生' }).lines).toEqual([])
    expect(find(reader, { villageCode: liugou, text: 'sfs' }).persons).toEqual([])
    expect(find(reader, { villageCode: liugou, text: 'gd' }).items.length).toBe(1)
    setSetting(opened.desk, 'householdLookUp', 1)
    opened.desk.close()
  })
})
