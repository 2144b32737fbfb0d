// 承包地(确权): each household's fields as they are registered, plot by plot, with what they border on.
import { area, count, group, person, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const contractedLand = itemType({
  id: 'contracted-land',
  category: 'land',
  title: '承包地(确权)',
  words: ['土地承包经营权确权登记', '承包经营权确权', '承包地确权登记', '承包地确权', '确权登记公示'],
  notWords: ['通知', '会议', '摸底'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  // No 承包方编码 and 地块编码: 18 and 19 digits cannot be told from the number of a person or a card.
  fields: {
    group: group(['所属组', '村民小组', '组别', '组']),
    payee: person(['承包方代表', '承包方', '户主姓名'], { required: true }),
    registeredArea: area(['确权总面积', '确权面积']),
    plots: count('plot', ['地块总数', '承包地块数', '地块数']),
    plotNo: text(['地块序号']),
    plotName: text(['地块名称'], { search: true }),
    area: area(['地块面积', '地块确权面积'], { required: true }),
    east: text(['东至']),
    south: text(['南至']),
    west: text(['西至']),
    north: text(['北至']),
    change: text(['变动情况']),
    changedArea: area(['变动面积']),
    changeReason: text(['变动原因']),
  },
  repeated: ['registeredArea', 'plots'],
  list: ['group', 'payee', 'plotName', 'area'],
  totals: sums('area'),
  headline: 'area',
  bars: { by: 'plotName', value: 'area' },
  checks: [
    { kind: 'whole', of: 'payee', part: 'area', equals: 'registeredArea' },
    { kind: 'at-most', part: 'area', whole: 'registeredArea' },
  ],
})
