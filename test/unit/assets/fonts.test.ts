// Checks that the shipped fonts are there, small enough, licensed, and can draw every name a village may hold.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../../assets/fonts')
const largestTotal = 32 * 1024 * 1024
const rareNames = '柳沟榆𠮷䶮㛃𬱟喆堃𬴃𪨶㐂龘嚞﨏髙𫝈𬉼𬜯𬞟𫠬'
/** What a font stack names last, so that every face falls back to it. */
const rareFamilies = ['Mingbai Rare', 'Mingbai Names']
const signs = 'azAZ09×²・，。、；：！？“”‘’（）〔〕《》〈〉【】—…–·①⑳㎡℃№★●○■□▲▼◀▶✓✕￥¥″％āǎǜ←↑→↓々〇'

type Face = { family: string; weight: number; file: string }

const faces = ['fonts.css', 'other-scripts.css'].flatMap((file) =>
  readFaces(readFileSync(join(folder, file), 'utf8')),
)
const drawable = new Map(faces.map((face) => [face.file, readCharacters(join(folder, face.file))]))

describe('the font folder', () => {
  test('holds exactly the font files that the style sheets name', () => {
    const present = readdirSync(folder).filter((name) => /\.(otf|ttf|woff2?)$/.test(name))
    expect(present.toSorted()).toEqual([...drawable.keys()].toSorted())
  })

  test('stays under 32 MB', () => {
    const total = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)
    expect(total).toBeLessThan(largestTotal)
  })

  test('carries the licence with its copyright lines', () => {
    const licence = readFileSync(join(folder, 'OFL.txt'), 'utf8')
    expect(licence).toMatch(/^Copyright 2014-2021 Adobe/)
    expect(licence).toContain('SIL OPEN FONT LICENSE Version 1.1')
    expect(licence).toContain('PERMISSION & CONDITIONS')
  })
})

describe('the faces', () => {
  test.each([
    ['Mingbai Sans', 400],
    ['Mingbai Sans', 700],
  ])('%s %i draws rare names', (family, weight) => {
    expect(undrawn(rareNames, family, weight)).toEqual([])
  })

  test.each([
    ['Mingbai Sans', 400],
    ['Mingbai Sans', 700],
    ['Mingbai Serif', 700],
  ])('%s %i draws all of GB 2312 and the signs the screens use', (family, weight) => {
    const common = gb2312Characters()
    expect(common).toHaveLength(6763)
    expect(undrawn([...common, ...signs], family, weight)).toEqual([])
  })

  test.each([
    ['Mingbai Sans', 400],
    ['Mingbai Sans', 700],
    ['Mingbai Serif', 700],
  ])('%s %i draws all 8,105 characters of the national table (Unihan kTGH)', (family, weight) => {
    const file = join(folder, '../../test/fixtures/characters/standard-8105.txt')
    const standard = [...readFileSync(file, 'utf8').replaceAll('\n', '')]
    expect(standard).toHaveLength(8105)
    expect(undrawn(standard, family, weight)).toEqual([])
  })

  test.each([400, 700])('letters of Uyghur and all syllables of Korean are drawn at weight %i', (weight) => {
    const uyghur = 'ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي،؛؟«»'
    const syllables = numbersBetween(0xac00, 0xd7a3).map((point) => String.fromCodePoint(point))
    expect(undrawn([...uyghur], 'Mingbai Naskh', weight)).toEqual([])
    expect(undrawn(syllables, 'Mingbai Hangul', weight)).toEqual([])
  })

  test('no rare family repeats a character that daily text has, so that its file stays unread', () => {
    const daily = new Set(
      faces.flatMap((face) => (rareFamilies.includes(face.family) ? [] : [...charactersOf(face)])),
    )
    for (const rare of faces.filter((face) => rareFamilies.includes(face.family)))
      expect([...charactersOf(rare)].filter((point) => daily.has(point) && point > 0xff)).toEqual([])
  })

  test('the style sheet of the page names the rare families after its own', () => {
    const tokens = readFileSync(join(folder, '../../renderer/styles/tokens.css'), 'utf8')
    expect(tokens).toContain("--scripts: 'Mingbai Hangul', 'Mingbai Naskh';")
    expect(tokens).toContain(`--rare: ${rareFamilies.map((each) => `'${each}'`).join(', ')};`)
    expect(tokens.match(/--(?:sans|serif): '[^;]*var\(--rare\)/g)).toHaveLength(2)
  })
})

function undrawn(characters: Iterable<string>, family: string, weight: number): string[] {
  const candidates = faces.filter(
    (face) => (face.family === family && face.weight === weight) || rareFamilies.includes(face.family),
  )
  return [...characters].filter((character) => {
    const point = character.codePointAt(0) ?? 0
    return !candidates.some((face) => charactersOf(face).has(point))
  })
}

function charactersOf(face: Face): Set<number> {
  const found = drawable.get(face.file)
  if (!found) throw new Error(`no characters read for ${face.file}`)
  return found
}

function gb2312Characters(): string[] {
  const decoder = new TextDecoder('gbk')
  const codes = numbersBetween(0xb0, 0xf7).flatMap((row) =>
    numbersBetween(0xa1, 0xfe).map((cell) => [row, cell]),
  )
  const lastOfLevelOne = 0xf9
  return codes
    .filter(([row = 0, cell = 0]) => row !== 0xd7 || cell <= lastOfLevelOne)
    .map((code) => decoder.decode(Uint8Array.from(code)))
}

function readFaces(css: string): Face[] {
  return [...css.matchAll(/@font-face \{([^}]*)\}/g)].map(([, body = '']) => ({
    family: firstMatch(body, /font-family: '([^']+)'/),
    weight: Number(firstMatch(body, /font-weight: (\d+)/)),
    file: firstMatch(body, /url\('\.\/([^']+)'\)/),
  }))
}

function firstMatch(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`${pattern} not found in ${text.slice(0, 200)}`)
  return found
}

/** A font without rare characters keeps them in segments of a subtable of format 4. */
function charactersInSegments(file: Buffer, at: number): Set<number> {
  const segments = file.readUInt16BE(at + 6) / 2
  return new Set(
    numbersBetween(0, segments - 1).flatMap((index) => {
      const last = file.readUInt16BE(at + 14 + index * 2)
      const first = file.readUInt16BE(at + 16 + segments * 2 + index * 2)
      return first === 0xffff ? [] : numbersBetween(first, last)
    }),
  )
}

/** Reads the characters an OpenType file has glyphs for from its cmap subtable of format 12. */
function readCharacters(path: string): Set<number> {
  const file = readFileSync(path)
  const cmap = tableOffset(file, 'cmap')
  const count = file.readUInt16BE(cmap + 2)
  const subtables = numbersBetween(0, count - 1).map(
    (index) => cmap + file.readUInt32BE(cmap + 4 + index * 8 + 4),
  )
  const subtable = subtables.find((offset) => file.readUInt16BE(offset) === 12)
  const small = subtables.find((offset) => file.readUInt16BE(offset) === 4)
  if (subtable === undefined && small !== undefined) return charactersInSegments(file, small)
  if (subtable === undefined) throw new Error(`${path} has no cmap subtable of format 12 or 4`)
  const groups = numbersBetween(0, file.readUInt32BE(subtable + 12) - 1).map(
    (index) => subtable + 16 + index * 12,
  )
  return new Set(groups.flatMap((at) => numbersBetween(file.readUInt32BE(at), file.readUInt32BE(at + 4))))
}

function tableOffset(file: Buffer, tag: string): number {
  const record = numbersBetween(0, file.readUInt16BE(4) - 1)
    .map((index) => 12 + index * 16)
    .find((at) => file.toString('latin1', at, at + 4) === tag)
  if (record === undefined) throw new Error(`no table ${tag}`)
  return file.readUInt32BE(record + 8)
}

function numbersBetween(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
