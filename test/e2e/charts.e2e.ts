// An item as pictures and its papers: lengths that are true, the same figures as the table, and buttons that enlarge.
import { afterEach, describe, expect, test } from 'vitest'
import type { Charts, CallName, Reply } from '../../electron/contract.ts'
import { kioskWith, landscape, portrait, world, type Kiosk, type Wishes } from './harness.ts'
import { financeOf, truth, yuan } from './truth.ts'

const [village = { name: '', code: '' }] = truth.villages
const sheet = `${village.code}.posting-sheet.2026Q3`
const small = { size: '1366x768', inches: '15.6' }
let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes) => (kiosk = await kioskWith(wishes))

async function openItem(screen: Kiosk, category: string, entry: string): Promise<void> {
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach(`category-${category}`)
  await screen.reach(`entry-${entry}`)
}

type Drawn = { x: number; y: number; width: number; height: number; fill: string }

/** The bars as they stand on the glass, and what is written beside them. */
const drawnOn = (screen: Kiosk): Promise<Drawn[]> =>
  screen.page.evaluate<Drawn[]>(`new Promise((done) => {
    const look = () => {
      const bars = [...document.querySelectorAll('[data-testid="chart-drawing"] svg path')]
        .filter((each) => ['var(--bar)', 'var(--line)'].includes(each.getAttribute('fill')))
      if (bars.length === 0) return requestAnimationFrame(look)
      done(bars.map((each) => {
        const { x, y, width, height } = each.getBoundingClientRect()
        return { x, y, width, height, fill: each.getAttribute('fill') }
      }))
    }
    look()
  })`)

const linesOn = (screen: Kiosk): Promise<string[]> =>
  screen.page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="flow-page"] [data-testid="chart-line"]')].map((each) => each.innerText.replaceAll(/\\s+/g, ' '))`,
  )
const figuresOn = (screen: Kiosk): Promise<string[]> =>
  screen.page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="flow-page"] [data-testid="chart-figure"]')].map((each) => each.innerText)`,
  )

function answerOf<N extends CallName>(reply: Reply<N>) {
  if (!reply.ok) throw new Error(reply.kind)
  return reply.answer
}
async function chartsOf(screen: Kiosk, id: string): Promise<Charts> {
  const charts = answerOf(await screen.call('charts', { id }))
  if (!charts) throw new Error(`nothing is drawn of ${id}`)
  return charts
}

/** Within a pixel: every length is to its value as the longest is to the largest. */
function expectTrue(lengths: readonly number[], values: readonly number[]): void {
  const most = Math.max(...values)
  const longest = Math.max(...lengths)
  expect(lengths.length).toBe(values.length)
  for (const [at, value] of values.entries())
    expect(Math.abs((lengths[at] ?? NaN) - (longest * value) / most)).toBeLessThanOrEqual(1)
}

describe.each([
  ['portrait', portrait],
  ['landscape', landscape],
  ['a small glass', small],
])('%s', (_name, glass) => {
  test('how it went over the quarters stands as columns, and as the same figures in a table', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await openItem(screen, 'finance', sheet)
    await screen.tap('bookmark-compare')
    await screen.reach('charts-trend')
    await screen.arrives('charts')
    const bars = await drawnOn(screen)
    await screen.shot('charts-trend')
    const { trend } = await chartsOf(screen, sheet)
    const known = trend.flatMap(({ value }) => (value === null ? [] : [value]))
    expect(known.length).toBeGreaterThan(2)
    // Where columns and their sentence do not stand on one page, they lie.
    expectTrue(
      bars.map(({ width, height }) => (glass === small ? width : height)),
      known,
    )
    const newest = trend.at(-1)
    expect(newest).toEqual({ period: '2026Q3', value: financeOf(village.name, '2026Q3').expense })
    const written = await linesOn(screen)
    for (const value of known) expect(written.join(' ')).toContain(yuan(value))
    expect(await screen.text()).toContain('到2026年第三季度的支出。')

    await screen.tap('charts-other')
    await screen.shot('charts-trend-table')
    expect(await figuresOn(screen)).toEqual(trend.map(({ value }) => (value === null ? '没有' : yuan(value))))
    await screen.tap('charts-other')
    await drawnOn(screen)
    await screen.tap('nav-back')
    expect(await screen.isThere('bookmark-compare')).toBe(true)
  })

  test('what a sum is made of, coming in and going out apart, with shares, and as a table', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await openItem(screen, 'finance', sheet)
    await screen.reach('charts-parts')
    await screen.arrives('charts')
    const { compositions } = await chartsOf(screen, sheet)
    expect(compositions.map(({ total }) => total)).toEqual(['expense', 'income'])
    for (const { total, whole, parts } of compositions) {
      await screen.tap(`picture-${total}`)
      const bars = await drawnOn(screen)
      await screen.shot(`charts-${total}`)
      expect(parts.length).toBeLessThanOrEqual(8)
      const written = await linesOn(screen)
      // On a low glass the last of them are on the next page.
      const shown = parts.slice(0, written.length)
      expectTrue(
        bars.map(({ width }) => width),
        shown.map(({ value }) => value),
      )
      for (const [at, part] of shown.entries()) expect(written[at]).toContain(yuan(part.value))
      for (const line of written) expect(line).toMatch(/占\d+%|不到1%/)
      expect(whole).toBe(financeOf(village.name, '2026Q3')[total === 'income' ? 'income' : 'expense'])
      await screen.tap('charts-other')
      expect((await figuresOn(screen)).slice(0, shown.length)).toEqual(shown.map(({ value }) => yuan(value)))
      await screen.shot(`charts-${total}-table`)
      await screen.tap('charts-other')
    }
  })

  test('in the largest letters and the highest contrast nothing is lost', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await screen.tap('size-huge')
    await screen.tap('contrast-high')
    await openItem(screen, 'finance', sheet)
    await screen.tap('bookmark-compare')
    await screen.reach('charts-trend')
    await drawnOn(screen)
    await screen.shot('charts-trend-huge')
    const { trend, compositions } = await chartsOf(screen, sheet)
    const text = await screen.textOfAllPages()
    for (const { value } of trend) if (value !== null) expect(text).toContain(yuan(value))
    await screen.tap('picture-expense')
    await drawnOn(screen)
    await screen.shot('charts-expense-huge')
    const parts = await screen.textOfAllPages()
    for (const { value } of compositions[0]?.parts ?? []) expect(parts).toContain(yuan(value))
  })
})

const officers = `${village.code}.village-officers.standing`

/** Where the picture stands in its window. */
const pictureOn = (screen: Kiosk) =>
  screen.page.evaluate<{ left: number; top: number; width: number; height: number; scale: number }>(`(() => {
    const [img, pane] = [document.querySelector('[data-testid="photo-window"] img'), document.querySelector('[data-testid="photo-window"]')]
    const [a, b] = [img.getBoundingClientRect(), pane.getBoundingClientRect()]
    return { left: a.left - b.left, top: a.top - b.top, width: a.width, height: a.height, scale: a.width / img.naturalWidth }
  })()`)

describe.each([
  ['portrait', portrait],
  ['a small glass', small],
])('a photograph on %s', (_name, glass) => {
  test('is enlarged and moved by buttons, and whole again', async () => {
    const screen = await started({ data: world().afterQuarter, glass })
    await openItem(screen, 'organization', officers)
    await screen.reach('entry-photos')
    await screen.arrives('photo-window')
    await screen.page.waitForFunction(
      `document.querySelector('[data-testid="photo-window"] img').naturalWidth > 0`,
    )
    await screen.shot('photo-whole')
    const whole = await pictureOn(screen)
    await screen.tap('photo-larger')
    await screen.tap('photo-larger')
    const twice = await pictureOn(screen)
    expect(twice.width / whole.width).toBeCloseTo(2, 1)
    await screen.tap('photo-right')
    await screen.tap('photo-down')
    const moved = await pictureOn(screen)
    expect(moved.left).toBeLessThan(twice.left)
    await screen.shot('photo-enlarged')
    await screen.tap('photo-smaller')
    expect((await pictureOn(screen)).width).toBeLessThan(moved.width)
    await screen.tap('photo-whole')
    expect(await pictureOn(screen)).toEqual(whole)
  })
})

test('pictures are drawn without anything from elsewhere and without anything the policy forbids', async () => {
  const screen = await started({ data: world().afterQuarter })
  const said: string[] = []
  screen.page.on('console', (message) => said.push(`${message.type()} ${message.text()}`))
  screen.page.on('pageerror', (error) => said.push(`error ${error.message}`))
  await screen.page.evaluate(
    `window.__broken = []; addEventListener('securitypolicyviolation', (event) => window.__broken.push(event.violatedDirective))`,
  )
  await openItem(screen, 'finance', sheet)
  await screen.tap('bookmark-compare')
  await screen.reach('charts-trend')
  await drawnOn(screen)
  await screen.tap('picture-expense')
  await drawnOn(screen)
  await screen.tap('nav-home')
  expect(await screen.page.evaluate('window.__broken')).toEqual([])
  expect(said.filter((each) => /error|warn/i.test(each))).toEqual([])
})

test('what is drawn is also said: every line of the picture is among the sentences of the screen', async () => {
  const screen = await started({ data: world().afterQuarter })
  await openItem(screen, 'finance', sheet)
  await screen.reach('charts-parts')
  const { compositions } = await chartsOf(screen, sheet)
  const names = await screen.page.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="chart-line"]')].map((each) => each.dataset.spoken)`,
  )
  expect(names).toEqual(compositions[0]?.parts.map((_, at) => `part ${at}`))
  const hidden = await screen.page.evaluate(
    'document.querySelector("svg:has(path[fill^=var])").getAttribute("aria-hidden")',
  )
  expect(hidden).toBe('true')
})
