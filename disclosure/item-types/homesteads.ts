// 宅基地: who asks to build a house on which plot, and what was allowed.
import { choice, count, date, group, person, quantity, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

const buildKinds = {
  rebuild: ['原址翻建'],
  extend: ['改扩建'],
  relocate: ['易址新建'],
  split: ['分户新建'],
  new: ['新申请', '新建'],
}

const householdSize = count('person', ['家庭人口'])
const groupField = group(['村民小组', '组别', '组'])
const baseArea = quantity('sqm', ['其中房基占地', '房基占地', '房基占地面积'])
const buildArea = quantity('sqm', ['建筑面积'], { required: true })
const floors = count('floor', ['层数'])
const buildKind = choice(buildKinds, ['建设情形', '建房类型'])

export const homesteadApplication = itemType({
  id: 'homestead-application',
  category: 'land',
  title: '宅基地申请公示(村级)',
  words: ['农村宅基地和建房(规划许可)申请公示', '宅基地申请公示', '建房申请公示'],
  papers: ['宅基地批准书', '宅基地'],
  notWords: ['办事指南', '审批'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'before',
  layout: { kind: 'rows' },
  fields: {
    group: groupField,
    applicant: person(['申请人(户主)', '申请户主', '申请人'], { required: true }),
    householdSize,
    oldArea: quantity('sqm', ['现宅基地面积', '原宅基地面积']),
    plotArea: quantity('sqm', ['拟用地面积', '拟批用地面积'], { required: true }),
    baseArea,
    buildArea,
    floors,
    buildKind,
    landKind: text(['地类']),
    neighboursAsked: text(['是否征求相邻权利人意见']),
  },
  list: ['group', 'applicant', 'plotArea', 'buildKind'],
  totals: sums('plotArea', 'buildArea'),
  headline: null,
  checks: [
    { kind: 'at-most', part: 'baseArea', whole: 'plotArea' },
    { kind: 'once', of: 'applicant' },
  ],
})

export const homesteadApproval = itemType({
  id: 'homestead-approval',
  category: 'land',
  title: '宅基地审批结果',
  words: ['农村宅基地审批情况公示表', '农村宅基地审批管理台账', '宅基地审批'],
  notWords: ['办事指南', '申请公示'],
  period: 'half',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: groupField,
    applicant: person(['申请户主', '户主姓名', '申请人(户主)'], { required: true }),
    householdSize,
    oldArea: quantity('sqm', ['原宅基地面积']),
    oldPlot: text(['原宅基地处置']),
    approvedArea: quantity('sqm', ['批准用地面积'], { required: true }),
    baseArea,
    buildArea,
    floors,
    buildKind,
    boundaries: text(['四至(东、南、西、北)', '四至']),
    permitNo: text(['批准书号', '批准文号'], { search: true }),
    approvedOn: date(['批准时间', '批准日期']),
  },
  list: ['group', 'applicant', 'approvedArea', 'approvedOn'],
  totals: sums('approvedArea', 'buildArea'),
  headline: 'approvedArea',
  bars: { by: 'buildKind', value: 'approvedArea' },
  checks: [
    { kind: 'at-most', part: 'baseArea', whole: 'approvedArea' },
    { kind: 'once', of: 'applicant', per: ['permitNo'] },
    { kind: 'in-period', date: 'approvedOn' },
  ],
})
