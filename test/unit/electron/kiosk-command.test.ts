// The kiosk without a window, as a program: what it prints for programs, and how it ends.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { localDay } from '../../../disclosure/local-day.ts'
import { kioskCommand } from '../../../electron/kiosk-command.ts'
import { fingerprintOf } from '../../../pack/signature.ts'
import {
  dibao,
  keysOf,
  packOf,
  posting,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

const place = temporaryFolder()
let world: World
let pack: string
beforeAll(async () => {
  world = await worldIn(place.folder)
  pack = await packOf(
    world,
    1,
    [dibao({ payees: ['张三', '李四'] }), posting({ villageCode: villageCodes[1] })],
    // Of today: these kiosks go by the machine's clock, and a pack of long ago would put it in doubt.
    { issuedOn: localDay(new Date()) },
  )
})
afterAll(() => place[Symbol.dispose]())

async function kiosk(data: string, ...argv: string[]) {
  const said = { out: '', err: '' }
  const code = await kioskCommand(['--data', join(place.folder, data), ...argv], {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
  })
  return { code, err: said.err, json: said.out === '' ? null : JSON.parse(said.out) }
}
async function kioskSays(data: string, ...argv: string[]): Promise<string> {
  let out = ''
  await kioskCommand(['--data', join(place.folder, data), ...argv], {
    out: (text) => (out += text),
    err: () => undefined,
  })
  return out
}
const pub = () => join(world.folder, 'keys', 'township.pub')

describe('the kiosk command', () => {
  test('the whole way: trust, preview, import, look, verify', async () => {
    expect(await kiosk('a', 'trust', pub())).toMatchObject({
      code: 0,
      json: { township: { name: '石桥镇' } },
    })
    const preview = await kiosk('a', 'preview', pack)
    expect(preview).toMatchObject({ code: 0, json: { sequence: 1, counts: { new: 2 } } })
    expect((await kiosk('a', 'entries')).json).toEqual({ entries: [] })
    expect(await kiosk('a', 'import', pack)).toMatchObject({
      code: 0,
      json: { kind: 'applied', entries: 2, rows: 4 },
    })
    const all = await kiosk('a', 'entries')
    expect(all.json.entries).toMatchObject([
      {
        village: '柳沟村',
        itemTypeTitle: '低保 在册名单',
        category: 'social-assistance',
        totals: { monthly: 60_000 },
      },
      { village: '石桥头村', period: '2026Q2' },
    ])
    expect((await kiosk('a', 'entries', '--village', '石桥头村')).json.entries).toHaveLength(1)
    const rows = await kiosk('a', 'rows', all.json.entries[0].id)
    expect(rows.json.columns.find((column: { id: string }) => column.id === 'monthly')).toMatchObject({
      kind: 'money',
      unit: 'fen',
    })
    expect(rows.json.rows).toHaveLength(2)
    expect(await kiosk('a', 'verify')).toMatchObject({
      code: 0,
      json: { kind: 'whole', flaws: [], generations: 1 },
    })
    expect((await kiosk('a', 'status')).json).toMatchObject({
      township: { code: '990102', name: '石桥镇' },
      content: { sequence: 1, rolledBack: false },
      sequenceFloor: 1,
      clock: { doubt: null, correctionSeconds: null },
      trouble: null,
    })
    expect(readdirSync(join(place.folder, 'a', 'staging'))).toEqual([])
  })

  test('a refusal is said by its kind, kept in the journal, and leaves nothing behind', async () => {
    await kiosk('b', 'trust', pub())
    const stranger = await keysOf(join(place.folder, 'stranger'))
    const out = join(place.folder, 'stranger.mbpack')
    await packOf({ ...world, key: stranger.key }, 2, [posting()], { out })
    expect(await kiosk('b', 'import', out)).toMatchObject({ code: 1, json: { kind: 'unknown-signer' } })
    const half = join(place.folder, 'half.mbpack')
    writeFileSync(half, readFileSync(pack).subarray(0, 900))
    expect(await kiosk('b', 'import', half)).toMatchObject({ code: 1, json: { kind: 'incomplete' } })
    expect(await kiosk('b', 'import', join(place.folder, 'gone.mbpack'))).toMatchObject({
      code: 1,
      json: { kind: 'stick-gone' },
    })
    expect(await kiosk('b', 'verify')).toMatchObject({ code: 0, json: { journalLines: 3 } })
    expect(readdirSync(join(place.folder, 'b', 'staging'))).toEqual([])
  })

  test('rolls back, and says when there is nothing to go back to', async () => {
    await kiosk('c', 'trust', pub())
    await kiosk('c', 'import', pack)
    expect(await kiosk('c', 'rollback')).toMatchObject({ code: 1, json: { kind: 'nothing-to-roll-back-to' } })
    await kiosk('c', 'import', await packOf(world, 3, [posting()], { mode: 'whole' }))
    expect(await kiosk('c', 'rollback')).toMatchObject({
      code: 0,
      json: { kind: 'rolled-back', sequence: 1 },
    })
    expect((await kiosk('c', 'status')).json).toMatchObject({
      content: { sequence: 1, rolledBack: true },
      sequenceFloor: 3,
    })
    expect(await kiosk('c', 'import', pack)).toMatchObject({
      code: 1,
      json: { kind: 'older', have: 3, got: 1 },
    })
  })

  test('the journal is printed for whoever reads it and for programs, and its check goes with it', async () => {
    await kiosk('journal', 'trust', pub())
    await kiosk('journal', 'import', pack)
    const told = await kioskSays('journal', 'journal')
    expect(told.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^1\t\d{4}-.*\tinstaller\ttownship-pinned\t/),
      expect.stringMatching(/^2\t\d{4}-.*\tcommand\timported\t\{"sequence":1/),
    ])
    expect(told).toContain('"kind":"whole"')
    expect((await kiosk('journal', 'journal', '--json')).json).toMatchObject({
      format: 'mingbai-journal-1',
      township: { code: '990102' },
      head: { number: 2 },
      check: { kind: 'whole', lines: 2 },
    })
    expect(await kiosk('nowhere', 'journal')).toMatchObject({ code: 1, json: { kind: 'not-provisioned' } })
    expect((await kiosk('journal', 'status', '--json')).code).toBe(2)
  })

  test('status says whose keys are trusted as they are read out, what is kept, and what the staff should know', async () => {
    await kiosk('keys', 'trust', pub())
    await kiosk('keys', 'import', pack)
    const { json } = await kiosk('keys', 'status')
    expect(json.keys).toEqual([
      { fingerprint: fingerprintOf(world.pub.keyId), role: 'township', revoked: false },
    ])
    expect(json.notices.map((notice: { kind: string }) => notice.kind)).toEqual([])
    expect(json.generations).toMatchObject([{ sequence: 1, quarter: '2026Q2', rows: 4 }])
    expect(await kiosk('keys', 'budget', '200')).toMatchObject({ code: 0, json: { bytes: 200 * 1024 ** 2 } })
    expect((await kiosk('keys', 'status')).json.kept.budget).toBe(200 * 1024 ** 2)
    expect((await kiosk('keys', 'budget', 'auto')).json.bytes).toBeGreaterThan(0)
    expect(await kiosk('keys', 'budget', 'much')).toMatchObject({ code: 1, json: { kind: 'not-a-size' } })
  })

  test('verify ends with 0 when all is as it was written, with 1 when anything is not, and says what', async () => {
    await kiosk('verify', 'trust', pub())
    await kiosk('verify', 'import', pack)
    expect((await kiosk('verify', 'verify')).code).toBe(0)
    const packs = join(place.folder, 'verify', 'packs')
    for (const name of readdirSync(packs)) writeFileSync(join(packs, name), 'nothing')
    expect(await kiosk('verify', 'verify')).toMatchObject({
      code: 1,
      json: { kind: 'damaged', flaws: [{ kind: 'damaged-pack' }] },
    })
  })

  test('a kiosk belongs to one township for good', async () => {
    await kiosk('d', 'trust', pub())
    await keysOf(join(place.folder, 'neighbours'), { code: '990103', name: '榆林铺镇' })
    expect(await kiosk('d', 'trust', join(place.folder, 'neighbours', 'township.pub'))).toMatchObject({
      code: 1,
      json: { kind: 'wrong-township', pack: '榆林铺镇', kiosk: '石桥镇' },
    })
    writeFileSync(join(place.folder, 'no.pub'), '{}')
    expect(await kiosk('d', 'trust', join(place.folder, 'no.pub'))).toMatchObject({
      code: 1,
      json: { kind: 'not-a-key' },
    })
  })

  test('damage is found and named', async () => {
    await kiosk('e', 'trust', pub())
    await kiosk('e', 'import', pack)
    const folder = join(place.folder, 'e', 'packs')
    writeFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'other bytes')
    expect(await kiosk('e', 'verify')).toMatchObject({
      code: 1,
      json: { kind: 'damaged', flaws: [{ kind: 'damaged-pack' }] },
    })
  })

  test('looking at a folder that is no kiosk makes none', async () => {
    mkdirSync(join(place.folder, 'f'))
    expect(await kiosk('f', 'status')).toMatchObject({ code: 0, json: { township: null, content: null } })
    expect(await kiosk('f', 'entries')).toMatchObject({ code: 1, json: { kind: 'not-provisioned' } })
    expect(await kiosk('g', 'import', pack)).toMatchObject({ code: 1, json: { kind: 'not-provisioned' } })
    expect(readdirSync(join(place.folder, 'f'))).toEqual([])
    expect(existsSync(join(place.folder, 'g'))).toBe(false)
  })

  test.each([
    [[]],
    [['frobnicate']],
    [['rows']],
    [['entries', 'x']],
    [['status', '--village', 'x']],
    [['--what']],
  ])('wrong usage %j prints no JSON', async (argv) => {
    expect(await kiosk('h', ...argv)).toMatchObject({
      code: 2,
      json: null,
      err: expect.stringContaining('kiosk --data'),
    })
  })
})
