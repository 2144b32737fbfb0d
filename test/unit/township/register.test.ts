// The township, its villages and its numbers, as the sample's register has them; and how names are spelled.
import { beforeAll, describe, expect, test } from 'vitest'
import type { Township } from '../../../disclosure/township.ts'
import { spelled } from '../../../township/register.ts'
import { VillageNames } from '../../../township/village-names.ts'
import { readSample, truth } from './sample-township.ts'

let township: Township
beforeAll(async () => {
  ;({ township } = await readSample())
})

test('villages are those of the truth, with groups, people and a number to call', () => {
  const held = township.villages.map(({ name, code, groups, households, population }) => ({
    name,
    code,
    groups,
    households,
    population,
  }))
  expect(held).toEqual(
    truth.villages.map(({ name, code, groups, households, population }) => ({
      name,
      code,
      groups,
      households,
      population,
    })),
  )
  for (const village of township.villages)
    expect(truth.publicContacts.landlines).toContain(village.hotlines[0]?.phone)
})

test('the hall has its address, its hours, its windows and its hotlines', () => {
  expect(township).toMatchObject({
    code: '990102',
    name: '石桥镇',
    county: '示例县',
    address: '石桥镇政府院内一楼',
  })
  expect(township.windows.map(({ no }) => no)).toEqual([1, 2, 3, 4, 5, 6])
  expect(township.hotlines.map(({ phone }) => phone)).toContain('12388')
})

test('every alias of every village is that village, alone and with a group', () => {
  const names = new VillageNames(township)
  for (const village of truth.villages)
    for (const alias of [village.name, ...village.aliases]) {
      expect(names.place(alias)?.village.code).toBe(village.code)
      expect(names.place(`${alias}二组`)).toMatchObject({ village: { code: village.code }, group: 2 })
      expect(names.mentionedIn(`${alias}2026年收支公开榜`)?.village.code).toBe(village.code)
    }
})

test('a text that names two villages means neither, and an unknown one none', () => {
  const names = new VillageNames(township)
  expect(names.mentionedIn('柳沟村、大桥村联合公告')).toBeNull()
  expect(names.place('老柳沟')).toBeNull()
  expect(names.place('王家洼')).toBeNull()
})

describe('names in pinyin, with heteronyms right', () => {
  test.each([
    ['曾家村', 'zengjiacun', 'zjc'],
    ['长岭村', 'changlingcun', 'clc'],
    ['单家村', 'shanjiacun', 'sjc'],
    ['乐安村', 'leancun', 'lac'],
    ['柳沟村', 'liugoucun', 'lgc'],
    ['仇家村', 'qiujiacun', 'qjc'],
    ['查家湾村', 'zhajiawancun', 'zjwc'],
    ['绿源村', 'lvyuancun', 'lyc'],
  ])('%s', (name, pinyin, initials) => expect(spelled(name)).toEqual({ pinyin, initials }))
})
