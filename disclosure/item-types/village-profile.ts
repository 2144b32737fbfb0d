// 村情简介: the village in figures: households, people, groups, fields and income.
import { area, count, money, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const villageProfile = itemType({
  id: 'village-profile',
  category: 'organization',
  title: '村情简介',
  words: ['各村基本情况', '村情简介', '村基本情况'],
  notWords: ['村组情况'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    divisionCode: text(['行政区划代码']),
    households: count('household', ['户数'], { required: true }),
    population: count('person', ['人口', '总人口'], { required: true }),
    groups: count('item', ['村民小组', '村民小组数', '小组数']),
    farmland: area(['耕地面积']),
    collectiveIncome: money(['集体经营性收入', '村集体经营性收入', '集体收入']),
    industry: text(['主要产业'], { search: true }),
    introduction: text(['简介', '村情简介'], { search: true }),
  },
  list: ['households', 'population', 'groups', 'farmland'],
  totals: sums('households', 'population', 'farmland', 'collectiveIncome'),
  headline: 'population',
  checks: [
    { kind: 'at-most', part: 'households', whole: 'population' },
    { kind: 'plausible', value: 'collectiveIncome', per: 'population', least: 100, most: 5_000_000 },
  ],
})
