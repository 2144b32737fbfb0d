// A reader of clean QR codes written from the standard alone, to check a writer by: no camera, no repair, byte mode.

/** Blocks at error correction M: how many of how many data bytes, for versions 1 to 20 (ISO/IEC 18004, table 9). */
const blocksAtM: readonly (readonly [number, number][])[] = [
  [[1, 16]],
  [[1, 28]],
  [[1, 44]],
  [[2, 32]],
  [[2, 43]],
  [[4, 27]],
  [[4, 31]],
  [
    [2, 38],
    [2, 39],
  ],
  [
    [3, 36],
    [2, 37],
  ],
  [
    [4, 43],
    [1, 44],
  ],
  [
    [1, 50],
    [4, 51],
  ],
  [
    [6, 36],
    [2, 37],
  ],
  [
    [8, 37],
    [1, 38],
  ],
  [
    [4, 40],
    [5, 41],
  ],
  [
    [5, 41],
    [5, 42],
  ],
  [
    [7, 45],
    [3, 46],
  ],
  [
    [10, 46],
    [1, 47],
  ],
  [
    [9, 43],
    [4, 44],
  ],
  [
    [3, 44],
    [11, 45],
  ],
  [
    [3, 41],
    [13, 42],
  ],
]

const masks: readonly ((row: number, column: number) => boolean)[] = [
  (r, c) => (r + c) % 2 === 0,
  (r) => r % 2 === 0,
  (_r, c) => c % 3 === 0,
  (r, c) => (r + c) % 3 === 0,
  (r, c) => (Math.floor(r / 2) + Math.floor(c / 3)) % 2 === 0,
  (r, c) => ((r * c) % 2) + ((r * c) % 3) === 0,
  (r, c) => (((r * c) % 2) + ((r * c) % 3)) % 2 === 0,
  (r, c) => (((r + c) % 2) + ((r * c) % 3)) % 2 === 0,
]

/** Row by row, true where it is dark; without the quiet zone. */
export type Matrix = readonly (readonly boolean[])[]

export function readCode(matrix: Matrix): string {
  const size = matrix.length
  const version = (size - 17) / 4
  const format = formatOf(matrix)
  if (format.level !== 0) throw new Error(`error correction ${format.level} is not M`)
  const mask = masks[format.mask] ?? (() => false)
  const bits = dataPlaces(size, version).map(([r, c]) => (matrix[r]?.[c] ?? false) !== mask(r, c))
  const bytes = Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((byte, bit) => byte * 2 + Number(bit), 0),
  )
  return textIn(inOrder(bytes, blocksAtM[version - 1] ?? []), version)
}

/** Fifteen bits beside the upper left finder: level and mask, unmasked. */
function formatOf(matrix: Matrix): { level: number; mask: number } {
  const places = [0, 1, 2, 3, 4, 5, 7, 8].map((c) => [8, c])
  const bits = [...places, [7, 8], ...[5, 4, 3, 2, 1, 0].map((r) => [r, 8])]
  const read = bits.reduce((all, [r = 0, c = 0]) => all * 2 + Number(matrix[r]?.[c] ?? false), 0)
  const five = ((read ^ 0b101010000010010) >> 10) & 31
  return { level: five >> 3, mask: five & 7 }
}

/** The way of the bits: two columns at a time from the right, up and down, past everything that is no data. */
function dataPlaces(size: number, version: number): [number, number][] {
  const places: [number, number][] = []
  let up = true
  for (let right = size - 1; right > 0; right -= 2) {
    if (right === 6) right = 5
    for (let step = 0; step < size; step++)
      for (const c of [right, right - 1]) {
        const r = up ? size - 1 - step : step
        if (!isFixed(r, c, size, version)) places.push([r, c])
      }
    up = !up
  }
  return places
}

function isFixed(r: number, c: number, size: number, version: number): boolean {
  if ((r < 9 && c < 9) || (r < 9 && c >= size - 8) || (r >= size - 8 && c < 9)) return true
  if (r === 6 || c === 6) return true
  if (version >= 7 && ((r < 6 && c >= size - 11) || (c < 6 && r >= size - 11))) return true
  const centres = alignmentCentres(version, size)
  const last = size - 7
  return centres.some((y) =>
    centres.some((x) => {
      const isFinder = (x === 6 && (y === 6 || y === last)) || (y === 6 && x === last)
      return !isFinder && Math.abs(r - y) <= 2 && Math.abs(c - x) <= 2
    }),
  )
}

function alignmentCentres(version: number, size: number): number[] {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2
  const step = Math.ceil((size - 13) / (2 * count - 2)) * 2
  return [6, ...Array.from({ length: count - 1 }, (_, at) => size - 7 - step * (count - 2 - at))]
}

/** Blocks are written byte by byte in turn; the longer ones come last. */
function inOrder(bytes: Uint8Array, blocks: readonly [number, number][]): number[] {
  const lengths = blocks.flatMap(([count, length]) => Array.from({ length: count }, () => length))
  const apart = lengths.map((): number[] => [])
  let at = 0
  for (let place = 0; place < Math.max(...lengths); place++)
    lengths.forEach((length, block) => {
      if (place < length) apart[block]?.push(bytes[at++] ?? 0)
    })
  return apart.flat()
}

function textIn(bytes: readonly number[], version: number): string {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('')
  if (bits.slice(0, 4) !== '0100') throw new Error(`mode ${bits.slice(0, 4)} is not bytes`)
  const wide = version < 10 ? 8 : 16
  const count = Number.parseInt(bits.slice(4, 4 + wide), 2)
  const text = Uint8Array.from({ length: count }, (_, at) =>
    Number.parseInt(bits.slice(4 + wide + at * 8, 12 + wide + at * 8), 2),
  )
  return new TextDecoder('utf-8', { fatal: true }).decode(text)
}
