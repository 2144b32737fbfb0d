// 本季度无: a list whose only row says that there is nothing becomes what its signers declare, and never a row.
import { expect, test } from 'vitest'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import { saysNothing } from '../../../township/nil-rows.ts'
import type { Reading } from '../../../township/read-township.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const header = ['序号', '会议名称', '会议时间', '应到', '实到', '议题', '表决结果', '实施情况']
const signed = ['村主任:张秀英　监督人:李大山　填表日期:2026年10月12日']
const meetings = (village: string, ...rows: unknown[][]) => [
  [`${village}2026年第三季度会议决议公开表`],
  header,
  ...rows,
]
const other = () =>
  new MadeFolder().workbook('民政/低保公布.xls', {
    柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '王乙二', 500]),
  })
const read = (rows: unknown[][]) => other().workbook('村务/会议决议.xls', { 柳沟村: rows }).read()
const meetingsIn = ({ entries }: Reading) =>
  entries.flatMap(({ entry }) => (entry.itemType === 'resolutions' ? [entry] : []))
const faultsIn = ({ report }: Reading) =>
  report.faults.flatMap(({ kind, file, cell }) => (file.includes('会议') ? [`${kind}@${cell}`] : []))

test.each([
  ['无 in the column of what was decided', ['', '', '', '', '', '无']],
  ['本季度无 in the first cell', ['本季度无']],
  ['没有发生 behind a number, with strokes in the others', [1, '没有发生', '/', '/', '—', '/', '无', '/']],
  ['the matter itself is named', ['本季度无会议决议。']],
])('%s: the village declares it, in the name of its head', async (_what, row) => {
  const reading = await read(meetings('柳沟村', row, signed))
  expect(meetingsIn(reading)).toMatchObject([
    {
      period: '2026Q3',
      rows: 0,
      declaredNil: { by: '张秀英', on: '2026-10-12' },
      source: { sheet: '柳沟村' },
    },
  ])
  expect(faultsIn(reading)).toEqual([])
})

test('nobody signed it: nothing is declared, and the clerk is told at the cell', async () => {
  const reading = await read(meetings('柳沟村', ['', '', '', '', '', '无']))
  expect(meetingsIn(reading)).toEqual([])
  expect(faultsIn(reading)).toEqual(['nil-not-vouched@A3'])
})

test('a row that is one goes before a row that says there is none', async () => {
  const real = [1, '村民代表会议', '2026-08-03', 30, 28, '修村道', '同意28票', '已开工']
  const reading = await read(meetings('柳沟村', real, [2, '', '', '', '', '无'], signed))
  expect(meetingsIn(reading)).toMatchObject([{ rows: 1 }])
  expect(meetingsIn(reading)[0]?.declaredNil).toBeUndefined()
})

test('a list of the whole township: of each village what its own row says', async () => {
  const rows = [
    ['石桥镇2026年第三季度会议决议公开表'],
    ['序号', '村名', ...header.slice(1)],
    [1, '柳沟村', '村民代表会议', '2026-08-03', 30, 28, '修村道', '同意28票', '已开工'],
    [2, '河湾村', '本季度无'],
    signed,
  ]
  const reading = await other().workbook('村务/会议决议.xls', { 汇总: rows }).read()
  const [nil] = meetingsIn(reading).filter(({ declaredNil }) => declaredNil)
  expect(nil?.villageCode).toBe(reading.township.villages.find(({ name }) => name === '河湾村')?.code)
  expect(meetingsIn(reading)).toHaveLength(2)
})

test('one group without anybody does not make it the village’s word', async () => {
  const title = '柳沟村2026年第三季度农村低保对象公布表'
  const rows = [...dibaoRows(title), [1, '二组', '无', '', '', '', ''], signed]
  const reading = await new MadeFolder()
    .workbook('会议/决议.xls', { 柳沟村: meetings('柳沟村', ['本季度无'], signed) })
    .workbook('民政/低保.xls', { 柳沟村: rows })
    .read()
  expect(reading.entries.map(({ entry }) => entry.itemType)).toEqual(['resolutions'])
  expect(reading.report.faults.map(({ kind }) => kind)).toContain('nil-not-vouched')
})

const resolutions = itemTypeOf('resolutions')
test.each(['公示期间无异议', '无偿划拨', '没有通过', '无房户', '无变电站', '未实施', '不同意'])(
  '%s says something',
  (words) => {
    expect(resolutions && saysNothing(words, resolutions)).toBe(false)
  },
)
