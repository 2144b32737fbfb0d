// A photo that a roster names reaches the kiosk as bare pixels; any other picture stays in the office.
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { kioskCommand } from '../../../electron/kiosk-command.ts'
import { barePicture } from '../../../township/bare-picture.ts'
import { townshipCommand } from '../../../township/command.ts'
import { MadeFolder } from './made-folder.ts'
import { sampleFolder } from './sample-township.ts'

const place = mkdtempSync(join(tmpdir(), 'mingbai-photos-'))
afterAll(() => rmSync(place, { recursive: true, force: true }))

const photos = join(sampleFolder, '长期公开/村情及两委/照片')
const jpeg = readFileSync(join(photos, '柳沟村-党支部书记-赵忠平.jpg'))
const png = readFileSync(join(photos, '大桥村-党支部书记-王保安.png'))
const voucher = readFileSync(join(sampleFolder, '2026年第三季度/附件/柳沟村记-31领款单.jpg'))

async function run(command: typeof townshipCommand | typeof kioskCommand, ...args: string[]) {
  let out = ''
  const code = await command(args, { out: (text) => (out += text), err: () => undefined })
  return { code, json: out === '' ? {} : JSON.parse(out) }
}

describe('bare pictures', () => {
  test('a JPEG keeps the segments that draw it and nothing else', () => {
    const loud = withSegments(
      jpeg,
      segment(0xe1, exifWith(1)),
      segment(0xed, 'Photoshop'),
      segment(0xfe, '张三的手机'),
    )
    const bare = mustBeBare(Buffer.concat([loud, Buffer.from('a film behind the end')]))
    expect(bare).toEqual(mustBeBare(jpeg))
    expect(markersOf(bare).filter((marker) => marker >= 0xe0)).toEqual([])
    expect(markersOf(bare)).toContain(0xda)
    expect(bare.subarray(-2).toString('hex')).toBe('ffd9')
  })

  test('a place and a camera in EXIF are gone', () => {
    expect(voucher.includes('Exif')).toBe(true)
    expect(markersOf(voucher)).toContain(0xe1)
    expect(markersOf(mustBeBare(voucher)).filter((marker) => marker >= 0xe0)).toEqual([])
    expect(mustBeBare(voucher).includes('Exif')).toBe(false)
  })

  test('a PNG keeps its pixels and loses texts, times and EXIF', () => {
    const loud = withChunks(
      png,
      chunk('tEXt', 'Author\0张三'),
      chunk('eXIf', 'GPS'),
      chunk('tIME', '1234567'),
    )
    expect(mustBeBare(Buffer.concat([loud, Buffer.from('tail')]))).toEqual(mustBeBare(png))
    expect(
      chunksOf(mustBeBare(png)).every((name) =>
        ['IHDR', 'PLTE', 'IDAT', 'IEND', 'sRGB', 'gAMA', 'tRNS'].includes(name),
      ),
    ).toBe(true)
  })

  test('colours of printers stay right: their one byte is written anew', () => {
    const rgb = withSegments(
      jpeg,
      segment(0xee, Buffer.from('Adobe\0d\xff\xff\xff\xff\0 and a name', 'latin1')),
    )
    const bare = mustBeBare(rgb)
    expect(bare.subarray(2, 18).toString('hex')).toBe('ffee000e41646f626500640000000000')
    expect(bare.includes('a name')).toBe(false)
  })

  test.each([
    ['gif', Buffer.from('GIF89a and so on')],
    ['bmp', Buffer.from('BM and so on, and on')],
    ['tiff', Buffer.from('II*\0and so on')],
    ['webp', Buffer.from('RIFF\0\0\0\0WEBPVP8 ')],
    ['heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')],
    ['not-a-picture', Buffer.from('PK\u0003\u0004')],
    ['broken', jpeg.subarray(0, 9000)],
    ['broken', png.subarray(0, 9000)],
    ['broken', Buffer.concat([png.subarray(0, 40), Buffer.from([1, 2, 3]), png.subarray(43)])],
    ['broken', Buffer.from('ffd8ffd9', 'hex')],
    ['too-many-pixels', withWidth(jpeg, 6001)],
    ['too-many-pixels', withHeight(withWidth(jpeg, 5001), 5000)],
  ])('%s is told', (why, bytes) => {
    expect(barePicture(bytes)).toEqual({ ok: false, why })
  })

  test.each([2, 3, 6, 8])('a picture turned by note %i keeps that note and no other', (orientation) => {
    const turned = withSegments(jpeg, segment(0xe1, exifWith(orientation)), segment(0xfe, '张三'))
    const bare = mustBeBare(turned)
    expect(markersOf(bare).filter((marker) => marker >= 0xe0)).toEqual([0xe1])
    expect(bare.subarray(2, 38).toString('hex')).toBe(`ffe10022${exifWith(orientation).toString('hex')}`)
    expect(mustBeBare(bare)).toEqual(bare)
  })

  test('what a file said beside its pixels is named', () => {
    const said = (bytes: Buffer) => {
      const bare = barePicture(bytes)
      return bare.ok ? [...bare.metadata].sort() : []
    }
    expect(said(jpeg)).toEqual([])
    expect(said(voucher)).toEqual(['camera', 'place', 'time'])
    expect(said(withSegments(jpeg, segment(0xfe, '张三的手机')))).toEqual(['words'])
    expect(said(withSegments(jpeg, segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x/>')))).toEqual(['words'])
    expect(said(Buffer.concat([jpeg, Buffer.from('a film')]))).toEqual(['tail'])
    expect(said(withChunks(png, chunk('tEXt', 'Author\0张三'), chunk('tIME', '1234567')))).toEqual([
      'time',
      'words',
    ])
  })
})

describe('pictures of a roster', () => {
  const roster = (...names: string[]) => [
    ['石桥镇村“两委”成员名册'],
    ['序号', '村名', '姓名', '职务', '照片'],
    ...names.map((name, index) => [index + 1, '柳沟村', `赵甲${'一二三四五六七八'[index]}`, '委员', name]),
  ]

  test('are found by name anywhere in the folder, and told as attached', async () => {
    const folder = new MadeFolder()
      .workbook('甲/成员名册.xlsx', { Sheet1: roster('赵甲一.JPG', '照片/赵甲二.png', '赵甲三') })
      .file('甲/赵甲一.jpg', jpeg)
      .file('乙/丙/赵甲二.png', png)
      .file('乙/赵甲三.jpeg', voucher)
      .file('乙/别的.jpg', jpeg)
    const { entries, report } = await folder.read()
    expect(entries[0]?.entry.attachments.map(({ label, type }) => [label, type])).toEqual([
      ['赵甲一 委员', 'image/jpeg'],
      ['赵甲二 委员', 'image/png'],
      ['赵甲三 委员', 'image/jpeg'],
    ])
    const told = Object.fromEntries(
      report.files.map(({ file, skipped, why, attachedTo }) => [file, skipped ? [skipped, why] : attachedTo]),
    )
    expect(told['乙/丙/赵甲二.png']).toEqual([entries[0]?.entry.id])
    expect(told['乙/别的.jpg']).toEqual(['picture', 'may-show-personal-data'])
    expect(report.dropped).toEqual([])
  })

  test('that cannot be used are named with their cell, and the list is published all the same', async () => {
    const folder = new MadeFolder()
      .workbook('甲/成员名册.xlsx', {
        Sheet1: roster('没有.jpg', '坏的.jpg', '横的.jpg', '两张.jpg', '表.png', '-', '很大.jpg', '近的.jpg'),
      })
      .file('坏的.jpg', jpeg.subarray(0, 5000))
      .file('横的.jpg', 'GIF89a and so on')
      .file('乙/两张.jpg', jpeg)
      .file('丙/两张.jpg', png)
      .file('表.png', '姓名,金额\n甲,1\n')
      .file('很大.jpg', Buffer.concat([jpeg, Buffer.alloc(8 * 1024 ** 2)]))
      .file('乙/近的.jpg', png)
      .file('甲/近的.jpg', jpeg)
    const { entries, report } = await folder.read()
    expect(entries[0]?.entry.rows).toBe(8)
    expect(entries[0]?.entry.attachments.map(({ type }) => type)).toEqual(['image/jpeg'])
    expect(
      report.faults
        .filter(({ kind }) => kind === 'picture-missing')
        .map(({ cell, severity, detail }) => [cell, severity, detail]),
    ).toEqual([
      ['E3', 'warning', 'not-found'],
      ['E4', 'warning', 'broken'],
      ['E5', 'warning', 'gif'],
      ['E6', 'warning', 'several'],
      ['E7', 'warning', 'not-a-picture'],
      ['E9', 'warning', 'too-large'],
    ])
  })

  test('one picture of two people stands once, with both names', async () => {
    const folder = new MadeFolder()
      .workbook('成员名册.xlsx', { Sheet1: roster('合影.jpg', '合影.jpg') })
      .file('合影.jpg', jpeg)
    const [built] = (await folder.read()).entries
    expect(built?.entry.attachments.map(({ label }) => label)).toEqual(['赵甲一 委员、赵甲二 委员'])
  })
})

test(
  'the sample’s three photos reach the kiosk’s folder bare; the vouchers stay behind',
  { timeout: 120_000 },
  async () => {
    const [keys, pack, data] = [join(place, 'keys'), join(place, 'all.mbpack'), join(place, 'kiosk')]
    await run(townshipCommand, 'keys', '--out', keys, '--code', '990102', '--name', '石桥镇')
    const before = picturesLeft()
    const built = await run(
      townshipCommand,
      'build',
      sampleFolder,
      '--out',
      pack,
      '--key',
      join(keys, 'township.key'),
      '--sequence',
      '1',
    )
    expect(built.json.pack.counts.attachments).toBe(3)
    expect(picturesLeft()).toEqual(before)
    const skipped = built.json.files.filter(({ skipped: why }: { skipped?: string }) => why === 'picture')
    expect(skipped.map(({ file }: { file: string }) => file)).toEqual([
      '2026年第三季度/附件/柳沟村记-31领款单.jpg',
      '2026年第三季度/附件/柳沟村记-37办公用品收据.jpg',
    ])

    const kiosk = (...args: string[]) => run(kioskCommand, '--data', data, ...args)
    expect((await kiosk('trust', join(keys, 'township.pub'))).code).toBe(0)
    expect(await kiosk('import', pack)).toMatchObject({ code: 0, json: { kind: 'applied' } })
    const stored = readdirSync(join(data, 'attachments'))
    const wanted = [jpeg, png, readFileSync(join(photos, '河湾村-村委委员-朱娟.jpg'))].map(mustBeBare)
    expect(stored.sort()).toEqual(
      wanted.map((bytes) => createHash('sha256').update(bytes).digest('hex')).sort(),
    )
    for (const name of stored) {
      const bytes = readFileSync(join(data, 'attachments', name))
      for (const trace of ['Exif', 'JFIF', 'GPS', 'tEXt', 'ICC_PROFILE'])
        expect(bytes.includes(trace)).toBe(false)
    }
    expect((await kiosk('verify')).code).toBe(0)
    expect(existsSync(pack)).toBe(true)
  },
)

const picturesLeft = (): string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('mingbai-pictures-'))

function mustBeBare(bytes: Buffer): Buffer {
  const bare = barePicture(bytes)
  if (!bare.ok) throw new Error(`no bare picture: ${bare.why}`)
  return bare.bytes
}

// ---- pictures made for a test ----

function segment(marker: number, payload: string | Buffer): Buffer {
  const bytes = Buffer.from(payload)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length + 2)
  return Buffer.concat([Buffer.from([0xff, marker]), length, bytes])
}

const withSegments = (picture: Buffer, ...segments: Buffer[]): Buffer =>
  Buffer.concat([picture.subarray(0, 2), ...segments, picture.subarray(2)])

/** Big-endian EXIF with one entry: how the picture must be turned. */
const exifWith = (orientation: number): Buffer =>
  Buffer.from(
    `${Buffer.from('Exif\0\0').toString('hex')}4d4d002a000000080001011200030000000100${orientation.toString(16).padStart(2, '0')}000000000000`,
    'hex',
  )

function withWidth(picture: Buffer, width: number): Buffer {
  const copy = Buffer.from(picture)
  const frame = segmentsOf(copy).find(({ marker }) => marker >= 0xc0 && marker <= 0xc2)
  if (!frame) throw new Error('no frame')
  copy.writeUInt16BE(width, frame.at + 7)
  return copy
}

function withHeight(picture: Buffer, height: number): Buffer {
  const copy = Buffer.from(picture)
  const frame = segmentsOf(copy).find(({ marker }) => marker >= 0xc0 && marker <= 0xc2)
  if (!frame) throw new Error('no frame')
  copy.writeUInt16BE(height, frame.at + 5)
  return copy
}

function segmentsOf(picture: Buffer): { marker: number; at: number }[] {
  const found = []
  for (let at = 2; picture[at] === 0xff; at += 2 + picture.readUInt16BE(at + 2)) {
    found.push({ marker: picture[at + 1] ?? 0, at })
    if (picture[at + 1] === 0xda) break
  }
  return found
}

const markersOf = (picture: Buffer): number[] => segmentsOf(picture).map(({ marker }) => marker)

function chunk(name: string, payload: string): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(payload)])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length - 4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Behind the header: signature 8, IHDR 25. */
const withChunks = (picture: Buffer, ...chunks: Buffer[]): Buffer =>
  Buffer.concat([picture.subarray(0, 33), ...chunks, picture.subarray(33)])

function chunksOf(picture: Buffer): string[] {
  const names = []
  for (let at = 8; at < picture.length; at += 12 + picture.readUInt32BE(at))
    names.push(picture.toString('latin1', at + 4, at + 8))
  return names
}
