// Every format a clerk's file may really have, told by its content, whatever its name says.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { describe, expect, test, vi } from 'vitest'
import { readBytes } from '../../../township/read-source.ts'
import { readGrids } from '../../../township/source-reader.ts'
import { sheetXml, xlsxOf, zipOf } from '../../stand-ins/made-zip.ts'
import { dibaoRows, MadeFolder } from './made-folder.ts'
import { sampleFolder } from './sample-township.ts'

// A machine that does other things besides is no fault of a file.
vi.setConfig({ testTimeout: 60_000 })

const formats = join(import.meta.dirname, '..', '..', 'fixtures', 'formats')
const saved = (name: string) => readFileSync(join(formats, name))

const title = '柳沟村2026年第三季度农村低保对象公布表'
const rows = dibaoRows(title, ['一组', '赵甲一', 860.5], ['二组', '欧阳𬱖', 430]) as (string | number)[][]

const book = XLSX.utils.book_new()
XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), '柳沟村')
const written = (bookType: XLSX.BookType): Buffer => {
  const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType })
  if (!Buffer.isBuffer(bytes)) throw new Error(`no ${bookType} written`)
  return bytes
}

const html = (charset = 'gbk') =>
  `<html><head><meta charset="${charset}"><style>td{color:red}</style></head><body><table>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</table></body></html>`

const archive = [
  'MIME-Version: 1.0',
  'X-Document-Type: Workbook',
  'Content-Type: multipart/related; boundary="----=_NextPart_01"',
  '',
  '------=_NextPart_01',
  'Content-Location: file:///C:/x/Book1.htm',
  'Content-Transfer-Encoding: quoted-printable',
  'Content-Type: text/html; charset="utf-8"',
  '',
  [...Buffer.from(html('utf-8'))]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join(''),
  '------=_NextPart_01--',
].join('\r\n')

/** The money and the names of the one item that a file holds. */
async function itemOf(name: string, content: Buffer | string) {
  const { entries, report } = await new MadeFolder().file(name, content).read()
  const [entry] = entries
  return {
    entries: entries.length,
    lines: entry?.rows.length,
    monthly: entry?.entry.totals['monthly'],
    faults: report.faults.map(({ kind, cell, detail }) => `${kind} ${cell ?? ''} ${detail}`.trim()),
  }
}

describe('the same list in every format, under every name', () => {
  const same: [name: string, content: Buffer | string][] = [
    ['低保.xlsx', written('xlsx')],
    ['低保(其实是xlsx).xls', written('xlsx')],
    ['低保(其实是xlsx).csv', written('xlsx')],
    ['没有扩展名', written('xlsx')],
    ['低保.xlsb', written('xlsb')],
    ['低保(其实是xlsb).xls', written('xlsb')],
    ['低保.xls', written('biff8')],
    ['低保.et', written('biff8')],
    ['低保(其实是xls).xlsx', written('biff8')],
    ['低保.ods', written('ods')],
    ['低保(其实是ods).xls', written('ods')],
    ['低保.fods', written('fods')],
    ['低保.xml', written('xlml')],
    ['低保(其实是xml).xls', written('xlml')],
    ['低保.html', html('utf-8')],
    ['低保(网页).xls', html()],
    ['低保(网页).xlsx', html()],
    ['低保.mht', archive],
    ['低保(网页存档).xls', archive],
  ]
  for (const [name, content] of same)
    test(name, async () => {
      expect(await itemOf(name, content)).toEqual({ entries: 1, lines: 2, monthly: 129_050, faults: [] })
    })

  test('BIFF5, which has names of the nineties only, is read too', () => {
    const old = XLSX.utils.book_new()
    XLSX.utils.book_append_sheet(old, XLSX.utils.aoa_to_sheet([['a', 1.5]]), 'x')
    const bytes: unknown = XLSX.write(old, { type: 'buffer', bookType: 'biff5' })
    const read = readBytes(Buffer.isBuffer(bytes) ? bytes : Buffer.alloc(0), 'x.xls')
    expect(read.kind === 'workbook' && read.sheets[0]?.ok && read.sheets[0].grid.rows).toEqual([
      [{ text: 'a' }, { text: '1.5', number: 1.5 }],
    ])
  })
})

describe('text tables', () => {
  const lines = (delimiter: string) => rows.map((row) => row.join(delimiter)).join('\r\n')
  const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16()
  const same: [name: string, content: Buffer][] = [
    ['逗号.csv', Buffer.from(lines(','))],
    ['带BOM.csv', Buffer.from(`\ufeff${lines(',')}`)],
    ['制表符.txt', Buffer.from(lines('\t'))],
    ['制表符(Unicode文本).txt', Buffer.from(`\ufeff${lines('\t')}`, 'utf16le')],
    ['无BOM的UTF16.txt', Buffer.from(lines('\t'), 'utf16le')],
    ['大端.txt', utf16be(`\ufeff${lines('\t')}`)],
    ['大端无BOM.txt', utf16be(lines('\t'))],
    ['竖线.txt', Buffer.from(lines('|'))],
    ['分号.csv', Buffer.from(lines(';'))],
    ['写明分隔符.csv', Buffer.from(`sep=;\r\n${lines(';')}`)],
    ['文本冒充.xls', Buffer.from(lines('\t'))],
    ['文本冒充.xlsx', Buffer.from(lines(','))],
  ]
  for (const [name, content] of same)
    test(name, async () => {
      expect(await itemOf(name, content)).toMatchObject({ entries: 1, lines: 2, monthly: 129_050 })
    })

  test('GB18030, with a name that GBK does not have', () => {
    // 𬱖 is 9933C133 in GB18030; the rest is plain GBK.
    const gb = Buffer.concat([
      Buffer.from('d0d5c3fb2cbdf0b6ee2cb1b8d7a20d0a', 'hex'),
      Buffer.from('9933c1332c312c', 'hex'),
      Buffer.from('0d0ad5d4bcd7d2bb2c322c0d0a', 'hex'),
    ])
    const read = readBytes(gb, 'x.csv')
    expect(read.kind === 'text' && read.grid?.rows[0]?.map((cell) => cell?.text)).toEqual([
      '姓名',
      '金额',
      '备注',
    ])
    expect(read.kind === 'text' && read.grid?.rows[1]?.[0]?.text).toBe(
      new TextDecoder('gb18030').decode(Buffer.from('9933c133', 'hex')),
    )
  })

  test('a line break inside quotes parts nothing', () => {
    const text = '姓名,金额,备注\r\n赵甲一,1,"第一行\r\n第二行,还是它"\r\n钱乙二,2,""\r\n孙丙三,3,\r\n'
    const read = readBytes(Buffer.from(text), 'x.txt')
    expect(read.kind === 'text' && read.grid?.rows[1]?.[2]?.text).toBe('第一行\r\n第二行,还是它')
    expect(read.kind === 'text' && read.grid?.rows[2]?.[0]?.text).toBe('钱乙二')
  })

  test('a letter with commas stays a letter', () => {
    const rules = readFileSync(join(sampleFolder, '长期公开/村规民约/柳沟村村规民约.txt'))
    expect(readBytes(rules, 'x.txt')).toMatchObject({ kind: 'text', grid: null })
  })
})

describe('what LibreOffice really writes', () => {
  const formatsOfOne = ['libreoffice.xlsx', 'libreoffice-biff8.xls', 'libreoffice.ods', 'libreoffice.fods']
  for (const name of formatsOfOne)
    test(`${name}: hidden rows and columns, a filter, a comment, a picture, a hidden sheet, an error`, async () => {
      const { entries, report } = await new MadeFolder().file(`民政/${name}`, saved(name)).read()
      // Hidden and filtered rows are read: the printed total counts them.
      expect(entries[0]?.rows).toHaveLength(3)
      expect(entries[0]?.entry.totals['monthly']).toBe(279_050)
      const told = report.faults.map(({ kind, sheet, cell, severity, detail }) =>
        [kind, sheet, cell, severity, detail].join(' ').trim(),
      )
      expect(told).toContain('hidden-cells 柳沟村 A4 warning 3')
      expect(told).toContain('picture-over-cells 柳沟村 H6 warning 1')
      // LibreOffice itself writes no comments into a flat file.
      if (name !== 'libreoffice.fods') expect(told).toContain('cell-comment 柳沟村 C3 info 1')
      expect(told).toContain('hidden-sheet 底稿  info')
      // What hides in a comment leaves with nobody.
      expect(JSON.stringify([entries, report])).not.toContain('990102196502215955')
    })

  test('dates, amounts and formulas are the same cells in each of them', () => {
    const [first, ...others] = formatsOfOne.map((name) => {
      const read = readBytes(saved(name), name)
      if (read.kind !== 'workbook' || !read.sheets[0]?.ok) throw new Error(name)
      return read.sheets[0].grid.rows
    })
    expect(first?.[2]?.[6]).toEqual({ text: '2021年3月5日', day: '2021-03-05' })
    expect(first?.[5]?.[5]).toEqual({ text: '2,790.50', number: 2790.5, formula: true })
    expect(first?.[5]?.[6]).toEqual({ text: '#DIV/0!', formula: true, broken: true })
    for (const other of others) expect(other).toEqual(first)
  })

  test('its web page tells the comment and the picture, and reads neither', () => {
    const read = readBytes(saved('libreoffice.html'), 'x.xls')
    expect(read.kind === 'workbook' && read.signs.map(({ kind, cell }) => `${kind} ${cell}`)).toEqual([
      'cell-comment C3',
      'picture-over-cells G4',
    ])
    expect(JSON.stringify(read)).not.toContain('990102196502215955')
  })
})

describe('web pages', () => {
  const grids = (text: string) => {
    const read = readBytes(Buffer.from(text), 'x.xls')
    if (read.kind !== 'workbook') throw new Error(read.kind)
    return read.sheets.map((sheet) => (sheet.ok ? sheet.grid : null))
  }

  test('several tables are several sheets', () => {
    const found = grids(
      '<html><table><tr><td>甲</td></tr></table>标题<table><tr><td>乙</td></tr></table></html>',
    )
    expect(found.map((grid) => grid?.rows)).toEqual([[[{ text: '甲' }]], [[{ text: '乙' }]]])
  })

  test('cells that span rows and columns push the others aside', () => {
    const [grid] = grids(
      '<table><tr><td rowspan="2">组</td><td colspan=2>金额</td></tr><tr><td>应付<td>实付</tr><tr><td>1</td><td>2</td><td>3</td></tr></table>',
    )
    expect(grid?.rows.map((row) => row.map((cell) => cell?.text ?? ''))).toEqual([
      ['组', '金额'],
      ['', '应付', '实付'],
      ['1', '2', '3'],
    ])
    expect(grid?.merges).toEqual([
      { top: 0, left: 0, bottom: 1, right: 0 },
      { top: 0, left: 1, bottom: 0, right: 2 },
    ])
  })

  test('an indent of wide spaces stays, a line break is one, scripts are no text, hidden rows are told', () => {
    const read = readBytes(
      Buffer.from(
        '<table><tr><td>&#12288;&nbsp;其中:租金<br>收入</td></tr><tr style="mso-x:1;DISPLAY:none"><td>9<script>x("<td>8</td>")</script></td></tr></table>',
      ),
      'x.xls',
    )
    if (read.kind !== 'workbook' || !read.sheets[0]?.ok) throw new Error(read.kind)
    expect(read.sheets[0].grid.rows).toEqual([[{ text: '\u3000\u00a0其中:租金\n收入' }], [{ text: '9' }]])
    expect(read.signs).toEqual([{ kind: 'hidden-cells', sheet: null, cell: 'A2', count: 1 }])
  })

  test('a page without a table is a letter', () => {
    expect(readBytes(Buffer.from('<html><body><p>通知</p><p>请登记。</p></body></html>'), 'x.doc')).toEqual({
      kind: 'letter',
      grids: [],
      paragraphs: ['通知', '请登记。'],
      pictures: 0,
    })
  })
})

describe('cells of an xlsx', () => {
  const grid = (xml: string, more: Record<string, string> = {}) => {
    const read = readBytes(xlsxOf([{ name: 'x', xml }], more), 'x.xlsx')
    if (read.kind !== 'workbook' || !read.sheets[0]?.ok) throw new Error(JSON.stringify(read))
    return { rows: read.sheets[0].grid.rows, signs: read.signs, grid: read.sheets[0].grid }
  }

  test('a formula that was never calculated is no zero', () => {
    const { rows: cells } = grid(
      '<worksheet><sheetData><row r="1"><c r="A1"><f>SUM(B1:B9)</f></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1" t="e"><f>X1</f><v>#REF!</v></c></row></sheetData></worksheet>',
    )
    expect(cells[0]).toEqual([
      { text: '', formula: true, broken: true },
      { text: '2', number: 2, formula: true },
      { text: '', formula: true, broken: true },
      { text: '#REF!', formula: true, broken: true },
    ])
  })

  test('prefixes, runs, phonetic signs, escapes and Chinese date formats', () => {
    const { rows: cells } = grid(
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c><x:c r="C2" s="1"><x:v>45000</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      {
        'xl/sharedStrings.xml':
          '<sst><si><r><t>赵 </t></r><r><rPr><b/></rPr><t>甲&amp;一_x000D_</t></r><rPh><t>zhao</t></rPh></si></sst>',
        'xl/styles.xml':
          '<styleSheet><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="57"/></cellXfs></styleSheet>',
      },
    )
    expect(cells[1]?.slice(1)).toEqual([{ text: '赵 甲&一\r' }, { text: '2023年3月', day: '2023-03-15' }])
  })

  test('macros, links, objects, pictures in cells and cells beyond the table are told', () => {
    const { signs, rows: cells } = grid(
      '<worksheet><dimension ref="A1:B1"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row><row r="9"><c r="C9"><v>9</v></c></row></sheetData></worksheet>',
      {
        'xl/vbaProject.bin': 'x',
        'xl/externalLinks/externalLink1.xml': '<x/>',
        'xl/embeddings/oleObject1.bin': 'x',
      },
    )
    expect(signs.map(({ kind, cell }) => `${kind} ${cell ?? ''}`.trim()).toSorted()).toEqual([
      'beyond-dimension C9',
      'embedded-object',
      'external-link',
      'macros',
      'picture-over-cells B1',
    ])
    expect(cells[0]).toEqual([{ text: '1', number: 1 }])
  })

  test('a very hidden sheet is as hidden as another', async () => {
    const { report, entries } = await new MadeFolder()
      .file(
        '低保.xlsx',
        xlsxOf([
          { name: '柳沟村', xml: sheetXml(rows) },
          { name: '底稿', xml: sheetXml(rows), state: 'veryHidden' },
        ]),
      )
      .read()
    expect(entries).toHaveLength(1)
    expect(report.faults.map(({ kind, sheet }) => `${kind} ${sheet}`)).toEqual(['hidden-sheet 底稿'])
  })
})

describe('files that are no sheets have a reason', () => {
  test('by name: locks, backups, what systems leave; by content: archives and old Word', async () => {
    const word = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(word, '/WordDocument', Buffer.from('x'))
    const wordBytes: unknown = XLSX.CFB.write(word, { type: 'buffer' })
    if (!Buffer.isBuffer(wordBytes)) throw new Error('no document written')
    const files: [string, Buffer | string, string][] = [
      ['~$低保.xlsx', 'x', 'lock-file'],
      ['.~低保.et', 'x', 'lock-file'],
      ['.~lock.低保.ods#', 'x', 'lock-file'],
      ['~WRL0003.tmp', 'x', 'backup-file'],
      ['低保.xls.bak', 'x', 'backup-file'],
      ['低保的备份.xlk', 'x', 'backup-file'],
      ['Thumbs.db', 'x', 'system-file'],
      ['.DS_Store', 'x', 'system-file'],
      ['desktop.ini', 'x', 'system-file'],
      ['._低保.xlsx', 'x', 'system-file'],
      ['表格.zip', zipOf([['低保.xlsx', written('xlsx')]]), 'archive'],
      ['表格.rar', Buffer.from('526172211a0700cf907300', 'hex'), 'archive'],
      ['表格.7z', Buffer.from('377abcaf271c0004', 'hex'), 'archive'],
      ['改名的压缩包.xlsx', zipOf([['a.txt', Buffer.from('x')]]), 'archive'],
      ['请示.doc', wordBytes, 'old-word'],
      ['请示(rtf).doc', '{\\rtf1\\ansi x}', 'old-word'],
      ['程序.exe', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'not-a-sheet'],
    ]
    const folder = new MadeFolder().file('低保.xlsx', written('xlsx'))
    for (const [name, content] of files) folder.file(name, content)
    const { report, entries } = await folder.read()
    expect(entries).toHaveLength(1)
    const reasons = new Map<string, string | undefined>(
      report.files.map(({ file, skipped }) => [file, skipped]),
    )
    expect(files.map(([name]) => [name, reasons.get(name)])).toEqual(
      files.map(([name, , why]) => [name, why]),
    )
  })
})

describe('the grids of any file, for whoever shows or copies it', () => {
  const gridsOf = async (name: string, content: Buffer | string) => {
    const folder = new MadeFolder(false).file(name, content)
    const read = await readGrids({ path: name, absolute: join(folder.path, name), bytes: 1 })
    if (!read.ok) return read.unread.why
    return read.grids.map((grid) => grid.rows.map((row) => row.map((cell) => cell?.text ?? '').join('/')))
  }

  test('workbooks, text tables and letters come by one road', async () => {
    expect((await gridsOf('x.xls', written('biff8')))[0]?.[0]).toBe(title)
    expect(await gridsOf('x.csv', 'a,b\n1,2\n')).toEqual([['a/b', '1/2']])
    expect(await gridsOf('x.txt', '通知\n请登记。')).toEqual([['通知', '请登记。']])
    expect(await gridsOf('x.pdf', '%PDF-1.7')).toBe('pdf')
  })
})
