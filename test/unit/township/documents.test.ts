// Vouchers and minutes reach the item they belong to, once a person has looked; what a machine can see is never asked.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { Answers } from '../../../township/answers.ts'
import { madePdf } from '../../stand-ins/made-pdf.ts'
import { MadeFolder } from './made-folder.ts'
import { sampleFolder } from './sample-township.ts'

vi.setConfig({ testTimeout: 60_000 })
const place = mkdtempSync(join(tmpdir(), 'mingbai-papers-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const annex = join(sampleFolder, '2026年第三季度/附件')
const jpeg = readFileSync(join(annex, '柳沟村记-37办公用品收据.jpg'))
const loud = readFileSync(join(annex, '柳沟村记-31领款单.jpg'))
const minutes = readFileSync(join(annex, '柳沟村村民代表会议记录.pdf'))
const card = '6217993103289714045'

const ledger = (village: string, ...vouchers: string[]) => ({
  [village]: [
    [`${village}2026年第三季度财务收支明细公开表`],
    ['日期', '凭证号', '摘要', '收入', '支出', '余额'],
    ...vouchers.map((no, at) => [`2026.7.${at + 1}`, no, '付办公用品', '', 100, 900 - at * 100]),
  ],
})
const meetings = (village: string) => ({
  Sheet1: [
    ['2026年第三季度村级会议决议公开表'],
    ['村名', '会议名称', '会议时间', '议题', '决定事项'],
    [village, '村民代表会议', '2026.8.12', '门面出租', '同意'],
  ],
})
const folder = () =>
  new MadeFolder()
    .workbook('2026年第三季度/柳沟村收支明细.xlsx', ledger('柳沟村', '记-3', '记-31', '记-37'))
    .workbook('2026年第三季度/大桥村收支明细.xlsx', ledger('大桥村', '记-31'))
    .workbook('2026年第三季度/会议决议.xlsx', meetings('柳沟村'))
const answered = (picture: Record<string, 'show' | 'keep'>) => Answers.parse({ picture })
const voucher = '2026年第三季度/附件/柳沟村记-31.jpg'
const ledgerId = '990102100201.cash-ledger.2026Q3'

describe('a paper is matched by what its name says', () => {
  test.each([
    ['附件/柳沟村2026年三季度记-31.jpg', ledgerId],
    [voucher, ledgerId],
    ['2026年第三季度/附件/大桥村记31.jpg', '990102100202.cash-ledger.2026Q3'],
    ['2026年第三季度/柳沟村/记字第3号.jpg', ledgerId],
    ['2026年第三季度/附件/柳沟村收支明细公开栏.jpg', ledgerId],
    ['2026年第三季度/附件/柳沟村村民代表会议记录.jpg', '990102100201.resolutions.2026Q3'],
  ])('%s', async (path, id) => {
    const { report } = await folder().file(path, jpeg).read()
    expect(report.questions.filter(({ kind }) => kind === 'may-picture-be-shown')).toMatchObject([
      { file: path, key: path, candidates: [id] },
    ])
  })

  test.each([
    // Two villages have it, another quarter, no such voucher, nothing known.
    '2026年第三季度/附件/记-31.jpg',
    '2026年第二季度/附件/柳沟村记-31.jpg',
    '2026年第三季度/附件/柳沟村记-311.jpg',
    '2026年第三季度/附件/村部.jpg',
  ])('%s belongs to nothing, and is not asked about', async (path) => {
    const { report } = await folder().file(path, jpeg).read()
    expect(report.questions).toEqual([])
    expect(report.files.find(({ file }) => file === path)).toMatchObject({
      skipped: 'picture',
      why: 'may-show-personal-data',
    })
    const shown = await folder()
      .file(path, jpeg)
      .read(answered({ [path]: 'show' }))
    expect(shown.report.faults).toMatchObject([{ file: path, kind: 'picture-missing', detail: 'no-entry' }])
  })
})

test('shown is what a person said may be shown, bare and with its name; kept is kept without a word', async () => {
  const made = folder().file(voucher, loud)
  const shown = await made.read(answered({ [voucher]: 'show' }))
  const built = shown.entries.find(({ entry }) => entry.id === ledgerId)
  expect(built?.entry.attachments).toMatchObject([{ label: '柳沟村记-31', type: 'image/jpeg' }])
  expect(shown.report.questions).toEqual([])
  expect(shown.report.files.find(({ file }) => file === voucher)?.attachedTo).toEqual([ledgerId])
  expect(shown.report.faults).toMatchObject([{ kind: 'picture-metadata', detail: 'camera, time, place' }])
  const [written] = await shown.pictures.writeInto(place)
  expect(readFileSync(written?.file ?? '').includes('Exif')).toBe(false)

  const kept = await made.read(answered({ [voucher]: 'keep' }))
  expect(kept.report.questions).toEqual([])
  expect(kept.entries.flatMap(({ entry }) => entry.attachments)).toEqual([])
})

test.each([
  ['柳沟村记-31领款单.jpg', 'error'],
  ['柳沟村记-31 身份证.jpg', 'error'],
  ['柳沟村记-31发放签字.jpg', 'error'],
  ['柳沟村记-31收据.jpg', 'warning'],
])('%s is a paper one must look at twice', async (name, severity) => {
  const path = `2026年第三季度/附件/${name}`
  const { report } = await folder().file(path, jpeg).read()
  expect(report.faults).toMatchObject([{ file: path, kind: 'personal-in-picture', severity }])
  const looked = await folder()
    .file(path, jpeg)
    .read(answered({ [path]: 'show' }))
  expect(looked.report.faults).toEqual([])
})

test.each([
  ['gif', Buffer.from('GIF89a and so on, and so on')],
  ['heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
  ['webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 and so on')],
  ['broken', jpeg.subarray(0, 5000)],
  ['too-large', Buffer.concat([jpeg, Buffer.alloc(8 * 1024 ** 2)])],
])('a picture that cannot be shown is named and not asked about: %s', async (why, bytes) => {
  const { report } = await folder().file(voucher, bytes).read()
  expect(report.questions).toEqual([])
  expect(report.faults).toMatchObject([
    { file: voucher, kind: 'picture-missing', severity: 'warning', detail: why },
  ])
})

describe('PDFs', () => {
  const path = '2026年第三季度/附件/柳沟村村民代表会议记录.pdf'
  const resolution = '990102100201.resolutions.2026Q3'

  test('become pictures of their pages, in order', async () => {
    const book = madePdf([
      { words: ['first page of the minutes'] },
      { words: ['second page of the minutes'] },
    ])
    const made = folder().file(path, book)
    expect((await made.read()).report.questions).toMatchObject([{ key: path, candidates: [resolution] }])
    const { entries, pictures } = await made.read(answered({ [path]: 'show' }))
    const built = entries.find(({ entry }) => entry.id === resolution)
    expect(built?.entry.attachments).toMatchObject([
      { label: '柳沟村村民代表会议记录 1/2', type: 'image/png' },
      { label: '柳沟村村民代表会议记录 2/2', type: 'image/png' },
    ])
    const written = await pictures.writeInto(mkdtempSync(join(place, 'pages-')))
    expect(written.map(({ sha256 }) => sha256)).toEqual(built?.entry.attachments.map(({ sha256 }) => sha256))
    for (const { file } of written) expect(readFileSync(file).length).toBeGreaterThan(1000)
  })

  test('with a number of a person are never attached, whatever was answered, and the number is not repeated', async () => {
    const made = folder().file(path, madePdf([{ words: ['fine'] }, { words: [`account ${card}`] }]))
    for (const answers of [answered({}), answered({ [path]: 'show' })]) {
      const { report, entries } = await made.read(answers)
      expect(report.faults).toMatchObject([
        { file: path, cell: 'page 2', kind: 'personal-in-document', severity: 'error', detail: 'bank-card' },
      ])
      expect(report.questions).toEqual([])
      expect(report.swept).toMatchObject([{ file: path, cell: 'page 2', kind: 'bank-card' }])
      expect(entries.flatMap(({ entry }) => entry.attachments)).toEqual([])
      expect(JSON.stringify(report)).not.toContain(card)
    }
  })

  test('without words are scans: the name alone warns', async () => {
    const scan = '2026年第三季度/附件/柳沟村会议记录签字页.pdf'
    const { report } = await folder()
      .file(scan, madePdf([{ picture: Buffer.alloc(64, 90) }]))
      .file(path, minutes)
      .read()
    expect(report.questions.map(({ key }) => key).sort()).toEqual([path, scan].sort())
    expect(report.faults).toMatchObject([{ file: scan, kind: 'personal-in-picture', severity: 'error' }])
  })

  test('that cannot be opened are named', async () => {
    const { report } = await folder()
      .file(path, '%PDF-1.7\nand then nothing')
      .read(answered({ [path]: 'show' }))
    expect(report.faults).toMatchObject([{ file: path, kind: 'document-refused', detail: 'corrupt' }])
  })
})

test('a photograph that a roster names is attached without a question, and its metadata is told', async () => {
  const { report, entries } = await new MadeFolder()
    .workbook('成员名册.xlsx', {
      Sheet1: [
        ['石桥镇村“两委”成员名册'],
        ['序号', '村名', '姓名', '职务', '照片'],
        [1, '柳沟村', '赵甲一', '委员', '赵甲一.jpg'],
      ],
    })
    .file('赵甲一.jpg', loud)
    .read()
  expect(entries.flatMap(({ entry }) => entry.attachments)).toHaveLength(1)
  expect(report.questions).toEqual([])
  expect(report.faults).toMatchObject([
    { file: '赵甲一.jpg', kind: 'picture-metadata', severity: 'info', detail: 'camera, time, place' },
  ])
})
