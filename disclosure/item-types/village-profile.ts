// 村情简介: the village in figures: households, people, groups, fields and income.
import { area, count, money, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const villageProfile = itemType({
  id: 'village-profile',
  category: 'organization',
  title: '村情简介',
  words: [
    '各村基本情况',
    '村情简介',
    '村基本情况',
    '村情概况',
    '村级概况',
    '村基本概况',
    '基本村情',
    '各村概况',
    '各村情况',
    '村庄基本情况',
  ],
  notWords: ['村组情况'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    divisionCode: text(['行政区划代码']),
    households: count('household', ['户数', '总户数', '户籍户数', '农户数', '家庭户数'], { required: true }),
    population: count(
      'person',
      ['人口', '总人口', '人口数', '总人数', '户籍人口', '常住人口', '户籍人口数', '总人口数'],
      { required: true },
    ),
    groups: count('item', ['村民小组', '村民小组数', '小组数', '村民小组个数', '组数']),
    farmland: area(['耕地面积', '耕地', '耕地总面积', '耕地亩数']),
    collectiveIncome: money([
      '集体经营性收入',
      '村集体经营性收入',
      '集体收入',
      '集体经济收入',
      '村集体收入',
      '集体经济年收入',
      '村级集体经济收入',
    ]),
    industry: text(['主要产业', '主导产业', '特色产业'], { search: true }),
    introduction: text(['简介', '村情简介'], { search: true }),
  },
  list: ['households', 'population', 'groups', 'farmland'],
  takeAway: ['households', 'population', 'groups', 'farmland', 'collectiveIncome', 'industry'],
  totals: sums('households', 'population', 'farmland', 'collectiveIncome'),
  headline: 'population',
  checks: [
    { kind: 'at-most', part: 'households', whole: 'population' },
    { kind: 'plausible', value: 'collectiveIncome', per: 'population', least: 100, most: 5_000_000 },
  ],
})
