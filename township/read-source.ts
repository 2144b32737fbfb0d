// From one file of the folder to what it holds, told by its bytes and never by its name.
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import { hasMagic } from '../pack/container.ts'
import { isSystemError } from '../pack/refused.ts'
import { otherPicture } from './bare-picture.ts'
import { CompoundFile, compoundMagic } from './compound-file.ts'
import { delimiterOf, readDelimited } from './delimited.ts'
import { paragraphsOfText, readWord } from './document.ts'
import type { Grid } from './grid.ts'
import { isEmptyGrid } from './grid.ts'
import { paragraphsOfHtml, readHtml } from './html-tables.ts'
import { limits, tooLarge, Unreadable } from './source-limits.ts'
import type { Unread } from './source-limits.ts'
import { isLocked, readOds, readOdsContent } from './ods.ts'
import { readBiff, readXlsb } from './old-workbook.ts'
import { decodeText, looksLikeText, unmarkedUtf16 } from './plain-file.ts'
import type { ReadSheet } from './read-workbook.ts'
import type { WordBody } from './word-body.ts'
import { Signs } from './signs.ts'
import type { Sign } from './signs.ts'
import { readSpreadsheet2003 } from './spreadsheet-2003.ts'
import { looksLikeWebArchive, pagesInArchive } from './web-archive.ts'
import { lookAtNames, readXlsx, workbookPartOf } from './xlsx.ts'
import { ZipParts } from './zip-parts.ts'

export type WorkbookFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'html' | 'xml-2003'

export type NotATable =
  'empty' | 'pack' | 'picture' | 'pdf' | 'archive' | 'old-word' | 'not-a-sheet' | 'unreadable'

export type SourceRead =
  | { kind: 'workbook'; format: WorkbookFormat; sheets: ReadSheet[]; signs: Sign[] }
  /** `grid` is the text as a table, where it is one. */
  | { kind: 'text'; text: string; grid: Grid | null }
  | ({ kind: 'letter' } & WordBody)
  | { kind: 'unread'; unread: Unread | { why: NotATable; limit: null } }

export function readSource(file: { path: string; absolute: string; bytes: number }): SourceRead {
  if (file.bytes === 0) return not('empty')
  try {
    // Photographs and scans are many and large, and their first bytes are all that is asked of them here.
    const start = firstBytes(file.absolute)
    const other = otherKind(start)
    if (other) return not(other)
    if (hasMagic(start)) return not('pack')
    if (file.bytes > limits.fileBytes) return { kind: 'unread', unread: tooLarge('fileBytes') }
    return readBytes(readFileSync(file.absolute), file.path)
  } catch (thrown) {
    if (isSystemError(thrown)) return not('unreadable')
    throw thrown
  }
}

function firstBytes(file: string): Buffer {
  const handle = openSync(file, 'r')
  try {
    const start = Buffer.alloc(16)
    return start.subarray(0, readSync(handle, start, 0, 16, 0))
  } finally {
    closeSync(handle)
  }
}

/** Whatever the bytes are, there is an answer. `path` only tells a .csv with one column from a letter. */
export function readBytes(bytes: Buffer, path: string): SourceRead {
  try {
    return readKnown(bytes, path)
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { kind: 'unread', unread: thrown.unread }
    // Offsets that lead nowhere, numbers that are none: a damaged file finds every such place.
    if (thrown instanceof RangeError || thrown instanceof TypeError)
      return { kind: 'unread', unread: { why: 'corrupt', limit: null } }
    throw thrown
  }
}

const not = (why: NotATable): SourceRead => ({ kind: 'unread', unread: { why, limit: null } })

function readKnown(bytes: Buffer, path: string): SourceRead {
  if (bytes.length === 0) return not('empty')
  if (hasMagic(bytes)) return not('pack')
  const other = otherKind(bytes)
  if (other) return not(other)
  const start = bytes.subarray(0, 4).toString('latin1')
  if (start === 'PK\u0003\u0004') return readZip(bytes)
  // A ZIP that holds nothing.
  if (start === 'PK\u0005\u0006') return not('archive')
  if (bytes.subarray(0, 4).equals(compoundMagic.subarray(0, 4))) return readCompound(bytes)
  if (isBareBiff(bytes)) return workbook('xls', (signs) => readBiff(bytes, signs))
  return readText(bytes, path)
}

function workbook(format: WorkbookFormat, read: (signs: Signs) => ReadSheet[]): SourceRead {
  const signs = new Signs()
  const sheets = read(signs)
  return { kind: 'workbook', format, sheets, signs: signs.all }
}

/** Told by their first bytes: pictures, PDF, and what has to be unpacked by a person. */
function otherKind(bytes: Buffer): NotATable | null {
  const hex = bytes.subarray(0, 16).toString('hex')
  if (hex.startsWith('25504446')) return 'pdf'
  if (/^(?:ffd8ff|89504e47)/.test(hex) || otherPicture(bytes)) return 'picture'
  // RAR, 7z, gzip, xz, bzip2.
  if (/^(?:526172211a07|377abcaf271c|1f8b08|fd377a585a00|425a68)/.test(hex)) return 'archive'
  // {\rtf is what old Word writes too.
  return hex.startsWith('7b5c727466') ? 'old-word' : null
}

function readZip(bytes: Buffer): SourceRead {
  const parts = new ZipParts(bytes)
  if (parts.has('word/document.xml')) return { kind: 'letter', ...readWord(parts) }
  const part = workbookPartOf(parts)
  if (part !== null && /xl\//i.test(part))
    return workbook(/\.bin$/i.test(part) ? 'xlsb' : 'xlsx', (signs) => {
      lookAtNames(parts.names, signs)
      return /\.bin$/i.test(part) ? readXlsb(parts, signs) : readXlsx(parts, part, signs)
    })
  const mime = parts.text('mimetype') ?? ''
  if (parts.has('content.xml') && (mime === '' || /opendocument\.spreadsheet/.test(mime)))
    return workbook('ods', (signs) => readOds(parts, signs))
  // LibreOffice locks either each part or, lately, all of them as one.
  if (parts.has('encrypted-package') || (mime !== '' && isLocked(parts)))
    return { kind: 'unread', unread: { why: 'password-protected', limit: null } }
  // Presentations and texts of LibreOffice are no sheets, but nothing to unpack either.
  return not(parts.has('[Content_Types].xml') || parts.has('content.xml') ? 'not-a-sheet' : 'archive')
}

function readCompound(bytes: Buffer): SourceRead {
  const file = new CompoundFile(bytes)
  if (file.has('EncryptedPackage'))
    return { kind: 'unread', unread: { why: 'password-protected', limit: null } }
  const stream = file.stream('Workbook') ?? file.stream('Book')
  if (stream)
    return workbook('xls', (signs) => {
      if (file.entries.some(({ name }) => name === '_VBA_PROJECT_CUR')) signs.add('macros')
      const objects = file.entries.filter(
        ({ name, kind }) => kind === 1 && /^MBD[\dA-F]{8}$/i.test(name),
      ).length
      if (objects > 0) signs.add('embedded-object', null, null, objects)
      return readBiff(stream, signs)
    })
  return not(file.has('WordDocument') ? 'old-word' : 'not-a-sheet')
}

/** Before 1993 a .xls was its records alone. */
const isBareBiff = (bytes: Buffer): boolean =>
  bytes[0] === 9 && bytes[3] === 0 && [0, 2, 4, 8].includes(bytes[1] ?? 255) && (bytes[2] ?? 0) >= 4

function readText(bytes: Buffer, path: string): SourceRead {
  const start = bytes.subarray(0, 4096)
  if (start.every((byte) => byte === 0)) return { kind: 'unread', unread: { why: 'corrupt', limit: null } }
  const isWide = start[0] === 0xff || start[0] === 0xfe || unmarkedUtf16(bytes) !== null
  if (start.includes(0) && !isWide) return not('not-a-sheet')
  if (bytes.length > limits.textBytes) return { kind: 'unread', unread: tooLarge('textBytes') }
  if (looksLikeWebArchive(start.toString('latin1'))) return readPages(bytes)
  // A web page may say charset=gbk about itself and be UTF-8: the bytes decide.
  const { text } = decodeText(bytes)
  if (!looksLikeText(text)) return not('not-a-sheet')
  const head = text.slice(0, 4096).replace(/^\ufeff/, '')
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(head) && /<(?:\w+:)?Workbook/.test(head))
    return workbook('xml-2003', (signs) => readSpreadsheet2003(text, signs))
  if (/<office:document[\s>]/.test(head)) return workbook('ods', (signs) => readOdsContent(text, signs))
  if (
    /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?<(?:!doctype html|html|table|meta|head|body|div|style)/i.test(
      head,
    )
  )
    return readPage(text)
  const delimiter = delimiterOf(text) ?? (/\.csv$/i.test(path) ? ',' : null)
  return { kind: 'text', text, grid: delimiter && readDelimited(text, delimiter) }
}

/** A page without a table is a letter. */
function readPage(html: string): SourceRead {
  const signs = new Signs()
  const sheets = readHtml(html, signs).filter((sheet) => !sheet.ok || !isEmptyGrid(sheet.grid))
  if (sheets.length > 0) return { kind: 'workbook', format: 'html', sheets, signs: signs.all }
  return letter(paragraphsOfText(paragraphsOfHtml(html).join('\n')))
}

function readPages(bytes: Buffer): SourceRead {
  const pages = pagesInArchive(bytes).map((page) => decodeText(page.bytes).text)
  const reads = pages.map(readPage)
  const sheets = reads.flatMap((read) => (read.kind === 'workbook' ? read.sheets : []))
  const signs = reads.flatMap((read) => (read.kind === 'workbook' ? read.signs : []))
  if (sheets.length > 0) return { kind: 'workbook', format: 'html', sheets, signs }
  return letter(reads.flatMap((read) => (read.kind === 'letter' ? read.paragraphs : [])))
}

const letter = (paragraphs: string[]): SourceRead => ({ kind: 'letter', paragraphs, grids: [], pictures: 0 })
