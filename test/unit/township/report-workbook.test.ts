// The clerk's list and the coloured copies: every kind has its words, cells are linked, nothing calculates, nothing leaks.
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SweptText } from '../../../disclosure/privacy.ts'
import { annotatedCopy, copySweeper } from '../../../township/annotated-copy.ts'
import { townshipCommand } from '../../../township/command.ts'
import { droppedReasons, faultKinds, noteKinds, questionKinds } from '../../../township/findings.ts'
import type { Fault } from '../../../township/findings.ts'
import type { Reading } from '../../../township/read-township.ts'
import { reportSheets, writeReport } from '../../../township/report-workbook.ts'
import { skipReasons } from '../../../township/report.ts'
import { readFolder } from '../../../township/source-files.ts'
import { reported, told, toldOfQuestion, worded } from '../../../township/wording.ts'
import type { WordGroup } from '../../../township/wording.ts'
import { workbookBytes } from '../../../township/write-workbook.ts'
import type { SheetToWrite } from '../../../township/write-workbook.ts'
import { sheetNames } from '../../../township/write-text.ts'
import { MadeFolder, dibaoRows } from './made-folder.ts'
import { partsOf } from './parts.ts'
import { readSample, sampleFolder, truth } from './sample-township.ts'

const out = mkdtempSync(join(tmpdir(), 'mingbai-report-'))
afterAll(() => rmSync(out, { recursive: true, force: true }))

const swept = (text: string) => text as SweptText

describe('every kind of finding is told in words', () => {
  const kinds: [WordGroup, readonly string[]][] = [
    ['fault', faultKinds],
    ['note', noteKinds],
    ['question', questionKinds],
    ['skipped', skipReasons],
    ['dropped', droppedReasons],
    ['swept', Object.keys(worded.swept)],
  ]
  const values = {
    cell: swept('C15'),
    detail: swept('3'),
    number: 3,
    column: swept('备注'),
    candidates: swept('甲、乙'),
  }

  test.each(kinds)('%s', (group, all) => {
    expect(all.filter((kind) => !(kind in worded[group]))).toEqual([])
    for (const kind of Object.keys(worded[group]))
      for (const known of [{}, { seen: swept('12,000.00'), expected: swept('12,500.00') }]) {
        const { what, why, do: action } = told(group, kind, { ...values, ...known })
        expect(`${kind}: ${what} ${why} ${action}`).not.toMatch(
          /\{\{|\}\}|undefined|null|程序还没有说法|\.(?:what|why|do)\b/,
        )
        expect(what).not.toBe('')
        expect(action).not.toBe('')
      }
  })

  test('what was seen and what should be there are both said, where they are known', () => {
    const fault = { cell: swept('C15'), seen: swept('12,000.00'), expected: swept('12,500.00') }
    const { what } = told('fault', 'total-differs', fault)
    expect(what).toContain('C15')
    expect(what).toContain('12,000.00')
    expect(what).toContain('12,500.00')
    expect(told('fault', 'total-differs', { ...fault, expected: null }).what).not.toContain('12,000')
  })

  test('a question with nothing to choose from says what to write instead', () => {
    const question = {
      kind: 'which-village',
      file: 'a',
      sheet: null,
      cell: 'B3',
      about: swept('老柳'),
      key: 'a',
    } as const
    expect(toldOfQuestion({ ...question, candidates: ['柳沟村'] }).do).toContain('选一个村：柳沟村')
    expect(toldOfQuestion({ ...question, candidates: [] }).do).toContain('乡镇信息')
    expect(toldOfQuestion({ ...question, candidates: [] }).what).toContain('老柳')
  })

  test('a fault accepted with a reason is no error any more; the reason stands in the list', () => {
    const fault: Fault = {
      file: '明细.xlsx',
      sheet: '明细',
      cell: 'C15',
      kind: 'total-differs',
      severity: 'error',
      detail: '',
      seen: swept('12,000.00'),
      expected: swept('12,500.00'),
      accepted: swept('四舍五入差500元'),
    }
    const report = {
      files: [],
      dropped: [],
      swept: [],
      questions: [],
      entries: [],
      answersUsed: [],
      leftOut: [],
    }
    const texts = (faults: Fault[]) =>
      reportSheets({ ...report, faults }, new Map()).map(({ rows }) =>
        rows
          .slice(3)
          .flat()
          .map((cell) => cell?.value),
      )
    expect(texts([fault])[0]).toEqual(['没有。'])
    expect(texts([fault])[1]?.join()).toContain('四舍五入差500元')
    expect(texts([{ ...fault, accepted: null }])[0]).toEqual(expect.arrayContaining(['C15', '12,500.00']))
  })

  test('a kind nobody has worded yet is told all the same', () => {
    expect(told('fault', 'brand-new', {}).what).toContain('brand-new')
  })
})

/** A sign that opens something it does not close, or a character XML has no way to write. */
const brokenXml =
  // eslint-disable-next-line no-control-regex
  /&(?!(?:amp|lt|gt|quot|#\d+);)|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/

describe('what we write opens and never calculates', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .tuple(fc.constantFrom(...'=+-@＝＋－＠\t\r', "'", '"', '<f>'), fc.string({ maxLength: 20 }))
      .map((all) => all.join('')),
    fc.constantFrom('=HYPERLINK("http://x","y")', '<f>1+1</f>', ']]>', '_x0041_', '\ud800', '&amp;', '-5'),
  )
  const sheetOf = (texts: readonly string[], name = '表'): SheetToWrite => ({
    name,
    widths: [20],
    rows: texts.map((text) => [
      {
        value: swept(text),
        look: 'plain',
        comment: swept(text),
        link: { file: text, sheet: text, cell: 'A1' },
      },
      { value: -1.5, look: 'plain' },
    ]),
    pageNumbers: texts[0] ?? '',
    choices: [{ column: 0, firstRow: 0, lastRow: 1, words: texts }],
  })

  test('no text of any kind becomes a formula, and no part is broken XML', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (texts) => {
        const bytes = workbookBytes([sheetOf(texts, texts[0])])
        for (const [path, content] of partsOf(bytes)) {
          expect(content).not.toMatch(/<f[\s>/]/)
          if (path.endsWith('.xml')) expect(content).not.toMatch(brokenXml)
        }
        const sheet = Object.values(XLSX.read(bytes, { type: 'buffer' }).Sheets)[0]
        for (const cell of Object.values(sheet ?? {}))
          if (typeof cell === 'object' && 't' in cell) expect(cell).not.toHaveProperty('f')
      }),
    )
  })

  test('as CSV no text begins a formula either; numbers stay numbers', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (texts) => {
        const sheet = Object.values(XLSX.read(workbookBytes([sheetOf(texts)]), { type: 'buffer' }).Sheets)[0]
        const rows: unknown[][] = XLSX.utils.sheet_to_json(sheet ?? {}, { header: 1, raw: true })
        for (const row of rows) {
          expect(String(row[0] ?? '')).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
          expect(row[1]).toBe(-1.5)
        }
      }),
    )
  })

  test('names of sheets are names Excel takes', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 6 }), (names) => {
        const legal = sheetNames([
          ...names,
          'History',
          '收支/明细',
          '收支\\明细',
          '一'.repeat(40),
          '一'.repeat(40),
        ])
        for (const name of legal) {
          expect(name.length).toBeGreaterThan(0)
          expect(name.length).toBeLessThanOrEqual(31)
          expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|^history$/i)
        }
        expect(new Set(legal.map((name) => name.toLowerCase())).size).toBe(legal.length)
      }),
    )
  })
})

describe('the list of a made township', () => {
  let folder: MadeFolder
  let reading: Reading
  let report: Map<string, string>
  beforeAll(async () => {
    folder = new MadeFolder()
      .workbook('民政/柳沟村低保公布.xlsx', {
        公布: [
          ...dibaoRows('柳沟村2026年第三季度低保对象公布表', ['一组', '赵甲', 300], ['二组', '钱乙', 400]),
          ['合计', '', '', 6, 4, 900, ''],
        ],
      })
      .workbook('民政/天书村低保公布.xlsx', {
        公布: dibaoRows('天书村2026年第三季度低保对象公布表', ['一组', '孙丙', 300]),
      })
    reading = await folder.read()
    await writeReport({ file: join(out, '报告.xlsx'), folder: folder.path, reading })
    report = new Map(partsOf(readFileSync(join(out, '报告.xlsx'))))
  })
  afterAll(() => rmSync(folder.path, { recursive: true, force: true }))

  test('its sheets are the clerk’s questions, in order', () => {
    const book = XLSX.read(readFileSync(join(out, '报告.xlsx')), { type: 'buffer' })
    expect(book.SheetNames).toEqual([
      '要改的',
      '要看的',
      '要回答的问题',
      '已遮盖和没有公开的列',
      '怎么读的',
      '每个文件',
    ])
    const rows: string[][] = XLSX.utils.sheet_to_json(book.Sheets['要改的'] ?? {}, { header: 1 })
    expect(rows[2]).toEqual(['文件', '表', '单元格', '看到的', '应该是', '为什么', '怎么办'])
    expect(rows.find((row) => row[2] === 'F5')?.slice(0, 2)).toEqual(['民政/柳沟村低保公布.xlsx', '公布'])
    expect(rows.flat()).toContain('民政/天书村低保公布.xlsx')
  })

  test('the cell leads to the same cell of the coloured copy, the file to the original', () => {
    const links = [...report].filter(([path]) => path.includes('_rels/sheet')).map(([, content]) => content)
    expect(links.join('\n')).toContain('Target="批注/民政/柳沟村低保公布.xlsx"')
    expect(report.get('xl/worksheets/sheet1.xml')).toMatch(/location="'公布'!F5"/)
    expect(links.join('\n')).toMatch(/Target="[^"]*民政\/柳沟村低保公布\.xlsx"/)
    expect(existsSync(join(out, '批注/民政/柳沟村低保公布.xlsx'))).toBe(true)
  })

  test('it prints on A4 across, its header on every page and never out of sight', () => {
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const sheet = report.get(`xl/worksheets/sheet${number}.xml`) ?? ''
      expect(sheet).toMatch(
        /<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"\/>/,
      )
      expect(sheet).toContain('state="frozen"')
    }
    expect(report.get('xl/workbook.xml')?.match(/_xlnm\.Print_Titles/g)).toHaveLength(6)
  })

  test('in the copy the cell is coloured, and its sentence is a comment on it', () => {
    const bytes = readFileSync(join(out, '批注/民政/柳沟村低保公布.xlsx'))
    const sheet = XLSX.read(bytes, { type: 'buffer', cellStyles: true }).Sheets['公布']
    expect(sheet?.['F5'].v).toBe('900')
    expect(sheet?.['F5'].s).toMatchObject({ fgColor: { rgb: 'FF9999' } })
    expect(JSON.stringify(sheet?.['F5'].c)).toContain('F5')
    // The names of the list are published; the remark nobody asked for is not there.
    expect(sheet?.['C3'].v).toBe('赵甲')
  })

  test('what slipped into a report is stopped once more before it is written', async () => {
    const id = '110101199003070011'
    const card = '6228480402564890018'
    const slipped: Fault = {
      file: `民政/${id}.xlsx`,
      sheet: `表${id}`,
      cell: 'A1',
      kind: 'stale' as Fault['kind'],
      severity: 'error',
      detail: `卡号${card}`,
      seen: swept(`${id}x`),
      expected: swept(card),
      accepted: null,
    }
    const file = join(out, 'slipped', '报告.xlsx')
    const faults = [slipped, { ...slipped, kind: 'total-differs' as const }]
    await writeReport({
      file,
      folder: folder.path,
      // Types would not let them in; this is the net below the types.
      reading: { ...reading, report: { ...reading.report, faults: faults as typeof reading.report.faults } },
    })
    const bytes = [...partsOf(readFileSync(file)).values()].join('')
    expect(bytes).toContain('已隐去')
    for (const value of [id, card]) expect(bytes).not.toContain(value)
  })

  test('a report among the sheets would be read as one the next time: it is refused', async () => {
    let said = ''
    const code = await townshipCommand(['check', folder.path, '--report', join(folder.path, '报告.xlsx')], {
      out: (text) => (said += text),
      err: () => undefined,
    })
    expect(code).toBe(1)
    expect(JSON.parse(said)).toEqual({ kind: 'report-among-sheets' })
    expect(existsSync(join(folder.path, '报告.xlsx'))).toBe(false)
  })
})

describe('copies of the sample township, were every cell of it faulty', () => {
  const copies = new Map<string, string>()
  beforeAll(async () => {
    const reading = await readSample()
    const sweeper = copySweeper(reading.township)
    const found = await readFolder(sampleFolder)
    if (!found.ok) throw new Error(found.kind)
    for (const file of found.files) {
      const known = reading.report.files.find((each) => each.file === file.path)
      const sheets = known?.sheets.map(({ sheet }) => sheet) ?? []
      const faults = [...sheets, null].map((sheet): Fault => ({
        file: file.path,
        sheet,
        cell: 'C9',
        kind: 'row-differs',
        severity: 'error',
        detail: '',
        seen: null,
        expected: null,
        accepted: null,
      }))
      const copy = await annotatedCopy(file, { ...reading.report, faults }, reading.drafts, sweeper)
      if (copy) copies.set(file.path, [...partsOf(copy.bytes).values()].join('\n'))
    }
  })

  const personal = (kind: string): string[] => [
    ...new Set(
      truth.files.flatMap((file) => (file.sheets ?? []).flatMap((sheet) => sheet.personal?.[kind] ?? [])),
    ),
  ]

  test('nearly every file has one, and it shows what is published', () => {
    expect(copies.size).toBeGreaterThan(100)
    const covered = [...copies.values()].filter((content) => content.includes('▇▇▇'))
    expect(covered.length).toBeGreaterThan(20)
    const list = [...copies].find(([path]) => path.endsWith('2025年三季度低保金发放花名册(银行代发).xls'))
    expect(list?.[1]).toContain('户主')
  })

  /** Numbers by their first eight characters: there are thousands of both. */
  let starts: ReadonlySet<string>
  beforeAll(() => {
    const pieces = new Set([...copies.values()].flatMap((content) => content.split(/[<>]/)))
    starts = new Set(
      [...pieces].flatMap((piece) =>
        [...piece.matchAll(/\d/g)].map(({ index }) => piece.slice(index, index + 8)),
      ),
    )
  })
  const leaksOf = (values: readonly string[]) =>
    values
      .filter((value) => !/^\d/.test(value) || starts.has(value.slice(0, 8)))
      .flatMap((value) =>
        [...copies].filter(([, content]) => content.includes(value)).map(([path]) => `${path}: ${value}`),
      )

  test.each([
    'ids',
    'cards',
    'cardsDamaged',
    'disabilityCerts',
    'idsHalfMasked',
    'mobilesHalfMasked',
    'health',
  ])(
    'no value of %s is in any byte of them',
    (kind) => {
      const values = personal(kind)
      expect(values.length).toBeGreaterThan(0)
      expect(leaksOf(values)).toEqual([])
    },
    20_000,
  )

  test('no mobile but those the township declares', () => {
    const allowed = new Set(truth.publicContacts.dutyMobiles)
    expect(leaksOf(personal('mobiles').filter((value) => !allowed.has(value)))).toEqual([])
  })

  test.each(['namesToMask', 'familyMemberNames'])('%s stand on no copy of their own list', (kind) => {
    const own = truth.files.flatMap(({ path, sheets = [] }) =>
      sheets.flatMap((sheet) => (sheet.personal?.[kind] ?? []).map((name) => ({ path, name }))),
    )
    expect(own.length).toBeGreaterThan(0)
    expect(own.filter(({ path, name }) => copies.get(path)?.includes(`>${name}<`))).toEqual([])
  })

  test('no child stands by name on the list that gives its age away', () => {
    for (const { path, sheets = [] } of truth.files)
      for (const name of sheets.flatMap(({ personal: own }) => own?.['minorNames'] ?? []))
        expect(copies.get(path)).not.toContain(`>${name}<`)
  })
})

test('the command writes the list with the copies beside it, and nothing but xlsx', async () => {
  const report = join(out, 'sample', '报告.xlsx')
  const code = await townshipCommand(['check', sampleFolder, '--report', report], {
    out: () => undefined,
    err: () => undefined,
  })
  // One receipt of the sample waits for a person to look at it.
  expect(code).toBe(1)
  const files = readdirSync(join(out, 'sample'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
  expect(files.length).toBeGreaterThan(3)
  expect(files.filter((name) => !name.endsWith('.xlsx'))).toEqual([])
  const sheets = [...partsOf(readFileSync(report)).values()].join('\n')
  expect(sheets).toContain(reported('土地'))
})
