// The codes of a text: whole in any length, legible on any glass, and read again by a decoder that is not ours.
import { expect, test } from 'vitest'
import { encode } from 'uqr'
import {
  codePath,
  codeTexts,
  finestVersion,
  modulesOf,
  mostCodes,
  mostVersion,
  quietModules,
} from '../../../renderer/takeaway/codes.ts'
import type { Takeaway } from '../../../renderer/takeaway/taken.ts'
import { readCode } from '../../stand-ins/read-code.ts'
import { wordsOf } from './locale-words.ts'

const { t } = await wordsOf('zh-CN')

const short: Takeaway = {
  over: '石桥镇 柳沟村 · 2026年第三季度',
  title: '收支公开榜',
  lines: [
    { kind: 'sentence', value: '2026年第三季度村里收了约3万5千元。' },
    { kind: 'figure', name: '支出', value: '43,087.37元' },
    { kind: 'review', name: '制表', value: '赵忠平' },
    { kind: 'phone', name: '镇纪委', value: '0960-6210001' },
  ],
  tables: [],
  marks: ['编号 990102100201.posting-sheet.2026Q3', '指纹 7F3A-91C2'],
}
const long: Takeaway = {
  ...short,
  lines: [
    ...short.lines,
    ...Array.from({ length: 200 }, (_, at) => ({
      kind: 'paragraph' as const,
      value: `第${at}段：关于冬季用火安全的通知，请各户检查烟道，𠮷家沟的路口设了检查点。`,
    })),
  ],
}

test('a short text is one code, and every line of it is in there', () => {
  const codes = codeTexts(t, short, mostVersion)
  expect(codes).toHaveLength(1)
  for (const words of [short.over, short.title, '支出：43,087.37元', '0960-6210001', ...short.marks])
    expect(codes[0]).toContain(words)
})

test('on a small glass it is two or three, each with its own head and number, and together they are the same', () => {
  const codes = codeTexts(t, short, 9)
  expect(codes.length).toBeGreaterThan(1)
  codes.forEach((code, at) => {
    expect(code).toContain(short.title)
    expect(code.split('\n')[0]).toContain(`（${at + 1}/${codes.length}）`)
  })
  expect(codes.join('\n')).toContain('支出：43,087.37元')
})

test('what is too long is cut with a word about it, keeps its code, and never breaks a character', () => {
  for (const version of [12, 15, 20]) {
    const codes = codeTexts(t, long, version)
    expect(codes.length).toBeLessThanOrEqual(mostCodes)
    const all = codes.join('\n')
    expect(all).toContain('这里放不下全部')
    expect(all).toContain('指纹 7F3A-91C2')
    expect(all).toContain('0960-6210001')
    expect(() => encodeURIComponent(all)).not.toThrow()
    for (const code of codes) expect(() => encode(code, { ecc: 'M', maxVersion: version })).not.toThrow()
  }
})

test.each([
  [15.6, 1366, 768, 420],
  [19, 1280, 1024, 600],
  [21.5, 1080, 1920, 900],
  [32, 1080, 1920, 900],
  [55, 1080, 1920, 900],
])('on %s inches no module is below 0.8 mm or three pixels', (inches, width, height, side) => {
  const mmPx = Math.hypot(width, height) / (inches * 25.4)
  const version = finestVersion(side, mmPx)
  expect(version).toBeGreaterThanOrEqual(9)
  const px = Math.floor(side / (modulesOf(version) + 2 * quietModules))
  expect(px).toBeGreaterThanOrEqual(3)
  expect(px / mmPx).toBeGreaterThanOrEqual(0.8)
})

/** From the path that is drawn, the quiet zone taken off. */
function matrixOf({ modules, path }: { modules: number; path: string }): boolean[][] {
  const size = modules - 2 * quietModules
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`))
  return Array.from({ length: size }, (_r, y) =>
    Array.from({ length: size }, (_c, x) => dark.has(`${x + quietModules} ${y + quietModules}`)),
  )
}

test('a decoder that knows only the standard reads the same text, in every size of code', () => {
  const versions = Array.from({ length: mostVersion - 8 }, (_, at) => at + 9)
  for (const text of versions.flatMap((version) => codeTexts(t, long, version)))
    expect(readCode(matrixOf(codePath(text)))).toBe(text)
})

test('four light modules lie all around', () => {
  const { modules, path } = codePath('柳沟村')
  const dark = [...path.matchAll(/M(\d+) (\d+)h/g)].map(([, x, y]) => [Number(x), Number(y)])
  for (const [x = -1, y = -1] of dark)
    for (const place of [x, y]) {
      expect(place).toBeGreaterThanOrEqual(quietModules)
      expect(place).toBeLessThan(modules - quietModules)
    }
})
