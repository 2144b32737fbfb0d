// 会议决议: what villagers and their representatives voted on, how, and what became of it.
import { count, date, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const resolutions = itemType({
  id: 'resolutions',
  category: 'village-affairs',
  title: '会议决议',
  words: ['村级会议决议公开表', '会议决议'],
  papers: ['会议记录', '会议纪要', '决议'],
  notWords: ['通知'],
  period: 'quarter',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    meeting: text(['会议名称'], { required: true, search: true }),
    date: date(['会议时间', '会议日期']),
    expected: count('person', ['参会人数/应到', '应到']),
    present: count('person', ['参会人数/实到', '实到']),
    topic: text(['议题'], { required: true, search: true }),
    vote: text(['表决结果(同意/反对/弃权)', '表决结果']),
    yes: count('item', [], { takenFrom: { field: 'vote', part: 1 } }),
    no: count('item', [], { takenFrom: { field: 'vote', part: 2 } }),
    abstain: count('item', [], { takenFrom: { field: 'vote', part: 3 } }),
    decision: text(['决定事项', '决议内容'], { search: true }),
    outcome: text(['实施情况', '落实情况']),
  },
  list: ['date', 'topic', 'vote', 'outcome'],
  totals: {},
  headline: null,
  checks: [
    { kind: 'at-most', part: 'present', whole: 'expected' },
    { kind: 'at-most', part: 'yes', whole: 'present' },
    { kind: 'in-period', date: 'date' },
  ],
})
