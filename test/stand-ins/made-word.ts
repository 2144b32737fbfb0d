// Word documents written for a test: their XML in the smallest ZIP that holds it.
import { crc32 } from 'node:zlib'

export const paragraph = (text: string): string =>
  `<w:p><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

type WordCell = string | { text: string; span?: number; merge?: 'restart' | 'continue' }

export const table = (rows: readonly (readonly WordCell[])[]): string =>
  `<w:tbl>${rows.map((row) => `<w:tr>${row.map(cellOf).join('')}</w:tr>`).join('')}</w:tbl>`

function cellOf(cell: WordCell): string {
  const { text, span, merge } = typeof cell === 'string' ? { text: cell } : cell
  const about = [
    span === undefined ? '' : `<w:gridSpan w:val="${span}"/>`,
    merge === undefined ? '' : merge === 'restart' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>',
  ].join('')
  return `<w:tc><w:tcPr>${about}</w:tcPr>${text.split('\n').map(paragraph).join('')}</w:tc>`
}

export const madeWord = (...blocks: readonly string[]): Buffer =>
  zipOf({
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>${blocks.join('')}</w:body></w:document>`,
  })

/** Stored, not packed. */
function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const locals: Buffer[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const [path, body] = [Buffer.from(name), Buffer.from(text)]
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt32LE(crc32(body), 14)
    local.writeUInt32LE(body.length, 18)
    local.writeUInt32LE(body.length, 22)
    local.writeUInt16LE(path.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 6)
    local.copy(entry, 16, 14, 28)
    entry.writeUInt32LE(at, 42)
    locals.push(local, path, body)
    entries.push(entry, path)
    at += local.length + path.length + body.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length / 2, 8)
  end.writeUInt16LE(entries.length / 2, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, directory, end])
}
