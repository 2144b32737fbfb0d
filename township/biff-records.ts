// Goes through the records of a .xls before the library does: whether they are whole, and what they say besides cells.
import { addressOf } from './grid.ts'
import { corrupt, locked, within } from './source-limits.ts'
import type { Signs } from './signs.ts'

/** What a sheet's records say of its rows and columns. */
export type BiffSheet = {
  hiddenRows: Set<number>
  hiddenColumns: [number, number][]
  widths: [from: number, to: number, characters: number][]
  formulas: Set<number>
  pictures: number
  firstPicture: string | null
  comments: string[]
}

/** `order` says where each sheet begins, in the order of their tabs. */
export type BiffBook = {
  sheets: Map<number, BiffSheet>
  order: number[]
  saysCodePage: boolean
  /** Where the records end: the library must not go on into what lies behind them. */
  end: number
}

const beginning = new Set([0x0009, 0x0209, 0x0409, 0x0809])

/** Throws Unreadable where records are cut or encrypted. Sheets are keyed by where they begin in the stream. */
export function readBiffRecords(stream: Buffer, signs: Signs): BiffBook {
  const book: BiffBook = { sheets: new Map(), order: [], saysCodePage: false, end: 0 }
  let sheet: BiffSheet | null = null
  let depth = 0
  let cells = 0
  let at = 0
  while (at + 4 <= stream.length) {
    const id = stream.readUInt16LE(at)
    const length = stream.readUInt16LE(at + 2)
    // Behind the last record there is nothing but padding.
    if (id === 0 && length === 0) break
    if (at + 4 + length > stream.length) throw corrupt()
    const record = stream.subarray(at + 4, at + 4 + length)
    if (beginning.has(id)) {
      depth += 1
      // A chart inside a sheet is a stream of its own within it.
      if (depth === 1) book.sheets.set(at, (sheet = emptySheet()))
      within('sheets', book.sheets.size)
    } else if (id === 0x000a) depth = Math.max(0, depth - 1)
    else {
      // The library would build every cell before anybody could count them.
      if (cellRecords.has(id)) within('cells', ++cells)
      if (depth <= 1) lookAt(id, record, book, sheet, signs)
    }
    at += 4 + length
  }
  // Cut, or a sheet of the list begins where none does.
  if (depth !== 0 || book.sheets.size === 0 || book.order.some((start) => !book.sheets.has(start)))
    throw corrupt()
  book.end = at
  return book
}

/** Numbers, texts, truths, and rows of numbers; formulas are looked at besides. */
const cellRecords = new Set([0x0203, 0x0003, 0x0002, 0x0204, 0x0004, 0x00fd, 0x027e, 0x00bd, 0x0205, 0x0006])

const emptySheet = (): BiffSheet => ({
  hiddenRows: new Set(),
  hiddenColumns: [],
  widths: [],
  formulas: new Set(),
  pictures: 0,
  firstPicture: null,
  comments: [],
})

function lookAt(id: number, record: Buffer, book: BiffBook, sheet: BiffSheet | null, signs: Signs): void {
  const { length } = record
  switch (id) {
    case 0x002f:
      throw locked()
    case 0x0042:
      book.saysCodePage = true
      break
    case 0x00d3:
      signs.add('macros')
      break
    case 0x0085:
      if (length >= 4) book.order.push(record.readUInt32LE(0))
      // 1 is a sheet of Excel 4 macros, 6 a module of Basic.
      if (length > 5 && (record[5] === 1 || record[5] === 6)) signs.add('macros')
      break
    case 0x01ae:
      // A list of own sheets (0401) or of add-in functions (3A01) leads nowhere.
      if (length >= 4 && ![0x0401, 0x3a01].includes(record.readUInt16LE(2))) signs.add('external-link')
      break
  }
  if (sheet) lookAtSheet(id, record, sheet)
}

function lookAtSheet(id: number, record: Buffer, sheet: BiffSheet): void {
  const { length } = record
  switch (id) {
    case 0x0208:
      if (length >= 14 && (record.readUInt16LE(12) & 0x20) !== 0) sheet.hiddenRows.add(record.readUInt16LE(0))
      break
    case 0x007d:
      if (length >= 10) columnsIn(record, sheet)
      break
    case 0x0006:
    case 0x0206:
    case 0x0406:
      if (length >= 4) sheet.formulas.add(record.readUInt16LE(0) * 0x10000 + record.readUInt16LE(2))
      break
    case 0x001c:
      if (length >= 4) sheet.comments.push(addressOf(record.readUInt16LE(0), record.readUInt16LE(2)))
      break
    case 0x00ec:
      picturesIn(record, sheet)
      break
    case 0x005d:
      // BIFF5 has no drawings of their own; there a picture is an object of type 8.
      if (length >= 6 && record.readUInt16LE(0) !== 0x15 && record.readUInt16LE(4) === 8) sheet.pictures += 1
      break
  }
}

function columnsIn(record: Buffer, sheet: BiffSheet): void {
  const [from, to] = [record.readUInt16LE(0), record.readUInt16LE(2)]
  if (to < from || to > 16_384) return
  sheet.widths.push([from, to, record.readUInt16LE(4) / 256])
  if ((record.readUInt16LE(8) & 1) !== 0) sheet.hiddenColumns.push([from, to])
}

/** A shape of type 75 is a picture; its anchor says over which cell its corner lies. */
function picturesIn(record: Buffer, sheet: BiffSheet): void {
  for (let at = 0; at + 8 <= record.length; at++) {
    if (record[at + 2] !== 0x0a || record[at + 3] !== 0xf0 || record.readUInt16LE(at) >> 4 !== 75) continue
    sheet.pictures += 1
    const anchor = record.indexOf(Buffer.from([0x10, 0xf0, 0x12, 0, 0, 0]), at)
    if (anchor >= 0 && anchor + 14 <= record.length)
      sheet.firstPicture ??= addressOf(record.readUInt16LE(anchor + 12), record.readUInt16LE(anchor + 8))
    at += 8
  }
}
