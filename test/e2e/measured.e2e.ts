// What the real page comes to on a glass, measured: millimetres, lines, the end of the periods, letters at the first paint.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pixelsPerMm } from '../../renderer/scale.ts'
import { kioskWith, landscape, portrait, world, type Kiosk } from './harness.ts'
import { truth } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const small = { size: '1366x768', inches: '15.6' }

const mmOf = (glass: { size: string; inches: string }): number => {
  const [width = 0, height = 0] = glass.size.split('x').map(Number)
  return pixelsPerMm({ width, height, inches: Number(glass.inches) })
}
const boxOf = async (kiosk: Kiosk, id: string) => {
  const box = await kiosk.page.getByTestId(id).filter({ visible: true }).first().boundingBox()
  if (!box) throw new Error(`${id} is not on the glass`)
  return box
}

describe('a millimetre', () => {
  let kiosk: Kiosk | null = null
  afterEach(async () => {
    await kiosk?.close()
    kiosk = null
  })

  /** How wide the step to the period before is, in millimetres of a glass with these pixels. */
  async function stepInMm(of: { width: number; height: number; inches: string }): Promise<number> {
    kiosk = await kioskWith({ data: world().afterQuarter, glass: { ...portrait, inches: of.inches } })
    // No screen of a test machine has four thousand lines: the page is told that this one has.
    const metrics = { width: of.width, height: of.height, deviceScaleFactor: 1, mobile: false }
    await kiosk.touch.send('Emulation.setDeviceMetricsOverride', metrics)
    await kiosk.tap('home-start')
    await kiosk.reach(`village-${village.code}`)
    await kiosk.arrives('village')
    const mm = pixelsPerMm({ ...of, inches: Number(of.inches) })
    const told = await kiosk.page.evaluate<string>(
      `getComputedStyle(document.documentElement).getPropertyValue('--mm')`,
    )
    expect(Number.parseFloat(told)).toBeCloseTo(mm, 2)
    const least = await kiosk.page.evaluate<number>(
      `Math.min(...[...document.querySelectorAll('#page button')].filter((each) => each.checkVisibility({ visibilityProperty: true })).map((each) => each.getBoundingClientRect()).flatMap((box) => [box.width, box.height]))`,
    )
    expect(least / mm).toBeGreaterThanOrEqual(19.99)
    const { width: step } = await boxOf(kiosk, 'period-prev')
    await kiosk.close()
    kiosk = null
    return step / mm
  }

  test('is one on a 21.5-inch glass and on a 55-inch one: nothing is under 20 there, and a button as wide (A15)', async () => {
    const onSmall = await stepInMm({ width: 1080, height: 1920, inches: '21.5' })
    const onLarge = await stepInMm({ width: 2160, height: 3840, inches: '55' })
    expect(onSmall).toBeCloseTo(25, 1)
    // Its letters may not have fewer than 28 pixels, which are 9 mm there: the button grows with them, by a little.
    expect(onLarge).toBeGreaterThanOrEqual(25)
    expect(onLarge).toBeLessThan(27)
  }, 120_000)
})

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['small', small],
] as const)('%s', (name, glass) => {
  let kiosk: Kiosk
  beforeAll(async () => {
    kiosk = await kioskWith({ data: world().afterQuarter, glass })
  }, 120_000)
  afterAll(() => kiosk?.close())
  beforeEach(async () => {
    if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
  })

  test('the first and the last period say why one cannot go on (E09)', async () => {
    await kiosk.tap('home-start')
    await kiosk.reach(`village-${village.code}`)
    await kiosk.arrives('village')
    const step = (id: string) =>
      kiosk.page.evaluate<{ disabled: boolean; name: string; words: string; inside: boolean }>(`(() => {
        const button = [...document.querySelectorAll('[data-testid="${id}"]')].find((each) => each.checkVisibility())
        const words = button.querySelector('span:not([aria-hidden])')
        const [outer, inner] = [button, words ?? button].map((each) => each.getBoundingClientRect())
        return {
          disabled: button.disabled,
          name: button.getAttribute('aria-label'),
          words: button.innerText.trim(),
          inside: inner.left >= outer.left && inner.right <= outer.right && inner.bottom <= outer.bottom + 1,
        }
      })()`)
    await kiosk.shot(`end-of-periods-${name}`)
    const newest = { disabled: true, name: '更新的没有了', words: '没有了', inside: true }
    expect(await step('period-next')).toEqual(newest)
    expect(await step('period-prev')).toMatchObject({ disabled: false, name: '看早一期', words: '' })
    for (let steps = 0; steps < 40 && !(await step('period-prev')).disabled; steps++)
      await kiosk.tap('period-prev')
    expect(await step('period-prev')).toEqual({ ...newest, name: '更早的没有了' })
    expect(await step('period-next')).toMatchObject({ disabled: false, name: '看晚一期', words: '' })
    await kiosk.tap('size-huge')
    await kiosk.shot(`end-of-periods-huge-${name}`)
    expect((await step('period-prev')).inside).toBe(true)
    await kiosk.tap('size-standard')
    await kiosk.tap('nav-home')
  }, 120_000)

  test('text of several lines has air between them, and sentences have the most (B07)', async () => {
    const looks = async () =>
      kiosk.page.evaluate<{ text: string; lines: number; ratio: number; body: boolean }[]>(`(() => {
        const own = (each) => [...each.childNodes].filter((node) => node.nodeType === 3 && node.data.trim())
        return [...document.querySelectorAll('#page *')].flatMap((each) => {
          if (own(each).length === 0 || !each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return []
          const range = document.createRange()
          range.selectNodeContents(each)
          const { fontSize, lineHeight } = getComputedStyle(each)
          const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top / 4))).size
          return [{
            text: each.innerText.slice(0, 40),
            lines,
            ratio: parseFloat(lineHeight) / parseFloat(fontSize),
            body: each.matches('p') && lines > 1 && each.innerText.length > 40,
          }]
        })
      })()`)
    const seen: Awaited<ReturnType<typeof looks>> = []
    const look = async () => seen.push(...(await looks()))
    await look()
    await kiosk.tap('home-start')
    await look()
    await kiosk.reach(`village-${village.code}`)
    await kiosk.arrives('village')
    await look()
    await kiosk.reach('category-finance')
    await kiosk.arrives('category')
    await look()
    await kiosk.reach(`entry-${village.code}.posting-sheet.2026Q3`)
    await kiosk.arrives('entry')
    await look()
    for (let page = 0; page < 12 && (await kiosk.page.getByTestId('page-next').isEnabled()); page++) {
      await kiosk.tap('page-next')
      await look()
    }
    const several = seen.filter(({ lines }) => lines > 1)
    expect(several.length).toBeGreaterThan(3)
    expect(several.filter(({ ratio }) => ratio < 1.295)).toEqual([])
    expect(several.filter(({ body, ratio }) => body && ratio < 1.495)).toEqual([])
    await kiosk.tap('nav-home')
  }, 120_000)

  test('the key pad of the PIN is for a thumb, and says how many digits, never which (F11)', async () => {
    await kiosk.openStaffDoor()
    await kiosk.arrives('pin')
    const mm = mmOf(glass)
    for (const key of [...'0123456789'].map((digit) => `pin-${digit}`).concat('pin-del')) {
      const box = await boxOf(kiosk, key)
      expect([key, box.height / mm >= 19.99, box.width / mm >= 19.99]).toEqual([key, true, true])
    }
    for (const digit of '135') await kiosk.tap(`pin-${digit}`)
    const { dots, said, inFields } = await kiosk.page.evaluate<{
      dots: boolean[]
      said: string
      inFields: number
    }>(
      `(() => { const dots = document.querySelector('[role="img"][aria-label]'); return { dots: [...dots.children].map((each) => each.hasAttribute('data-filled')), said: dots.getAttribute('aria-label') + dots.innerText, inFields: document.querySelectorAll('input').length } })()`,
    )
    expect(dots).toEqual([true, true, true, false, false, false])
    expect(said).not.toMatch(/[15]/)
    expect(inFields).toBe(0)
    await kiosk.shot(`pin-${name}`)
    for (let each = 0; each < 3; each++) await kiosk.tap('pin-del')
    await kiosk.tap('nav-home')
  }, 60_000)
})

test('the first letters that are painted are already our own (L09)', async () => {
  const kiosk = await kioskWith({ data: world().afterQuarter })
  try {
    await kiosk.page.addInitScript(`(() => {
      const faces = ['400 1em "Mingbai Sans"', '700 1em "Mingbai Sans"', '700 1em "Mingbai Serif"']
      const look = () => {
        const page = document.getElementById('page')
        if (!page || page.textContent.trim() === '') return requestAnimationFrame(look)
        window.atFirstText = { words: page.textContent.trim().slice(0, 20), ready: faces.map((face) => document.fonts.check(face, '村')), loading: document.fonts.status }
      }
      look()
    })()`)
    await kiosk.page.reload()
    await kiosk.arrives('home')
    const first = await kiosk.page.evaluate<{ words: string; ready: boolean[]; loading: string }>(
      'window.atFirstText',
    )
    expect(first.words).not.toBe('')
    expect(first.ready).toEqual([true, true, true])
  } finally {
    await kiosk.close()
  }
}, 60_000)
