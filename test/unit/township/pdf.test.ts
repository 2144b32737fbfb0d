// A PDF gives its words and pictures of its pages; whatever is wrong with it has a name and does no harm.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateSync } from 'node:zlib'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { barePicture } from '../../../township/bare-picture.ts'
import { grayPng } from '../../../township/gray-png.ts'
import { largestPdf, mostPages, readPdf } from '../../../township/pdf.ts'
import { lockedTrailer, madePdf } from '../../stand-ins/made-pdf.ts'
import { sampleFolder } from './sample-township.ts'

vi.setConfig({ testTimeout: 60_000 })
const place = mkdtempSync(join(tmpdir(), 'mingbai-pdf-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

let files = 0
function fileOf(bytes: Buffer): string {
  const file = join(place, `${++files}.pdf`)
  writeFileSync(file, bytes)
  return file
}

const sample = join(sampleFolder, '2026年第三季度/附件/柳沟村村民代表会议记录.pdf')

test('the words of every page, and the pages as pictures as large as a screen needs', async () => {
  const words = await readPdf(sample, 'texts')
  expect(words.ok && words.texts[0]).toContain('底价每年 9600 元')
  const drawn = await readPdf(sample, 'pictures')
  const pictures = drawn.ok ? drawn.pictures : []
  expect(pictures).toHaveLength(1)
  for (const picture of pictures) {
    expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1130, 1598])
    expect(picture.length).toBeLessThan(200_000)
    expect(barePicture(picture)).toMatchObject({ ok: true, type: 'image/png', metadata: new Set() })
  }
})

test('the same PDF gives the same bytes: an attachment goes by its hash', async () => {
  const [one, other] = [await readPdf(sample, 'pictures'), await readPdf(sample, 'pictures')]
  expect(one).toEqual(other)
})

test('a script in a PDF stays a text nobody runs, and form and page are drawn', async () => {
  const file = fileOf(madePdf([{ words: ['minutes'] }], { script: 'while (true) app.alert(1)' }))
  const read = await readPdf(file, 'pictures')
  expect(read).toMatchObject({ ok: true })
  expect(read.ok && read.texts[0]?.trim()).toBe('minutes')
})

describe('refused with a name', () => {
  test.each([
    ['encrypted', madePdf([{ words: ['secret'] }], { trailer: lockedTrailer })],
    ['corrupt', Buffer.from('%PDF-1.7\nand then nothing')],
    ['corrupt', Buffer.from('%PDF-1.7\n' + '<<'.repeat(100_000))],
    ['corrupt', madePdf([{ words: ['cut'] }]).subarray(0, 40)],
    ['too-many-pages', madePdf(Array.from({ length: mostPages + 1 }, () => ({ words: ['x'] })))],
    ['too-many-pages', madePdf(Array.from({ length: 1000 }, () => ({ words: ['x'] })))],
    ['page-too-large', madePdf([{ words: ['a plan'], size: [14_400, 14_400] }])],
    ['page-too-large', madePdf([{ words: ['a line'], size: [500, 3] }])],
    ['too-large', Buffer.concat([madePdf([{}]), Buffer.alloc(largestPdf)])],
  ])('%s', async (why, bytes) => {
    expect(await readPdf(fileOf(bytes), 'texts')).toEqual({ ok: false, why })
  })

  test('one that is gone', async () => {
    expect(await readPdf(join(place, 'none.pdf'), 'texts')).toEqual({ ok: false, why: 'unreadable' })
  })

  test('one whose picture unpacks to more than a machine has', async () => {
    const bomb = madePdf([{ words: ['x'], picture: Buffer.alloc(64) }])
      .toString('latin1')
      .replace('/Width 8/Height 8', '/Width 60000/Height 60000')
    const before = process.memoryUsage().rss
    const read = await readPdf(fileOf(Buffer.from(bomb, 'latin1')), 'pictures')
    expect(read.ok || ['corrupt', 'too-slow'].includes(read.why)).toBe(true)
    expect(process.memoryUsage().rss - before).toBeLessThan(700 * 1024 ** 2)
  })
})

test('a PDF broken at any place is read or refused, never a crash', async () => {
  const good = madePdf([{ words: ['one'] }, { words: ['two'], picture: Buffer.alloc(64, 90) }])
  const hits = Array.from({ length: 12 }, (_, at) => Math.floor((good.length * (at + 1)) / 13))
  for (const hit of hits) {
    const broken = Buffer.from(good)
    broken.fill(0x3e, hit, hit + 9)
    const read = await readPdf(fileOf(broken), 'pictures')
    expect(
      read.ok || ['corrupt', 'empty', 'page-too-large', 'too-many-pages', 'encrypted'].includes(read.why),
    ).toBe(true)
  }
})

test('a gray picture is what was drawn, in steps that no eye sees', () => {
  const [width, height] = [37, 21]
  const gray = Uint8Array.from({ length: width * height }, (_, at) => (at * 7) % 256)
  const png = grayPng(gray, width, height)
  const data = png.subarray(png.indexOf('IDAT') + 4, png.lastIndexOf('IEND') - 8)
  expect(data.length).toBeGreaterThan(0)
  const lines = inflateSync(data)
  const back = new Uint8Array(width * height)
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = row * width + column
      const filter = lines[row * (width + 1)]
      const beside =
        filter === 1
          ? column === 0
            ? 0
            : back[at - 1]
          : filter === 2
            ? row === 0
              ? 0
              : back[at - width]
            : 0
      back[at] = (lines[row * (width + 1) + 1 + column] ?? 0) + (beside ?? 0)
    }
  for (const [at, value] of back.entries()) expect(Math.abs(value - (gray[at] ?? 0))).toBeLessThanOrEqual(4)
})
