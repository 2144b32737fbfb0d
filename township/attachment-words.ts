// What the name of a picture or document says of what is on it: papers that hold a card, an ID or a signature by their nature.
import { compact } from '../disclosure/parse.ts'
import type { Severity } from './findings.ts'

/** error: look, cover, then answer. warning: such papers are often signed, so look twice. */
const papers: readonly { severity: Severity & ('error' | 'warning'); words: readonly string[] }[] = [
  {
    severity: 'error',
    words: [
      '领款',
      '领取单',
      '领条',
      '身份证',
      '银行卡',
      '存折',
      '一卡通',
      '打卡',
      '转账',
      '汇款',
      '花名册',
      '发放表',
      '发放册',
      '签字',
      '签名',
      '签收',
      '指印',
      '手印',
      '户口',
      '残疾证',
      '病历',
      '诊断',
      '处方',
      '出院',
      '申请书',
      '申请表',
      '承诺书',
      '委托书',
      '合影',
      '学生',
      '儿童',
    ],
  },
  {
    severity: 'warning',
    words: ['收据', '收条', '发票', '借条', '欠条', '合同', '协议', '会议记录', '名单'],
  },
]

export function severityOfPaper(fileName: string): 'error' | 'warning' | null {
  const name = compact(fileName)
  return papers.find(({ words }) => words.some((word) => name.includes(word)))?.severity ?? null
}
