// A key's fingerprint: what two people read to each other over the telephone.
import { createHash, randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { fingerprintOf, keyIdOf } from '../../../pack/signature.ts'

test('four groups of four digits, without 7 and 9, the same for the same key every time', () => {
  for (let at = 0; at < 500; at++) {
    const keyId = keyIdOf(randomBytes(32))
    expect(fingerprintOf(keyId)).toMatch(/^[0-68]{4}( [0-68]{4}){3}$/)
    expect(fingerprintOf(keyId)).toBe(fingerprintOf(keyId))
  }
  expect(fingerprintOf('0'.repeat(16))).toBe('0000 0000 0000 0000')
  expect(fingerprintOf('f'.repeat(16))).toBe('8888 8888 8888 8888')
  expect(fingerprintOf('053977000000ffff')).toBe('0123 4568 0000 0000')
})

test('any of the first 48 bits of a key id shows in it, and in one digit only', () => {
  const keyId = createHash('sha256').update('a key').digest('hex').slice(0, 16)
  const before = fingerprintOf(keyId)
  for (let bit = 0; bit < 48; bit++) {
    const flipped = (BigInt(`0x${keyId}`) ^ (1n << BigInt(63 - bit))).toString(16).padStart(16, '0')
    const after = fingerprintOf(flipped)
    expect([...after].filter((digit, at) => digit !== before[at])).toHaveLength(1)
  }
})
