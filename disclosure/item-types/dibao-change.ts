// 低保 停发/调整: who newly gets the allowance, who no longer does; the reasons are nobody's business.
import { choice, date, group, person, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const dibaoChange = itemType({
  id: 'dibao-change',
  category: 'social-assistance',
  title: '低保 停发/调整',
  words: ['低保动态调整公示', '低保动态调整', '低保停发', '低保调整', '最低生活保障动态调整'],
  notWords: ['统计', '花名册', '公布表'],
  period: 'quarter',
  disclosureKind: 'ad-hoc',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    group: group(['村民小组', '组别', '组']),
    payee: person(['户主姓名', '户主', '姓名'], { required: true }),
    change: choice(
      { added: ['新增'], stopped: ['停发', '退出'], raised: ['调增', '提标'], lowered: ['调减'] },
      ['变动类型', '变动'],
      { required: true },
    ),
    effective: date(['生效月份', '生效月', '变动时间'], { ahead: true }),
    note: text(['备注']),
  },
  list: ['group', 'payee', 'change', 'effective'],
  totals: {},
  headline: null,
  minorsMasked: true,
  checks: [{ kind: 'once', of: 'payee', per: ['change'] }],
})
