// One sheet of our workbooks as the parts Excel wants: cells, links, comments, lists to choose from, how it prints.
import { addressOf, columnName } from './grid.ts'
import { head, office, relations, spreadsheet } from './ooxml.ts'
import type { Relation } from './ooxml.ts'
import type { CellToWrite, Link, SheetToWrite } from './write-workbook.ts'
import type { Styles } from './write-styles.ts'
import { cellXml, guarded, isGuarded, linkTarget, placeOf, xml } from './write-text.ts'

export type SheetPart = { name: string; content: string }

/** What a part of a sheet calls itself; its links and drawings have types of their own. */
export const sheetType = (part: string): string | null =>
  /^xl\/worksheets\/sheet\d+\.xml$/.test(part)
    ? 'worksheet'
    : part.startsWith('xl/comments')
      ? 'comments'
      : null

/** The shapes of a sheet share a thousand numbers; nobody reads more comments than that. */
const mostComments = 1000

export function sheetParts(sheet: SheetToWrite, number: number, styles: Styles): SheetPart[] {
  const comments = placed(sheet)
    .filter(({ cell }) => cell.comment !== undefined)
    .slice(0, mostComments)
  const links = placed(sheet).flatMap(({ at, cell }) => (cell.link ? [{ at, link: cell.link }] : []))
  const outside = links.filter(({ link }) => link.file !== null)
  const all: Relation[] = outside.map(({ link }, index) => ({
    id: `rId${index + 1}`,
    type: `${office}/hyperlink`,
    target: linkTarget(link.file ?? ''),
    outside: true,
  }))
  const drawing = `rId${all.length + 1}`
  if (comments.length > 0)
    all.push(
      { id: drawing, type: `${office}/vmlDrawing`, target: `../drawings/drawing${number}.vml` },
      { id: `rId${all.length + 2}`, type: `${office}/comments`, target: `../comments${number}.xml` },
    )
  const parts: SheetPart[] = [
    {
      name: `xl/worksheets/sheet${number}.xml`,
      content: sheetXml(sheet, styles, linksXml(links), comments.length > 0 ? drawing : null),
    },
  ]
  if (all.length > 0)
    parts.push({ name: `xl/worksheets/_rels/sheet${number}.xml.rels`, content: relations(all) })
  if (comments.length > 0)
    parts.push(
      { name: `xl/comments${number}.xml`, content: commentsXml(comments) },
      { name: `xl/drawings/drawing${number}.vml`, content: boxesXml(comments, number) },
    )
  return parts
}

type Placed = { row: number; column: number; at: string; cell: CellToWrite }

const placed = ({ rows }: SheetToWrite): Placed[] =>
  rows.flatMap((cells, row) =>
    cells.flatMap((cell, column) => (cell ? [{ row, column, at: addressOf(row, column), cell }] : [])),
  )

/** The order of the elements is part of the format: another order is a broken file. */
function sheetXml(sheet: SheetToWrite, styles: Styles, links: string, drawing: string | null): string {
  const { rows, widths, merges = [], frozen = 0, pageNumbers } = sheet
  const joined = new Set(
    merges.filter(({ left, right }) => right > left).map(({ top, left }) => `${top}:${left}`),
  )
  const cells = rows
    .map((row, at) => {
      const lines = linesOf(row, widths, (column) => joined.has(`${at}:${column}`))
      return rowXml(row, at, lines, styles)
    })
    .join('')
  const pane = `<pane ySplit="${frozen}" topLeftCell="A${frozen + 1}" activePane="bottomLeft" state="frozen"/>`
  const merged = merges.map(
    ({ top, left, bottom, right }) =>
      `<mergeCell ref="${addressOf(top, left)}:${addressOf(bottom, right)}"/>`,
  )
  return [
    `${head}<worksheet xmlns="${spreadsheet}" xmlns:r="${office}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<sheetViews><sheetView workbookViewId="0">${frozen > 0 ? pane : ''}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    columnsXml(widths),
    `<sheetData>${cells}</sheetData>`,
    merged.length === 0 ? '' : `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>`,
    choicesXml(sheet),
    links,
    '<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    // 9 is A4; as many pages down as it takes, but never a column on a page of its own.
    `<pageSetup paperSize="9" orientation="${sheet.landscape === false ? 'portrait' : 'landscape'}" fitToWidth="1" fitToHeight="0"/>`,
    pageNumbers ? `<headerFooter><oddFooter>&amp;C${xml(pageNumbers)}</oddFooter></headerFooter>` : '',
    sheet.numbersAsText
      ? `<ignoredErrors><ignoredError sqref="A1:XFD${Math.max(rows.length, 1)}" numberStoredAsText="1"/></ignoredErrors>`
      : '',
    drawing === null ? '' : `<legacyDrawing r:id="${drawing}"/>`,
    '</worksheet>',
  ].join('')
}

function columnsXml(widths: SheetToWrite['widths']): string {
  const columns = widths.flatMap((width, at) =>
    width === undefined
      ? []
      : [`<col min="${at + 1}" max="${at + 1}" width="${Math.min(width, 255)}" customWidth="1"/>`],
  )
  return columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`
}

function rowXml(cells: readonly (CellToWrite | null)[], row: number, lines: number, styles: Styles): string {
  const written = cells.map((cell, column) => (cell ? oneCell(cell, addressOf(row, column), styles) : ''))
  if (written.every((cell) => cell === '')) return ''
  const size = cells.some((cell) => cell?.look === 'title') ? titleHeight : lineHeight
  return `<row r="${row + 1}" ht="${Math.max(size, lines * lineHeight)}" customHeight="1">${written.join('')}</row>`
}

const lineHeight = 16
const titleHeight = 28
const mostLines = 20
const usualWidth = 9

/** No program measures wrapped rows of a file it did not write itself: we say how high they are. */
function linesOf(
  cells: readonly (CellToWrite | null)[],
  widths: SheetToWrite['widths'],
  isJoined: (column: number) => boolean,
): number {
  const lines = cells.map((cell, column) => {
    if (typeof cell?.value !== 'string' || cell.look === 'line' || isJoined(column)) return 1
    const width = Math.max((widths[column] ?? usualWidth) - 1, 1)
    return cell.value
      .split('\n')
      .reduce((all, part) => all + Math.ceil(Math.max(shownWidth(part), 1) / width), 0)
  })
  return Math.min(Math.max(1, ...lines), mostLines)
}

/** A Chinese character is as wide as two digits. */
const shownWidth = (text: string): number => text.length + (text.match(/[^\x20-\x7e]/g)?.length ?? 0)

function oneCell({ value, look, format = 'general' }: CellToWrite, at: string, styles: Styles): string {
  if (value === null) return `<c r="${at}" s="${styles.of(look, format)}"/>`
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`no number for ${at}: ${value}`)
    return `<c r="${at}" s="${styles.of(look, format)}"><v>${value}</v></c>`
  }
  const style = styles.of(look, format, isGuarded(value))
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(guarded(value))}</t></is></c>`
}

function choicesXml({ choices = [] }: SheetToWrite): string {
  const lists = choices.flatMap(({ column, firstRow, lastRow, words }) => {
    const written = words.join(',')
    // The format has room for 255 characters; a longer list is typed by hand.
    if (written.length > 250 || words.some((word) => /[,"]/.test(word))) return []
    const range = `${columnName(column)}${firstRow + 1}:${columnName(column)}${lastRow + 1}`
    return [
      `<dataValidation type="list" errorStyle="warning" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>"${xml(written)}"</formula1></dataValidation>`,
    ]
  })
  return lists.length === 0
    ? ''
    : `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
}

function linksXml(links: readonly { at: string; link: Link }[]): string {
  let outside = 0
  const written = links.map(({ at, link: { file, sheet, cell } }) => {
    const id = file === null ? '' : ` r:id="rId${++outside}"`
    const place = sheet === null ? '' : ` location="${xml(placeOf(sheet, cell ?? 'A1'))}"`
    return `<hyperlink ref="${at}"${id}${place}/>`
  })
  return written.length === 0 ? '' : `<hyperlinks>${written.join('')}</hyperlinks>`
}

function commentsXml(comments: readonly Placed[]): string {
  const written = comments.map(
    ({ at, cell }) =>
      `<comment ref="${at}" authorId="0"><text><r><t xml:space="preserve">${cellXml(cell.comment ?? '')}</t></r></text></comment>`,
  )
  return `${head}<comments xmlns="${spreadsheet}"><authors><author></author></authors><commentList>${written.join('')}</commentList></comments>`
}

/** Excel and WPS draw a comment's box only where such a shape says where; tall enough for its words. */
function boxesXml(comments: readonly Placed[], number: number): string {
  const boxes = comments.map(({ row, column, cell }, index) => {
    const lines = (cell.comment ?? '').split('\n').reduce((all, line) => all + 1 + line.length / 14, 0)
    const anchor = [column + 1, 12, row, 4, column + 4, 20, row + Math.ceil(lines) + 2, 4].join(', ')
    return `<v:shape id="_x0000_s${number * 1024 + 1 + index}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`
  })
  return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${number}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${boxes.join('')}</xml>`
}
