// The items a clerk compares with paper: drawn fairly from what came, with a list and money among them.
import { expect, test } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { checkJournal } from '../../../db/journal.ts'
import { drawItems, itemsDrawn, noteSpotCheck } from '../../../db/spot-check.ts'
import type { EntryLine } from '../../../pack/preview.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

const line = (id: string, of: Partial<EntryLine>): EntryLine => ({
  id,
  village: '柳沟村',
  category: 'notice',
  itemType: 'notice',
  itemTypeTitle: '',
  title: '',
  period: null,
  rows: 1,
  totals: {},
  ...of,
})
const notices = Array.from({ length: 50 }, (_, at) => line(`n${at}`, {}))
const list = line('list', { itemType: 'village-officers', rows: 9 })
const money = line('money', { itemType: 'posting-sheet', totals: { expense: 100, income: 0 } })

/** A lot that always falls on the same share of what there is. */
const lotAt = (share: number) => (below: number) => Math.min(below - 1, Math.floor(below * share))

test('wherever the lot falls, a list and money are among them, and none comes twice', () => {
  for (const share of [0, 0.2, 0.5, 0.8, 1]) {
    const drawn = drawItems([...notices, list, money], lotAt(share))
    expect(drawn.length).toBe(itemsDrawn)
    expect(drawn).toContain(list)
    expect(drawn).toContain(money)
    expect(new Set(drawn).size).toBe(itemsDrawn)
  }
})

test('three villages are looked at before one is looked at twice', () => {
  const villages = ['甲村', '乙村', '丙村', '丁村']
  const all = villages.flatMap((village) =>
    [1, 2, 3].map((at) => line(`${village}${at}`, { village, rows: at, itemType: 'posting-sheet' })),
  )
  for (let time = 0; time < 50; time++)
    expect(new Set(drawItems(all).map(({ village }) => village)).size).toBe(3)
})

test('any item may be drawn, and other ones each time', () => {
  const drawn = new Set(Array.from({ length: 400 }, () => drawItems(notices).map(({ id }) => id)).flat())
  expect(drawn.size).toBe(notices.length)
})

test('fewer than three are all looked at, and of nothing nothing is drawn', () => {
  expect(drawItems([list, money])).toHaveLength(2)
  expect(drawItems([])).toEqual([])
})

test('the journal keeps which item and how it ended, and stays whole', () => {
  using at = temporaryFolder()
  const opened = openDesk(at.folder)
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { desk } = opened
  noteSpotCheck(desk, { sequence: 3, result: 'differs', item: '990102100201.dibao-list.2026Q3' })
  noteSpotCheck(desk, { sequence: 3, result: 'skipped', left: 2 })
  const lines = desk.state.prepare('SELECT action, actor, details FROM journal ORDER BY number').all()
  expect(lines).toEqual([
    {
      action: 'spot-checked',
      actor: 'clerk',
      details: '{"sequence":3,"result":"differs","item":"990102100201.dibao-list.2026Q3"}',
    },
    { action: 'spot-checked', actor: 'clerk', details: '{"sequence":3,"result":"skipped","left":2}' },
  ])
  expect(checkJournal(desk.state).kind).toBe('whole')
  desk.close()
})
