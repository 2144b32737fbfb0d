// Whether a part of an .xlsb is whole: the library goes round in circles in a part that is none.
import { corrupt, within } from './source-limits.ts'

/** What such a part begins with: BrtBeginBook, BrtBeginSheet, BrtBeginSst, BrtBeginStyleSheet. */
const firstRecords: readonly [part: RegExp, record: number][] = [
  [/^xl\/workbook\.bin$/i, 131],
  [/^xl\/worksheets\//i, 129],
  [/^xl\/sharedStrings\.bin$/i, 159],
  [/^xl\/styles\.bin$/i, 278],
]

/** Throws Unreadable unless the records run to the very end of the part. Gives how many of them are cells. */
export function checkXlsbRecords(name: string, part: Buffer): number {
  const expected = firstRecords.find(([pattern]) => pattern.test(name))?.[1]
  let cells = 0
  let at = 0
  while (at < part.length) {
    const record = numberAt(part, at, 2)
    const length = numberAt(part, record.next, 4)
    if (at === 0 && expected !== undefined && record.number !== expected) throw corrupt()
    // 1 to 11: a cell that is blank, a number, a text, a truth, an error, and the same as results of formulas.
    if (record.number >= 1 && record.number <= 11) within('cells', ++cells)
    at = length.next + length.number
  }
  if (at !== part.length || at === 0) throw corrupt()
  return cells
}

/** Seven bits a byte, the lowest first; the highest bit says that there is more. */
function numberAt(part: Buffer, from: number, most: number): { number: number; next: number } {
  let number = 0
  for (let index = 0; index < most; index++) {
    const byte = part[from + index]
    if (byte === undefined) throw corrupt()
    number += (byte & 127) * 128 ** index
    if ((byte & 128) === 0) return { number, next: from + index + 1 }
  }
  return { number, next: from + most }
}
