// Files that would hurt: damaged, locked, endless or built to burst. Each has a named reason, and all beside it is read.
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { forkedReader, forkedWith, threadedReader } from '../../../township/reader-line.ts'
import { readBytes } from '../../../township/read-source.ts'
import type { SourceRead } from '../../../township/read-source.ts'
import { limits } from '../../../township/source-limits.ts'
import { SourceReader } from '../../../township/source-reader.ts'
import { sheetXml, xlsxOf, zipOf } from '../../stand-ins/made-zip.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'

// A machine that does other things besides is no fault of a file.
vi.setConfig({ testTimeout: 60_000 })

const title = '柳沟村2026年第三季度农村低保对象公布表'
const rows = dibaoRows(title, ['一组', '赵甲一', 860]) as (string | number)[][]
const good = { name: '柳沟村', xml: sheetXml(rows) }

const book = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '柳沟村')
const written = (bookType: XLSX.BookType): Buffer => {
  const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType })
  if (!Buffer.isBuffer(bytes)) throw new Error(`no ${bookType} written`)
  return bytes
}

/** Why a file is not read: the reason, and the limit that it broke. */
function whyOf(read: SourceRead): string {
  if (read.kind !== 'unread') return read.kind
  const { why, limit } = read.unread
  return limit ? `${why} ${limit.name} ${limit.at ?? ''}`.trim() : why
}

const why = (bytes: Buffer, name = 'x.xlsx'): string => whyOf(readBytes(bytes, name))

/** Of each sheet whether it was read, or why not. */
function sheetsOf(bytes: Buffer): string[] {
  const read = readBytes(bytes, 'x.xlsx')
  if (read.kind !== 'workbook') return [whyOf(read)]
  return read.sheets.map((sheet) =>
    sheet.ok ? `${sheet.grid.rows.length} rows` : whyOf({ kind: 'unread', unread: sheet.unread }),
  )
}

/** A bad sheet in front of a good one. */
const besideGood = (xml: string, more: Record<string, string | Buffer> = {}): string[] =>
  sheetsOf(xlsxOf([{ name: '坏', xml }, good], more))

describe('damaged', () => {
  test('nothing, zeros, noise', () => {
    expect(why(Buffer.alloc(0))).toBe('empty')
    expect(why(Buffer.alloc(5000))).toBe('corrupt')
    expect(why(Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * at * 31) & 255)))).toBe(
      'not-a-sheet',
    )
  })

  for (const type of ['xlsx', 'biff8', 'ods', 'xlsb', 'xlml', 'fods'] as const)
    test(`${type} cut at any length has an answer, and no cut ZIP or compound file passes for whole`, () => {
      const whole = written(type)
      const isText = type === 'xlml' || type === 'fods'
      for (let part = 0; part < 60; part++) {
        const read = readBytes(whole.subarray(0, Math.floor((whole.length * part) / 60)), 'x.xlsx')
        // What is cut off behind the records of a .xls is padding: then it is the same workbook.
        if (type === 'biff8' && read.kind === 'workbook') expect(read).toEqual(readBytes(whole, 'x.xls'))
        else if (isText) expect(whyOf(read)).not.toBe('')
        else expect(['empty', 'corrupt', 'text', 'not-a-sheet']).toContain(whyOf(read))
      }
    })

  test('one damaged sheet leaves the others', () => {
    const bytes = xlsxOf([{ name: '坏', xml: sheetXml(rows) }, good])
    const at = bytes.indexOf('xl/worksheets/sheet0.xml')
    bytes.writeUInt8((bytes[at + 60] ?? 0) ^ 255, at + 60)
    expect(sheetsOf(bytes)).toEqual(['corrupt', '3 rows'])
  })

  test('a sheet that the workbook names and the file lacks', () => {
    const parts = xlsxOf([good])
    const name = parts.lastIndexOf('xl/worksheets/sheet0.xml')
    parts.write('y', name)
    expect(sheetsOf(parts)).toEqual(['corrupt'])
  })

  test('a compound file whose sectors run in a circle, or whose table names sectors that are not there', () => {
    for (const wrong of [0, 1, 2, 7, 0xfffffff0, 0x7fffffff]) {
      const bytes = Buffer.from(written('biff8'))
      const table = (bytes.readUInt32LE(76) + 1) * 512
      for (let sector = 0; sector < 128; sector++) bytes.writeUInt32LE(wrong, table + sector * 4)
      expect(why(bytes)).toBe('corrupt')
    }
    const circular = Buffer.from(written('biff8'))
    // The chain of tables of chains leads to the first sector, which leads to itself.
    circular.writeUInt32LE(0, 68)
    circular.fill(0, 512, 1024)
    expect(why(circular)).toBe('corrupt')
  })

  test('records of a .xls that claim more than there is', () => {
    const stream = Buffer.from([9, 8, 16, 0, 0, 6, 5, 0, ...Buffer.alloc(12), 0xfc, 0, 0xff, 0x7f])
    expect(why(stream)).toBe('corrupt')
  })
})

describe('locked with a password', () => {
  const compound = (name: string, content: Buffer): Buffer => {
    const file = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(file, `/${name}`, content)
    const bytes: unknown = XLSX.CFB.write(file, { type: 'buffer' })
    return Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0)
  }

  test('xlsx, xls, ods and a locked ZIP', () => {
    expect(why(compound('EncryptedPackage', Buffer.alloc(5000)))).toBe('password-protected')
    const opening = Buffer.from([9, 8, 16, 0, 0, 6, 5, 0, ...Buffer.alloc(12)])
    const password = Buffer.from([0x2f, 0, 6, 0, 0, 0, 0, 0, 0, 0])
    expect(why(compound('Workbook', Buffer.concat([opening, password, Buffer.alloc(5000)])))).toBe(
      'password-protected',
    )
    const manifest =
      '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
    expect(
      why(
        zipOf([
          ['mimetype', Buffer.from('application/vnd.oasis.opendocument.spreadsheet')],
          ['META-INF/manifest.xml', Buffer.from(manifest)],
          ['content.xml', Buffer.from('\u0001\u0002')],
        ]),
      ),
    ).toBe('password-protected')
    const whole = [
      ['mimetype', 'x'],
      ['encrypted-package', 'x'],
    ] as const
    expect(why(zipOf(whole.map(([name, part]) => [name, Buffer.from(part)])))).toBe('password-protected')
    const zip = Buffer.from(zipOf([['xl/workbook.xml', Buffer.from('x')]]))
    zip.writeUInt16LE(1, zip.indexOf('PK\u0001\u0002') + 8)
    expect(why(zip)).toBe('password-protected')
  })
})

describe('ZIPs that lie', () => {
  const entryOf = (zip: Buffer) => zip.indexOf('PK\u0001\u0002')

  test('a part that unpacks to more, or to less, than it says', () => {
    for (const size of [10, 3_000_000_000]) {
      const zip = zipOf([['xl/workbook.xml', Buffer.alloc(1_000_000)]])
      zip.writeUInt32LE(size, entryOf(zip) + 24)
      expect(why(zip)).toBe(size === 10 ? 'corrupt' : 'too-large partBytes xl/workbook.xml')
    }
  })

  test('a bomb is refused before it bursts: one huge part, or many', () => {
    const zeros = Buffer.alloc(limits.partBytes + 1)
    expect(why(zipOf([['xl/workbook.xml', zeros]]))).toBe('too-large partBytes xl/workbook.xml')
    const part = Buffer.from(`<worksheet>${' '.repeat(60 * 1024 ** 2)}</worksheet>`)
    const bomb = xlsxOf(
      Array.from({ length: 8 }, (_, index) => ({ name: `${index}`, xml: '' })),
      Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`xl/worksheets/sheet${index}.xml`, part])),
    )
    expect(sheetsOf(bomb).at(-1)).toBe('too-large unpackedBytes xl/worksheets/sheet7.xml')
  })

  test('parts that share their bytes', () => {
    const zip = zipOf([
      ['xl/workbook.xml', Buffer.from('x')],
      ['xl/styles.xml', Buffer.from('x')],
    ])
    const second = zip.indexOf('PK\u0001\u0002', entryOf(zip) + 4)
    zip.writeUInt32LE(0, second + 42)
    expect(why(zip)).toBe('corrupt')
  })

  test('a sum that does not agree', () => {
    const zip = xlsxOf([good])
    zip.writeUInt32LE(1, zip.lastIndexOf('xl/workbook.xml') - 46 + 16)
    expect(why(zip)).toBe('corrupt')
  })

  test('a bomb inside a bomb is only a part that nobody unpacks', () => {
    const inner = zipOf([['bomb', Buffer.alloc(10_000_000)]])
    expect(sheetsOf(xlsxOf([good], { 'xl/media/bomb.zip': inner }))).toEqual(['3 rows'])
  })

  test('more entries than any workbook has', () => {
    const many = Array.from({ length: limits.parts + 1 }, (_, index): [string, Buffer] => [
      `${index}`,
      Buffer.alloc(0),
    ])
    expect(why(zipOf(many))).toBe('too-large parts')
  })

  test('ZIP64, which honest programs write, is read', () => {
    const zip = xlsxOf([good])
    // The directory's end says "see there", and there stand the same numbers in eight bytes.
    const end = zip.length - 22
    const count = zip.readUInt16LE(end + 10)
    const wide = Buffer.alloc(76)
    wide.writeUInt32LE(0x06064b50, 0)
    wide.writeBigUInt64LE(44n, 4)
    wide.writeBigUInt64LE(BigInt(count), 24)
    wide.writeBigUInt64LE(BigInt(count), 32)
    wide.writeBigUInt64LE(BigInt(zip.readUInt32LE(end + 16)), 48)
    wide.writeUInt32LE(0x07064b50, 56)
    wide.writeBigUInt64LE(BigInt(end), 64)
    const last = Buffer.from(zip.subarray(end))
    last.writeUInt16LE(0xffff, 10)
    last.writeUInt32LE(0xffffffff, 16)
    expect(sheetsOf(Buffer.concat([zip.subarray(0, end), wide, last]))).toEqual(['3 rows'])
  })
})

describe('XML that would burst or never end', () => {
  test('entities are never defined: billion laughs, quadratic, a file from elsewhere', () => {
    const declared = [
      `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, level) => `<!ENTITY a${level} "${`&a${level - 1};`.repeat(10)}">`).join('')}]>`,
      `<!DOCTYPE x [<!ENTITY a "${'a'.repeat(3000)}">]>`,
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ]
    for (const declaration of declared)
      expect(besideGood(`${declaration}${sheetXml([['&a;']])}`)).toEqual(['corrupt', '3 rows'])
    const late = `<worksheet><!--${' '.repeat(5000)}--><!DOCTYPE x [<!ENTITY a "b">]><sheetData><row><c t="str"><v>&a;</v></c></row></sheetData></worksheet>`
    const read = readBytes(xlsxOf([{ name: 'x', xml: late }]), 'x.xlsx')
    expect(read.kind === 'workbook' && read.sheets[0]?.ok && read.sheets[0].grid.rows[0]?.[0]?.text).toBe(
      '&a;',
    )
  })

  test('tags in tags in tags, attributes and quotes that never close', () => {
    expect(besideGood(`${'<x>'.repeat(300_000)}${sheetXml(rows)}`)).toEqual(['3 rows', '3 rows'])
    expect(besideGood(`<worksheet ${'a="'.repeat(100_000)}>`)).toEqual(['0 rows', '3 rows'])
    expect(besideGood(`<worksheet><sheetData><row><c><v>${'<v>'.repeat(100_000)}`)).toEqual([
      '0 rows',
      '3 rows',
    ])
    expect(why(Buffer.from(`<table>${'<table><tr><td '.repeat(100_000)}`))).toMatch(/^(?:workbook|letter)$/)
  })

  test('formats without number', () => {
    const styles = `<styleSheet><cellXfs>${'<xf/>'.repeat(limits.styles + 1)}</cellXfs></styleSheet>`
    expect(sheetsOf(xlsxOf([good], { 'xl/styles.xml': styles }))).toEqual(['too-large styles'])
  })

  test('formulas that need each other have the values that were stored', () => {
    const cell = (at: string, formula: string) => `<c r="${at}"><f>${formula}</f><v>7</v></c>`
    expect(
      besideGood(
        `<worksheet><sheetData><row>${cell('A1', 'B1')}${cell('B1', 'A1')}</row></sheetData></worksheet>`,
      ),
    ).toEqual(['1 rows', '3 rows'])
  })
})

describe('too much of anything is refused by the limit it broke, and the next sheet is read', () => {
  const cell = (at: string) =>
    `<worksheet><sheetData><row><c r="${at}"><v>1</v></c></row></sheetData></worksheet>`

  test('rows and columns', () => {
    expect(besideGood(cell('B1000000'))).toEqual(['too-large rows B1000000', '3 rows'])
    expect(besideGood(cell('XFD1'))).toEqual(['too-large columns XFD1', '3 rows'])
  })

  test('a million rows of text', () => {
    expect(why(Buffer.from('1,2,3\n'.repeat(1_000_000)), 'x.csv')).toBe(`too-large rows A${limits.rows + 1}`)
  })

  test('characters in a cell, and in all cells together', () => {
    const long = '一'.repeat(20_000)
    expect(besideGood(sheetXml([['x'], ['x', long]]))).toEqual(['too-large cellCharacters B2', '3 rows'])
    const shared = { 'xl/sharedStrings.xml': `<sst><si><t>${'一'.repeat(9000)}</t></si></sst>` }
    const bomb = `<worksheet><sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(6000)}</sheetData></worksheet>`
    expect(besideGood(bomb, shared)[0]).toBe('too-large characters')
  })

  test('cells: of a repeated row of an ods, and of merged ranges', () => {
    const content = `<office:document-content><office:body><office:spreadsheet><table:table table:name="x"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row></table:table><table:table table:name="y"><table:table-row><table:table-cell><text:p>y</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
    expect(sheetsOf(zipOf([['content.xml', Buffer.from(content)]]))).toEqual([
      'too-large columns SS1',
      '1 rows',
    ])
    const merges = `<mergeCells>${'<mergeCell ref="A1:XFD1048576"/>'.repeat(3000)}</mergeCells>`
    const wide = sheetXml(
      Array.from({ length: 300 }, () => ['a', 'b', 'c', 'd', 'e']),
      merges,
    )
    expect(besideGood(wide)).toEqual(['too-large mergedCells', '3 rows'])
  })

  test('sheets', () => {
    const sheets = Array.from({ length: 5000 }, (_, index) => ({ name: `${index}`, xml: sheetXml([['x']]) }))
    expect(sheetsOf(xlsxOf(sheets))).toEqual(['too-large sheets'])
  })

  test('a file as such', async () => {
    const reader = new SourceReader()
    const folder = new MadeFolder(false).file('x.xlsx', written('xlsx'))
    const absolute = join(folder.path, 'x.xlsx')
    const read = await reader.read({ path: 'x.xlsx', absolute, bytes: limits.fileBytes + 1 })
    expect(whyOf(read)).toBe('too-large fileBytes')
    reader.close()
  })
})

describe('much of what counts for nothing is read', () => {
  test('formats down to the last row, a merge over the whole sheet', () => {
    const empty = Array.from(
      { length: 100_000 },
      (_, index) =>
        `<row r="${index + 900_000}" s="1" customFormat="1"><c r="A${index + 900_000}" s="1"/></row>`,
    )
    const xml = sheetXml(rows, '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>').replace(
      '</sheetData>',
      `${empty.join('')}</sheetData>`,
    )
    expect(besideGood(xml)).toEqual(['3 rows', '3 rows'])
  })

  test('names of sheets are only names', async () => {
    const names = ['../../etc/passwd', 'C:\\\\windows\\\\x', '__proto__', 'constructor', '&lt;script&gt;']
    const { report } = await new MadeFolder()
      .file('低保.xlsx', xlsxOf([good, ...names.map((name) => ({ name, xml: sheetXml([['x']]) }))]))
      .read()
    const file = report.files.find((each) => each.file === '低保.xlsx')
    expect(file?.sheets).toHaveLength(6)
    expect(file?.sheets[0]?.items).toHaveLength(1)
  })
})

describe('the report names what it could not read, and goes on', () => {
  test('files and sheets', async () => {
    const { report, entries } = await new MadeFolder()
      .file('坏.xlsx', written('xlsx').subarray(0, 2000))
      .file('大.csv', '1,2,3\n'.repeat(limits.rows + 1))
      .file('一半.xlsx', xlsxOf([{ name: '长', xml: sheetXml([['一'.repeat(20_000)]]) }, good]))
      .read()
    expect(entries).toHaveLength(1)
    const of = (name: string) => report.files.find(({ file }) => file === name)
    expect(of('坏.xlsx')).toEqual({ file: '坏.xlsx', skipped: 'corrupt', sheets: [] })
    expect(of('大.csv')).toEqual({
      file: '大.csv',
      skipped: 'too-large',
      limit: { name: 'rows', most: limits.rows, at: `A${limits.rows + 1}` },
      sheets: [],
    })
    expect(of('一半.xlsx')?.sheets[0]).toMatchObject({
      sheet: '长',
      skipped: 'too-large',
      limit: { name: 'cellCharacters', most: limits.cellCharacters, at: 'A1' },
    })
    expect(report.faults).toMatchObject([
      { file: '一半.xlsx', sheet: '长', cell: 'A1', kind: 'sheet-unreadable', severity: 'warning' },
    ])
  })
})

describe('the process that reads', () => {
  const folder = new MadeFolder(false)
    .file('好.xlsx', xlsxOf([good]))
    .file(
      '重.xlsx',
      xlsxOf([
        { name: 'x', xml: sheetXml(Array.from({ length: 150_000 }, (_, at) => [`名${at}`, at, `村${at}`])) },
      ]),
    )
  const file = (path: string) => ({ path, absolute: join(folder.path, path), bytes: 1000 })
  const readers: SourceReader[] = []
  const readerOf = (...given: ConstructorParameters<typeof SourceReader>) => {
    const reader = new SourceReader(...given)
    readers.push(reader)
    return reader
  }
  afterAll(() => {
    for (const reader of readers) reader.close()
  })

  test('dies of a file that needs too much memory; the files behind it are read by the next one', async () => {
    const reader = readerOf(forkedWith(40))
    const reads = ['好.xlsx', '重.xlsx', '好.xlsx', '重.xlsx', '好.xlsx'].map((path) =>
      reader.read(file(path)),
    )
    expect((await Promise.all(reads)).map(whyOf)).toEqual([
      'workbook',
      'too-large readerMegabytes',
      'workbook',
      'too-large readerMegabytes',
      'workbook',
    ])
  })

  test('is ended when a file takes too long; the files behind it are read by the next one', async () => {
    const reader = readerOf(forkedReader, ({ path }) => (path === '重.xlsx' ? 1 : 60_000))
    // The process starts with a good file, so that the deadline is the heavy one's alone.
    expect(whyOf(await reader.read(file('好.xlsx')))).toBe('workbook')
    const reads = ['重.xlsx', '好.xlsx'].map((path) => reader.read(file(path)))
    expect((await Promise.all(reads)).map(whyOf)).toEqual(['took-too-long', 'workbook'])
  })

  test('may be a thread where no process can be started', async () => {
    const reader = readerOf(threadedReader)
    expect(
      (await Promise.all([file('好.xlsx'), file('重.xlsx')].map((each) => reader.read(each)))).map(whyOf),
    ).toEqual(['workbook', 'workbook'])
  })

  test('a reader that cannot start is told, and never mistaken for a bad file', async () => {
    const broken = readerOf((listener) => {
      setTimeout(listener.ended, 1)
      return { post: () => undefined, idle: () => undefined, end: () => undefined }
    })
    await expect(broken.read(file('好.xlsx'))).rejects.toThrow('does not start')
  })

  test('a file that has gone meanwhile is unreadable', async () => {
    expect(whyOf(await readerOf().read(file('没有.xlsx')))).toBe('unreadable')
  })
})
