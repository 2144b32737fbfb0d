// 补贴政策清单(明白纸): which subsidies there are, for whom, how much, and what to bring.
import { list, phone, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const subsidyPolicies = itemType({
  id: 'subsidy-policies',
  category: 'subsidy',
  title: '补贴政策清单(明白纸)',
  words: ['补贴政策清单', '惠农政策清单', '政策清单', '明白纸'],
  notWords: ['通知', '会议'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'before',
  layout: { kind: 'rows' },
  scope: 'township',
  fields: {
    programme: text(
      [
        '政策名称',
        '补贴名称',
        '补贴项目',
        '政策',
        '补贴政策',
        '惠农政策',
        '项目名称',
        '补助项目',
        '政策项目',
        '补贴种类',
        '补贴项目名称',
      ],
      { required: true, search: true },
    ),
    target: text(
      ['补贴对象', '补助对象', '享受对象', '对象', '发放对象', '适用对象', '范围对象', '补贴范围'],
      { search: true },
    ),
    standard: text(['补贴标准', '补助标准', '标准', '发放标准', '补助标准及方式', '政策标准'], {
      required: true,
    }),
    materials: list(['申报材料', '申请材料']),
    when: text(['办理时间', '申报时间']),
    phone: phone(['联系电话', '咨询电话', '联系方式']),
    place: text(['办公地址', '办理地点']),
    basis: text(['政策依据', '依据', '文件依据']),
    note: text(['备注']),
  },
  list: ['programme', 'target', 'standard', 'phone'],
  takeAway: ['programme', 'target', 'standard', 'materials', 'when', 'phone', 'place'],
  totals: {},
  headline: null,
})
