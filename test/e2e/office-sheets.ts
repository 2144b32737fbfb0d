// A township's folder for the window's tests: a good list, an odd village's name, a wrong total, a bank's roster and a letter.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { root } from './places.ts'

export const idNumber = '110101199003077758'
const cardNumber = '6228480402564890018'

export function makeOfficeFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  cpSync(join(root, 'test/fixtures/shiqiao/乡镇信息.xlsx'), join(folder, '乡镇信息.xlsx'))
  book(folder, '民政/大桥村低保.xlsx', '低保', dibao('大桥村2026年第三季度农村低保对象公布表'))
  book(folder, '民政/临时救助.xlsx', '救助', [
    ['石桥镇2026年第三季度临时救助公示表'],
    ['序号', '村名', '姓名', '救助金额(元)', '救助时间', '救助原因'],
    [1, '大桥村', '赵福来', 2000, '2026-08-11', '火灾'],
    [2, '柳沟坡', '钱桂英', 1500, '2026-08-20', '住院'],
    [3, '石门村', '孙长河', 800, '2026-09-02', '车祸'],
  ])
  writeSubsidy(folder, 3042.15)
  book(folder, '民政/高龄津贴.xlsx', '高龄', [
    ['大桥村高龄津贴发放表'],
    ['序号', '村民小组', '姓名', '年龄', '月标准(元)', '发放月数', '发放金额(元)'],
    [1, '一组', '郑有余', 83, 100, 3, 300],
    [2, '二组', '冯桂兰', 91, 200, 3, 600],
  ])
  book(folder, '财务/其他收支.xlsx', '收支', [
    ['杨树村财务收支公开榜'],
    ['收入项目', '金额(元)', '支出项目', '金额(元)'],
    ['承包收入', 12000, '办公费', 800],
    ['补助收入', 3000, '维修费', 2400],
  ])
  put(
    folder,
    '通知/防火通告.txt',
    `关于做好2026年秋季护林防火工作的通告\n\n全镇各村：\n天干物燥，请不要在田里烧秸秆。有事请打镇里的电话。\n有人冒用 ${idNumber} 办卡，请大家留心。\n\n石桥镇人民政府\n2026年9月10日\n`,
  )
}

/** The three sums as they ought to be, for the clerk who mends the sheet. */
export function mendSubsidy(folder: string): void {
  writeSubsidy(folder, 2042.15)
}

function writeSubsidy(folder: string, total: number): void {
  book(folder, '惠农补贴/石门村地力保护补贴.xls', '发放', [
    ['石门村2026年耕地地力保护补贴发放清册'],
    ['单位:亩、元'],
    [
      '序号',
      '村民小组',
      '户主姓名',
      '补贴面积(亩)',
      '补贴标准(元/亩)',
      '补贴金额(元)',
      '身份证号',
      '一卡通账号',
    ],
    [1, '一组', '李守田', 10, 86.9, 869, idNumber, cardNumber],
    [2, '一组', '周立国', 5.5, 86.9, 477.95, idNumber, cardNumber],
    [3, '二组', '吴秀兰', 8, 86.9, 695.2, idNumber, cardNumber],
    ['合计', '', '', 23.5, '', total, '', ''],
  ])
}

const dibao = (title: string): unknown[][] => [
  [title],
  ['序号', '村民小组', '户主姓名', '家庭人口', '保障人数', '月保障金额(元)', '备注'],
  [1, '一组', '王德顺', 3, 2, 620, ''],
  [2, '二组', '陈玉芬', 2, 2, 710, ''],
  [3, '三组', '刘大有', 4, 1, 350, ''],
]

function book(folder: string, name: string, sheet: string, rows: unknown[][]): void {
  const made = XLSX.utils.book_new()
  const cells = XLSX.utils.aoa_to_sheet(rows)
  const last = Math.max(...rows.map((row) => row.length)) - 1
  cells['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: last } }]
  cells['!cols'] = Array.from({ length: last + 1 }, (_, column) => ({ wch: column === 0 ? 6 : 16 }))
  XLSX.utils.book_append_sheet(made, cells, sheet)
  put(
    folder,
    name,
    XLSX.write(made, { type: 'buffer', bookType: name.endsWith('.xls') ? 'biff8' : 'xlsx' }) as Buffer,
  )
}

function put(folder: string, name: string, content: string | Buffer): void {
  const file = join(folder, name)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
}
