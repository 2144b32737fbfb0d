// The picture of a sheet: as the clerk knows it, with nothing personal in it.
import { expect, test } from 'vitest'
import { plainSheet } from '../../../township/grid.ts'
import type { Grid } from '../../../township/grid.ts'
import { cover, pictureOf, placeOfCell } from '../../../township/sheet-picture.ts'
import { gridsOf } from '../../../township/source-grids.ts'
import { readFolder } from '../../../township/source-files.ts'
import { readSample, sampleFolder, truth } from './sample-township.ts'

const idNumber = '110101199003077758'
const gridOf = (rows: string[][], more: Partial<Grid> = {}): Grid => ({
  name: '表',
  ...plainSheet,
  rows: rows.map((row) => row.map((text) => ({ text }))),
  merges: [],
  ...more,
})
const picture = (grid: Grid, around = 0) => pictureOf({ grid, township: null, dropped: [], around })

test('numbers of persons are covered wherever they stand, and what is left is not', () => {
  const shown = picture(
    gridOf([
      ['公示表'],
      ['序号', '姓名', '金额(元)', '备注'],
      ['1', '王德顺', '620', `证件 ${idNumber}`],
      [idNumber, '陈玉芬', '710', ''],
    ]),
  )
  expect(JSON.stringify(shown)).not.toContain(idNumber)
  expect(shown.rows[2]?.cells).toEqual(['1', '王德顺', '620', cover])
  expect(shown.rows[3]?.cells[0]).toBe(cover)
})

test('a column the reader left behind as personal is covered from the header down', () => {
  const grid = gridOf([
    ['序号', '村民小组', '户主姓名', '补贴金额(元)', '一卡通账号'],
    ['1', '一组', '李守田', '869', '不详'],
  ])
  const dropped = [{ file: 'a.xls', sheet: '表', column: '一卡通账号', why: 'personal' as const }]
  const shown = pictureOf({ grid, township: null, dropped, around: 0 })
  expect(shown.columns.map(({ covered }) => covered)).toEqual([false, false, false, false, true])
  expect(shown.rows.map(({ cells }) => cells[4])).toEqual(['一卡通账号', cover])
})

test('of a long sheet the picture is a window around the cell, with the merges that reach into it', () => {
  const rows = Array.from({ length: 5000 }, (_, row) => [`r${row}`, ''])
  const merges = [{ top: 2380, left: 0, bottom: 2420, right: 1 }]
  const shown = picture(gridOf(rows, { merges }), 2500)
  expect(shown.rows.length).toBe(200)
  expect(shown.rows.some(({ row }) => row === 2500)).toBe(true)
  expect(shown.merges).toEqual([{ top: shown.firstRow, left: 0, bottom: 2420, right: 1 }])
  expect(shown.rowsInAll).toBe(5000)
})

test('cells are found by their names', () => {
  expect(placeOfCell('C15')).toEqual({ row: 14, column: 2 })
  expect(placeOfCell('AB7:AC9')).toEqual({ row: 6, column: 27 })
  expect(placeOfCell('not a cell')).toBe(null)
})

test('every sheet of the sample township can be drawn, and no personal number is in any picture', async () => {
  const reading = await readSample()
  const found = await readFolder(sampleFolder)
  if (!found.ok) throw new Error(found.kind)
  const drawn: string[] = []
  for (const file of found.files) {
    for (const grid of (await gridsOf(file)).grids) {
      const dropped = reading.report.dropped.filter(
        (each) => each.file === file.path && each.sheet === grid.name,
      )
      const shown = pictureOf({ grid, township: reading.township, dropped, around: 0 })
      drawn.push(shown.rows.flatMap(({ cells }) => cells).join('\n'))
    }
  }
  expect(drawn.length).toBeGreaterThan(200)
  const all = drawn.join('\n')
  const kinds = [
    'ids',
    'cards',
    'cardsDamaged',
    'disabilityCerts',
    'idsHalfMasked',
    'mobilesHalfMasked',
    'mobiles',
  ]
  const values = truth.files.flatMap((file) =>
    (file.sheets ?? []).flatMap((sheet) => kinds.flatMap((kind) => sheet.personal?.[kind] ?? [])),
  )
  const duty = new Set(truth.publicContacts.dutyMobiles)
  expect(values.length).toBeGreaterThan(1000)
  expect([...new Set(values)].filter((value) => !duty.has(value) && all.includes(value))).toEqual([])
})
