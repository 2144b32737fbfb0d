// 声明没有发生: what a clerk says did not happen becomes an item in somebody's name, and never hides a sheet.
import { expect, test } from 'vitest'
import { Answers, answersText, noAnswers } from '../../../township/answers.ts'
import { answersFile } from '../../../township/answers-in-use.ts'
import {
  openIn,
  packOf,
  passedOff,
  dibao,
  posting,
  temporaryFolder,
  worldIn,
} from '../../stand-ins/pack-world.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

const sheets = () =>
  new MadeFolder().workbook('民政/低保公布.xlsx', {
    柳沟村: dibaoRows('柳沟村2026年第三季度农村低保对象公布表', ['一组', '王乙二', 500]),
  })
const nothing = (more: object = {}) =>
  Answers.parse({
    ...noAnswers,
    nothing: [
      { village: '柳沟村', itemType: '会议决议', period: '2026Q3', by: '张秀英', on: '2026-10-12', ...more },
    ],
  })
const faultsOf = (reading: Awaited<ReturnType<MadeFolder['read']>>) =>
  reading.report.faults.flatMap(({ kind, file, detail }) => (file === answersFile ? [[kind, detail]] : []))

test('an item without rows, in the name of who stands for it', async () => {
  const { entries, report } = await sheets().read(nothing())
  const nil = entries.find(({ entry }) => entry.declaredNil)
  expect(nil).toMatchObject({
    rows: [],
    entry: {
      itemType: 'resolutions',
      period: '2026Q3',
      rows: 0,
      totals: {},
      declaredNil: { by: '张秀英', on: '2026-10-12' },
    },
  })
  expect(report.entries.map(({ itemType }) => itemType).sort()).toEqual(['dibao-list', 'resolutions'])
})

test('a sheet is stronger than a word that there is none', async () => {
  const reading = await sheets().read(nothing({ itemType: 'dibao-list' }))
  expect(reading.entries).toHaveLength(1)
  expect(reading.entries[0]?.entry.declaredNil).toBeUndefined()
  expect(faultsOf(reading)).toEqual([['stale-answer', 'nothing 柳沟村 dibao-list 2026Q3']])
})

test.each([
  ['a village that is none', { village: '没有村' }],
  ['a kind that is none', { itemType: '没有的事' }],
  ['what belongs to no time', { itemType: 'village-profile' }],
])('%s is told and makes nothing', async (_what, more) => {
  const reading = await sheets().read(nothing(more))
  expect(reading.entries).toHaveLength(1)
  expect(faultsOf(reading).map(([kind]) => kind)).toEqual(['bad-answer'])
})

test('who stands for it is a name: a number does not fit in', () => {
  expect(() => nothing({ by: '13800138000' })).toThrow()
  expect(() => nothing({ on: '十月' })).toThrow()
})

test('answers of before stay as they were, letter by letter', () => {
  expect(answersText(noAnswers)).not.toContain('nothing')
  expect(Answers.parse(JSON.parse(answersText(nothing()))).nothing).toEqual(nothing().nothing)
})

test('a kiosk takes such an item, and refuses one that has rows all the same', async () => {
  using place = temporaryFolder()
  const world = await worldIn(place.folder)
  const declaredNil = passedOff({ by: '张秀英', on: '2026-10-12' })
  const empty = { ...dibao({ payees: [] }).entry, declaredNil, totals: {} }
  const opened = await openIn(world, await packOf(world, 1, [posting(), { entry: empty, rows: [] }]))
  expect(opened.ok).toBe(true)
  const full = dibao({ payees: ['赵甲一'] })
  await expect(
    packOf(world, 2, [{ entry: { ...full.entry, declaredNil }, rows: full.rows }]),
  ).rejects.toThrow('nil-with-rows')
  const noDay = { ...empty, declaredNil: passedOff({ by: '张秀英', on: '2026-02-31' }) }
  await expect(packOf(world, 3, [{ entry: noDay, rows: [] }])).rejects.toThrow('date')
})
