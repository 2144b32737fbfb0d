// Writes a neighbouring township's folder: the sample's 乡镇信息.xlsx under another code, and one notice.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as xlsx from '@e965/xlsx'

const [source = '', folder = ''] = process.argv.slice(2)
const workbook = xlsx.read(readFileSync(source))
for (const sheet of Object.values(workbook.Sheets)) {
  for (const [name, cell] of Object.entries(sheet)) {
    if (name.startsWith('!')) continue
    const text = String(cell.v)
    if (text.includes('990102') || text.includes('石桥镇')) {
      const other = text.replaceAll('990102', '990103').replaceAll('石桥镇', '清河镇')
      Object.assign(cell, { v: other, w: other, t: 's' })
    }
  }
}
writeFileSync(join(folder, '乡镇信息.xlsx'), xlsx.write(workbook, { type: 'buffer', bookType: 'xlsx' }))
writeFileSync(
  join(folder, '关于缴纳2027年城乡居民医保的通知.txt'),
  '关于缴纳2027年城乡居民医保的通知\n\n各村民委员会:\n请按时缴纳。\n\n清河镇人民政府\n2026年9月1日\n',
)
