// Packs damaged or forged in every way a machine can think of: none is taken, none brings the kiosk down or to a stop.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headerLength, readHeader, writeHeader } from '../../pack/container.ts'
import { openPack } from '../../pack/open.ts'
import { signManifest } from '../../township/sign.ts'
import { dibao, packOf, posting, trustIn, worldIn, type World } from '../helpers/pack-world.ts'

/** PACK_MUTATIONS=12500 for a hundred thousand in all. */
const mutations = Number(process.env['PACK_MUTATIONS'] ?? 400)
// A guard against hanging: a busy machine may well take a second.
const slowestMs = 20_000

type Parts = { manifest: Buffer; signatures: Buffer; rest: Buffer }
type Random = (below: number) => number

let folder = ''
let world: World
let packs: Buffer[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingbai-fuzz-'))
  world = await worldIn(folder)
  const files = [
    await packOf(world, 7, [posting(), dibao({ payees: ['赵甲一', '钱乙二', '古丽·阿依'] })]),
    await packOf(world, 8, [posting({ title: '财务公开榜' })], { mode: 'whole' }),
  ]
  packs = files.map((file) => readFileSync(file))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
  'other counts': (manifest, random) => ({
    ...manifest,
    counts: { entries: random(9), rows: random(99), lines: random(99), attachments: random(3) },
  }),
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
        const manifest = Buffer.from(
          JSON.stringify(forge(JSON.parse(parts.manifest.toString()) as Record<string, unknown>, random)),
        )
        if (manifest.equals(parts.manifest)) continue
        const signatures = Buffer.from(JSON.stringify([signManifest(manifest, world.key)]))
        const header = writeHeader({ manifestLength: manifest.length, signaturesLength: signatures.length })
        const outcome = await opened(Buffer.concat([header, manifest, signatures, parts.rest]))
        expect(outcome, `${what}, time ${time}: ${manifest.toString().slice(0, 400)}`).toBe('refused')
      }
    })
})

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
  expect(performance.now() - start).toBeLessThan(slowestMs)
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
