// A blank 乡镇信息: the township, its villages, its windows and the numbers a villager may call, as the reader wants them.
import { cell, declaredText } from './blank-sheet.ts'
import { reported, say } from './wording.ts'
import type { CellToWrite, SheetToWrite } from './write-workbook.ts'

/** The words by which the register is read; a test fills this template and reads it. */
const pairs = ['乡镇名称', '行政区划代码', '所属县区', '便民服务中心地址', '办公时间']
const requiredPairs = new Set(['乡镇名称', '行政区划代码'])

const tables = {
  villages: ['序号', '村名', '行政区划代码', '村民小组', '户数', '人口', '村务监督电话'],
  windows: ['窗口号', '窗口名称', '办理事项', '咨询电话'],
  hotlines: ['单位', '电话', '受理内容'],
} as const

const rowsToFill = 30
const rules = ['code', 'groups', 'people', 'phones', 'windows', 'place']

export const registerSheets = (): SheetToWrite[] => [
  aboutSheet(),
  ...Object.entries(tables).map(([id, names]) => tableSheet(id, names)),
  rulesSheet(),
]

const aboutSheet = (): SheetToWrite => ({
  name: say('template.register.sheets.about'),
  rows: [
    [cell(say('template.register.about'), 'title')],
    ...pairs.map((name) => [
      cell(declaredText(name), requiredPairs.has(name) ? 'required' : 'label'),
      cell(null, 'plain', 'text'),
    ]),
  ],
  widths: [24, 50],
  merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
  landscape: false,
})

function tableSheet(id: string, names: readonly string[]): SheetToWrite {
  const blank: CellToWrite[] = names.map(() => cell(null, 'plain', 'text'))
  return {
    name: say(`template.register.sheets.${id}`),
    rows: [
      [cell(say(`template.register.${id}`), 'title')],
      names.map((name) => cell(declaredText(name), 'header')),
      ...Array.from({ length: rowsToFill }, () => blank),
    ],
    widths: names.map((name) => (name.length > 3 ? 22 : 12)),
    merges: [{ top: 0, left: 0, bottom: 0, right: names.length - 1 }],
    frozen: 2,
    printedAgain: [1, 1],
    pageNumbers: say('print.pages'),
  }
}

const rulesSheet = (): SheetToWrite => ({
  name: say('template.instructions.sheet'),
  rows: [
    [cell(say('template.instructions.title', { file: reported(say('template.register.file')) }), 'title')],
    ...rules.map((rule) => [cell(say(`template.register.rules.${rule}`), 'plain')]),
  ],
  widths: [90],
  landscape: false,
})
