// The pages as a document of their own: no script, nothing from elsewhere, every word of it escaped.
import { layOut, pairStandsOnOneLine, settings, standsOnOneLine } from './print-layout.ts'
import type { Block, TableSetting } from './print-layout.ts'
import type { Paper, PrintSheet } from './print-sheet.ts'

/** It shows text in fonts of ours and nothing else. */
export const printSecurityPolicy = (style: string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${style}'`,
    "font-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')

export type PrintFonts = { regular: string; bold: string; serif: string; rest: string; names: string }

export type PrintDocument = {
  html: string
  style: string
  pages: number
  /** For the printer's driver, which counts in micrometres. */
  microns: { width: number; height: number }
}

export function printDocument(sheet: PrintSheet, paper: Paper, fonts: PrintFonts): PrintDocument {
  const { heightMm, pages } = layOut(sheet, paper)
  const { width } = settings[paper]
  const style = styleOf(paper, heightMm, fonts)
  const body = pages
    .map((blocks, at) =>
      [
        `<section><header><p class="over">${escaped(sheet.over)}</p><h1>${escaped(sheet.title)}</h1></header>`,
        drawn(blocks, paper),
        '<footer>',
        ...sheet.marks.map((mark) => `<p>${escaped(mark)}</p>`),
        `<p>${escaped(pageWords(sheet.pageWords, at + 1, pages.length))}</p></footer></section>`,
      ].join(''),
    )
    .join('')
  return {
    html: `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title></title><style>${style}</style></head><body>${body}</body></html>`,
    style,
    pages: pages.length,
    microns: { width: width * 1000, height: heightMm * 1000 },
  }
}

const pageWords = (words: string, page: number, pages: number): string =>
  words.replace('{{page}}', String(page)).replace('{{pages}}', String(pages))

function drawn(blocks: readonly Block[], paper: Paper): string {
  let html = ''
  let open: TableSetting | null = null
  for (const block of blocks) {
    const table: TableSetting | null = block.kind === 'row' || block.kind === 'table-head' ? block.of : null
    if (table !== open) html += (open ? '</table>' : '') + (table ? tableStart(table.shares) : '')
    open = table
    html += blockHtml(block, paper)
  }
  return open ? `${html}</table>` : html
}

const tableStart = (shares: readonly number[]): string =>
  // A style attribute would need another hash each time; widths of a table are attributes of their own.
  `<table><colgroup>${shares.map((share) => `<col width="${(share * 100).toFixed(2)}%">`).join('')}</colgroup>`

function blockHtml(block: Block, paper: Paper): string {
  switch (block.kind) {
    case 'line': {
      const { look, name, value } = block.line
      if (name === undefined) return `<p class="${look}">${escaped(value)}</p>`
      const place = standsOnOneLine(block.line, paper) ? 'beside' : 'under'
      return pairHtml(`${look} ${place}`, name, value)
    }
    case 'stacked':
      return [
        `<div class="stacked${block.part ? ' part' : ''}"><p>${escaped(block.first)}</p>`,
        ...block.pairs.map((pair) =>
          pairHtml(pairStandsOnOneLine(pair, paper) ? 'beside' : 'under', pair.name, pair.value),
        ),
        '</div>',
      ].join('')
    case 'table-head':
      return `<tr>${cellsHtml('th', block.cells, block.of)}</tr>`
    case 'row':
      return `<tr${block.part ? ' class="part"' : ''}>${cellsHtml('td', block.cells, block.of)}</tr>`
  }
}

const cellsHtml = (tag: 'th' | 'td', cells: readonly string[], { figures }: TableSetting): string =>
  cells.map((cell, at) => `<${tag}${figures[at] ? ' class="number"' : ''}>${escaped(cell)}</${tag}>`).join('')

const pairHtml = (classes: string, name: string, value: string): string =>
  `<p class="${classes}"><span>${escaped(name)}</span><b>${escaped(value)}</b></p>`

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark] ?? '')

function styleOf(paper: Paper, heightMm: number, fonts: PrintFonts): string {
  const { sizes, width, margin } = settings[paper]
  const face = (family: string, weight: number, url: string) =>
    `@font-face{font-family:${family};font-weight:${weight};src:url("${url}")}`
  const size = (mm: number) => `font-size:${mm}mm`
  return [
    face('T', 400, fonts.regular),
    face('T', 700, fonts.bold),
    face('S', 700, fonts.serif),
    face('R', 400, fonts.rest),
    face('N', 400, fonts.names),
    `@page{size:${width}mm ${heightMm}mm;margin:0}`,
    '*{box-sizing:border-box;margin:0;padding:0}',
    // Black on white: a thermal head knows no grey, and a village's laser printer a poor one.
    `html{color:#000;background:#fff;font-family:T,R,N,sans-serif;line-height:${lineHeightCss}}`,
    `section{position:relative;width:${width}mm;height:${heightMm}mm;padding:${margin}mm ${margin}mm;break-after:page;overflow:hidden}`,
    'section:last-child{break-after:auto}',
    'header{border-bottom:.7mm solid #000;padding-bottom:1mm;margin-bottom:1.4mm;line-height:1.35}',
    `.over{${size(sizes.over)}}`,
    `h1{font-family:S,T,R,N,serif;${size(sizes.title)};line-height:1.35}`,
    `footer{position:absolute;inset-inline:${margin}mm;bottom:${margin}mm;border-top:.3mm solid #000;padding-top:1mm;line-height:1.4;${size(sizes.foot)}}`,
    'section>p,.stacked,tr{break-inside:avoid}',
    'section>p,.stacked{padding-top:1.6mm;overflow-wrap:anywhere}',
    ...(['lead', 'figure', 'pair', 'body', 'small', 'head'] as const).map(
      (look) => `.${look}{${size(sizes[look])}}`,
    ),
    '.figure b{font-weight:700}.head{font-weight:700}.pair b,.small b,.body b{font-weight:400}',
    '.beside{display:flex;justify-content:space-between;gap:1em}.beside b{white-space:nowrap}',
    '.under span,.under b{display:block}',
    'b{font-variant-numeric:tabular-nums}',
    `table{width:100%;border-collapse:collapse;table-layout:fixed;${size(sizes.cell)}}`,
    'td,th{padding:.7mm 1.1mm .7mm 0;text-align:start;vertical-align:top;border-bottom:.2mm solid #000;overflow-wrap:anywhere}',
    'th{border-bottom-width:.5mm}.number{text-align:end;padding:.7mm 0 .7mm 1.1mm;font-variant-numeric:tabular-nums}',
    'tr.part td:first-child{padding-inline-start:1em}',
    `.stacked{border-bottom:.2mm dashed #000;${size(sizes.cell)}}.stacked>p:first-child{font-weight:700}.stacked .beside,.stacked .under{padding-inline-start:4mm}`,
    '.stacked b{font-weight:400}.stacked.part{padding-inline-start:3mm}',
  ].join('')
}

const lineHeightCss = 1.45
