// Works out the shapes of characters out of the middle lines of their strokes; run by make-shapes.sh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { InkPoint } from '../../renderer/find/handwriting/ink.ts'
import { writeShapes } from '../../renderer/find/handwriting/matcher.ts'
import { shapeLength, shapeOf } from '../../renderer/find/handwriting/shape.ts'

type Strokes = InkPoint[][]

const [strokesFolder = '', standardFile = '', out = ''] = process.argv.slice(2)

/** The characters of 通用规范汉字表 in its order, then those of GB 2312 that it leaves out. */
function wanted(): string[] {
  const places = readFileSync(standardFile, 'utf8').trim().split('\n')
  const standard = places
    .map((line) => /^U\+([0-9A-F]+)\tkTGH\t2013:(\d+)/.exec(line))
    .flatMap((match) => (match?.[1] && match[2] ? [{ code: match[1], place: Number(match[2]) }] : []))
    .sort((a, b) => a.place - b.place)
    .map(({ code }) => String.fromCodePoint(Number.parseInt(code, 16)))
  return [...new Set([...standard, ...gb2312()])]
}

function gb2312(): string[] {
  const read = new TextDecoder('gb2312')
  const cells = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at)
  return cells(0xb0, 0xf7)
    .flatMap((row) => cells(0xa1, 0xfe).map((cell) => read.decode(Uint8Array.of(row, cell))))
    .filter((character) => /^\p{Script=Han}$/u.test(character))
}

/** In the source y goes up from a line 900 below the top; on the glass it goes down. */
function drawn(character: string): Strokes | undefined {
  const file = join(strokesFolder, `${character}.json`)
  if (!existsSync(file)) return undefined
  const { medians } = JSON.parse(readFileSync(file, 'utf8')) as { medians: [number, number][][] }
  return medians.map((stroke) => stroke.map(([x, y]) => ({ x, y: 900 - y })))
}

/** Characters that the source lacks, of parts that it has: one a line, the character and its description (⿰左右 ⿱上下). */
function composedOnes(): Map<string, string> {
  const lines = readFileSync(join(out, 'composed.txt'), 'utf8').split('\n')
  const described = lines.flatMap((line) => {
    const [character, description] = line.split(' ')
    return character && description && !line.startsWith('#') ? [[character, description] as const] : []
  })
  return new Map(described)
}

type Place = { left: number; top: number; width: number; height: number }

/** How many parts there are, and where each lies, given how many strokes they have. */
const layouts: Record<string, { parts: number; places: (counts: number[]) => Place[] }> = {
  '⿰': { parts: 2, places: (counts) => beside(counts) },
  '⿲': { parts: 3, places: (counts) => beside(counts) },
  '⿱': { parts: 2, places: (counts) => beside(counts).map(turned) },
  '⿳': { parts: 3, places: (counts) => beside(counts).map(turned) },
  '⿺': { parts: 2, places: () => [whole, { left: 0.38, top: 0.05, width: 0.57, height: 0.62 }] },
  '⿸': { parts: 2, places: () => [whole, { left: 0.28, top: 0.32, width: 0.68, height: 0.66 }] },
  '⿵': { parts: 2, places: () => [whole, { left: 0.22, top: 0.35, width: 0.56, height: 0.6 }] },
}
const whole: Place = { left: 0, top: 0, width: 1, height: 1 }
const turned = ({ left, width }: Place): Place => ({ left: 0, top: left, width: 1, height: width })

/** A part of more strokes is wider, but far from as much wider as it has more of them. */
function beside(counts: number[]): Place[] {
  const weights = counts.map((count) => Math.sqrt(count + 2))
  const all = weights.reduce((sum, each) => sum + each, 0)
  let left = 0
  return weights.map((weight) => {
    const place = { left, top: 0, width: weight / all, height: 1 }
    left += place.width
    return place
  })
}

function composed(description: string): Strokes {
  const rest = [...description]
  const read = (): Strokes => {
    const next = rest.shift()
    if (next === undefined) throw new Error(`ends too early: ${description}`)
    const layout = layouts[next]
    if (!layout) return drawn(next) ?? fail(`no strokes for ${next} of ${description}`)
    const parts = Array.from({ length: layout.parts }, read)
    const places = layout.places(parts.map((part) => part.length))
    return parts.flatMap((part, at) => within(part, places[at] ?? whole))
  }
  const strokes = read()
  return rest.length === 0 ? strokes : fail(`goes on after its end: ${description}`)
}

/** A part fills its place but for a margin, so that neighbours do not touch. */
function within(strokes: Strokes, { left, top, width, height }: Place): Strokes {
  const points = strokes.flat()
  const from = { x: Math.min(...points.map(({ x }) => x)), y: Math.min(...points.map(({ y }) => y)) }
  const to = { x: Math.max(...points.map(({ x }) => x)), y: Math.max(...points.map(({ y }) => y)) }
  const side = 1000
  const inside = (at: number, least: number, most: number, start: number, size: number) =>
    (start + size * (0.06 + 0.88 * (most > least ? (at - least) / (most - least) : 0.5))) * side
  return strokes.map((stroke) =>
    stroke.map(({ x, y }) => ({
      x: inside(x, from.x, to.x, left, width),
      y: inside(y, from.y, to.y, top, height),
    })),
  )
}

function fail(message: string): never {
  throw new Error(message)
}

const descriptions = composedOnes()
const strokesOf = (character: string): Strokes | undefined => {
  const description = descriptions.get(character)
  return drawn(character) ?? (description === undefined ? undefined : composed(description))
}
const all = [...new Set([...wanted(), ...descriptions.keys()])]
const known = all.flatMap((character) => {
  const strokes = strokesOf(character)
  return strokes ? [{ character, shape: shapeOf(strokes) }] : []
})
const shapes = new Int8Array(known.length * shapeLength)
for (const [at, { shape }] of known.entries()) shapes.set(shape, at * shapeLength)
const characters = known.map(({ character }) => character)
writeFileSync(join(out, 'shapes.bin'), writeShapes({ characters, shapes }))
const has = new Set(characters)
const missing = all.filter((character) => !has.has(character))
writeFileSync(join(out, 'missing.txt'), `${missing.join('')}\n`)
process.stdout.write(`${characters.length} characters, ${missing.length} missing\n`)
