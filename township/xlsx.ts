// Reads xlsx and xlsm: which sheets there are, what they share, and what lies around them.
import type { Cell } from './grid.ts'
import { addressOf } from './grid.ts'
import { noneUsed } from './grid-builder.ts'
import { corrupt, within } from './source-limits.ts'
import { NumberFormat } from './number-format.ts'
import type { ReadSheet } from './read-workbook.ts'
import { oneSheet } from './read-workbook.ts'
import type { Signs } from './signs.ts'
import { isTrue, readXlsxSheet, runsOf, xlsxText } from './xlsx-sheet.ts'
import type { XlsxShared } from './xlsx-sheet.ts'
import { XmlScan } from './xml-scan.ts'
import type { ZipParts } from './zip-parts.ts'

type Relation = { type: string; target: string; isOutside: boolean }

type NamedSheet = { name: string; hidden: boolean; relation: Relation | undefined }

/** Throws Unreadable for the file as a whole; a sheet that cannot be read is told as such. */
export function readXlsx(parts: ZipParts, workbookPart: string, signs: Signs): ReadSheet[] {
  const relations = relationsOf(parts, workbookPart)
  const book = workbookOf(parts.text(workbookPart) ?? '', relations)
  within('sheets', book.sheets.length)
  if (book.sheets.length === 0) throw corrupt()
  const partOfType = (type: string): string | null =>
    [...relations.values()].find((relation) => relation.type === type)?.target ?? null
  const shared: XlsxShared = {
    strings: stringsOf(textOf(parts, partOfType('sharedStrings'))),
    formats: formatsOf(textOf(parts, partOfType('styles')), book.since1904),
    since1904: book.since1904,
    used: noneUsed(),
  }
  return book.sheets.flatMap((sheet) => readOne(parts, sheet, shared, signs))
}

function readOne(parts: ZipParts, sheet: NamedSheet, shared: XlsxShared, signs: Signs): ReadSheet[] {
  const { name, relation } = sheet
  if (relation?.type === 'xlMacrosheet' || relation?.type === 'xlIntlMacrosheet') {
    signs.add('macros')
    return []
  }
  // A sheet that is one chart, or a dialog of the nineties.
  if (relation && relation.type !== 'worksheet') return []
  const read = oneSheet(name, () => {
    const xml = relation ? parts.text(relation.target) : null
    if (xml === null || !relation) throw corrupt()
    return readXlsxSheet(xml, sheet, shared, signs)
  })
  if (read.ok && relation) {
    lookAround(parts, relation.target, name, signs)
    signs.addHidden(read.grid)
  }
  return [read]
}

const textOf = (parts: ZipParts, name: string | null): string =>
  name === null ? '' : (parts.text(name) ?? '')

// ---- the workbook ----

/** Which part is the workbook: its relation says so, whatever it is called. */
export function workbookPartOf(parts: ZipParts): string | null {
  const main = [...relationsOf(parts, '').values()].find(({ type }) => type === 'officeDocument')?.target
  return (
    [main, 'xl/workbook.xml', 'xl/workbook.bin'].find((name) => name !== undefined && parts.has(name)) ?? null
  )
}

function workbookOf(xml: string, relations: ReadonlyMap<string, Relation>) {
  const scan = new XmlScan(xml)
  const sheets: NamedSheet[] = []
  let since1904 = false
  while (scan.next()) {
    if (scan.closes) continue
    if (scan.name === 'workbookPr') since1904 = isTrue(scan.attribute('date1904'))
    if (scan.name !== 'sheet') continue
    const state = scan.attribute('state') ?? 'visible'
    const relation = relations.get(scan.attribute('id') ?? '')
    sheets.push({ name: xlsxText(scan.attribute('name') ?? ''), hidden: state !== 'visible', relation })
  }
  return { sheets, since1904 }
}

/** What a part points to, by id; paths are from the root of the ZIP. */
function relationsOf(parts: ZipParts, part: string): Map<string, Relation> {
  const slash = part.lastIndexOf('/') + 1
  const folder = part.slice(0, slash)
  const scan = new XmlScan(parts.text(`${folder}_rels/${part.slice(slash)}.rels`) ?? '')
  const found = new Map<string, Relation>()
  while (scan.next()) {
    if (scan.name !== 'Relationship' || scan.closes) continue
    found.set(scan.attribute('Id') ?? '', {
      type: (scan.attribute('Type') ?? '').replace(/^.*\//, ''),
      target: resolved(folder, scan.attribute('Target') ?? ''),
      isOutside: scan.attribute('TargetMode') === 'External',
    })
  }
  return found
}

/** ../drawings/drawing1.xml as seen from xl/worksheets/; nothing leads out of the ZIP, there are only names. */
function resolved(folder: string, target: string): string {
  if (/^[\\/]/.test(target)) return target.slice(1)
  const path: string[] = []
  for (const step of `${folder}${target}`.split(/[\\/]/))
    if (step === '..') path.pop()
    else if (step !== '.' && step !== '') path.push(step)
  return path.join('/')
}

// ---- what sheets share ----

/** Each text once, as the cell that every place with this text shares. */
function stringsOf(xml: string): Cell[] {
  const scan = new XmlScan(xml)
  const strings: Cell[] = []
  while (scan.next()) {
    if (scan.name !== 'si' || scan.closes) continue
    strings.push({ text: scan.isEmpty ? '' : xlsxText(runsOf(scan, 'si')) })
  }
  return strings
}

/** By the index of a cell's style. */
function formatsOf(xml: string, since1904: boolean): NumberFormat[] {
  const scan = new XmlScan(xml)
  const codes = new Map<number, string>()
  const byCode = new Map<number, NumberFormat>()
  const formats: NumberFormat[] = []
  let inCellFormats = false
  while (scan.next()) {
    if (scan.name === 'cellXfs') inCellFormats = !scan.closes && !scan.isEmpty
    if (scan.closes) continue
    if (scan.name === 'numFmt')
      codes.set(Number(scan.attribute('numFmtId')), scan.attribute('formatCode') ?? '')
    if (scan.name !== 'xf' || !inCellFormats) continue
    const id = Number(scan.attribute('numFmtId') ?? 0)
    const format = byCode.get(id) ?? new NumberFormat(codes.get(id) ?? id, since1904)
    byCode.set(id, format)
    formats.push(format)
    within('styles', formats.length)
  }
  return formats
}

// ---- what lies around a sheet ----

function lookAround(parts: ZipParts, part: string, sheet: string, signs: Signs): void {
  for (const { type, target } of relationsOf(parts, part).values()) {
    if (type === 'drawing') picturesIn(parts.text(target) ?? '', sheet, signs)
    if (type === 'comments') commentsIn(parts.text(target) ?? '', sheet, signs)
  }
}

function picturesIn(xml: string, sheet: string, signs: Signs): void {
  const scan = new XmlScan(xml)
  let column: number | null = null
  let row: number | null = null
  while (scan.next()) {
    if (scan.closes) {
      // The first pair is the upper left corner.
      if (scan.name === 'col') column ??= Number(scan.rawBefore)
      if (scan.name === 'row') row ??= Number(scan.rawBefore)
    } else if (scan.name.endsWith('Anchor')) [column, row] = [null, null]
    else if (scan.name === 'pic')
      signs.add('picture-over-cells', sheet, row === null || column === null ? null : addressOf(row, column))
  }
}

function commentsIn(xml: string, sheet: string, signs: Signs): void {
  const scan = new XmlScan(xml)
  while (scan.next())
    if (!scan.closes && scan.name === 'comment')
      signs.add('cell-comment', sheet, scan.attribute('ref') ?? null)
}

/** What a ZIP's names alone say of a workbook. */
export function lookAtNames(names: readonly string[], signs: Signs): void {
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length
  if (count(/(?:^|\/)vbaProject\.bin$/i) > 0) signs.add('macros')
  const links = count(/(?:^|\/)externalLinks\/[^/]+\.(?:xml|bin)$/i)
  if (links > 0) signs.add('external-link', null, null, links)
  const objects = count(/(?:^|\/)(?:embeddings|activeX)\/[^/]+\.(?:bin|xlsx?|docx?|xml)$/i)
  if (objects > 0) signs.add('embedded-object', null, null, objects)
}
