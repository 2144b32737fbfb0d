// A villager takes figures home: by a code that a telephone reads, and on paper that comes out of a real spooler.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isHere } from '../stand-ins/loop-stick.ts'
import { privateCups, socketPrinter, whyNoCups } from '../stand-ins/private-cups.ts'
import type { PrivateCups, SocketPrinter } from '../stand-ins/private-cups.ts'
import { readCode } from '../stand-ins/read-code.ts'
import { kioskWith, landscape, portrait, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { screensFolder } from './places.ts'
import { caught, choosePrinter, standInPrinters } from './stand-in-printers.ts'
import { financeOf, truth, yuan } from './truth.ts'

const pin = '246810'
const small = { size: '1366x768', inches: '15.6' }
const [village = { name: '', code: '' }] = truth.villages
const sheet = `${village.code}.posting-sheet.2026Q3`
const figures = financeOf(village.name, '2026Q3')

let kiosk: Kiosk | null = null
let place = ''
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'mingbai-takeaway-'))
})
afterAll(() => rmSync(place, { recursive: true, force: true }))

async function started(wishes: Wishes = {}): Promise<Kiosk> {
  const running = await kioskWith({ data: world().afterQuarter, ...wishes })
  kiosk = running
  return running
}

async function toEntry(screen: Kiosk, category: string, id: string): Promise<void> {
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach(`category-${category}`)
  await screen.reach(`entry-${id}`)
  await screen.arrives('entry')
}

async function toTakeaway(screen: Kiosk, category: string, id: string): Promise<void> {
  await toEntry(screen, category, id)
  await screen.tap('open-takeaway')
  await screen.arrives('takeaway')
}

async function toHousehold(screen: Kiosk): Promise<string> {
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach('village-household')
  await screen.tap('choice-1')
  await screen.tap('choice-0')
  await screen.arrives('names')
  const name = (await screen.page.getByTestId('choice-0').first().innerText()).split('\n')[0] ?? ''
  await screen.tap('choice-0')
  await screen.arrives('household-line')
  return name
}

// ---- codes ----

/** As the page draws them, page by page, read by a reader of our own from the path of the picture. */
async function codesOn(screen: Kiosk): Promise<string[]> {
  const texts: string[] = []
  for (;;) {
    await screen.arrives('codes-code')
    const drawn = await screen.page.evaluate<{ modules: number; path: string; px: number }>(`(() => {
      const code = document.querySelector('[data-testid="codes-code"]')
      return { modules: Number(code.dataset.modules), path: code.querySelector('path').getAttribute('d'),
        px: code.getBoundingClientRect().width }
    })()`)
    const mm = await screen.page.evaluate<number>(
      `parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--mm'))`,
    )
    // I04: no module below 0.8 mm of this glass.
    expect(drawn.px / drawn.modules / mm).toBeGreaterThanOrEqual(0.8)
    texts.push(readCode(matrixOf(drawn)))
    if (!(await screen.isThere('page-next')) || (await screen.page.getByTestId('page-next').isDisabled()))
      return texts
    await screen.tap('page-next')
  }
}

function matrixOf({ modules, path }: { modules: number; path: string }): boolean[][] {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  return Array.from({ length: modules - 8 }, (_r, y) =>
    Array.from({ length: modules - 8 }, (_c, x) => dark.has(`${x + 4} ${y + 4}`)),
  )
}

const noZbar = isHere('zbarimg') ? null : 'needs zbarimg (apt-get install zbar-tools)'
if (noZbar) console.warn(`NOT TESTED, codes read off the glass by another program: ${noZbar}`)

/** The bytes as another program's eye finds them in a picture of the whole glass. */
const scanned = (picture: string): string =>
  execFileSync(
    'zbarimg',
    ['--quiet', '--raw', '--oneshot', '-Sdisable', '-Sqrcode.enable', '-Sbinary', picture],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  ).toString('utf8')

describe.each([
  ['portrait', portrait, 'standard'],
  ['portrait, largest text', portrait, 'huge'],
  ['landscape', landscape, 'standard'],
  ['small', small, 'standard'],
  ['small, largest text', small, 'huge'],
] as const)('%s', (_name, glass, size) => {
  test('the code of a posting sheet holds its figures, its capitals, whom to call, and its own number', async () => {
    const screen = await started({ glass })
    await toTakeaway(screen, 'finance', sheet)
    if (size !== 'standard') await screen.tap(`size-${size}`)
    await screen.shot(`takeaway-${size}`)
    // Without a printer nothing speaks of one.
    expect(await screen.isThere('takeaway-print')).toBe(false)
    await screen.tap('takeaway-codes')
    await screen.arrives('codes-code')
    await screen.shot(`codes-${size}`)
    const picture = join(screensFolder, `codes-${size}-${glass.size}.png`)
    const texts = await codesOn(screen)
    if (!noZbar) expect(scanned(picture).trim()).toBe(texts[0])
    expect(texts.length).toBeLessThanOrEqual(3)
    const text = texts.join('\n')
    for (const words of [
      village.name,
      '收支公开榜',
      '2026年第三季度',
      yuan(figures.expense),
      `编号 ${sheet}`,
    ])
      expect(text).toContain(words)
    expect(text).toMatch(/指纹 [0-9A-F]{4}-[0-9A-F]{4}/)
    expect(text).toMatch(/0960-\d+/)
  })
})

test('of a list of persons the code holds sums and nobody', async () => {
  const screen = await started()
  const id = `${village.code}.dibao-list.2026Q3`
  await toTakeaway(screen, 'social-assistance', id)
  const names = await namesIn(screen, id)
  expect(names.length).toBeGreaterThan(3)
  await screen.tap('takeaway-codes')
  const text = (await codesOn(screen)).join('\n')
  expect(text).toContain('不带走')
  for (const name of names) expect(text).not.toContain(name)
  expect(await screen.text()).not.toContain(names[0])
})

test('what a household takes along is its own, under half a name, and is gone when it leaves', async () => {
  const screen = await started()
  const name = await toHousehold(screen)
  await screen.shot('household-takeaway-button')
  await screen.tap('open-takeaway')
  await screen.shot('takeaway-household')
  await screen.tap('takeaway-codes')
  await screen.shot('codes-household')
  const text = (await codesOn(screen)).join('\n')
  expect(text).not.toContain(name)
  expect(text).toMatch(/[\d,]+\.\d{2}元/)
  await screen.tap('nav-home')
  expect(await screen.page.content()).not.toContain(name)
})

async function namesIn(screen: Kiosk, id: string): Promise<string[]> {
  const reply = await screen.call('rows', { id, offset: 0, limit: 100 })
  if (!reply.ok) throw new Error('no rows')
  return reply.answer.rows.flatMap((row) => (typeof row[1] === 'string' ? [row[1]] : []))
}

// ---- paper, without a spooler ----

const noPoppler = ['pdftotext', 'pdftoppm', 'pdfinfo'].every(isHere)
  ? null
  : 'needs pdftotext, pdftoppm (apt-get install poppler-utils)'
if (noPoppler) console.warn(`NOT TESTED, what stands on printed pages: ${noPoppler}`)

function saved(pdf: Buffer, name: string): string {
  const file = join(place, `${name}.pdf`)
  writeFileSync(file, pdf)
  return file
}
const wordsOf = (file: string) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
const infoOf = (file: string) => execFileSync('pdfinfo', [file], { encoding: 'utf8' })
const picturesOf = (file: string, name: string) =>
  execFileSync('pdftoppm', ['-r', '60', '-png', file, join(screensFolder, name)])

/** Every word's box, in points: how large the smallest text is and how far to the right any of it reaches. */
function boxesOf(file: string): { left: number; right: number; height: number; page: number }[] {
  const html = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8' })
  return html.split('<page ').flatMap((part, page) =>
    [...part.matchAll(/xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)"/g)].map((match) => {
      const [left = 0, top = 0, right = 0, bottom = 0] = match.slice(1).map(Number)
      return { left, right, height: bottom - top, page }
    }),
  )
}
const mmOfPoints = (points: number) => (points / 72) * 25.4

const papers = [
  ['a4', 210],
  ['slip', 80],
] as const

describe.each(papers)('paper %s', (paper, widthMm) => {
  test.skipIf(noPoppler !== null)(
    'the pages carry the figures, the table, who signed, the code and their number, all within the edges',
    async () => {
      const screen = await started()
      await standInPrinters(screen, [{ name: '窗口打印机' }])
      await choosePrinter(screen, '窗口打印机', paper)
      await toTakeaway(screen, 'finance', sheet)
      await screen.arrives('takeaway-print')
      if (paper === 'slip') await screen.shot('takeaway-with-printer')
      await screen.tap('takeaway-print')
      await screen.arrives('print-printed')
      await screen.shot(`takeaway-printed-${paper}`)
      const { pdfs, asked } = await caught(screen)
      expect(asked).toMatchObject([
        { silent: true, deviceName: '窗口打印机', pageSize: { width: widthMm * 1000 } },
      ])
      const file = saved(Buffer.from(pdfs[0] ?? '', 'base64'), paper)
      picturesOf(file, `print-posting-sheet-${paper}`)
      expect(infoOf(file)).toMatch(new RegExp(`Page size: +${paper === 'a4' ? '59[45]' : '22[67]'}`))
      const text = wordsOf(file)
      const pages = Number(/Pages: +(\d+)/.exec(infoOf(file))?.[1])
      for (const words of [
        village.name,
        '收支公开榜',
        yuan(figures.expense),
        yuan(figures.income),
        sheet,
        '大写',
      ])
        expect(text.replaceAll(/\s/g, '')).toContain(words.replaceAll(/\s/g, ''))
      for (let page = 1; page <= pages; page++) expect(text).toContain(`第${page}页 共${pages}页`)
      const boxes = boxesOf(file)
      // I01: nothing outside what the head of a slip printer reaches, nothing below 4 mm.
      const edgeMm = paper === 'slip' ? 4 : 10
      for (const { left, right, height } of boxes) {
        expect(mmOfPoints(left)).toBeGreaterThanOrEqual(edgeMm - 0.1)
        expect(mmOfPoints(right)).toBeLessThanOrEqual(widthMm - edgeMm + 0.1)
        expect(mmOfPoints(height)).toBeGreaterThanOrEqual(4)
      }
    },
  )

  test.skipIf(noPoppler !== null)('a household prints its own lines under half a name', async () => {
    const screen = await started()
    await standInPrinters(screen, [{ name: 'P' }])
    await choosePrinter(screen, 'P', paper)
    const name = await toHousehold(screen)
    await screen.tap('open-takeaway')
    await screen.tap('takeaway-print')
    await screen.arrives('print-printed')
    const { pdfs } = await caught(screen)
    const file = saved(Buffer.from(pdfs[0] ?? '', 'base64'), `household-${paper}`)
    picturesOf(file, `print-household-${paper}`)
    const text = wordsOf(file)
    expect(text).not.toContain(name)
    expect(text).toMatch(/[\d,]+\.\d{2}元/)
    expect(readFileSync(join(screen.dataFolder, 'logs', 'machine.jsonl'), 'utf8')).not.toContain(name)
  })
})

test('the list of papers for an errand is printed whole', async () => {
  const screen = await started()
  await standInPrinters(screen, [{ name: 'P' }])
  await choosePrinter(screen, 'P', 'slip')
  await screen.tap('home-start')
  await screen.reach(`village-${village.code}`)
  await screen.reach('category-service-guide')
  const guides = screen.page.locator('[data-testid^="entry-T.matter-guide"]').filter({ visible: true })
  await guides.first().waitFor()
  await screen.tap((await guides.first().getAttribute('data-testid')) ?? '')
  await screen.arrives('entry')
  await screen.shot('guide')
  await screen.tap('open-takeaway')
  await screen.tap('takeaway-print')
  await screen.arrives('print-printed')
  const { pdfs } = await caught(screen)
  const file = saved(Buffer.from(pdfs[0] ?? '', 'base64'), 'guide')
  if (noPoppler) return
  picturesOf(file, 'print-guide')
  expect(wordsOf(file)).toContain('带什么')
})

test('a printer without paper is no choice; one that runs out is said at once, and codes remain', async () => {
  const screen = await started()
  const empty = { 'printer-state': '5', 'printer-state-reasons': 'media-empty-error' }
  await standInPrinters(screen, [{ name: 'P', options: empty }])
  await choosePrinter(screen, 'P', 'slip')
  await toTakeaway(screen, 'finance', sheet)
  await screen.arrives('takeaway-codes')
  expect(await screen.isThere('takeaway-print')).toBe(false)
  // Filled, looked at, and empty again before the tap.
  await screen.tap('nav-back')
  await standInPrinters(screen, [{ name: 'P' }])
  await screen.tap('open-takeaway')
  await screen.arrives('takeaway-print')
  await standInPrinters(screen, [{ name: 'P', options: empty }])
  await screen.tap('takeaway-print')
  await screen.arrives('print-failed', 5_000)
  await screen.sees('没纸了')
  await screen.shot('takeaway-no-paper')
  expect((await caught(screen)).pdfs).toEqual([])
  expect(await screen.isThere('takeaway-codes')).toBe(true)
})

test('after five pages somebody must ask; the next person and the staff may print again', async () => {
  const screen = await started()
  await standInPrinters(screen, [{ name: 'P' }])
  await choosePrinter(screen, 'P', 'slip')
  await toTakeaway(screen, 'finance', sheet)
  for (let page = 1; page <= 5; page++) {
    await screen.tap('takeaway-print')
    await screen.sees(`您还可以打${5 - page}次`)
  }
  await screen.tap('takeaway-print')
  await screen.arrives('print-failed')
  await screen.sees('打得太多了')
  await screen.shot('takeaway-too-many')
  await screen.call('sessionOver', {})
  expect(await screen.call('printer', {})).toMatchObject({ answer: { kind: 'ready', left: 5 } })
  const log = readFileSync(join(screen.dataFolder, 'logs', 'machine.jsonl'), 'utf8')
  expect(log.split('"printed"').length - 1).toBe(5)
  expect(log).not.toContain('收支')
})

// ---- paper, through a real spooler ----

const noCups = whyNoCups() ?? noPoppler
if (noCups) console.warn(`NOT TESTED, printing through CUPS: ${noCups}`)

describe.skipIf(noCups !== null)('a real spooler', () => {
  let cups: PrivateCups
  let printer: SocketPrinter
  beforeAll(async () => {
    cups = await privateCups(mkdtempSync(join(tmpdir(), 'mingbai-cups-')))
    printer = await socketPrinter()
    cups.add('Window1', printer)
  })
  afterAll(async () => {
    cups?.[Symbol.dispose]()
    await printer?.off()
  })
  afterEach(async () => {
    await printer.on()
  })
  const withCups = (glass = portrait) => started({ glass, env: { CUPS_SERVER: cups.address } })

  test('a page comes out of the printer, and neither the spooler nor a folder keeps it', async () => {
    const screen = await withCups()
    await choosePrinter(screen, 'Window1', 'slip')
    await toTakeaway(screen, 'finance', sheet)
    await screen.arrives('takeaway-print')
    await screen.tap('takeaway-print')
    await screen.arrives('print-printed', 30_000)
    await expect.poll(() => printer.papers.length, { timeout: 10_000 }).toBe(1)
    const file = saved(printer.papers[0] ?? Buffer.alloc(0), 'cups-slip')
    picturesOf(file, 'print-cups-slip')
    expect(wordsOf(file)).toContain(yuan(figures.expense))
    expect(infoOf(file)).toMatch(/Page size: +22[67]/)
    expect(cups.run('lpstat', '-o', 'Window1')).toBe('')
    // This spooler keeps what it printed unless it is told not to.
    await expect.poll(() => cups.spooled(), { timeout: 5_000 }).toEqual([])
    expect(filesHolding(join(screen.dataFolder, '..'), '%PDF')).toEqual([])
  })

  test('a printer that is switched off: words within seconds, red for staff, and nothing comes out later', async () => {
    const screen = await withCups()
    await choosePrinter(screen, 'Window1', 'slip')
    await toTakeaway(screen, 'finance', sheet)
    await screen.arrives('takeaway-print')
    await printer.off()
    const before = printer.papers.length
    await screen.tap('takeaway-print')
    await screen.arrives('print-failed', 20_000)
    await screen.sees('打印机没有开')
    await screen.shot('takeaway-printer-off')
    // Nobody is sent to a dead printer a second time.
    await expect.poll(() => screen.isThere('takeaway-print')).toBe(false)
    expect(cups.run('lpstat', '-o', 'Window1')).toBe('')
    await printer.on()
    // A villager who went away leaves nothing that comes when it is on again.
    await screen.tap('nav-home')
    await new Promise((done) => setTimeout(done, 3_000))
    expect(printer.papers.length).toBe(before)
  })

  test('staff choose a printer and its paper, print a test page, and see in red when it goes', async () => {
    const screen = await withCups()
    await screen.call('setFirstPin', { pin })
    await screen.call('lock', {})
    await screen.openStaffDoor()
    await screen.typePin(pin)
    await screen.reach('staff-device')
    await screen.arrives('device')
    await screen.reach('printer-0-a4')
    await screen.page.getByTestId('printer-test').first().waitFor({ state: 'attached', timeout: 20_000 })
    const before = printer.papers.length
    await screen.reach('printer-test')
    await screen.arrives('printer-test-printed', 30_000)
    await screen.shot('device-printer')
    await expect.poll(() => printer.papers.length).toBe(before + 1)
    const file = saved(printer.papers.at(-1) ?? Buffer.alloc(0), 'cups-test')
    picturesOf(file, 'print-test-page')
    expect(wordsOf(file)).toContain('测试页')
    expect(infoOf(file)).toContain('A4')
    cups.remove('Window1')
    // J16: red within half a minute, by itself.
    await screen.page.getByTestId('printer-fault').waitFor({ state: 'attached', timeout: 30_000 })
    while (!(await screen.isThere('printer-fault'))) await screen.tap('page-prev')
    await screen.shot('device-printer-gone')
    cups.add('Window1', printer)
    await screen.page.getByTestId('printer-fine').waitFor({ state: 'attached', timeout: 30_000 })
  })
})

/** Files under a folder whose first bytes are these. */
function filesHolding(folder: string, start: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
    .filter((file) => readFileSync(file).subarray(0, start.length).toString('latin1') === start)
}
