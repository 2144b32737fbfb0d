// Which characters something written looks like: compared with the shape of every one that is known.
import type { Stroke } from './ink.ts'
import { roughLength, roughOf, shapeLength, shapeOf } from './shape.ts'

/** Anything better may take its place: strokes in, characters out, the likeliest first. */
export type Matcher = { rank(strokes: readonly Stroke[], most: number): string[] }

export type KnownShapes = { characters: string[]; shapes: Int8Array }

const magic = 'MBSHAPE1'

/** The file: the magic, how many bytes of characters (4, big-endian), the characters as UTF-8, their shapes in order. */
export function writeShapes({ characters, shapes }: KnownShapes): Uint8Array {
  const names = new TextEncoder().encode(characters.join(''))
  const start = magic.length + 4 + names.length
  const bytes = new Uint8Array(start + shapes.length)
  bytes.set(new TextEncoder().encode(magic))
  new DataView(bytes.buffer).setUint32(magic.length, names.length)
  bytes.set(names, magic.length + 4)
  bytes.set(shapes, start)
  return bytes
}

export function readShapes(bytes: Uint8Array): KnownShapes {
  const found = new TextDecoder().decode(bytes.subarray(0, magic.length))
  if (found !== magic) throw new Error(`not a file of shapes: begins with ${JSON.stringify(found)}`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = magic.length + 4 + view.getUint32(magic.length)
  const characters = [...new TextDecoder().decode(bytes.subarray(magic.length + 4, start))]
  const shapes = new Int8Array(bytes.buffer, bytes.byteOffset + start, bytes.byteLength - start)
  if (shapes.length !== characters.length * shapeLength)
    throw new Error(`${characters.length} characters and ${shapes.length} bytes of shapes`)
  return { characters, shapes }
}

/** So many are compared part by part, after a rough comparison of all: a character takes a quarter of the time. */
const roughlyAlike = 600

export function shapeMatcher({ characters, shapes }: KnownShapes): Matcher {
  const rough = new Int16Array(characters.length * roughLength)
  for (const at of characters.keys())
    rough.set(roughOf(shapes.subarray(at * shapeLength, (at + 1) * shapeLength)), at * roughLength)
  const everyone = Uint16Array.from(characters.keys())
  return {
    rank(strokes, most) {
      const written = shapeOf(strokes)
      const nearby = nearest(everyone, rough, roughOf(written)).subarray(0, roughlyAlike)
      const ranked = nearest(nearby, shapes, written).subarray(0, most)
      return [...ranked].flatMap((at) => characters[at] ?? [])
    },
  }
}

/** Of these, those first whose numbers are most like the ones asked for; all are equally large, so the sum is a cosine. */
function nearest(
  places: Uint16Array,
  numbers: Int8Array | Int16Array,
  to: Int8Array | Int16Array,
): Uint16Array {
  const likeness = new Map<number, number>()
  for (const place of places) {
    const start = place * to.length
    let sum = 0
    for (let at = 0; at < to.length; at++) sum += (numbers[start + at] ?? 0) * (to[at] ?? 0)
    likeness.set(place, sum)
  }
  return places.toSorted((a, b) => (likeness.get(b) ?? 0) - (likeness.get(a) ?? 0) || a - b)
}
