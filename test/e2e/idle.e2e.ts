// When nobody is there any more: a question, the start, and nothing of the former visitor left.
import { afterEach, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const entry = `entry-${village.code}.posting-sheet.2026Q3`

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function visitorAtAnEntry(): Promise<Kiosk> {
  kiosk = await kioskWith({
    data: world().afterQuarter,
    env: { MINGBAI_IDLE_SECONDS: '3', MINGBAI_IDLE_WARNING_SECONDS: '3' },
  })
  await kiosk.tap('home-start')
  await kiosk.reach(`village-${village.code}`)
  await kiosk.reach('category-finance')
  await kiosk.reach(entry)
  return kiosk
}

test('left alone, the screen asks, then returns to the start and has forgotten the way', async () => {
  const visitor = await visitorAtAnEntry()
  await visitor.tap('size-huge')
  await visitor.arrives('idle-dialog', 8000)
  await visitor.arrives('home', 8000)
  expect(await visitor.isThere('nav-back')).toBe(false)
  const kept = await visitor.page.evaluate<number[]>(
    '[localStorage.length, sessionStorage.length, history.length, document.cookie.length]',
  )
  expect(kept).toEqual([0, 0, 1, 0])
  expect(await visitor.page.evaluate('document.documentElement.dataset.size')).toBe('standard')
})

test('one who is still there says so and stays', async () => {
  const visitor = await visitorAtAnEntry()
  await visitor.tap('idle-stay')
  expect(await visitor.isThere('idle-dialog')).toBe(false)
  expect(await visitor.isThere('nav-back')).toBe(true)
})

test('one who is done may leave at once', async () => {
  const visitor = await visitorAtAnEntry()
  await visitor.tap('idle-leave')
  await visitor.arrives('home')
})
