// What somebody with the township's key could still put into a manifest or a line (security.md P22–P24, P28, table 2.5).
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { flawOfText } from '../../../pack/clean-text.ts'
import { limits } from '../../../pack/limits.ts'
import type { Refusal } from '../../../pack/refusal.ts'
import { forged, type Forgery } from '../../stand-ins/forged-pack.ts'
import {
  dibao,
  openIn,
  packOf,
  posting,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'
import { jsonCorpus } from '../../stand-ins/json-corpus.ts'

vi.setConfig({ testTimeout: 120_000 })

const place = temporaryFolder()
let world: World
let good = ''
beforeAll(async () => {
  world = await worldIn(place.folder)
  good = await packOf(world, 5, [dibao({ payees: ['张三', '李四'] }), posting()])
})
afterAll(() => place[Symbol.dispose]())

async function refusalOf(wish: Forgery): Promise<Refusal | null> {
  const opened = await openIn(world, forged(world, good, wish))
  return opened.ok ? null : opened.refusal
}
/** One text of the content or of the manifest exchanged; a change that changes nothing would prove nothing. */
const inContent = (from: string, to: string) => refusalOf({ content: (text) => exchanged(text, from, to) })
const inManifest = (from: string, to: string) => refusalOf({ text: (text) => exchanged(text, from, to) })
function exchanged(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`no ${from} in ${text.slice(0, 2000)}`)
  return text.replace(from, () => to)
}
const [liugou] = villageCodes
const dibaoId = `${liugou}.dibao-list.2026Q2`

test('the forger’s pack is a good one as long as nothing is changed', async () => {
  expect(await refusalOf({})).toBeNull()
  expect(await refusalOf({ encoding: 'none' })).toBeNull()
})

describe('P22 T2.5 JSON that readers understand differently', () => {
  test('is refused as a manifest, and pollutes nothing', async () => {
    for (const [what, text] of Object.entries(jsonCorpus))
      expect((await refusalOf({ text: () => text }))?.kind, what).toMatch(/^(malformed|limit)$/)
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  test('is refused as an entry and as a row', async () => {
    for (const [what, text] of Object.entries(jsonCorpus)) {
      // Bytes that are no text at all have a case of their own.
      if (typeof text !== 'string') continue
      const row = text.replaceAll('\n', ' ')
      expect(await refusalOf({ content: (all) => `${row}\n${all}` }), `${what} as an entry`).not.toBeNull()
      const asRow = (all: string) => all.replace('[1,"张三"', () => `[1,${row}`)
      expect(await refusalOf({ content: asRow }), `${what} in a row`).not.toBeNull()
    }
  })

  test('in the place of a number: only whole numbers written plainly', async () => {
    for (const number of [
      '1e400',
      '-1e400',
      '-0',
      '9007199254740993',
      '30000.0',
      '3e4',
      'NaN',
      'Infinity',
      '0x7530',
      '030000',
      '+30000',
      '30000n',
      '"30000"',
      'null',
      '[30000]',
      'true',
    ]) {
      expect(await inContent('30000]', `${number}]`).catch(() => 'other layout'), number).not.toBeNull()
      expect(await inManifest('"entries":2', `"entries":${number}`), number).not.toBeNull()
    }
  })

  test('keys that objects have by birth are ordinary words and are not known here', async () => {
    for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'then'])
      expect(await inManifest('"format":1', `"format":1,"${key}":{"polluted":1}`), key).not.toBeNull()
    for (const name of ['__proto__', 'constructor', 'toString', 'valueOf'])
      expect(await inContent('"totals":{', `"totals":{"${name}":1,`), name).not.toBeNull()
  })
})

describe('P23 T2.5 bytes that are not UTF-8', () => {
  test('are refused as an encoding: GBK, UTF-16, overlong, half a character, a surrogate in bytes', async () => {
    const kinds: Record<string, Buffer> = {
      GBK: Buffer.from([0xca, 0xaf, 0xc7, 0xc5]),
      Big5: Buffer.from([0xa5, 0xdb, 0xbe, 0xf4]),
      overlong: Buffer.from([0xc0, 0xaf]),
      'half a character': Buffer.from([0xe7, 0x9f]),
      'a surrogate': Buffer.from([0xed, 0xa0, 0x80]),
      'above the last plane': Buffer.from([0xf5, 0x80, 0x80, 0x80]),
      'a lone tail': Buffer.from([0x80]),
    }
    for (const [what, bytes] of Object.entries(kinds)) {
      const put = (text: string, after: string) => {
        const [before = '', rest = ''] = text.split(after, 2)
        return Buffer.concat([Buffer.from(before + after), bytes, Buffer.from(rest)])
      }
      expect(await refusalOf({ text: (text) => put(text, '"name":"') }), what).toMatchObject({
        kind: 'malformed',
        why: 'encoding',
      })
      expect(await refusalOf({ content: (text) => put(text, '"title":"') }), what).toMatchObject({
        kind: 'malformed',
        at: 'content',
        why: 'encoding',
      })
    }
    for (const encoding of ['utf16le', 'latin1'] as const)
      expect((await refusalOf({ text: (text) => Buffer.from(text, encoding) }))?.kind).toBe('malformed')
  })

  test('a byte order mark is refused before the manifest, before the content and before a line', async () => {
    expect(await refusalOf({ text: (text) => `\ufeff${text}` })).toMatchObject({ why: 'bom' })
    expect(await refusalOf({ content: (text) => `\ufeff${text}` })).toMatchObject({ why: 'bom' })
    expect(await refusalOf({ content: (text) => text.replace('\n', '\n\ufeff') })).not.toBeNull()
  })
})

/** Text that looks like another or like nothing at all; each by its code points. */
const tricks: Record<string, string> = {
  'zero-width space': '柳\u200b沟村',
  'zero-width joiner': '柳\u200d沟村',
  'word joiner': '柳\u2060沟村',
  'soft hyphen': '柳\u00ad沟村',
  'right-to-left override': '\u202e村沟柳',
  'right-to-left mark': '柳沟村\u200f',
  'an isolate left open': '柳沟村\u2067',
  'a byte order mark within': '柳\ufeff沟村',
  'a line separator': '柳\u2028沟村',
  'a paragraph separator': '柳\u2029沟村',
  'a variation selector': '柳\ufe00沟村',
  'a variation selector of the last plane': '柳\u{e0100}沟村',
  'a tag character': '柳\u{e0041}沟村',
  'a Hangul filler': '柳沟村\u3164',
  'a half-width Hangul filler': '柳沟村\uffa0',
  'an empty Braille cell': '柳沟村\u2800',
  'a combining joiner': '柳\u034f沟村',
  'a Mongolian vowel separator': '柳\u180e沟村',
  'a musical mark that is not drawn': '柳\u{1d173}沟村',
  'a noncharacter': '柳沟村\ufdd0',
  'a noncharacter of another plane': '柳沟村\u{1ffff}',
  'a null': '柳沟村\\u0000',
  'a tab': '柳沟村\\t',
  'an escape': '柳\\u001b[31m沟村',
  'a lone high surrogate': '柳沟村\\ud800',
  'a lone low surrogate': '柳沟村\\udfff',
  'surrogates the wrong way round': '柳沟村\\udc00\\ud800',
  'an ideograph of the compatibility block': '柳沟\uf9d3',
  'a letter and its accent apart': 'Cafe\u0301',
}

describe('P24 T2.5 texts that look like others, or like nothing', () => {
  for (const [what, text] of Object.entries(tricks))
    test(`${what}: refused in a village’s name, a title, a cell and a label`, async () => {
      expect((await inManifest('"name":"柳沟村"', `"name":"${text}"`))?.kind).toBe('malformed')
      expect((await inContent('"title":"', `"title":"${text}`))?.kind).toBe('malformed')
      expect((await inContent('"张三"', `"${text}"`))?.kind).toBe('malformed')
      expect((await inContent('"sheet":null', `"sheet":"${text}"`))?.kind).toBe('malformed')
    })

  test('a village’s twin in full-width letters, in radicals or with a space more is the same name twice', async () => {
    const twins = ['石桥头村 ', '　石桥头村', '⽯桥头村', '石桥头村\u00a0']
    for (const twin of twins)
      expect((await inManifest('"name":"长岭村"', `"name":"${twin}"`))?.kind, twin).toBe('malformed')
  })

  // Two different characters that look alike are two characters: 长嶺村 beside 长岭村 is shown as it is written, with its
  // code and its pinyin, and only the township's key can write it. A list of look-alikes would refuse real villages.
  test('a homoglyph is shown visibly, as what it is', async () => {
    for (const twin of ['石橋头村', '石桥头朩', 'A村', 'А村'])
      expect(await inManifest('"name":"长岭村"', `"name":"${twin}"`), twin).toBeNull()
  })

  test('ten thousand characters where a name or a title stands', async () => {
    const long = '长'.repeat(10_000)
    expect((await inManifest('"name":"柳沟村"', `"name":"${long}"`))?.kind).toBe('malformed')
    expect((await inContent('"title":"', `"title":"${long}`))?.kind).toBe('malformed')
    expect(await inContent('"张三"', `"${'长'.repeat(30_000)}"`)).toMatchObject({ limit: 'lineBytes' })
  })

  test('ids, item types, stages and periods take plain letters alone', async () => {
    const wrong = [
      '２０２６Q2',
      '2026q2',
      '2026Q2\u200b',
      '2026Q２',
      '२०२६Q2',
      '2026Q2 ',
      'T',
      '../2026Q2',
      '2026Q2%00',
    ]
    for (const period of wrong) {
      expect(await inContent(`"period":"2026Q2"`, `"period":"${period}"`), period).not.toBeNull()
      expect(
        await inContent(`"id":"${dibaoId}"`, `"id":"${liugou}.dibao-list.${period}"`),
        period,
      ).not.toBeNull()
      expect(await inManifest('"periods":["2026Q2"]', `"periods":["${period}"]`), period).not.toBeNull()
    }
    for (const type of [
      'Dibao-list',
      'dibao-list\u200b',
      'dibaо-list',
      'dibao-list.x',
      '__proto__',
      'constructor',
    ])
      expect(await inContent('"itemType":"dibao-list"', `"itemType":"${type}"`), type).not.toBeNull()
  })

  test('whatever is refused here is also taken out by the builder’s own cleaning', () => {
    for (const text of Object.values(tricks).filter((each) => !each.includes('\\')))
      expect(flawOfText(text)).not.toBeNull()
    for (const text of ['柳沟村', '张·买买提', '①甲、乙', '２０２６年', '㎡', '﹏', '…', '𠮷野家'])
      expect(flawOfText(text), text).toBeNull()
  })
})

describe('P28 T2.5 numbers and days that contradict', () => {
  test('a row more or less than the entry, the counts or the totals say is refused with its place', async () => {
    const lineOf = (text: string) => text.split('\n')[1] ?? ''
    const more = await refusalOf({ content: (text) => text.replace('\n', () => `\n${lineOf(text)}\n`) })
    expect(more).toMatchObject({ kind: 'malformed' })
    const less = await refusalOf({ content: (text) => text.replace(`${lineOf(text)}\n`, '') })
    expect(less).not.toBeNull()
    const last = await refusalOf({
      content: (text) => text.slice(0, text.lastIndexOf('\n', text.length - 2) + 1),
    })
    expect(last).toMatchObject({ kind: 'counts-differ' })
    for (const count of ['"entries":2', '"rows":4', '"lines":5', '"attachments":0'])
      expect(await inManifest(count, count.replace(/\d$/, '9')), count).toMatchObject({
        kind: 'counts-differ',
      })
    expect(await inContent('"monthly":60000', '"monthly":60001')).toMatchObject({
      kind: 'counts-differ',
      at: `${dibaoId}.totals.monthly`,
      declared: 60_001,
      found: 60_000,
    })
  })

  test('counts and sizes below zero are refused wherever they stand', async () => {
    for (const [from, to] of [
      ['"entries":2', '"entries":-2'],
      ['"households":100', '"households":-1'],
      ['"population":400', '"population":-400'],
      ['"groups":[1', '"groups":[-1'],
      ['"groups":[1', '"groups":[0'],
    ] as const)
      expect((await inManifest(from, to))?.kind, to).toBe('malformed')
    expect(await inContent('"rows":2', '"rows":-2')).toMatchObject({ kind: 'malformed' })
    expect(await inContent('"subRows":0', '"subRows":-1')).toMatchObject({ kind: 'malformed' })
  })

  // Amounts of money may be negative: a reversed entry (红字冲销) is one, and the sums tell whether it is told of.
  test('a negative amount must be in the sum, to the last 分', async () => {
    const negative = (text: string) => text.replace('30000', '-30000')
    expect(await refusalOf({ content: negative })).toMatchObject({ kind: 'counts-differ' })
  })

  test('an amount beyond all money is refused by its limit: no ID and no card number fits', async () => {
    const beyond = String(limits.integer + 1)
    expect(await refusalOf({ content: (text) => text.replace('30000', beyond) })).not.toBeNull()
    expect(await inContent('"monthly":60000', `"monthly":${beyond}`)).not.toBeNull()
  })

  test('31 February, month 13, quarter 5 and the like are no days and no periods', async () => {
    for (const day of [
      '2026-02-31',
      '2026-02-29',
      '2025-13-01',
      '2026-00-10',
      '2026-04-31',
      '2026-1-1',
      '20260101',
      '2026-07-05T00:00:00Z',
      '0000-00-00',
      '+2026-07-05',
    ]) {
      expect(await inContent('"publishedOn":"2026-07-05"', `"publishedOn":"${day}"`), day).not.toBeNull()
      expect(await inManifest('"issuedOn":"2026-07-10"', `"issuedOn":"${day}"`), day).not.toBeNull()
    }
    for (const period of [
      '2026Q5',
      '2026Q0',
      '2026-13',
      '2026-00',
      '2026H3',
      '2026H0',
      '26Q2',
      '2026Q22',
      '2026-02-31',
      '2026-W10',
      '',
    ]) {
      const change = (text: string) => text.replaceAll('2026Q2', period)
      expect(await refusalOf({ content: change, text: change }), period).not.toBeNull()
    }
  })

  test('an entry of a village the pack does not name, or of another township’s, is refused', async () => {
    for (const code of [
      '990103100201',
      '990102100999',
      '000000000000',
      'T',
      '99010210020',
      '9901021002011',
    ]) {
      const change = (text: string) => text.replaceAll(`"villageCode":"${liugou}"`, `"villageCode":"${code}"`)
      expect(await refusalOf({ content: change }), code).not.toBeNull()
      const all = (text: string) => change(text).replaceAll(`${liugou}.`, `${code}.`)
      expect(await refusalOf({ content: all }), code).not.toBeNull()
    }
  })

  test('an entry twice, a cell more, a cell less, a row that is no list', async () => {
    expect(await refusalOf({ content: (text) => text + text })).toMatchObject({
      kind: 'malformed',
      why: 'twice',
    })
    for (const row of ['[]', '{}', 'null', '"x"', '[1]', '[[[[[[[[[1]]]]]]]]]'])
      expect(
        await refusalOf({ content: (text) => text.replace(/\n\[.*\n/, () => `\n${row}\n`) }),
        row,
      ).not.toBeNull()
    expect(await inContent('"张三"', '"张三",null')).not.toBeNull()
    expect(await inContent('"张三",', '')).not.toBeNull()
  })

  test('withdrawing what is not there is no harm; by a wrong id, twice, or a thousand and one times it is', async () => {
    const withdrawn = (ids: readonly string[]) =>
      refusalOf({ manifest: (manifest) => ({ ...manifest, withdrawn: ids }) })
    expect(await withdrawn([`${liugou}.posting-sheet.1999Q1`])).toBeNull()
    for (const id of [
      '../../etc',
      '',
      `${liugou}.posting-sheet`,
      '*',
      `${liugou}.posting-sheet.2026Q1\u200b`,
    ])
      expect((await withdrawn([id]))?.kind, id).toBe('malformed')
    expect(await withdrawn([`${liugou}.notice.2026Q1`, `${liugou}.notice.2026Q1`])).toMatchObject({
      why: 'twice',
    })
    const many = Array.from({ length: limits.withdrawn + 1 }, (_, at) => `${liugou}.notice.2026Q1.n${at}`)
    expect(await withdrawn(many)).toMatchObject({ limit: 'withdrawn' })
  })
})

describe('lines', () => {
  test('U+2028 and a new line within a cell are refused; between values white space means nothing', async () => {
    expect(await inContent('"张三"', '"张\u2028三"')).not.toBeNull()
    expect(await inContent('"张三"', '"张\n三"')).not.toBeNull()
    // A line that ends as Windows ends one holds the same values: it is signed, and its digest is over what was signed.
    expect(await refusalOf({ content: (text) => text.replaceAll('\n', '\r\n') })).toBeNull()
    expect(await refusalOf({ content: (text) => text.replaceAll('\n', '\r') })).not.toBeNull()
  })

  test('an empty line, a last line without its end, a line behind the last', async () => {
    expect(await refusalOf({ content: (text) => text.replace('\n', '\n\n') })).not.toBeNull()
    expect(await refusalOf({ content: (text) => text.trimEnd() })).not.toBeNull()
    expect(await refusalOf({ content: (text) => `${text}\n` })).not.toBeNull()
    expect(await refusalOf({ content: (text) => `${text}[]\n` })).not.toBeNull()
    expect(
      await refusalOf({ content: (text) => `${text}${'x'.repeat(limits.lineBytes + 1)}` }),
    ).toMatchObject({
      limit: 'lineBytes',
    })
  })

  test('a huge manifest, a manifest of white space and an empty one', async () => {
    const spaces = ' '.repeat(limits.manifestBytes)
    expect(await refusalOf({ text: (text) => text + spaces })).toMatchObject({ limit: 'manifestBytes' })
    expect((await refusalOf({ text: () => ' '.repeat(1000) }))?.kind).toBe('malformed')
    expect((await refusalOf({ text: () => '' }))?.kind).toBe('malformed')
    // White space between values is not what a township writes and changes nothing.
    expect(await refusalOf({ text: (text) => `\n ${text} \n` })).toBeNull()
  })
})
