// Packs damaged or forged in every way a machine can think of: none is taken, none brings the kiosk down or to a stop.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headerLength, readHeader, writeHeader } from '../../pack/container.ts'
import { openPack } from '../../pack/open.ts'
import { signManifest } from '../../township/sign.ts'
import { dibao, packOf, posting, trustIn, worldIn, type World } from '../stand-ins/pack-world.ts'
import { place } from '../power-loss/recorded-run.ts'

/** PACK_MUTATIONS=10000 for a hundred thousand in all. */
const mutations = Number(process.env['PACK_MUTATIONS'] ?? 400)
// A guard against hanging: a busy machine may well take a second.
const slowestMs = 20_000

type Parts = { manifest: Buffer; signatures: Buffer; rest: Buffer }
type Random = (below: number) => number

let folder = ''
let world: World
let packs: Buffer[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(place, 'mingbai-fuzz-'))
  world = await worldIn(folder)
  const files = [
    await packOf(world, 7, [posting(), dibao({ payees: ['赵甲一', '钱乙二', '古丽·阿依'] })]),
    await packOf(world, 8, [posting({ title: '财务公开榜' })], { mode: 'whole' }),
  ]
  packs = files.map((file) => readFileSync(file))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  const rssMb = Math.round(process.resourceUsage().maxRSS / 1024)
  console.info(
    `${tried} mutated packs, none taken; slowest ${Math.round(slowest)} ms, most memory ${rssMb} MB`,
  )
})
let tried = 0
let slowest = 0

const anyBytes: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  'a bit flipped': (bytes, random) => {
    const at = random(bytes.length)
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ (1 << random(8)), at)
    return changed
  },
  'cut off': (bytes, random) => bytes.subarray(0, random(bytes.length)),
  'bytes left out': (bytes, random) => {
    const at = random(bytes.length - 1)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random(40))])
  },
  'bytes put in': (bytes, random) => {
    const at = random(bytes.length)
    const more = Buffer.alloc(1 + random(60), random(256))
    return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)])
  },
  'a block of the other pack': (bytes, random) => {
    const other = packs[random(packs.length)] ?? bytes
    const from = random(Math.min(other.length, bytes.length))
    const length = 1 + random(300)
    return Buffer.concat([
      bytes.subarray(0, from),
      other.subarray(from, from + length),
      bytes.subarray(from + length),
    ])
  },
  'two in one': (bytes, random) => Buffer.concat([bytes, packs[random(packs.length)] ?? bytes]),
  'another length in its header': (bytes, random) => {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(random(256), 8 + random(headerLength - 8))
    return changed
  },
  'a ZIP around, before or behind it': (bytes, random) => {
    const zip = zipOf('content', bytes.subarray(0, 1 + random(bytes.length)))
    const shapes = [zip, Buffer.concat([zip, bytes]), Buffer.concat([bytes, zip]), zipOf('a.mbpack', bytes)]
    return shapes[random(shapes.length)] ?? zip
  },
  'a part taken out, doubled or moved': (bytes, random) => {
    const { manifest, signatures, rest } = partsOf(bytes)
    const at = random(rest.length)
    const [one, other] = [rest.subarray(0, at), rest.subarray(at)]
    const orders = [[other, one], [one], [other], [one, one, other], [one, other, other], [other, other]]
    return Buffer.concat([
      bytes.subarray(0, headerLength),
      manifest,
      signatures,
      ...(orders[random(6)] ?? []),
    ])
  },
  'its parts in another order': (bytes, random) => {
    const { manifest, signatures, rest } = partsOf(bytes)
    const orders = [
      [signatures, manifest, rest],
      [rest, manifest, signatures],
      [manifest, rest, signatures],
    ]
    const header = bytes.subarray(0, headerLength)
    return Buffer.concat([header, ...(orders[random(orders.length)] ?? [])])
  },
}

/** What a thief of the key could sign: each is a manifest of another kind of nonsense. */
const forgeries: Record<string, (manifest: Record<string, unknown>, random: Random) => unknown> = {
  'a field left out': (manifest, random) => {
    const names = Object.keys(manifest)
    const { [names[random(names.length)] ?? '']: _gone, ...rest } = manifest
    return rest
  },
  'a field too many': (manifest) => ({ ...manifest, more: 1 }),
  'a field of another kind': (manifest, random) => {
    const names = Object.keys(manifest)
    const values = [null, -1, 1e21, 0.5, '', 'x'.repeat(70_000), [], {}, [[[[[[[[[1]]]]]]]]], true, '\u202e']
    return { ...manifest, [names[random(names.length)] ?? '']: values[random(values.length)] }
  },
  'its parts in another order': (manifest, random) => ({
    ...manifest,
    parts: shuffled(manifest['parts'], random),
  }),
  'a value somewhere within changed': (manifest, random) => {
    const text = JSON.stringify(manifest)
    const values = [...text.matchAll(/:("[^"]*"|\d+|\[\]|null)(?=[,}])/g)].filter((each) =>
      matters(text, each.index),
    )
    const chosen = values[random(values.length)]
    // Each is wrong in any place.
    const others = ['-1', '9007199254740993', '1e400', '"\\u202e"', '{}', '[[[[[[[[[1]]]]]]]]]']
    if (!chosen) return manifest
    const end = chosen.index + chosen[0].length
    return new Raw(`${text.slice(0, chosen.index)}:${others[random(others.length)]}${text.slice(end)}`)
  },
  'a key twice somewhere within': (manifest, random) => {
    const text = JSON.stringify(manifest)
    const keys = [...text.matchAll(/"([a-zA-Z0-9]+)":(\d+|"[^"]*")(?=[,}])/g)]
    const chosen = keys[random(keys.length)]
    return chosen ? new Raw(text.replace(chosen[0], () => `${chosen[0]},${chosen[0]}`)) : manifest
  },
  'its text cut or doubled': (manifest, random) => {
    const text = JSON.stringify(manifest)
    const at = 1 + random(text.length - 1)
    return new Raw([text.slice(0, at), text + text, text.slice(at), `${text}\0`][random(4)] ?? '')
  },
  'other counts': (manifest, random) => ({
    ...manifest,
    counts: { entries: random(9), rows: random(99), lines: random(99), attachments: random(3) },
  }),
}

/** A text that no object would be written as. */
class Raw {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** What a township may well write otherwise: `null` and empty lists are right in many places, a name is a name. */
const matters = (text: string, at: number): boolean =>
  !/"(withdrawn|hotlines|windows)"$/.test(text.slice(0, at))

function shuffled(parts: unknown, random: Random): unknown[] {
  const list: unknown[] = Array.isArray(parts) ? [...parts, { name: 'content' }] : []
  return list.sort(() => random(3) - 1)
}

describe('a pack', () => {
  for (const [what, mutate] of Object.entries(anyBytes))
    test(`with ${what} is refused`, { timeout: 60_000 + mutations * 10 }, async () => {
      const random = seeded(what.length * 7919)
      for (let time = 0; time < mutations; time++) {
        const bytes = packs[random(packs.length)] ?? Buffer.alloc(0)
        const mutated = mutate(bytes, random)
        if (packs.some((pack) => pack.equals(mutated))) continue
        expect(await opened(mutated), `${what}, time ${time}`).toBe('refused')
      }
    })

  for (const [what, forge] of Object.entries(forgeries))
    test(`signed by a thief, with ${what}, is refused`, { timeout: 60_000 + mutations * 10 }, async () => {
      const random = seeded(what.length * 104_729)
      for (let time = 0; time < mutations / 10; time++) {
        const parts = partsOf(packs[0] ?? Buffer.alloc(0))
        const forgery = forge(JSON.parse(parts.manifest.toString()) as Record<string, unknown>, random)
        const manifest = Buffer.from(forgery instanceof Raw ? forgery.text : JSON.stringify(forgery))
        if (manifest.equals(parts.manifest)) continue
        const signatures = Buffer.from(JSON.stringify([signManifest(manifest, world.key)]))
        const header = writeHeader({ manifestLength: manifest.length, signaturesLength: signatures.length })
        const outcome = await opened(Buffer.concat([header, manifest, signatures, parts.rest]))
        expect(outcome, `${what}, time ${time}: ${manifest.toString().slice(0, 400)}`).toBe('refused')
      }
    })
})

/** One file, stored: local header, bytes, central directory, end. */
function zipOf(name: string, bytes: Buffer): Buffer {
  const common = Buffer.alloc(26)
  common.writeUInt16LE(10, 0)
  common.writeUInt32LE(crc32(bytes), 10)
  common.writeUInt32LE(bytes.length, 14)
  common.writeUInt32LE(bytes.length, 18)
  common.writeUInt16LE(name.length, 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), bytes])
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\0', 'latin1'),
    common,
    Buffer.alloc(14),
    Buffer.from(name),
  ])
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(local.length, 16)
  return Buffer.concat([local, central, end])
}

function partsOf(bytes: Buffer): Parts {
  const header = readHeader(bytes.subarray(0, headerLength), bytes.length)
  const signaturesAt = headerLength + header.manifestLength
  const restAt = signaturesAt + header.signaturesLength
  return {
    manifest: bytes.subarray(headerLength, signaturesAt),
    signatures: bytes.subarray(signaturesAt, restAt),
    rest: bytes.subarray(restAt),
  }
}

async function opened(bytes: Buffer): Promise<'taken' | 'refused'> {
  const file = join(folder, 'mutated.mbpack')
  writeFileSync(file, bytes)
  const start = performance.now()
  const outcome = await openPack(file, trustIn(world))
  slowest = Math.max(slowest, performance.now() - start)
  tried++
  expect(slowest).toBeLessThan(slowestMs)
  // Bounded whatever is in the file: a test's own process takes some 200 MB.
  if (tried % 1000 === 0) expect(process.memoryUsage().rss).toBeLessThan(1 << 30)
  return outcome.ok ? 'taken' : 'refused'
}

/** The same chances in every run, so that what failed fails again (mulberry32). */
function seeded(seed: number): Random {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
