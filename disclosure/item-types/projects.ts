// 工程项目公开表: every building project of the village, what it costs, how far it is, and who watches over it.
import { date, list, money, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const projects = itemType({
  id: 'projects',
  category: 'project',
  title: '工程项目公开表',
  words: ['村级工程项目公开表', '工程项目公开表', '工程项目'],
  papers: ['工程合同', '施工合同', '中标通知书', '竣工验收', '开工', '完工'],
  notWords: ['招标公告', '通知', '会议'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'during',
  layout: { kind: 'rows' },
  fields: {
    name: text(['项目名称', '工程名称'], { required: true, search: true }),
    place: text(['建设地点']),
    scope: text(['建设内容', '建设内容与规模']),
    funding: list(['资金来源及金额', '资金来源']),
    tender: text(['招标方式']),
    contractor: text(['中标单位', '承建单位'], { search: true }),
    contractPrice: money(['中标价', '合同价'], { required: true }),
    duration: text(['合同工期', '工期']),
    startDate: date(['开工时间', '开工日期'], { ahead: true }),
    endDate: date(['完工时间', '竣工时间', '完工日期'], { ahead: true }),
    progress: text([], { takenFrom: { field: 'endDate', part: 'words' } }),
    acceptance: text(['验收结果', '验收情况']),
    finalPrice: money(['决算价', '审定价']),
    paid: money(['已付款', '已付工程款']),
    supervisors: list(['监督小组成员', '监督小组']),
  },
  list: ['name', 'contractor', 'contractPrice', 'paid'],
  totals: sums('contractPrice', 'finalPrice', 'paid'),
  headline: 'contractPrice',
  bars: { by: 'name', value: 'contractPrice' },
  checks: [
    { kind: 'at-most', part: 'paid', whole: 'finalPrice' },
    { kind: 'plausible', value: 'contractPrice', least: 100_000, most: 10_000_000_000 },
    { kind: 'once', of: 'name' },
  ],
})
