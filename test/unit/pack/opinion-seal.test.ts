// A closed opinion: the township reads what was said, nobody else learns even how long it was, and no changed byte passes.
import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newOpinionNumber, opinionReasons, type Opinion } from '../../../disclosure/opinion.ts'
import {
  OpinionKey,
  opinionKeyOf,
  sealedFor,
  sealedOpinionBytes,
  sealOpinion,
} from '../../../pack/opinion-seal.ts'
import { makeKeys, readKey } from '../../../township/keys.ts'
import { openerOf, openOpinion, opinionKeyFor } from '../../../township/opinions/opinion-key.ts'
import { keysOf, temporaryFolder } from '../../stand-ins/pack-world.ts'

using place = temporaryFolder()
const { key } = await keysOf(place.folder)
using elsewhere = temporaryFolder()
const other = (await keysOf(elsewhere.folder)).key

const opinionKey = opinionKeyFor(key)
const openers = [openerOf(key)]

const anyOpinion: fc.Arbitrary<Opinion> = fc.record(
  {
    number: fc.uint8Array({ minLength: 8, maxLength: 8 }).map(newOpinionNumber),
    village: fc.constantFrom('990102100201', '990102100203', null),
    entry: fc.constantFrom('990102100201.cash-ledger.2026Q3', 'T.policy.standing'),
    reason: fc.constantFrom(...opinionReasons),
    text: fc
      .array(fc.constantFrom('没', '有', '我', '家', '𠮷', '"', '\\', '\n', ' ', 'ئۇ', '漏'), {
        minLength: 1,
        maxLength: 200,
      })
      .map((signs) => [...signs.join('')].slice(0, 200).join('')),
    on: fc.constantFrom('2026-11-22', '2027-01-01'),
  },
  { requiredKeys: ['number', 'village', 'reason', 'on'] },
)

test('what was said is what the township reads, whatever was said', () => {
  fc.assert(
    fc.property(anyOpinion, (opinion) => {
      expect(openOpinion(sealOpinion(opinion, opinionKey), openers)).toEqual({ ok: true, opinion })
    }),
  )
})

const short: Opinion = {
  number: newOpinionNumber(Buffer.alloc(8, 5)),
  village: '990102100201',
  reason: 'not-understood',
  on: '2026-11-22',
}
const long: Opinion = {
  ...short,
  entry: `990102100201.${'a'.repeat(182)}.2026`,
  text: '𠮷'.repeat(200),
}

test('看不懂 and two hundred characters are of one length, and the same opinion twice looks like two', () => {
  const sealed = [short, long, short].map((each) => sealOpinion(each, opinionKey))
  expect(sealed.map((each) => each.length)).toEqual([
    sealedOpinionBytes,
    sealedOpinionBytes,
    sealedOpinionBytes,
  ])
  expect(sealed[0]?.subarray(9)).not.toEqual(sealed[2]?.subarray(9))
  expect(sealed[0] && sealedFor(sealed[0])).toBe(opinionKey.keyId)
})

test('nothing of what was said stands in the closed bytes', () => {
  const said = { ...short, text: '没有我家' }
  const bytes = sealOpinion(said, opinionKey)
  for (const part of [said.text, said.village, said.reason, said.number, said.on])
    expect(bytes.includes(Buffer.from(part ?? ''))).toBe(false)
})

test('every single flipped byte is refused, and every shortening', () => {
  const sealed = sealOpinion(long, opinionKey)
  for (let at = 0; at < sealed.length; at++) {
    const flipped = Buffer.from(sealed)
    flipped[at] = (flipped[at] ?? 0) ^ 0x40
    expect(openOpinion(flipped, openers).ok, `byte ${at}`).toBe(false)
  }
  for (const length of [0, 1, 40, 41, 57, sealed.length - 1])
    expect(openOpinion(sealed.subarray(0, length), openers)).toEqual({
      ok: false,
      flaw: { kind: 'not-a-closed-opinion' },
    })
})

test('another township opens nothing, even if it says the opinion is its own', () => {
  const sealed = sealOpinion(short, opinionKey)
  expect(openOpinion(sealed, [openerOf(other)])).toEqual({
    ok: false,
    flaw: { kind: 'other-key', keyId: opinionKey.keyId },
  })
  const claimed = Buffer.from(sealed)
  Buffer.from(opinionKeyFor(other).keyId, 'hex').copy(claimed, 1)
  expect(openOpinion(claimed, [openerOf(other)])).toEqual({ ok: false, flaw: { kind: 'does-not-open' } })
})

test('after a change of keys older opinions open with the older key', () => {
  const before = sealOpinion(short, opinionKey)
  const after = sealOpinion(short, opinionKeyFor(other))
  const both = [openerOf(other), openerOf(key)]
  for (const sealed of [before, after]) expect(openOpinion(sealed, both)).toMatchObject({ ok: true })
})

test('a key under a passphrase opens the same opinions once it is unlocked', async () => {
  using folder = temporaryFolder()
  const made = await makeKeys({
    out: folder.folder,
    code: '990102',
    name: '石桥镇',
    passphrase: '石桥镇的口令 2026',
  })
  const read = made.ok ? await readKey(made.keyFile, '石桥镇的口令 2026') : null
  if (!read?.ok) throw new Error('a key just made cannot be read')
  const sealed = sealOpinion(short, opinionKeyFor(read.key))
  expect(openOpinion(sealed, [openerOf(read.key)])).toMatchObject({ ok: true })
})

test('the key that closes is not the key that signs, and neither tells the other', () => {
  expect(opinionKey.keyId).not.toBe(key.keyId)
  expect(opinionKey.publicKey).not.toBe(key.publicKey)
})

test('points of small order, other lengths and another key’s id are no key to close with', () => {
  const good = opinionKeyOf(generateKeyPairSync('x25519').publicKey)
  expect(OpinionKey.safeParse(good).success).toBe(true)
  const one = Buffer.alloc(32).fill(1, 0, 1)
  for (const raw of [
    Buffer.alloc(32),
    one,
    Buffer.from(`ec${'ff'.repeat(30)}7f`, 'hex'),
    Buffer.alloc(31, 9),
    Buffer.alloc(33, 9),
  ])
    expect(OpinionKey.safeParse({ ...good, publicKey: raw.toString('base64') }).success).toBe(false)
  expect(OpinionKey.safeParse({ ...good, keyId: opinionKey.keyId }).success).toBe(false)
  expect(OpinionKey.safeParse({ ...good, publicKey: good.publicKey.slice(0, -1) }).success).toBe(false)
})

test('an opinion that is none is never closed', () => {
  expect(() => sealOpinion({ ...short, number: '12345678' }, opinionKey)).toThrow()
})
