// A clerk's answer in 村民意见.xlsx, typed into its cell and saved as Excel saves it.
import { readFileSync, writeFileSync } from 'node:fs'
import * as XLSX from '@e965/xlsx'

/** 答复 to the first opinion of a new sheet. */
export const firstReply = 'H5'

export function writeCell(file: string, cell: string, text: string): void {
  const book = XLSX.read(readFileSync(file), { type: 'buffer' })
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  if (!sheet) throw new Error('no sheet')
  XLSX.utils.sheet_add_aoa(sheet, [[text]], { origin: cell })
  writeFileSync(file, XLSX.write(book, { type: 'buffer', bookType: 'xlsx' }))
}
