// Pages before they are drawn: nothing is lost between them, no head stands alone, and each says of how many it is.
import { expect, test } from 'vitest'
import { printDocument } from '../../../electron/print-document.ts'
import { layOut, settings } from '../../../electron/print-layout.ts'
import { PrintSheet, papers } from '../../../electron/print-sheet.ts'

const fonts = { regular: 'a.otf', bold: 'b.otf', serif: 'c.otf', rest: 'd.otf', names: 'e.ttf' }
const sheet: PrintSheet = {
  over: '石桥镇 柳沟村 · 2026年第三季度',
  title: '收支公开榜',
  before: [
    { look: 'lead', value: '村里收了约3万5千元。' },
    { look: 'figure', name: '支出', value: '43,087.37元' },
  ],
  tables: [
    {
      name: '支出',
      columns: [
        { name: '项目', figure: false },
        { name: '这一期（元）', figure: true },
      ],
      rows: Array.from({ length: 120 }, (_, at) => ({
        cells: [`第${at}笔`, '1,234.50'],
        part: at % 7 === 0,
      })),
    },
  ],
  after: [{ look: 'pair', name: '镇纪委', value: '0960-6210001' }],
  marks: ['编号 990102100201.posting-sheet.2026Q3'],
  pageWords: '第{{page}}页 共{{pages}}页',
}

test.each(papers)('%s: every line and row is on some page once, in order', (paper) => {
  const { pages } = layOut(sheet, paper)
  expect(pages.length).toBeGreaterThan(1)
  const rows = pages
    .flat()
    .flatMap((block) =>
      block.kind === 'row' ? [block.cells[0]] : block.kind === 'stacked' ? [block.first] : [],
    )
  expect(rows).toEqual(sheet.tables[0]?.rows.map(({ cells }) => cells[0]))
  for (const page of pages) {
    const end = page.at(-1)
    expect(end?.kind === 'table-head' || (end?.kind === 'line' && end.line.look === 'head')).toBe(false)
  }
})

test('a table that goes on over the page is headed anew', () => {
  const [, second] = layOut(sheet, 'a4').pages
  expect(second?.[0]?.kind).toBe('table-head')
})

test('a paragraph longer than a page goes on over the next, and no character of it is lost', () => {
  const value = '关于冬季用火安全的通知。'.repeat(300)
  for (const paper of papers) {
    const { pages } = layOut({ ...sheet, tables: [], before: [{ look: 'body', value }] }, paper)
    const said = pages
      .flat()
      .map((block) => (block.kind === 'line' && block.line.look === 'body' ? block.line.value : ''))
    expect(said.join('')).toBe(value)
  }
})

test('a slip is as long as its text; no letter on it is below 4 mm', () => {
  const short = layOut({ ...sheet, tables: [] }, 'slip')
  expect(short.heightMm).toBeLessThan(140)
  expect(Math.min(...Object.values(settings.slip.sizes))).toBeGreaterThanOrEqual(4)
  expect(settings.slip.inner).toBe(72)
})

test('what a sheet says is text in the document, whatever it says', () => {
  const { html } = printDocument({ ...sheet, title: `<script>alert('x')</script>"&` }, 'a4', fonts)
  expect(html).not.toContain('<script')
  expect(html).toContain('&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;')
  expect(html).toMatch(/第1页 共\d页/)
})

test('a page without a place for its number, or with more than any item has, is not taken', () => {
  expect(PrintSheet.safeParse(sheet).success).toBe(true)
  expect(PrintSheet.safeParse({ ...sheet, pageWords: '第1页' }).success).toBe(false)
  expect(PrintSheet.safeParse({ ...sheet, before: Array(500).fill(sheet.before[0]) }).success).toBe(false)
  expect(PrintSheet.safeParse({ ...sheet, file: '/etc/passwd' }).success).toBe(false)
})
