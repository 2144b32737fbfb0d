// Writes ZIPs by hand, so that a test can also write wrong ones.
import { crc32, deflateRawSync } from 'node:zlib'

/** A sound ZIP of these parts. */
export function zipOf(parts: readonly (readonly [string, Buffer])[]): Buffer {
  const local: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, plain] of parts) {
    const packed = deflateRawSync(plain, { level: 1 })
    const title = Buffer.from(name)
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 8)
    head.writeUInt32LE(crc32(plain), 14)
    head.writeUInt32LE(packed.length, 18)
    head.writeUInt32LE(plain.length, 22)
    head.writeUInt16LE(title.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    head.copy(entry, 6, 4, 28)
    entry.writeUInt32LE(at, 42)
    directory.push(entry, title)
    local.push(head, title, packed)
    at += 30 + title.length + packed.length
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...directory, end])
}

/** The smallest xlsx that holds these sheets as they are written; `more` are further parts, or other ones. */
export function xlsxOf(
  sheets: readonly { name: string; xml: string; rels?: string; state?: string }[],
  more: Readonly<Record<string, string | Buffer>> = {},
): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  const shared = 'sharedStrings' in more ? '' : relation('rS', 'sharedStrings', 'sharedStrings.xml')
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': `<Relationships>${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" ${state ? `state="${state}"` : ''} r:id="r${index}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${shared}${relation('rT', 'styles', 'styles.xml')}${sheets
      .map((_, index) => relation(`r${index}`, 'worksheet', `worksheets/sheet${index}.xml`))
      .join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map(({ xml }, index) => [`xl/worksheets/sheet${index}.xml`, xml])),
    ...Object.fromEntries(
      sheets.flatMap(({ rels }, index) =>
        rels === undefined ? [] : [[`xl/worksheets/_rels/sheet${index}.xml.rels`, rels]],
      ),
    ),
    ...more,
  }
  return zipOf(Object.entries(parts).map(([name, part]) => [name, Buffer.from(part)]))
}

/** Rows of texts and numbers as a sheet's XML. */
export function sheetXml(rows: readonly (readonly (string | number)[])[], after = ''): string {
  const cells = (row: readonly (string | number)[]) =>
    row
      .map((value) =>
        typeof value === 'number'
          ? `<c><v>${value}</v></c>`
          : `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`,
      )
      .join('')
  return `<worksheet><sheetData>${rows.map((row) => `<row>${cells(row)}</row>`).join('')}</sheetData>${after}</worksheet>`
}
