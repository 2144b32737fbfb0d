// 土地经营权流转台账: whose fields are worked by whom, for how long and at what price.
import { area, date, money, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const landTransfer = itemType({
  id: 'land-transfer',
  category: 'land',
  title: '土地经营权流转台账',
  words: ['土地经营权流转台账', '土地流转台账', '土地经营权流转'],
  papers: ['流转合同'],
  notWords: ['通知', '办事指南'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    transferor: person(['流出方(户数)', '流出方', '转出方'], { required: true }),
    transferee: person(['流入方', '转入方'], { required: true }),
    transfereeKind: text(['主体类型']),
    mode: text(['流转方式']),
    place: text(['坐落', '位置']),
    area: area(['面积', '流转面积'], { required: true }),
    use: text(['用途']),
    years: text(['流转期限', '期限']),
    term: text(['起止时间', '流转起止时间']),
    startDate: date([], { ahead: true, takenFrom: { field: 'term', part: 'start' } }),
    endDate: date([], { ahead: true, takenFrom: { field: 'term', part: 'end' } }),
    price: money(['流转价格', '价格']),
    priceWords: text([], { takenFrom: { field: 'price', part: 'words' } }),
    yearlyFee: money(['年流转费', '年流转金额']),
    yearlyFeeWords: text([], { takenFrom: { field: 'yearlyFee', part: 'words' } }),
    filedOn: date(['备案时间', '备案日期']),
    filedWords: text([], { takenFrom: { field: 'filedOn', part: 'words' } }),
  },
  list: ['transferor', 'transferee', 'area', 'yearlyFee'],
  totals: sums('area', 'yearlyFee'),
  headline: 'area',
  bars: { by: 'use', value: 'area' },
  checks: [
    { kind: 'times', one: 'price', times: 'area', amount: 'yearlyFee' },
    // Neighbours may go on after the end of a term as they agreed; only a term without an end is worth a word.
    { kind: 'term', of: 'term', end: 'endDate' },
    { kind: 'plausible', value: 'price', least: 500, most: 1_000_000 },
  ],
})
