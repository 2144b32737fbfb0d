// The one place that writes .xlsx: sheets of swept texts and numbers, never a formula, ready to print.
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { SweptText } from '../disclosure/privacy.ts'
import type { Merge } from './grid.ts'
import { head, office, relations, spreadsheet } from './ooxml.ts'
import { sheetParts, sheetType } from './write-sheet.ts'
import { Styles } from './write-styles.ts'
import type { Look, NumberFormat } from './write-styles.ts'
import { placeOf, sheetNames, xml } from './write-text.ts'
import { zipOf } from './write-zip.ts'
import type { ZipPart } from './write-zip.ts'

/** Where a link leads: a file beside ours (null: our own), and a cell in it. */
export type Link = { file: string | null; sheet: string | null; cell: string | null }

/** Only swept text can be written: what passed no gate has the wrong type. */
export type CellToWrite = {
  value: SweptText | number | null
  look: Look
  format?: NumberFormat
  link?: Link | null
  comment?: SweptText
}

export type SheetToWrite = {
  name: string
  rows: readonly (readonly (CellToWrite | null)[])[]
  /** In characters, two for each of Chinese; missing ones are as wide as the program likes. */
  widths: readonly (number | undefined)[]
  merges?: readonly Merge[]
  /** Rows that stay in sight while the others move. */
  frozen?: number
  /** Rows that stand again at the top of every printed page, first and last. */
  printedAgain?: [number, number]
  landscape?: boolean
  /** 第1页 共3页; `&P` and `&N` are the program's own numbers. */
  pageNumbers?: string
  /** Lists to choose from; what is not in the list may still be typed. */
  choices?: readonly { column: number; firstRow: number; lastRow: number; words: readonly string[] }[]
  /** All numbers are written as the texts they were: no green corners. */
  numbersAsText?: boolean
}

export function workbookBytes(sheets: readonly SheetToWrite[]): Buffer {
  const styles = new Styles()
  const names = sheetNames(sheets.map(({ name }) => name))
  const parts = sheets.flatMap((sheet, at) => sheetParts(sheet, at + 1, styles))
  const text = (name: string, content: string): ZipPart => ({ name, content: Buffer.from(content, 'utf8') })
  return zipOf([
    text('[Content_Types].xml', contentTypes(parts.map(({ name }) => name))),
    text(
      '_rels/.rels',
      relations([{ id: 'rId1', type: `${office}/officeDocument`, target: 'xl/workbook.xml' }]),
    ),
    text('xl/workbook.xml', workbookXml(sheets, names)),
    text(
      'xl/_rels/workbook.xml.rels',
      relations([
        ...sheets.map((_, at) => ({
          id: `rId${at + 1}`,
          type: `${office}/worksheet`,
          target: `worksheets/sheet${at + 1}.xml`,
        })),
        { id: `rId${sheets.length + 1}`, type: `${office}/styles`, target: 'styles.xml' },
      ]),
    ),
    text('xl/styles.xml', styles.xml()),
    ...parts.map(({ name, content }) => text(name, content)),
  ])
}

/** Beside it first, then in its place: a report half written is worse than the old one. */
export async function writeNewFile(file: string, bytes: Buffer): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  const beside = `${file}.part`
  try {
    // Synced before it takes the old one's place: after a power cut there is one of the two, whole.
    await writeFile(beside, bytes, { flush: true })
    await rename(beside, file)
  } finally {
    await rm(beside, { force: true })
  }
}

const document = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function contentTypes(names: readonly string[]): string {
  const own = names.flatMap((name) => {
    const type = sheetType(name)
    return type ? [`<Override PartName="/${name}" ContentType="${document}.${type}+xml"/>`] : []
  })
  return `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Override PartName="/xl/workbook.xml" ContentType="${document}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${document}.styles+xml"/>${own.join('')}</Types>`
}

function workbookXml(sheets: readonly SheetToWrite[], names: readonly string[]): string {
  const listed = names.map(
    (name, at) => `<sheet name="${xml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const titles = sheets.flatMap(({ printedAgain }, at) => {
    if (!printedAgain) return []
    const rows = placeOf(names[at] ?? '', `$${printedAgain[0] + 1}:$${printedAgain[1] + 1}`)
    return [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${xml(rows)}</definedName>`]
  })
  const defined = titles.length === 0 ? '' : `<definedNames>${titles.join('')}</definedNames>`
  return `${head}<workbook xmlns="${spreadsheet}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets>${defined}</workbook>`
}
