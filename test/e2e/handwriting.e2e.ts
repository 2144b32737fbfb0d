// Writing by hand on the glass: ink under the finger, characters to choose from, and what is found by them (ux.md F06, F07).
import { afterEach, describe, expect, test } from 'vitest'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { truth } from './truth.ts'
import { finger, write } from './writing.ts'

const [village = { name: '', code: '' }] = truth.villages
const small = { size: '1366x768', inches: '15.6' }

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})

async function inSquare(wishes: Wishes): Promise<Kiosk> {
  kiosk = await kioskWith({ data: world().afterQuarter, ...wishes })
  await kiosk.tap('home-start')
  await kiosk.reach(`village-${village.code}`)
  await kiosk.reach('village-find')
  await kiosk.tap('way-hand')
  await kiosk.arrives('hand-square')
  return kiosk
}

async function choose(screen: Kiosk, character: string): Promise<void> {
  const candidate = screen.page.getByTestId(/^hand-candidate-/).filter({ hasText: character })
  await candidate.waitFor()
  const id = await candidate.getAttribute('data-testid')
  await screen.tap(id ?? '')
}

const strokesSeen = (screen: Kiosk) =>
  screen.page.locator('[data-testid="hand-square"] [data-stroke]').count()

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', small],
])('%s', (name, glass) => {
  test('a character is written, chosen, and finds what has it; the square is empty again', async () => {
    const screen = await inSquare({ glass })
    await screen.shot(`hand-${name}-empty`)
    await write(screen, '高')
    expect(await strokesSeen(screen)).toBe(10)
    await screen.arrives('hand-candidate-9')
    await screen.shot(`hand-${name}-written`)
    await choose(screen, '高')
    expect(await strokesSeen(screen)).toBe(0)
    expect(await screen.page.getByTestId('find-text').innerText()).toBe('高')
    await screen.sees(/高龄/)
    await screen.shot(`hand-${name}-found`)
  })

  test('the square is at least 60 mm, and every button around it 20', async () => {
    const screen = await inSquare({ glass })
    await write(screen, '公')
    await screen.arrives('hand-candidate-9')
    const mm = await screen.page.evaluate<number>(
      `parseFloat(document.documentElement.style.getPropertyValue('--mm'))`,
    )
    const square = await screen.page.getByTestId('hand-square').boundingBox()
    expect((square?.width ?? 0) / mm).toBeGreaterThanOrEqual(60)
    expect((square?.height ?? 0) / mm).toBeGreaterThanOrEqual(60)
    const buttons = await screen.page.getByTestId(/^hand-(candidate|undo|clear|side)/).all()
    expect(buttons).toHaveLength(13)
    for (const button of buttons) {
      const box = await button.boundingBox()
      expect(Math.min(box?.width ?? 0, box?.height ?? 0) / mm).toBeGreaterThanOrEqual(19.9)
    }
  })
})

test.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', small],
])(
  'within reach of somebody who sits, in the largest text and on black, it is all there: %s',
  async (name, glass) => {
    const screen = await inSquare({ glass })
    const look = async (what: string) => {
      // A glass that is measured anew begins its screen anew, and with it the first way of finding.
      await screen.tap('way-hand')
      await screen.arrives('hand-square')
      await write(screen, '公')
      await screen.arrives('hand-candidate-9')
      await screen.shot(`hand-${name}-${what}`)
      await choose(screen, '公')
      await screen.tap('key-clear')
    }
    await screen.tap('size-huge')
    await screen.tap('contrast-high')
    await look('huge-on-black')
    if (!(await screen.isThere('nav-reach'))) return
    await screen.tap('nav-reach')
    await look('within-reach')
  },
)

test('a rare character of a name is written, though no pinyin of it is known', async () => {
  const screen = await inSquare({ glass: portrait })
  await write(screen, '犇')
  await choose(screen, '犇')
  expect(await screen.page.getByTestId('find-text').innerText()).toBe('犇')
})

test('one stroke is taken back, or all; the square changes sides for the other hand', async () => {
  const screen = await inSquare({ glass: portrait })
  await write(screen, '水', 3)
  expect(await strokesSeen(screen)).toBe(3)
  await screen.tap('hand-undo')
  expect(await strokesSeen(screen)).toBe(2)
  await screen.tap('hand-clear')
  expect(await strokesSeen(screen)).toBe(0)
  expect(await screen.isThere('hand-candidate-0')).toBe(false)
  const before = await screen.page.getByTestId('hand-square').boundingBox()
  await screen.tap('hand-side')
  const after = await screen.page.getByTestId('hand-square').boundingBox()
  expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(100)
})

test('a hand laid on the square beside the finger writes nothing', async () => {
  const screen = await inSquare({ glass: portrait })
  const box = await screen.page.getByTestId('hand-square').boundingBox()
  if (!box) throw new Error('no square')
  const at = (x: number, y: number) => ({ x: box.x + box.width * x, y: box.y + box.height * y })
  await finger(screen, 'touchStart', at(0.2, 0.2))
  await finger(screen, 'touchMove', at(0.5, 0.2))
  await finger(screen, 'touchStart', at(0.5, 0.2), at(0.7, 0.9))
  await finger(screen, 'touchMove', at(0.8, 0.2), at(0.7, 0.8))
  await finger(screen, 'touchEnd')
  expect(await strokesSeen(screen)).toBe(0)
  await write(screen, '公')
  expect(await strokesSeen(screen)).toBe(4)
})

test('nothing written stays after the visit', async () => {
  const screen = await inSquare({ glass: portrait })
  await write(screen, '水')
  await choose(screen, '水')
  await write(screen, '公', 2)
  await screen.tap('nav-home')
  await screen.arrives('home-start')
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach('village-find')
  expect(await screen.page.getByTestId('find-text').innerText()).not.toContain('水')
  await screen.tap('way-hand')
  expect(await strokesSeen(screen)).toBe(0)
})
