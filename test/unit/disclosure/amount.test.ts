// Amounts as people read them: exact in tables, honest in sentences, unalterable in capitals.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  grouped,
  muDecimals,
  muFigure,
  muWords,
  yuanCapitals,
  yuanFigure,
  yuanWords,
} from '../../../disclosure/amount.ts'
import { capitalsByNzh } from '../../stand-ins/nzh-capitals.ts'

describe('figures', () => {
  test.each([
    [20241863, '202,418.63'],
    [0, '0.00'],
    [5, '0.05'],
    [-123456, '-1,234.56'],
    [10_000_000_000, '100,000,000.00'],
    [99999, '999.99'],
  ])('%i 分 is written %s', (fen, written) => expect(yuanFigure(fen)).toBe(written))

  test('a figure can be read back to the same 分', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (fen) => {
        const back = yuanFigure(fen).replaceAll(',', '').replace('.', '')
        return BigInt(back) === BigInt(fen)
      }),
    )
  })

  test('thousands are grouped', () => {
    expect([0, 999, 1000, 1234567, -1000].map(grouped)).toEqual(['0', '999', '1,000', '1,234,567', '-1,000'])
  })

  test('what is no exact amount is refused', () => {
    expect(() => yuanFigure(1.5)).toThrow('not an exact amount: 1.5')
    expect(() => yuanWords(Number.NaN)).toThrow('not an exact amount')
  })
})

describe('plain words', () => {
  test.each([
    [20200000, '20万2千元'],
    [20241863, '约20万2千元'],
    [418600, '4186元'],
    [418635, '约4186元'],
    [418650, '约4187元'],
    [9800000, '9万8千元'],
    [10000000, '10万元'],
    [999999, '约1万元'],
    [9999999, '约10万元'],
    [0, '0元'],
    [1250, '12元5角'],
    [1205, '12元零5分'],
    [50, '5角'],
    [7, '7分'],
    [-2100000, '负2万1千元'],
    [-2100001, '约负2万1千元'],
    [10_000_000_000, '1亿元'],
    [9_999_999_999, '约1亿元'],
    [12_345_678_900, '约1亿2346万元'],
  ])('%i 分 is said %s', (fen, words) => expect(yuanWords(fen)).toBe(words))

  test('words without 约 are exactly the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (fen) => {
        const words = yuanWords(fen)
        return words.startsWith('约') || fenOfWords(words) === fen
      }),
    )
  })

  test('words with 约 are off by less than one in twenty', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 9_999_999_999 }), (fen) => {
        return Math.abs(fenOfWords(yuanWords(fen).replace('约', '')) - fen) * 20 <= fen
      }),
    )
  })
})

function fenOfWords(words: string): number {
  const read = /^(?:(\d+)亿)?(?:(\d+)万)?(?:(\d+)千)?(\d+)?元?(?:(\d)角)?零?(?:(\d)分)?$/.exec(words)
  if (!read) throw new Error(`unreadable: ${words}`)
  const [, yi, wan, qian, yuan, jiao, part] = read.map((each) => Number(each ?? 0))
  const whole = (yi ?? 0) * 1e8 + (wan ?? 0) * 1e4 + (qian ?? 0) * 1e3 + (yuan ?? 0)
  return whole * 100 + (jiao ?? 0) * 10 + (part ?? 0)
}

describe('capitals', () => {
  test.each([
    [9800000, '玖万捌仟元整'],
    [20241863, '贰拾万贰仟肆佰壹拾捌元陆角叁分'],
    [0, '零元整'],
    [1000, '壹拾元整'],
    [100100, '壹仟零壹元整'],
    [105, '壹元零伍分'],
    [150, '壹元伍角整'],
    [50, '伍角整'],
    [5, '伍分'],
    [1000_0000, '壹拾万元整'],
    [10_000_000_000, '壹亿元整'],
    [10_000_000_100, '壹亿零壹元整'],
    [10_010_000_000, '壹亿零壹拾万元整'],
    [1_000_010_00, '壹佰万零壹拾元整'],
    [20_300_400_506, '贰亿零叁佰万肆仟零伍元零陆分'],
    [-1230, '负壹拾贰元叁角整'],
  ])('%i 分 is %s', (fen, written) => expect(yuanCapitals(fen)).toBe(written))

  /** Whole places with holes in them (1 亿 0 百 5 万 …), which random numbers of 14 digits hardly ever have. */
  const holed = fc
    .array(fc.constantFrom(0, 0, 0, 1, 2, 5, 9), { minLength: 1, maxLength: 14 })
    .map((digits) => Number(digits.join('')))
  // Above 万亿 the two name groups differently (壹万零壹亿); no township has so much.
  const anyAmount = fc
    .oneof(
      holed,
      fc.nat(9999),
      fc.maxSafeNat().map((fen) => fen % 1e14),
    )
    .chain((fen) => fc.constantFrom(fen, -fen))

  test('nzh, which knows nothing of ours, writes every amount the same', () => {
    fc.assert(
      fc.property(anyAmount, (fen) => {
        expect(yuanCapitals(fen)).toBe(capitalsByNzh(fen))
      }),
      { numRuns: 3000 },
    )
  })
})

describe('areas', () => {
  test.each([
    [9790112, '979.0112亩'],
    [120000, '12亩'],
    [125000, '12.5亩'],
    [0, '0亩'],
    [-5, '负0.0005亩'],
  ])('%i is said %s', (units, words) => expect(muWords(units)).toBe(words))

  test('a column may ask for the decimals its longest figure needs', () => {
    expect(muFigure(9790112)).toBe('979.0112')
    expect(muFigure(125000)).toBe('12.50')
    expect(muFigure(125000, 4)).toBe('12.5000')
    expect([125000, 125010, 125011].map(muDecimals)).toEqual([2, 3, 4])
  })
})
