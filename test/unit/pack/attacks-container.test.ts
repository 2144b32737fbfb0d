// Attacks on the file itself and on who signed it (security.md P and table 2.5): bytes, lengths, parts, signatures.
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { writeHeader } from '../../../pack/container.ts'
import { limits } from '../../../pack/limits.ts'
import type { Refusal } from '../../../pack/refusal.ts'
import { stage } from '../../../pack/stage.ts'
import { signManifest, signStatement } from '../../../township/sign.ts'
import { bytesOfFront, forged, frontOf } from '../../stand-ins/forged-pack.ts'
import {
  dibao,
  keysOf,
  openIn,
  packOf,
  posting,
  temporaryFolder,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { png } from '../../stand-ins/photo.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 120_000 })

const place = temporaryFolder()
let world: World
let stranger: Awaited<ReturnType<typeof keysOf>>
let good = ''
let other = ''
beforeAll(async () => {
  world = await worldIn(place.folder)
  stranger = await keysOf(join(place.folder, 'stranger'))
  good = await packOf(world, 5, [dibao({ payees: ['张三', '李四'] }), posting()])
  other = await packOf(world, 6, [dibao({ payees: ['王五'] }), posting({ expense: 1 })])
})
afterAll(() => place[Symbol.dispose]())

async function refusalOf(file: string, more = {}): Promise<Refusal | null> {
  const opened = await openIn(world, file, more)
  return opened.ok ? null : opened.refusal
}
function fileOf(bytes: Buffer): string {
  const file = join(place.folder, 'attack.mbpack')
  writeFileSync(file, bytes)
  return file
}

describe('bytes and lengths', () => {
  const trailing: Record<string, () => Buffer> = {
    'a zero': () => Buffer.alloc(1),
    'a new line': () => Buffer.from('\n'),
    'a megabyte': () => Buffer.alloc(1 << 20, 7),
    'a ZIP': () => Buffer.from('504b0506' + '00'.repeat(18), 'hex'),
    'a page': () => Buffer.from('<script>alert(1)</script>'),
    'another pack': () => readFileSync(other),
  }
  test('T2.5 trailing bytes of any kind make it another length and are refused', async () => {
    for (const [what, bytes] of Object.entries(trailing)) {
      const file = fileOf(Buffer.concat([readFileSync(good), bytes()]))
      expect((await refusalOf(file))?.kind, what).toBe('incomplete')
    }
  })

  test('T2.5 bytes before the pack, a ZIP, an executable, an office file: no pack at all', async () => {
    const starts = ['504b0304', '4d5a9000', 'd0cf11e0a1b11ae1', '25504446', '1f8b0800', 'efbbbf', '7f454c46']
    for (const start of starts) {
      const bytes = Buffer.concat([Buffer.from(start, 'hex'), readFileSync(good)])
      expect(await refusalOf(fileOf(bytes)), start).toEqual({ kind: 'not-a-pack' })
    }
    // A copy in text mode turns the magic's line end, or the file's.
    const text = readFileSync(good).toString('latin1')
    for (const turned of [text.replaceAll('\r\n', '\n'), text.replaceAll('\n', '\r\n')])
      expect(await refusalOf(fileOf(Buffer.from(turned, 'latin1')))).not.toBeNull()
  })

  test('P03 P18 a copy cut off at any length leaves nothing in staging, whichever step refuses it', async () => {
    const bytes = readFileSync(good)
    const staging = join(place.folder, 'staging')
    for (let length = 0; length < bytes.length; length += 97) {
      const staged = await stage(fileOf(bytes.subarray(0, length)), staging)
      if (!staged.ok) {
        expect(readdirSync(staging), `length ${length}`).toEqual([])
        continue
      }
      expect((await refusalOf(staged.file))?.kind, `length ${length}`).toBe('incomplete')
      truncateSync(staged.file, 0)
      execFileSync('rm', [staged.file])
    }
  })

  test('P19 a block device, a character device and a socket are refused unread, like a folder', async () => {
    for (const device of ['/dev/zero', '/dev/null', '/dev/urandom', '/dev', '/proc/self/mem', '/proc/kmsg'])
      expect(await refusalOf(device), device).not.toBeNull()
    const staging = join(place.folder, 'staging-2')
    expect(await stage('/dev/zero', staging)).toEqual({ ok: false, refusal: { kind: 'not-a-pack' } })
    expect(await stage('/dev', staging)).toEqual({ ok: false, refusal: { kind: 'not-a-pack' } })
  })

  test('P19 a link to a good pack, a loop of links and a hanging one are no packs', async () => {
    const at = (name: string) => join(place.folder, name)
    symlinkSync(good, at('good-link.mbpack'))
    symlinkSync(at('loop.mbpack'), at('loop.mbpack'))
    symlinkSync('/etc/shadow', at('shadow.mbpack'))
    mkdirSync(at('deep'))
    for (const name of ['good-link.mbpack', 'loop.mbpack', 'shadow.mbpack', 'deep'])
      expect(await refusalOf(at(name)), name).toEqual({ kind: 'not-a-pack' })
  })

  test('P19 a sparse file of a terabyte with our magic is refused by its length, before a byte is copied', async () => {
    const file = fileOf(Buffer.concat([writeHeader({ manifestLength: 10, signaturesLength: 10 })]))
    truncateSync(file, 2 ** 40)
    const outcome = await stage(file, join(place.folder, 'staging-3'))
    expect(outcome).toMatchObject({ ok: false, refusal: { kind: 'limit', limit: 'packBytes' } })
  })

  test('headers that lie about their lengths are refused by the header alone', async () => {
    const bytes = readFileSync(good)
    for (const [manifestLength, signaturesLength] of [
      [0, 0],
      [1, 1],
      [limits.manifestBytes + 1, 1],
      [1, limits.signaturesBytes + 1],
      [0xffffffff, 0xffffffff],
      [limits.manifestBytes, limits.signaturesBytes],
    ] as const) {
      const lied = Buffer.concat([writeHeader({ manifestLength, signaturesLength }), bytes.subarray(18)])
      expect(await refusalOf(fileOf(lied)), `${manifestLength}`).not.toBeNull()
    }
  })
})

describe('parts', () => {
  const [one, two] = [png(1), png(2)]
  const withTwo = (change = {}) => {
    const wish = { attachments: [one, two].map((bytes) => ({ bytes, type: 'image/png' as const })) }
    return forged(world, good, { ...wish, content: (text) => text, ...change })
  }

  test('P27 two listed files swapped for each other are refused by their hashes', async () => {
    const file = withTwo()
    const front = frontOf(readFileSync(file))
    const content = front.rest.subarray(0, front.rest.length - one.length - two.length)
    expect(one.length).toBe(two.length)
    const swapped = Buffer.concat([content, two, one])
    expect(await refusalOf(fileOf(bytesOfFront({ ...front, rest: swapped })))).toMatchObject({
      kind: 'damaged-part',
    })
  })

  test('P27 T2.5 the parts of one pack under the manifest of another are refused (mix and match)', async () => {
    const [mine, theirs] = [frontOf(readFileSync(good)), frontOf(readFileSync(other))]
    for (const mixed of [
      { ...mine, rest: theirs.rest },
      { ...mine, manifest: theirs.manifest },
      { ...mine, signatures: theirs.signatures },
      { ...theirs, rest: mine.rest },
    ])
      expect(await refusalOf(fileOf(bytesOfFront(mixed)))).not.toBeNull()
  })

  test('a picture that no entry shows does not come along', async () => {
    expect(await refusalOf(withTwo())).toMatchObject({ kind: 'counts-differ', at: 'attachments' })
  })

  test('content that is not first, or twice, or missing, and a picture packed or misnamed are refused', async () => {
    const kinds = {
      'attachments first': (parts: object[]) => parts.toReversed(),
      'content twice': ([content]: object[]) => [content, content],
      'no parts': () => [],
      'a picture twice': ([content, picture]: object[]) => [content, picture, picture],
      'a picture in gzip': ([content, picture]: object[]) => [content, { ...picture, encoding: 'gzip' }],
      'a picture named otherwise': ([content, picture]: object[]) => [
        content,
        { ...picture, name: 'f'.repeat(64) },
      ],
      'content named as a path': ([content]: object[]) => [{ ...content, name: '../../state.db' }],
      'content as a picture': ([content]: object[]) => [{ ...content, mediaType: 'image/png' }],
      'a size below zero': ([content]: object[]) => [{ ...content, size: -1 }],
      'a hash in capitals': ([content]: object[]) => [{ ...content, sha256: 'F'.repeat(64) }],
    }
    for (const [what, change] of Object.entries(kinds)) {
      const file = withTwo({
        manifest: (manifest: { parts: object[] }) => ({ ...manifest, parts: change(manifest.parts) }),
      })
      expect(await refusalOf(file), what).not.toBeNull()
    }
  })

  test('an empty content says so with counts of nothing, and an empty picture is none', async () => {
    const empty = (manifest: object) => ({
      ...manifest,
      counts: { entries: 0, rows: 0, lines: 0, attachments: 0 },
      summary: [],
      periods: [],
    })
    for (const encoding of ['none', 'gzip'] as const) {
      // A pack that only withdraws has no content: an empty part is as good as any.
      expect(
        await refusalOf(forged(world, good, { content: () => '', encoding, manifest: empty })),
      ).toBeNull()
      expect(await refusalOf(forged(world, good, { content: () => '', encoding }))).toMatchObject({
        kind: 'counts-differ',
      })
    }
    const nothing = [{ bytes: Buffer.alloc(0), type: 'image/png' as const }]
    expect(await refusalOf(forged(world, good, { attachments: nothing }))).toMatchObject({
      why: 'not-its-type',
    })
  })

  test('T2.5 a part that unpacks to more than it promised ends there, and memory with it', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20), { level: 9 })
    const before = process.memoryUsage().rss
    const file = forged(world, good, { packed: () => bomb })
    expect(await refusalOf(file)).toMatchObject({ kind: 'damaged-part' })
    // Inside its promise a bomb is one line, and lines are short.
    const promised = forged(world, good, { content: () => Buffer.alloc(64 << 20, 0x20) })
    expect(await refusalOf(promised)).toMatchObject({ kind: 'limit', limit: 'lineBytes' })
    expect(process.memoryUsage().rss - before).toBeLessThan(400 << 20)
    const gigabytes = forged(world, good, {
      manifest: (manifest) => ({
        ...manifest,
        parts: manifest.parts.map((part) => ({ ...part, plainSize: 2 ** 40 })),
      }),
    })
    expect(await refusalOf(gigabytes)).toMatchObject({ kind: 'limit', limit: 'contentBytes' })
  })

  test('gzip with something behind it, cut off, of two members or of another kind', async () => {
    const packings: Record<string, [(plain: Buffer) => Buffer, kind: string | null]> = {
      'words behind': [(plain) => Buffer.concat([gzipSync(plain), Buffer.from('hidden')]), 'damaged-part'],
      'zeros behind': [(plain) => Buffer.concat([gzipSync(plain), Buffer.alloc(64)]), 'damaged-part'],
      'cut off': [(plain) => gzipSync(plain).subarray(0, -4), 'damaged-part'],
      'no gzip': [(plain) => plain, 'damaged-part'],
      'an empty member behind': [
        (plain) => Buffer.concat([gzipSync(plain), gzipSync(Buffer.alloc(0))]),
        null,
      ],
      // Two members are one stream by the format; what comes out is hashed and counted either way.
      'two members': [
        (plain) => Buffer.concat([gzipSync(plain.subarray(0, 99)), gzipSync(plain.subarray(99))]),
        null,
      ],
      'two members of which one is too much': [
        (plain) => Buffer.concat([gzipSync(plain), gzipSync('[]\n')]),
        'damaged-part',
      ],
    }
    for (const [what, [packed, kind]] of Object.entries(packings))
      expect((await refusalOf(forged(world, good, { packed })))?.kind ?? null, what).toBe(kind)
  })

  test('ten thousand attachments are too large a manifest, six hundred and one too many parts', async () => {
    const parts = (count: number) => (manifest: { parts: object[] }) => ({
      ...manifest,
      parts: [
        ...manifest.parts,
        ...Array.from({ length: count }, (_, at) => {
          const sha256 = at.toString(16).padStart(64, '0')
          const type = { mediaType: 'image/png', encoding: 'none' }
          return { name: sha256, ...type, size: 0, sha256, plainSize: 0, plainSha256: sha256 }
        }),
      ],
    })
    expect(await refusalOf(forged(world, good, { manifest: parts(10_000) }))).toMatchObject({
      kind: 'limit',
      limit: 'manifestBytes',
    })
    expect(await refusalOf(forged(world, good, { manifest: parts(limits.parts) }))).toMatchObject({
      kind: 'limit',
      limit: 'parts',
    })
  })
})

describe('signatures', () => {
  // We ask for one signature of the township, not for two of several: a threshold needs more people than a township has.
  test('T2.5 the same signature twice counts once and harms nothing; seventeen are too many', async () => {
    const twice = (count: number) => (manifest: Buffer) =>
      Array.from({ length: count }, () => signManifest(manifest, world.key))
    expect(await refusalOf(forged(world, good, { signatures: twice(2) }))).toBeNull()
    const many = forged(world, good, { signatures: twice(limits.signatures + 1) })
    expect(await refusalOf(many)).toMatchObject({ kind: 'limit', limit: 'signatures' })
    const strangers = forged(world, good, {
      signatures: (manifest) => Array.from({ length: 2 }, () => signManifest(manifest, stranger.key)),
    })
    expect(await refusalOf(strangers)).toMatchObject({ kind: 'unknown-signer' })
  })

  test('P07 T2.5 a good signature among garbage of every kind is found', async () => {
    const beside = (garbage: (manifest: Buffer) => object) =>
      forged(world, good, { signatures: (bytes) => [garbage(bytes), signManifest(bytes, world.key)] })
    const signed = (bytes: Buffer) => signManifest(bytes, world.key)
    const garbage: Record<string, (bytes: Buffer) => object> = {
      'of a stranger': (bytes) => signManifest(bytes, stranger.key),
      'of our key over other bytes': (bytes) => signManifest(Buffer.concat([bytes, bytes]), world.key),
      'of our key, empty': (bytes) => ({ ...signed(bytes), signature: '' }),
      'of our key, no base64': (bytes) => ({ ...signed(bytes), signature: '签名' }),
      'of our key in another algorithm': (bytes) => ({ ...signed(bytes), algorithm: 'sm2' }),
      'of our key, 63 bytes': (bytes) => ({
        ...signed(bytes),
        signature: Buffer.alloc(63, 1).toString('base64'),
      }),
    }
    for (const [what, make] of Object.entries(garbage)) expect(await refusalOf(beside(make)), what).toBeNull()
  })

  test('P05 a signature that only looks like ours is refused: renamed, malleable, over something else', async () => {
    const by = (make: (bytes: Buffer) => object) =>
      forged(world, good, { signatures: (bytes) => [make(bytes)] })
    const sign = (bytes: Buffer) => signManifest(bytes, world.key)
    const forgeries: Record<string, (bytes: Buffer) => object> = {
      'a stranger under our key id': (bytes) => ({
        ...signManifest(bytes, stranger.key),
        keyId: world.key.keyId,
      }),
      'base64 with stray bits': (bytes) => ({
        ...sign(bytes),
        signature: sign(bytes).signature.replace(/.==$/, (last) => (last === 'A==' ? 'B==' : 'C==')),
      }),
      'base64 with a new line': (bytes) => ({ ...sign(bytes), signature: `${sign(bytes).signature}\n` }),
      // S + L verifies in libraries that do not look whether S is reduced (RFC 8032 wants that refused).
      'an S above the order': (bytes) => ({ ...sign(bytes), signature: withLargeS(sign(bytes).signature) }),
      'all zeros': (bytes) => ({ ...sign(bytes), signature: Buffer.alloc(64).toString('base64') }),
      'the neutral point': (bytes) => ({
        ...sign(bytes),
        signature: Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]).toString('base64'),
      }),
      'a statement of keys for a manifest': (bytes) =>
        signStatement({ township: '990102', number: 1, add: [], revoke: [] }, world.key).signatures[0] ??
        sign(bytes),
    }
    for (const [what, make] of Object.entries(forgeries))
      expect((await refusalOf(by(make)))?.kind, what).toBe('bad-signature')
  })

  test('signatures that are no list, or hold what nobody knows, are malformed', async () => {
    const shapes: unknown[] = [{}, 1, false, 'x', [[]], [{}], { signatures: [] }, [{ keyId: 'x' }]]
    for (const shape of shapes)
      expect(
        (await refusalOf(forged(world, good, { signatures: () => shape })))?.kind,
        JSON.stringify(shape),
      ).toBe('malformed')
  })

  // No pack and no key of ours expires: a kiosk without a network has no clock it could trust, and one whose battery is
  // dead would refuse every pack. What a date does elsewhere, revocation and the sequence do here.
  test('P08 nothing expires: a pack dated in 1970 or 2099 is taken; a revoked key and another township are not', async () => {
    for (const issuedOn of ['1970-01-01', '2099-12-31'])
      expect(await refusalOf(forged(world, good, { manifest: (m) => ({ ...m, issuedOn }) }))).toBeNull()
    const keys = [{ ...world.pub, role: 'township' as const, revoked: true }]
    expect(await refusalOf(good, { keys })).toMatchObject({ kind: 'revoked-signer' })
    const county = [{ ...world.pub, role: 'county' as const, revoked: false }]
    expect(await refusalOf(good, { keys: county })).toMatchObject({ kind: 'unknown-signer' })
    expect(await refusalOf(good, { townshipCode: '990103' })).toMatchObject({ kind: 'wrong-township' })
  })

  test('P09 the neighbour’s pack, perfectly signed by the neighbour, is refused by the neighbour’s name', async () => {
    const neighbour = {
      ...world,
      ...(await keysOf(join(place.folder, 'n'), { code: '990103', name: '榆林铺镇' })),
    }
    const file = forged(neighbour, good, {
      manifest: (m) => ({ ...m, township: { ...m.township, code: '990103', name: '榆林铺镇' } }),
    })
    expect(await refusalOf(file)).toEqual({ kind: 'wrong-township', pack: '榆林铺镇', kiosk: '石桥镇' })
    // What a stranger says of itself is shown only if it is a plain short name.
    for (const name of ['请拨打13800138000', '<b>镇</b>', '榆林\u202e铺', '长'.repeat(13), 'Shiqiao']) {
      const lying = forged(neighbour, good, {
        manifest: (m) => ({ ...m, township: { ...m.township, code: '990103', name } }),
      })
      expect(await refusalOf(lying), name).toMatchObject({ kind: 'unknown-signer' })
    }
  })

  test('P10 T2.5 sequences at the edge of exact numbers: none can lock out all that follow', async () => {
    const at = (sequence: number | string) =>
      forged(world, good, { text: (text) => text.replace('"sequence":5', `"sequence":${sequence}`) })
    for (const sequence of [
      '9007199254740992',
      '9007199254740993',
      '1e15',
      '5.0',
      '-1',
      '0',
      '"5"',
      '5e0',
      '05',
    ])
      expect((await refusalOf(at(sequence)))?.kind, sequence).toBe('malformed')
    // The highest exact number is a number; as a first pack it would be the last one for ever.
    expect(await refusalOf(at(Number.MAX_SAFE_INTEGER))).toMatchObject({
      kind: 'limit',
      limit: 'firstSequence',
    })
    const floor = { sequence: 4, manifestSha256: '', mayRepeat: false }
    expect(await refusalOf(at(Number.MAX_SAFE_INTEGER), { floor })).toMatchObject({ kind: 'sequence-leap' })
    expect(await refusalOf(at(4 + limits.sequenceLeap), { floor })).toBeNull()
    expect(await refusalOf(at(5 + limits.sequenceLeap), { floor })).toMatchObject({ kind: 'sequence-leap' })
  })
})

test('T2.5 a file that is exchanged between the copy and the check: the stick is read once and never again', async () => {
  const stick = join(place.folder, 'stick.mbpack')
  writeFileSync(stick, readFileSync(good))
  const staged = await stage(stick, join(place.folder, 'staging-4'))
  if (!staged.ok) throw new Error('not staged')
  writeFileSync(stick, readFileSync(other))
  const opened = await openIn(world, staged.file)
  expect(opened.ok && opened.pack.manifest.sequence).toBe(5)
})

test.skipIf(spawnSync('strace', ['-V']).status !== 0)(
  'T2.5 every byte of the stick is asked for once (traced)',
  async () => {
    const stick = join(place.folder, 'traced.mbpack')
    writeFileSync(stick, readFileSync(good))
    const script = `
      import { stage } from ${JSON.stringify(new URL('../../../pack/stage.ts', import.meta.url).href)}
      await stage(${JSON.stringify(stick)}, ${JSON.stringify(join(place.folder, 'staging-5'))})`
    const traced = spawnSync(
      'strace',
      ['-f', '-y', '-e', 'trace=read,pread64,mmap', process.execPath, '--input-type=module', '-e', script],
      { encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, UV_USE_IO_URING: '0' } },
    )
    const reads = traced.stderr.split('\n').filter((line) => line.includes(`<${stick}>`))
    expect(reads).toHaveLength(1)
  },
)

/** The same signature with the group's order added to its second half. */
function withLargeS(signature: string): string {
  const order = BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed')
  const bytes = Buffer.from(signature, 'base64')
  let s = BigInt(`0x${Buffer.from(bytes.subarray(32)).reverse().toString('hex')}`) + order
  for (let at = 32; at < 64; at++, s >>= 8n) bytes[at] = Number(s & 0xffn)
  return bytes.toString('base64')
}
