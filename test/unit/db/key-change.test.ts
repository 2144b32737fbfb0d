// How a township's keys change on kiosks that nobody can reach: by the next pack, signed by a key that still holds.
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { openReader } from '../../../db/reader.ts'
import { fingerprints, pinTownship } from '../../../db/trust.ts'
import { fingerprintOf } from '../../../pack/signature.ts'
import type { SignedStatement } from '../../../pack/signature.ts'
import type { KeyFile } from '../../../township/keys.ts'
import { signStatement } from '../../../township/sign.ts'
import {
  importInto,
  keysOf,
  kioskOf,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  township,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

const publicOf = ({ keyId, algorithm, publicKey }: KeyFile) => ({ keyId, algorithm, publicKey })

function change(
  number: number,
  signer: KeyFile,
  { add = [], revoke = [], of = '990102' }: { add?: KeyFile[]; revoke?: KeyFile[]; of?: string },
): SignedStatement {
  const revoked = revoke.map((key) => key.keyId)
  return signStatement({ township: of, number, add: add.map(publicOf), revoke: revoked }, signer)
}

/** The same township with another of its keys. */
const signing = (world: World, { key }: { key: KeyFile }): World => ({ ...world, key })

async function oneTownship(folder: string) {
  const world = await worldIn(folder)
  const [second, third, stranger] = [
    await keysOf(join(folder, 'second')),
    await keysOf(join(folder, 'third')),
    await keysOf(join(folder, 'stranger')),
  ]
  return { world, second, third, stranger, data: kioskOf(world) }
}

const refusedAs = (kind: string) => ({ ok: false, refusal: { kind } })

describe('a new key of the township', () => {
  test('P14 that the old one vouches for signs packs, and the old one does so no more', async () => {
    using place = temporaryFolder()
    const { world, second, data } = await oneTownship(place.folder)
    const statements = [change(1, world.key, { add: [second.key], revoke: [world.key] })]
    const first = await packOf(signing(world, second), 1, [posting()], { statements })
    expect(await importInto(data, first)).toMatchObject({ ok: true })
    const old = await packOf(world, 2, [posting()])
    expect(await importInto(data, old)).toMatchObject(refusedAs('revoked-signer'))
    const next = await packOf(signing(world, second), 3, [posting()])
    expect(await importInto(data, next)).toMatchObject({ ok: true })
  })

  test('P12 reaches a kiosk that has missed two changes: it walks both', async () => {
    using place = temporaryFolder()
    const { world, second, third, data } = await oneTownship(place.folder)
    const statements = [
      change(1, world.key, { add: [second.key], revoke: [world.key] }),
      change(2, second.key, { add: [third.key], revoke: [second.key] }),
    ]
    const pack = await packOf(signing(world, third), 9, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject({ ok: true })
    const { reader } = openReader(data)
    expect(fingerprints(reader)).toEqual([fingerprintOf(third.key.keyId)])
    reader.close()
  })

  test('T2.5 root skip: whose change has a gap before it is a stranger', async () => {
    using place = temporaryFolder()
    const { world, second, data } = await oneTownship(place.folder)
    const statements = [change(2, world.key, { add: [second.key] })]
    const pack = await packOf(signing(world, second), 1, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject(refusedAs('unknown-signer'))
  })

  test('T2.5 that only a stranger or a key given up vouches for is a stranger', async () => {
    using place = temporaryFolder()
    const { world, second, third, stranger, data } = await oneTownship(place.folder)
    const forged = [change(1, stranger.key, { add: [stranger.key], revoke: [world.key] })]
    const pack = await packOf(signing(world, stranger), 1, [posting()], { statements: forged })
    expect(await importInto(data, pack)).toMatchObject(refusedAs('unknown-signer'))
    const statements = [change(1, world.key, { add: [second.key], revoke: [world.key] })]
    const good = await packOf(signing(world, second), 2, [posting()], { statements })
    expect(await importInto(data, good)).toMatchObject({ ok: true })
    const late = [...statements, change(2, world.key, { add: [third.key] })]
    const stolen = await packOf(signing(world, third), 3, [posting()], { statements: late })
    expect(await importInto(data, stolen)).toMatchObject(refusedAs('unknown-signer'))
  })

  test('of another township does not come in by its statement', async () => {
    using place = temporaryFolder()
    const { world, second, data } = await oneTownship(place.folder)
    const statements = [change(1, world.key, { add: [second.key], of: '990103' })]
    const pack = await packOf(signing(world, second), 1, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject(refusedAs('unknown-signer'))
  })

  test('comes into force with the pack that brings it, not with one that is refused', async () => {
    using place = temporaryFolder()
    const { world, second, data } = await oneTownship(place.folder)
    const newest = await packOf(world, 5, [posting()])
    expect(await importInto(data, newest)).toMatchObject({ ok: true })
    const statements = [change(1, world.key, { add: [second.key], revoke: [world.key] })]
    const older = await packOf(signing(world, second), 4, [posting()], { statements })
    expect(await importInto(data, older)).toMatchObject(refusedAs('older'))
    const still = await packOf(world, 6, [posting({ expense: 7 })])
    expect(await importInto(data, still)).toMatchObject({ ok: true })
  })

  test('never leaves the kiosk without any', async () => {
    using place = temporaryFolder()
    const { world, second, data } = await oneTownship(place.folder)
    const statements = [change(1, world.key, { revoke: [world.key] })]
    // No township writes such a pack, so its own key is not asked here: the statement goes along with another's pack.
    const pack = await packOf(signing(world, second), 1, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject(refusedAs('malformed'))
  })

  test('once given up cannot be brought back by an old statement', async () => {
    using place = temporaryFolder()
    const { world, second, third, data } = await oneTownship(place.folder)
    const statements = [
      change(1, world.key, { add: [second.key] }),
      change(2, world.key, { add: [third.key], revoke: [second.key] }),
    ]
    const pack = await packOf(signing(world, third), 1, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject({ ok: true })
    const again = [...statements, change(3, world.key, { add: [second.key] })]
    const back = await packOf(signing(world, second), 2, [posting()], { statements: again })
    expect(await importInto(data, back)).toMatchObject(refusedAs('revoked-signer'))
  })
})

describe('a county', () => {
  async function withCounty(folder: string) {
    const made = await oneTownship(folder)
    const county = await keysOf(join(folder, 'county'), { code: '990100', name: '北川县', role: 'county' })
    const opened = openDesk(made.data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    expect(pinTownship(opened.desk, county.pub)).toMatchObject({ ok: true })
    opened.desk.close()
    return { ...made, county }
  }

  test('introduces a new key of the township when the old one is lost', async () => {
    using place = temporaryFolder()
    const { world, second, county, data } = await withCounty(place.folder)
    const statements = [change(1, county.key, { add: [second.key], revoke: [world.key] })]
    const pack = await packOf(signing(world, second), 1, [posting()], { statements })
    expect(await importInto(data, pack)).toMatchObject({ ok: true })
  })

  test('signs no content itself', async () => {
    using place = temporaryFolder()
    const { world, county, data } = await withCounty(place.folder)
    const pack = await packOf({ ...world, key: { ...county.key, code: '990102' } }, 1, [posting()])
    expect(await importInto(data, pack)).toMatchObject(refusedAs('unknown-signer'))
  })

  test('cannot be given up by a township', async () => {
    using place = temporaryFolder()
    const { world, second, county, data } = await withCounty(place.folder)
    const first = await packOf(world, 1, [posting()], {
      statements: [change(1, world.key, { add: [], revoke: [county.key] })],
    })
    expect(await importInto(data, first)).toMatchObject({ ok: true })
    const statements = [
      change(1, world.key, { add: [], revoke: [county.key] }),
      change(2, county.key, { add: [second.key], revoke: [world.key] }),
    ]
    const next = await packOf(signing(world, second), 2, [posting()], { statements })
    expect(await importInto(data, next)).toMatchObject({ ok: true })
  })
})

describe('a pack of another township', () => {
  test('is called by its name though its key is unknown here', async () => {
    using place = temporaryFolder()
    const { data } = await oneTownship(place.folder)
    const neighbours = await keysOf(join(place.folder, 'neighbours'), { code: '990103', name: '榆林铺镇' })
    const theirs = { folder: join(place.folder, 'neighbours'), ...neighbours }
    const pack = await packOf(theirs, 1, [posting()], {
      township: passedOff({ ...township, code: '990103', name: '榆林铺镇' }),
    })
    expect(await importInto(data, pack)).toMatchObject({
      ok: false,
      refusal: { kind: 'wrong-township', pack: '榆林铺镇', kiosk: '石桥镇' },
    })
  })

  test('may not put any words it likes on the screen', async () => {
    using place = temporaryFolder()
    const { data } = await oneTownship(place.folder)
    const theirs = {
      folder: place.folder,
      ...(await keysOf(join(place.folder, 'theirs'), { code: '990103' })),
    }
    const pack = await packOf(theirs, 1, [posting()], {
      township: passedOff({ ...township, code: '990103', name: '请拨打0960转账' }),
    })
    expect(await importInto(data, pack)).toMatchObject(refusedAs('unknown-signer'))
  })
})
