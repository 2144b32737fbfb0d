// Pictures that are something else, something more, or too much (security.md P25, P26): none reaches the page.
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { checkPicture, type ImageType } from '../../../pack/image-type.ts'
import { limits } from '../../../pack/limits.ts'
import { Refused } from '../../../pack/refused.ts'
import type { Refusal } from '../../../pack/refusal.ts'
import { barePicture } from '../../../township/bare-picture.ts'
import { forged } from '../../stand-ins/forged-pack.ts'
import { dibao, openIn, packOf, temporaryFolder, worldIn, type World } from '../../stand-ins/pack-world.ts'
import { photoIn, png, pngChunk, pngHeader, pngSignature, sha256Of } from '../../stand-ins/photo.ts'

vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
let good = ''
const shown = png(1)
beforeAll(async () => {
  world = await worldIn(place.folder)
  const photo = photoIn(place.folder, 1)
  const attachments = [{ sha256: photo.sha256, label: '照片', type: 'image/png' as const }]
  good = await packOf(world, 5, [dibao({ payees: ['张三'], attachments })], { attachments: [photo] })
})
afterAll(() => place[Symbol.dispose]())

/** The pack with another picture in its place, under any type, all of it signed. */
async function refusalWith(bytes: Buffer, type: ImageType = 'image/png'): Promise<Refusal | null> {
  const file = forged(world, good, {
    content: (text) =>
      text.replaceAll(sha256Of(shown), sha256Of(bytes)).replaceAll('"image/png"', JSON.stringify(type)),
    attachments: [{ bytes, type }],
  })
  const opened = await openIn(world, file)
  return opened.ok ? null : opened.refusal
}

function flawOf(bytes: Buffer, type: ImageType = 'image/png'): Refusal | null {
  try {
    checkPicture(bytes, type, 'picture')
    return null
  } catch (thrown) {
    if (thrown instanceof Refused) return thrown.refusal
    throw thrown
  }
}

const pngWith = (...chunks: Buffer[]) => {
  const bytes = png(1)
  return Buffer.concat([bytes.subarray(0, 33), ...chunks, bytes.subarray(33)])
}
const sized = (width: number, height: number) =>
  Buffer.concat([
    pngSignature,
    pngHeader(width, height),
    pngChunk('IDAT', deflateSync(Buffer.alloc(100))),
    pngChunk('IEND'),
  ])
const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const frame = (width: number, height: number) => {
  const body = Buffer.from([8, 0, 0, 0, 0, 1, 1, 0x11, 0])
  body.writeUInt16BE(height, 1)
  body.writeUInt16BE(width, 3)
  return segment(0xc0, body)
}
const scan = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0x34])])
const jpeg = (...middle: Buffer[]) =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...middle,
    segment(0xdb, Buffer.alloc(65, 1)),
    frame(8, 8),
    segment(0xc4, Buffer.alloc(20)),
    scan,
    Buffer.from([0xff, 0xd9]),
  ])
const riff = (...chunks: [string, Buffer][]) => {
  const body = Buffer.concat(
    chunks.flatMap(([name, bytes]) => {
      const head = Buffer.alloc(8)
      head.write(name, 'latin1')
      head.writeUInt32LE(bytes.length, 4)
      return [head, bytes, Buffer.alloc(bytes.length % 2)]
    }),
  )
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}
const lossless = (width: number, height: number) => {
  const body = Buffer.alloc(20)
  body[0] = 0x2f
  body.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1)
  return body
}

test('real pictures pass: as small as can be, of each type, and of the sample township as it would send them', async () => {
  expect(await refusalWith(png(2))).toBeNull()
  expect(flawOf(jpeg(), 'image/jpeg')).toBeNull()
  expect(flawOf(riff(['VP8L', lossless(8, 8)]), 'image/webp')).toBeNull()
  const folder = join(import.meta.dirname, '../../fixtures/shiqiao/2026年第三季度/附件')
  for (const name of ['柳沟村记-31领款单.jpg', '柳沟村记-37办公用品收据.jpg']) {
    const bare = barePicture(readFileSync(join(folder, name)))
    if (!bare.ok) throw new Error(bare.why)
    expect(flawOf(bare.bytes, bare.type), name).toBeNull()
  }
})

describe('P25 a declared picture that is something else', () => {
  const others: Record<string, Buffer> = {
    SVG: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
    HTML: Buffer.from('<!doctype html><script>1</script>'),
    PDF: Buffer.from('%PDF-1.7\n'),
    ZIP: Buffer.from('504b0304140000000000', 'hex'),
    GIF: Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
    BMP: Buffer.from('BM\x3a\x00\x00\x00', 'latin1'),
    'a JPEG': jpeg(),
    'a WebP': riff(['VP8L', lossless(8, 8)]),
    'an AVIF': Buffer.from('\0\0\0\x20ftypavif', 'latin1'),
    'a script': Buffer.from('#!/bin/sh\n'),
    'an executable': Buffer.from('MZ\x90\0', 'latin1'),
    'white space and a PNG': Buffer.concat([Buffer.from('\n'), png(1)]),
  }
  for (const [what, bytes] of Object.entries(others))
    test(`(${what}) is refused`, async () => {
      expect(await refusalWith(bytes)).toMatchObject({ kind: 'malformed', why: 'not-its-type' })
      for (const type of ['image/jpeg', 'image/webp'] as const)
        if (flawOf(bytes, type) === null) expect(what).toContain(type === 'image/jpeg' ? 'JPEG' : 'WebP')
    })
})

describe('P25 T2.5 a picture that is something more as well', () => {
  const page = Buffer.from('<html><script>alert(1)</script></html>')
  const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(30)])
  const more: [what: string, bytes: Buffer, type: ImageType][] = [
    ['PNG and HTML behind it', Buffer.concat([png(1), page]), 'image/png'],
    ['PNG and ZIP behind it', Buffer.concat([png(1), zip]), 'image/png'],
    ['PNG and one byte behind it', Buffer.concat([png(1), Buffer.alloc(1)]), 'image/png'],
    ['PNG with HTML in a comment', pngWith(pngChunk('tEXt', page)), 'image/png'],
    ['PNG with packed words', pngWith(pngChunk('iTXt', page)), 'image/png'],
    ['PNG with EXIF', pngWith(pngChunk('eXIf', Buffer.from('MM\0*'))), 'image/png'],
    ['PNG with a chunk of nobody’s', pngWith(pngChunk('aaAa', zip)), 'image/png'],
    ['PNG with a profile that unpacks', pngWith(pngChunk('iCCP', deflateSync(Buffer.alloc(9)))), 'image/png'],
    ['JPEG with HTML in a comment', jpeg(segment(0xfe, page)), 'image/jpeg'],
    ['JPEG and HTML behind it', Buffer.concat([jpeg(), page]), 'image/jpeg'],
    [
      'JPEG and a film behind it',
      Buffer.concat([jpeg(), Buffer.from('\0\0\0\x18ftypmp42', 'latin1')]),
      'image/jpeg',
    ],
    ['JPEG with a place in its EXIF', jpeg(segment(0xe1, gps())), 'image/jpeg'],
    ['JPEG with XMP', jpeg(segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<x/>'))), 'image/jpeg'],
    ['JPEG with a printer’s block', jpeg(segment(0xed, page)), 'image/jpeg'],
    ['WebP with EXIF', riff(['VP8L', lossless(8, 8)], ['EXIF', page]), 'image/webp'],
    ['WebP with XMP', riff(['VP8L', lossless(8, 8)], ['XMP ', page]), 'image/webp'],
    ['WebP and HTML behind it', Buffer.concat([riff(['VP8L', lossless(8, 8)]), page]), 'image/webp'],
  ]
  for (const [what, bytes, type] of more)
    test(`(${what}) is refused`, async () => {
      expect(await refusalWith(bytes, type)).toMatchObject({ kind: 'malformed', why: 'more-than-a-picture' })
    })
})

function gps(): Buffer {
  const body = Buffer.from(
    'Exif\0\0MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0',
    'latin1',
  )
  return body
}

describe('P26 T2.5 pictures that would be too much to decode', () => {
  // Never decoded to find out: the size stands in the file's first bytes, and is held against one table of limits.
  test('30,000 × 30,000 pixels, in each type, are refused from the header', async () => {
    expect(await refusalWith(sized(30_000, 30_000))).toEqual({
      kind: 'limit',
      limit: 'pictureSide',
      allowed: limits.pictureSide,
      actual: 30_000,
    })
    const large = Buffer.concat([
      jpeg().subarray(0, 2),
      frame(30_000, 30_000),
      scan,
      Buffer.from([0xff, 0xd9]),
    ])
    expect(flawOf(large, 'image/jpeg')).toMatchObject({ limit: 'pictureSide', actual: 30_000 })
    expect(flawOf(riff(['VP8L', lossless(16_000, 16_000)]), 'image/webp')).toMatchObject({
      limit: 'pictureSide',
    })
  })

  test('long and thin, and square but too many, by their own limits; the largest allowed passes', () => {
    expect(flawOf(sized(2 ** 31 - 1, 1))).toMatchObject({ limit: 'pictureSide' })
    expect(flawOf(sized(6000, 6000))).toMatchObject({ limit: 'picturePixels' })
    expect(flawOf(sized(5000, 5000))).toBeNull()
    expect(flawOf(sized(0, 5))).toMatchObject({ why: 'broken-picture' })
  })

  test('ten thousand frames, as WebP and as PNG, are refused: nothing moves here', () => {
    const frames = Array.from({ length: 10_000 }, (): [string, Buffer] => ['ANMF', Buffer.alloc(24)])
    const canvas = Buffer.from([2, 0, 0, 0, 7, 0, 0, 7, 0, 0])
    const film = riff(['VP8X', canvas], ['ANIM', Buffer.alloc(6)], ...frames)
    expect(flawOf(film, 'image/webp')).toEqual({
      kind: 'limit',
      limit: 'pictureFrames',
      allowed: 1,
      actual: 10_000,
    })
    const many = Buffer.alloc(8)
    many.writeUInt32BE(10_000, 0)
    expect(flawOf(pngWith(pngChunk('acTL', many)))).toMatchObject({ limit: 'pictureFrames', actual: 10_000 })
    many.writeUInt32BE(1, 0)
    expect(flawOf(pngWith(pngChunk('acTL', many)))).toMatchObject({ limit: 'pictureFrames' })
  })

  test('a canvas that hides a larger picture counts by the larger', () => {
    const canvas = Buffer.from([0, 0, 0, 0, 7, 0, 0, 7, 0, 0])
    const inside = riff(['VP8X', canvas], ['VP8L', lossless(16_000, 8)])
    expect(flawOf(inside, 'image/webp')).toMatchObject({ limit: 'pictureSide', actual: 16_000 })
    const twice = jpeg(frame(30_000, 30_000))
    expect(flawOf(twice, 'image/jpeg')).toMatchObject({ why: 'broken-picture' })
  })

  test('one pixel with 200 MB of chunks is refused by its announced length: nothing of it is read', async () => {
    const size = 200 << 20
    const file = forged(world, good, {
      attachments: [{ bytes: png(1), type: 'image/png' }],
      manifest: ({ parts: [content, picture], ...manifest }) => ({
        ...manifest,
        parts: [content, { ...picture, size, plainSize: size }],
      }),
    })
    const opened = await openIn(world, file)
    expect(opened).toMatchObject({ refusal: { kind: 'limit', limit: 'attachmentBytes', actual: size } })
  })

  test('millions of empty chunks within the limit are walked through and done with', () => {
    const empty = pngChunk('IDAT')
    const many = Buffer.concat(Array.from({ length: 100_000 }, () => empty))
    expect(flawOf(pngWith(many))).toBeNull()
  })
})

test('P26 broken pictures of every cut are refused, and none brings the reader down', () => {
  for (const [bytes, type] of [
    [png(1), 'image/png'],
    [jpeg(), 'image/jpeg'],
    [riff(['VP8L', lossless(8, 8)]), 'image/webp'],
  ] as const)
    for (let length = 0; length < bytes.length; length++)
      expect(flawOf(bytes.subarray(0, length), type), `${type} ${length}`).not.toBeNull()
})
