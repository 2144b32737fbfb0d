// The file that brings closed opinions home: what the kiosk signed comes in whole, and nothing else does.
import { generateKeyPairSync, sign as signWith, type KeyObject } from 'node:crypto'
import { expect, test } from 'vitest'
import { newOpinionNumber } from '../../../disclosure/opinion.ts'
import {
  isOpinionFileName,
  mostOpinionsInFile,
  opinionFileBytes,
  opinionFileName,
  readOpinionFile,
  writeOpinionFile,
  type OpinionFileBody,
} from '../../../pack/opinion-file.ts'
import { opinionKeyOf, sealOpinion } from '../../../pack/opinion-seal.ts'
import { keyIdOf } from '../../../pack/signature.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const sign = (message: Buffer, by: KeyObject = privateKey) => signWith(null, message, by)
const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
const township = opinionKeyOf(generateKeyPairSync('x25519').publicKey)

const sealed = (at: number) => {
  const number = newOpinionNumber(Buffer.from([0, 0, 0, 0, at, 7, 7, 7]))
  const opinion = { number, village: '990102100201', reason: 'wrong-amount', on: '2026-11-22' } as const
  return { number, sealed: sealOpinion(opinion, township).toString('base64') }
}

const body: OpinionFileBody = {
  format: 'mingbai-opinions-1',
  kiosk: { id: 'abcdef012345', keyId: keyIdOf(raw), algorithm: 'ed25519', publicKey: raw.toString('base64') },
  township: { code: '990102', name: '石桥镇' },
  writtenAt: '2026-11-22T08:00:00.000Z',
  opinions: [9, 4, 7].map(sealed),
}
const read = (text: string) => readOpinionFile(Buffer.from(text))

test('what was written is what is read, in the order of chance', () => {
  const found = read(writeOpinionFile(body, sign))
  expect(found).toMatchObject({ ok: true, body: { kiosk: body.kiosk, writtenAt: body.writtenAt } })
  const numbers = found.ok ? found.body.opinions.map(({ number }) => number) : []
  expect(numbers).toEqual(body.opinions.map(({ number }) => number).toSorted())
})

test('cut short anywhere, or with any byte changed, it is refused with a kind', () => {
  const whole = Buffer.from(writeOpinionFile({ ...body, opinions: [sealed(1)] }, sign))
  for (let length = 0; length < whole.length - 1; length += 13)
    expect(readOpinionFile(whole.subarray(0, length)).ok).toBe(false)
  for (let at = 0; at < whole.length - 1; at++) {
    const flipped = Buffer.from(whole)
    flipped[at] = (flipped[at] ?? 0) ^ 1
    expect(readOpinionFile(flipped).ok, `byte ${at}`).toBe(false)
  }
})

test('signed by another key, or as another kind of file, it is a forgery', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey
  const forged = writeOpinionFile(body, (message) => sign(message, stranger))
  expect(read(forged)).toEqual({ ok: false, flaw: { kind: 'bad-signature' } })
  const passedOff = writeOpinionFile(body, (message) =>
    sign(Buffer.from(message.toString('utf8').replace('mingbai-opinions-v1', 'mingbai-return-v1'))),
  )
  expect(read(passedOff)).toEqual({ ok: false, flaw: { kind: 'bad-signature' } })
})

test('a kiosk that signs with its own key and names another is refused', () => {
  const name = { ...body.kiosk, keyId: '0123456789abcdef' }
  expect(read(writeOpinionFile({ ...body, kiosk: name }, sign))).toEqual({
    ok: false,
    flaw: { kind: 'bad-signature' },
  })
})

/** As a kiosk of another program could sign it. */
const signedAnyhow = (inner: unknown): string => {
  const text = JSON.stringify(inner)
  const signature = sign(Buffer.from(`mingbai-opinions-v1\0${text}`)).toString('base64')
  return JSON.stringify({ format: body.format, publicKey: body.kiosk.publicKey, signature, body: text })
}

test('signed and yet not as it may be: what is more, what is missing, what came twice, words in the clear', () => {
  const [first] = body.opinions
  const wrong: [object, string][] = [
    [{ ...body, opinions: [] }, 'malformed'],
    [{ ...body, opinions: [first, first] }, 'number-twice'],
    [{ ...body, opinions: [{ ...first, text: '没有我家' }] }, 'malformed'],
    [{ ...body, opinions: [{ ...first, sealed: Buffer.from('没有我家').toString('base64') }] }, 'malformed'],
    [{ ...body, opinions: [{ ...first, number: '12345678' }] }, 'malformed'],
    [{ ...body, visitor: '张秀英' }, 'malformed'],
    [{ ...body, township: null }, 'malformed'],
  ]
  for (const [inner, kind] of wrong)
    expect(read(signedAnyhow(inner)), JSON.stringify(inner).slice(0, 80)).toMatchObject({ flaw: { kind } })
  expect(read(signedAnyhow(body)).ok).toBe(true)
})

test('something else altogether is told apart, and what is too large is not even parsed', () => {
  for (const text of ['', '{}', 'MBPACK\r\n', '[1,2', '\ufeff{}', 'null'])
    expect(read(text)).toEqual({ ok: false, flaw: { kind: 'not-an-opinion-file' } })
  expect(readOpinionFile(Buffer.alloc(opinionFileBytes + 1))).toEqual({
    ok: false,
    flaw: { kind: 'too-large' },
  })
})

test('as many as fit in one file come home in it', () => {
  const opinions = Array.from({ length: mostOpinionsInFile }, (_, at) => {
    const number = newOpinionNumber(Buffer.from([0, 0, 0, 0, at >> 8, at & 255, 3, 9]))
    return { number, sealed: sealed(3).sealed }
  })
  const different = [...new Map(opinions.map((each) => [each.number, each])).values()]
  expect(different.length).toBeGreaterThan(mostOpinionsInFile * 0.98)
  const text = writeOpinionFile({ ...body, opinions: different }, sign)
  expect(Buffer.byteLength(text)).toBeLessThan(opinionFileBytes)
  expect(read(text).ok).toBe(true)
})

test('its name says whose it is and which, and nothing of anybody', () => {
  const name = opinionFileName({ township: '990102', kiosk: 'abcdef012345', making: 42 })
  expect(name).toBe('mingbai-opinions-990102-abcdef012345-42.json')
  expect(isOpinionFileName(name)).toBe(true)
  for (const other of [
    'mingbai-receipt-990102-abcdef012345-42.json',
    '意见.json',
    `${name}.part`,
    `../${name}`,
  ])
    expect(isOpinionFileName(other)).toBe(false)
})
