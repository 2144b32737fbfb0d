// 干部名单: who holds which office in the village, what each looks after, and the number to call.
import { choice, date, person, phone, text } from '../fields.ts'
import { itemType } from '../item-type.ts'

export const villageOfficers = itemType({
  id: 'village-officers',
  category: 'organization',
  title: '两委成员/村监会/合作社理事会监事会',
  words: ['村务监督委员会成员名册', '村两委', '村“两委”', '村干部名单', '成员名册', '干部名册'],
  notWords: ['报酬', '会议', '决议'],
  period: 'standing',
  disclosureKind: 'standing',
  phase: 'after',
  layout: { kind: 'rows' },
  fields: {
    name: person(['姓名'], { required: true }),
    sex: choice({ male: ['男'], female: ['女'] }, ['性别']),
    position: text(['职务'], { required: true, search: true }),
    duty: text(['分工', '职责'], { search: true }),
    phone: phone(['联系电话(公务)', '公务电话', '办公电话']),
    term: text(['任期']),
    termStart: date([], { ahead: true, takenFrom: { field: 'term', part: 'start' } }),
    termEnd: date([], { ahead: true, takenFrom: { field: 'term', part: 'end' } }),
    bothOffices: text(['是否“一肩挑”', '是否一肩挑']),
  },
  pictures: { headers: ['照片', '相片'], label: ['name', 'position'] },
  list: ['name', 'position', 'duty', 'phone'],
  totals: {},
  headline: null,
})
