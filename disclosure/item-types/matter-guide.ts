// 办事指南: who may apply, what to bring, where to go, how long it takes and what it costs; one form per matter.
import { count, list, phone, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const matterGuide = itemType({
  id: 'matter-guide',
  category: 'service-guide',
  title: '办事指南',
  words: ['办事指南', '服务指南', '办理指南'],
  notWords: ['通知', '目录'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'before',
  layout: { kind: 'labelled' },
  scope: 'township',
  // The days are words: 20个工作日 and 20日 are not the same, and 即办 is no number.
  fields: {
    title: text(['事项名称', '办理事项'], { required: true, search: true }),
    conditions: text(['受理条件', '办理条件', '申请条件', '服务对象']),
    materials: list(['申请材料', '办理材料', '所需材料'], { required: true }),
    window: text(['办理窗口', '窗口']),
    place: text(['办理地点', '办公地址']),
    hours: text(['办理时间', '办公时间']),
    promised: text(['承诺时限', '承诺办结时限']),
    statutory: text(['法定时限', '法定办结时限']),
    fee: text(['收费标准', '是否收费', '收费']),
    visits: count('item', ['到现场次数', '跑动次数']),
    steps: list(['办理流程', '流程']),
    department: text(['办理主体', '实施主体', '责任单位'], { search: true }),
    basis: text(['设定依据', '法律依据']),
    inquiry: phone(['咨询电话']),
    supervision: phone(['监督电话', '投诉电话']),
  },
  list: ['title', 'window', 'promised', 'fee'],
  totals: {},
  headline: null,
})
