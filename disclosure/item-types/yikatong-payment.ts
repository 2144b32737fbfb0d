// 一卡通发放: a bank's payment file whose programme is none of the declared ones.
import { choice, group, money, person, quantity, text } from '../fields.ts'
import { itemType, sums } from '../item-type.ts'

export const yikatongPayment = itemType({
  id: 'yikatong-payment',
  category: 'subsidy',
  title: '一卡通发放',
  words: ['一卡通代发', '一卡通发放', '一卡通'],
  notWords: ['通知', '政策清单'],
  period: 'year',
  disclosureKind: 'periodic',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['领取人', '户主姓名', '姓名'], { required: true }),
    programme: text(['补贴项目', '项目'], { search: true }),
    quantity: quantity(undefined, ['数量']),
    amount: money(['金额', '发放金额'], { required: true }),
    status: choice({ paid: ['已发放', '已发', '成功', '0'], returned: ['退汇', '失败', '1'] }, ['状态', '发放状态']),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'programme', 'amount'],
  totals: sums('amount'),
  headline: 'amount',
  bars: { by: 'programme', value: 'amount' },
})
