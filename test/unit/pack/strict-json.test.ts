// JSON as packs may hold it: what JSON.parse would let through and we do not.
import { describe, expect, test } from 'vitest'
import { parseStrict, parseStrictBytes } from '../../../pack/strict-json.ts'

const flawOf = (text: string) => {
  const parsed = parseStrict(text)
  return parsed.ok ? null : parsed.why
}

describe('strict JSON', () => {
  test('plain values come out as JSON.parse gives them', () => {
    for (const text of ['null', 'true', '[]', '{}', '"一\\u4e8c\\n"', ' [1, -2, {"a": [false]}] ', '0'])
      expect(parseStrict(text)).toEqual({ ok: true, value: JSON.parse(text) })
  })

  test.each([
    ['{"a":1,"a":1}', 'duplicate-key'],
    ['{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['{"__proto__":1}', 'forbidden-key'],
    ['\uFEFF1', 'bom'],
    ['1.0', 'number'],
    ['-0', 'number'],
    ['1e3', 'number'],
    ['1e400', 'number'],
    ['9007199254740993', 'number'],
    ['01', 'trailing'],
    ['[1,]', 'syntax'],
    ["'a'", 'syntax'],
    ['"a\nb"', 'syntax'],
    ['"open', 'syntax'],
    ['tru', 'syntax'],
    ['{"a" 1}', 'syntax'],
    ['', 'syntax'],
    ['[[[[[[[[[1]]]]]]]]]', 'depth'],
    ['[1][2]', 'trailing'],
  ])('%s is refused as %s', (text, why) => expect(flawOf(text)).toBe(why))

  test('depth is refused before it can exhaust anything', () => {
    expect(flawOf('['.repeat(1_000_000))).toBe('depth')
    expect(flawOf('{"a":'.repeat(100_000))).toBe('depth')
  })

  test('bytes that are no UTF-8 are refused as such', () => {
    expect(parseStrictBytes(Buffer.from([0x22, 0xca, 0xd4, 0x22]))).toMatchObject({
      ok: false,
      why: 'encoding',
    })
    expect(parseStrictBytes(Buffer.from([0xef, 0xbb, 0xbf, 0x31]))).toMatchObject({ ok: false, why: 'bom' })
  })
})
