// 一卡通发放: a bank's payment file whose programme is none of the declared ones.
import { endOfJanuaryWhenAny } from '../due.ts'
import { choice, group, money, person, quantity, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const yikatongPayment = itemType({
  id: 'yikatong-payment',
  category: 'subsidy',
  title: '一卡通发放',
  words: ['一卡通代发', '一卡通发放', '一卡通'],
  // Who gets one of these is nobody's business before somebody has declared how it may be shown.
  notWords: [
    '通知',
    '政策清单',
    '孤儿',
    '儿童',
    '学生',
    '教育',
    '助学',
    '雨露',
    '特扶',
    '残疾',
    '低保',
    '最低生活',
    '特困',
    '救助',
    '医疗',
    '优抚',
    '抚恤',
    '慰问',
    '矫正',
    '艾滋',
  ],
  period: 'year',
  disclosureKind: 'periodic',
  phase: 'after',
  due: endOfJanuaryWhenAny,
  layout: { kind: 'rows' },
  anyProgramme: true,
  fields: {
    group: group(),
    payee: person(['领取人', '户主姓名', '姓名', '农户姓名'], { required: true }),
    programme: text(['补贴项目', '项目', '补贴名称'], { search: true }),
    quantity: quantity(undefined, ['数量', '补贴面积']),
    amount: money(['补贴金额', '发放金额', '金额', '实发金额'], { required: true }),
    status: choice({ paid: ['已发放', '已发', '成功', '0'], returned: ['退汇', '失败', '1'] }, [
      '状态',
      '发放状态',
    ]),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'programme', 'amount'],
  totals: sums('amount'),
  headline: 'amount',
  bars: { by: 'programme', value: 'amount' },
  minorsMasked: true,
  checks: [
    { kind: 'returned', field: 'status', value: 'returned' },
    { kind: 'once', of: 'payee', per: ['programme'] },
    { kind: 'plausible', value: 'amount', least: 100, most: 10_000_000 },
  ],
})
