// The one door in: what it lets through, and what it refuses and why.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { headerLength, writeHeader } from '../../../pack/container.ts'
import { Entry } from '../../../disclosure/entry.ts'
import { limits } from '../../../pack/limits.ts'
import { inspectPack, openPack } from '../../../pack/open.ts'
import { entryLinesOf, rowsOfEntry } from '../../../pack/entry-rows.ts'
import type { Refusal } from '../../../pack/refusal.ts'
import { signManifest } from '../../../township/sign.ts'
import { fingerprintOf } from '../../../pack/signature.ts'
import { writePack } from '../../../township/write.ts'
import {
  dibao,
  entry,
  keysOf,
  openIn,
  packOf,
  passedOff,
  posting,
  row,
  temporaryFolder,
  township,
  trustIn,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { photoIn } from '../../stand-ins/photo.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
let small: string

beforeAll(async () => {
  world = await worldIn(place.folder)
  small = await packOf(world, 5, [dibao({ payees: ['张三', '李四'] }), posting()])
})
afterAll(() => place[Symbol.dispose]())

const refusalOf = async (file: string, more = {}): Promise<Refusal | null> => {
  const opened = await openIn(world, file, more)
  return opened.ok ? null : opened.refusal
}

describe('a good pack', () => {
  test('opens with its entries, totals and rows', async () => {
    const opened = await openIn(world, small)
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const [first, second] = entryLinesOf(opened.pack)
    expect(first).toMatchObject({
      village: '柳沟村',
      category: 'social-assistance',
      rows: 2,
      period: '2026Q2',
    })
    expect(first?.totals).toMatchObject({ beneficiaries: 2, monthly: 60_000 })
    expect(second).toMatchObject({ rows: 2, totals: { income: 50_000, expense: 30_000 } })
    const rows = await rowsOfEntry(opened.pack, second?.id ?? '')
    expect(rows?.rows).toHaveLength(3)
    expect(opened.pack.signer).toMatch(/^[0-68]{4}( [0-68]{4}){3}$/)
  })

  test('P07 T2.5 opens though a signature nobody knows stands beside the good one', async () => {
    const stranger = await keysOf(join(place.folder, 'stranger'))
    const file = resigned(small, (manifest) => [
      signManifest(manifest, stranger.key),
      signManifest(manifest, world.key),
    ])
    expect(await refusalOf(file)).toBeNull()
  })

  test('can be looked into without a kiosk', async () => {
    const inspected = await inspectPack(small)
    expect(inspected.ok && inspected.pack.signers).toHaveLength(1)
  })
})

describe('why something is shown though a check found fault with it', () => {
  const explained = { kind: 'total-differs', cell: 'F5', text: '合计栏漏加了一户,以明细为准' }
  const refusedWith = (sequence: number, text: string) =>
    packOf(world, sequence, [dibao({ payees: ['张三'], explanations: [{ ...explained, text }] })])

  test('travels with the entry; a pack from before there were reasons has none', async () => {
    const file = await packOf(world, 500, [dibao({ payees: ['张三'], explanations: [explained] })])
    const opened = await openIn(world, file)
    if (!opened.ok) throw new Error(JSON.stringify(opened.refusal))
    const [line] = entryLinesOf(opened.pack)
    expect((await rowsOfEntry(opened.pack, line?.id ?? ''))?.entry.explanations).toEqual([explained])

    const { explanations: _none, ...older } = dibao({ payees: ['张三'] }).entry
    expect(Entry.parse(older).explanations).toEqual([])
  })

  test('is swept like any other text, and no longer than a line', async () => {
    await expect(refusedWith(501, '经办人电话13987654321')).rejects.toThrow('personal')
    await expect(refusedWith(502, '长'.repeat(201))).rejects.toThrow('malformed')
  })
})

describe('damage', () => {
  test('P02 T2.5 every single byte flipped once is refused', { timeout: 120_000 }, async () => {
    const bytes = readFileSync(small)
    const file = join(place.folder, 'flipped.mbpack')
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes)
      flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << (at % 8)), at)
      writeFileSync(file, flipped)
      expect(await refusalOf(file), `byte ${at}`).not.toBeNull()
    }
  })

  test('P03 T2.5 cut off at every length is refused', { timeout: 120_000 }, async () => {
    const bytes = readFileSync(small)
    const file = join(place.folder, 'cut.mbpack')
    writeFileSync(file, bytes)
    for (let length = bytes.length - 1; length >= 0; length--) {
      truncateSync(file, length)
      const refusal = await refusalOf(file)
      expect(refusal?.kind, `length ${length}`).toBe(length < 8 ? 'not-a-pack' : 'incomplete')
    }
  })

  test('T2.5 trailing bytes: a byte more is refused', async () => {
    const file = join(place.folder, 'longer.mbpack')
    writeFileSync(file, Buffer.concat([readFileSync(small), Buffer.from([0])]))
    expect((await refusalOf(file))?.kind).toBe('incomplete')
  })

  test('T2.5 two packs concatenated are refused', async () => {
    const file = join(place.folder, 'two.mbpack')
    writeFileSync(file, Buffer.concat([readFileSync(small), readFileSync(small)]))
    expect((await refusalOf(file))?.kind).toBe('incomplete')
  })

  test('P27 content exchanged under a valid manifest is a damaged part', async () => {
    const bytes = readFileSync(small)
    bytes.writeUInt8(bytes.readUInt8(bytes.length - 1) ^ 1, bytes.length - 1)
    const file = join(place.folder, 'exchanged.mbpack')
    writeFileSync(file, bytes)
    expect(await refusalOf(file)).toEqual({ kind: 'damaged-part', part: 'content' })
  })
})

test('opening can be called off', async () => {
  const off = AbortSignal.abort()
  await expect(openPack(small, trustIn(world), { signal: off })).rejects.toThrow()
})

test('progress runs up to its total', async () => {
  const seen: [number, number][] = []
  await openPack(small, trustIn(world), { onProgress: (done, total) => seen.push([done, total]) })
  expect(seen.length).toBeGreaterThan(1)
  expect(seen.at(-1)?.[0]).toBe(seen.at(-1)?.[1])
})

describe('what is no file of ours', () => {
  test('P19 T2.5 a folder, a link, a pipe and an endless file are refused before they are read', async () => {
    const at = (name: string) => join(place.folder, name)
    mkdirSync(at('folder.mbpack'))
    symlinkSync(small, at('link.mbpack'))
    execFileSync('mkfifo', [at('pipe.mbpack')])
    writeFileSync(at('endless.mbpack'), '')
    truncateSync(at('endless.mbpack'), 2 ** 40)
    for (const name of ['folder.mbpack', 'link.mbpack', 'pipe.mbpack'])
      expect(await refusalOf(at(name))).toEqual({ kind: 'not-a-pack' })
    expect(await refusalOf(at('endless.mbpack'))).toEqual({
      kind: 'limit',
      limit: 'packBytes',
      allowed: limits.packBytes,
      actual: 2 ** 40,
    })
    expect(await refusalOf(at('missing.mbpack'))).toEqual({ kind: 'unreadable', code: 'ENOENT' })
  })

  test('another program’s file and a later format are told apart', async () => {
    const file = join(place.folder, 'other.mbpack')
    writeFileSync(file, 'PK\u0003\u0004 and so on, long enough for a header')
    expect(await refusalOf(file)).toEqual({ kind: 'not-a-pack' })
    const later = readFileSync(small)
    later.writeUInt16BE(2, 8)
    writeFileSync(file, later)
    expect(await refusalOf(file)).toEqual({ kind: 'newer-format', format: 2, known: 1 })
  })

  test('a manifest announced as gigabytes is refused by its header alone', async () => {
    const file = join(place.folder, 'huge.mbpack')
    writeFileSync(file, writeHeader({ manifestLength: 2 ** 31, signaturesLength: 100 }))
    expect(await refusalOf(file)).toMatchObject({ kind: 'limit', limit: 'manifestBytes' })
  })
})

describe('who signed', () => {
  test('P05 T2.5 a pack of a stranger is refused by name of the key', async () => {
    const stranger = await keysOf(join(place.folder, 'stranger-2'))
    const out = join(place.folder, 'stranger.mbpack')
    await packOf({ ...world, key: stranger.key }, 9, [posting()], { out })
    const refusal = await refusalOf(out)
    expect(refusal).toMatchObject({ kind: 'unknown-signer' })
    expect(refusal).toMatchObject({ signer: fingerprintOf(stranger.pub.keyId) })
  })

  test('P05 no signature, a wrong one and one of another algorithm are three refusals', async () => {
    expect(await refusalOf(resigned(small, () => []))).toEqual({ kind: 'unknown-signer', signer: null })
    const forged = resigned(small, (manifest) => [
      signManifest(Buffer.concat([manifest, Buffer.from(' ')]), world.key),
    ])
    expect(await refusalOf(forged)).toMatchObject({ kind: 'bad-signature' })
    const other = resigned(small, (manifest) => [{ ...signManifest(manifest, world.key), algorithm: 'sm2' }])
    expect(await refusalOf(other)).toEqual({ kind: 'unknown-algorithm', algorithm: 'sm2' })
  })

  test('nothing of a manifest is parsed before its signature holds', async () => {
    const broken = withManifest(small, () => Buffer.from('{"format":1,"format":1'), 'unsigned')
    expect((await refusalOf(broken))?.kind).toBe('bad-signature')
  })
})

describe('whose pack and which', () => {
  test('P09 a pack of another township is refused though the key is trusted', async () => {
    const refusal = await refusalOf(small, { townshipCode: '990103', townshipName: '榆林铺镇' })
    expect(refusal).toEqual({ kind: 'wrong-township', pack: '石桥镇', kiosk: '榆林铺镇' })
  })

  test('P10 T2.5 sequences: lower, same, same with other content, too far ahead', async () => {
    const opened = await openIn(world, small)
    const manifestSha256 = opened.ok ? opened.pack.manifestSha256 : ''
    const floor = (sequence: number, sha256 = manifestSha256, mayRepeat = false) => ({
      floor: { sequence, manifestSha256: sha256, mayRepeat },
    })
    expect(await refusalOf(small, floor(6))).toEqual({ kind: 'older', have: 6, got: 5 })
    expect(await refusalOf(small, floor(5))).toEqual({ kind: 'already-installed', sequence: 5 })
    expect(await refusalOf(small, floor(5, manifestSha256, true))).toBeNull()
    expect(await refusalOf(small, floor(5, 'f'.repeat(64)))).toEqual({
      kind: 'sequence-conflict',
      sequence: 5,
    })
    const far = await packOf(world, 5 + limits.sequenceLeap + 1, [posting()])
    expect(await refusalOf(far, floor(5))).toEqual({ kind: 'sequence-leap', have: 5, got: 406 })
  })

  test('a pack that needs a later app says which', async () => {
    const file = await packOf(world, 7, [posting()], { leastApp: '0.10.0' })
    expect(await refusalOf(file)).toEqual({ kind: 'needs-newer-app', needs: '0.10.0', app: '0.1.0' })
    expect(await refusalOf(file, { appVersion: '0.10.0' })).toBeNull()
  })
})

describe('a signed manifest that is not as it should be', () => {
  const cases: [string, (text: string) => string, object][] = [
    [
      'a key twice',
      (text) => text.replace('"format":1,', '"format":1,"format":1,'),
      { why: 'duplicate-key' },
    ],
    ['a byte order mark', (text) => `\uFEFF${text}`, { why: 'bom' }],
    [
      'a field nobody knows',
      (text) => text.replace('"format":1,', '"format":1,"note":1,'),
      { kind: 'malformed' },
    ],
    [
      '__proto__',
      (text) => text.replace('"format":1,', '"format":1,"__proto__":{},'),
      { why: 'forbidden-key' },
    ],
    [
      'depth',
      (text) => text.replace('"withdrawn":[]', `"withdrawn":${'['.repeat(9)}${']'.repeat(9)}`),
      { why: 'depth' },
    ],
    [
      'a sequence beyond exact numbers',
      (text) => text.replace('"sequence":5', '"sequence":9007199254740993'),
      { why: 'number' },
    ],
    ['1e400', (text) => text.replace('"sequence":5', '"sequence":1e400'), { why: 'number' }],
    ['text after its end', (text) => `${text}{}`, { why: 'trailing' }],
    [
      'an invisible character',
      (text) => text.replace('石桥镇', '石\u200b桥镇'),
      { why: 'invisible-character' },
    ],
    ['a village twice', (text) => text.replace(villageCodes[1], villageCodes[0]), { why: 'twice' }],
    [
      'a village’s name in full-width letters',
      (text) => text.replace('长岭村', '石桥头村 '),
      { why: 'twice' },
    ],
    [
      'more rows than there are',
      (text) => text.replace('"rows":4,"lines"', '"rows":5,"lines"'),
      { kind: 'counts-differ', at: 'rows' },
    ],
    [
      'a total of its summary',
      (text) => text.replace('"monthly":60000', '"monthly":60001'),
      { kind: 'counts-differ', at: 'summary' },
    ],
    [
      'a withdrawn entry it brings',
      (text) => text.replace('"withdrawn":[]', `"withdrawn":["${villageCodes[0]}.posting-sheet.2026Q2"]`),
      { why: 'withdrawn-and-present' },
    ],
  ]
  test.each(cases)('%s', async (name, change, expected) => {
    const file = withManifest(small, (bytes) => {
      const changed = change(bytes.toString())
      expect(changed, name).not.toBe(bytes.toString())
      return Buffer.from(changed)
    })
    expect(await refusalOf(file)).toMatchObject(expected)
  })

  test('P23 GBK instead of UTF-8 is refused as an encoding', async () => {
    const file = withManifest(small, (bytes) =>
      Buffer.from(bytes.toString('latin1').replace('ç', '\xca'), 'latin1'),
    )
    expect(await refusalOf(file)).toMatchObject({ kind: 'malformed', why: 'encoding' })
  })
})

describe('content that contradicts its declaration', () => {
  const asWritten = async (wish: Parameters<typeof packOf>[2], more = {}) => {
    const out = join(place.folder, 'wish.mbpack')
    const written = await writePack({
      out,
      key: world.key,
      township: passedOff(township),
      sequence: 8,
      issuedOn: '2026-07-10',
      entries: wish,
      ...more,
    })
    return written.ok ? null : written.refusal
  }
  const id = `${villageCodes[0]}.dibao-list.2026Q2`
  const list = (cells: Parameters<typeof row>[1], more = {}) =>
    entry({
      itemType: 'dibao-list',
      rowsOf: [row('dibao-list', { payee: '张三', beneficiaries: 1, monthly: 1, ...cells })],
      ...more,
    })

  test('the township cannot write it at all, and is told where', async () => {
    expect(await asWritten([list({ monthly: '300' })])).toEqual({
      kind: 'malformed',
      at: `${id} 1 monthly`,
      why: 'not-money',
    })
    expect(await asWritten([list({ payee: null })])).toEqual({
      kind: 'malformed',
      at: `${id} 1 payee`,
      why: 'required',
    })
    expect(await asWritten([list({}, { totals: { monthly: 2, beneficiaries: 1 } })])).toEqual({
      kind: 'counts-differ',
      at: `${id}.totals.monthly`,
      declared: 2,
      found: 1,
    })
    expect(await asWritten([list({}, { totals: { monthly: 1, beneficiaries: 1, tips: 1 } })])).toMatchObject({
      why: 'no-total',
    })
    expect(await asWritten([list({}, { rows: 2 })])).toMatchObject({ kind: 'counts-differ' })
    expect(await asWritten([list({}, { villageCode: '990102100999' })])).toMatchObject({
      why: 'unknown-village',
    })
    expect(await asWritten([list({}, { id: `${villageCodes[1]}.dibao-list.2026Q2` })])).toMatchObject({
      why: 'id',
    })
    expect(await asWritten([list({}, { publishedOn: '2026-02-31' })])).toMatchObject({ why: 'date' })
    expect(await asWritten([list({}), list({})])).toMatchObject({ why: 'twice' })
    expect(await asWritten([list({ monthly: 10 ** 13 })])).toMatchObject({ kind: 'limit', limit: 'integer' })
    const unknown = list({})
    unknown.entry = passedOff({
      ...unknown.entry,
      itemType: 'water-fees',
      id: `${villageCodes[0]}.water-fees.2026Q2`,
    })
    expect(await asWritten([unknown])).toEqual({ kind: 'unknown-item-type', itemType: 'water-fees' })
  })

  test('personal data in a cell, a title or the township’s own lines is refused without being repeated', async () => {
    const number = idNumber('99010219900307123')
    const inCell = await asWritten([list({ note: `身份证${number}` })])
    expect(inCell).toMatchObject({ kind: 'personal-data', found: 'id-number', at: `${id} 1 note` })
    expect(JSON.stringify(inCell)).not.toContain(number)
    expect(await asWritten([list({}, { title: `低保 ${number}` })])).toMatchObject({
      kind: 'personal-data',
      at: `${id}.title`,
    })
    expect(
      await asWritten([list({})], { township: passedOff({ ...township, address: `${number}` }) }),
    ).toMatchObject({
      kind: 'personal-data',
      at: 'manifest.township.address',
    })
  })

  test('a mobile number is refused unless the pack itself declares it public', async () => {
    const notice = () => list({ note: '联系电话13800138000' })
    expect(await asWritten([notice()])).toMatchObject({ kind: 'personal-data', found: 'mobile' })
    expect(await asWritten([notice()], { publicNumbers: ['138 0013 8000'] })).toBeNull()
  })

  test('an attachment must be there, be used, and be what it says', async () => {
    const photo = photoIn(place.folder, 1)
    const { sha256 } = photo
    const attachments = [photo]
    const shown = { attachments: [{ sha256, label: '公示照片', type: 'image/png' as const }] }
    expect(await asWritten([list({}, shown)], { attachments })).toBeNull()
    expect(await asWritten([list({}, shown)])).toMatchObject({ why: 'attachment' })
    expect(await asWritten([list({})], { attachments })).toMatchObject({
      kind: 'counts-differ',
      at: 'attachments',
    })
    const asJpeg = { attachments: [{ sha256, label: '照片', type: 'image/jpeg' as const }] }
    expect(
      await asWritten([list({}, asJpeg)], { attachments: [{ ...photo, type: 'image/jpeg' }] }),
    ).toMatchObject({
      why: 'not-its-type',
    })
  })
})

/** The same pack under other signatures. */
function resigned(file: string, signatures: (manifest: Buffer) => object[]): string {
  return withManifest(file, (bytes) => bytes, signatures)
}

/** The same parts under another manifest, properly signed unless told otherwise. */
function withManifest(
  file: string,
  change: (manifest: Buffer) => Buffer,
  signing: 'unsigned' | ((manifest: Buffer) => object[]) = (manifest) => [signManifest(manifest, world.key)],
): string {
  const bytes = readFileSync(file)
  const manifestLength = bytes.readUInt32BE(10)
  const signaturesLength = bytes.readUInt32BE(14)
  const old = bytes.subarray(headerLength, headerLength + manifestLength)
  const oldSignatures = bytes.subarray(
    headerLength + manifestLength,
    headerLength + manifestLength + signaturesLength,
  )
  const parts = bytes.subarray(headerLength + manifestLength + signaturesLength)
  const manifest = change(Buffer.from(old))
  const signatures = signing === 'unsigned' ? oldSignatures : Buffer.from(JSON.stringify(signing(manifest)))
  const header = writeHeader({ manifestLength: manifest.length, signaturesLength: signatures.length })
  const out = join(place.folder, 'changed.mbpack')
  writeFileSync(out, Buffer.concat([header, manifest, signatures, parts]))
  return out
}

/** Invented, with the right check character. */
function idNumber(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return first17 + '10X98765432'[sum % 11]
}
