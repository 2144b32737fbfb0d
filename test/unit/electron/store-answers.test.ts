// The store's answers on a real data folder, as its process gives them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStore } from '../../../electron/store-answers.ts'
import type { Store } from '../../../electron/store-answers.ts'

let folder: string
let store: Store
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-store-'))
  store = openStore(join(folder, 'data'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a machine that was just unpacked has no content, no PIN and no trouble', async () => {
  expect(await store.answer('kiosk', {})).toMatchObject({
    township: null,
    content: null,
    villages: [],
    firstStart: true,
    trouble: null,
  })
  expect(await store.answer('home', {})).toEqual({ figures: [], notices: [], entries: 0 })
})

test('the first PIN is set once; from then on only it opens', async () => {
  expect(await store.answer('setFirstPin', { pin: '246810' })).toEqual({ ok: true })
  expect(await store.answer('setFirstPin', { pin: '111111' })).toEqual({ ok: false })
  expect(await store.answer('tryPin', { pin: '111111' })).toMatchObject({ ok: false, freeTries: 4 })
  expect(await store.answer('tryPin', { pin: '246810' })).toEqual({ ok: true })
  expect(await store.answer('kiosk', {})).toMatchObject({ firstStart: false })
})

test('the size of the screen is kept over a restart', async () => {
  await store.answer('setScreen', { inches: 43 })
  store.close()
  store = openStore(join(folder, 'data'))
  expect(await store.answer('kiosk', {})).toMatchObject({ screen: { inches: 43 } })
})

test('what a card on the glass has shown is believed until a size is chosen anew', async () => {
  await store.answer('setScreen', { inches: 43 })
  await store.answer('setScreen', { inches: 42.5, byCard: true })
  expect(await store.answer('kiosk', {})).toMatchObject({ screen: { inches: 42.5, byCard: true } })
  await store.answer('setScreen', { inches: 32 })
  expect(await store.answer('kiosk', {})).toMatchObject({ screen: { inches: 32, byCard: false } })
})

test('a machine goes dark at night only when somebody has said from when to when', async () => {
  expect(await store.answer('kiosk', {})).toMatchObject({ night: null })
  await store.answer('setNight', { fromHour: 22, toHour: 6 })
  store.close()
  store = openStore(join(folder, 'data'))
  expect(await store.answer('kiosk', {})).toMatchObject({ night: { fromHour: 22, toHour: 6 } })
  await store.answer('setNight', { fromHour: 6, toHour: 6 })
  expect(await store.answer('kiosk', {})).toMatchObject({ night: null })
  await expect(store.answer('setNight', { fromHour: 24, toHour: 6 })).rejects.toThrow()
})

test('how high the screen hangs is kept over a restart', async () => {
  await store.answer('setLowerEdge', { lowerEdgeMm: 750 })
  store.close()
  store = openStore(join(folder, 'data'))
  expect(await store.answer('kiosk', {})).toMatchObject({ screen: { lowerEdgeMm: 750 } })
})

test('an input of another shape is thrown back, whoever sent it', async () => {
  await expect(store.answer('setScreen', { inches: 4000 })).rejects.toThrow()
  await expect(store.answer('village', { villageCode: 'x', period: null })).rejects.toThrow()
})

test('with nothing to go back to, going back is refused in a value', async () => {
  expect(await store.answer('rollBack', { generation: '1-00000000' })).toEqual({
    ok: false,
    fault: { kind: 'nothing-to-roll-back-to' },
  })
})
