// Reads back the FLAC files we write, from the format's own description: so that a test does not trust the writer's reading of it.

export function decodedFlac(file: Buffer): { rate: number; samples: number[] } {
  const bits = new BitReader(file)
  if (bits.get(32) !== 0x664c6143) throw new Error('no fLaC')
  bits.get(8)
  const length = bits.get(24)
  bits.get(16 + 16)
  bits.get(24 + 24)
  const rate = bits.get(20)
  bits.get(3 + 5 + 4)
  const total = bits.get(32)
  bits.at = (8 + length) * 8
  const samples: number[] = []
  while (samples.length < total) samples.push(...frame(bits))
  return { rate, samples }
}

function frame(bits: BitReader): number[] {
  if (bits.get(16) !== 0xfff8) throw new Error('lost')
  const sizeCode = bits.get(4)
  bits.get(4 + 4 + 3 + 1)
  let lead = 0
  const first = bits.get(8)
  while (first & (0x80 >> lead)) lead++
  for (let more = 1; more < lead; more++) bits.get(8)
  const size = sizeCode === 7 ? bits.get(16) + 1 : 256 << (sizeCode - 8)
  bits.get(8)
  const values = subframe(bits, size)
  bits.at = Math.ceil(bits.at / 8) * 8
  bits.get(16)
  return values
}

function subframe(bits: BitReader, size: number): number[] {
  bits.get(1)
  const type = bits.get(6)
  let wasted = 0
  if (bits.get(1)) for (wasted = 1; bits.get(1) === 0;) wasted++
  const width = 16 - wasted
  if (type === 0) return Array.from({ length: size }).fill(bits.signed(width) << wasted) as number[]
  const order = type - 8
  const values = Array.from({ length: order }, () => bits.signed(width))
  bits.get(2)
  const partitions = 1 << bits.get(4)
  for (let part = 0; part < partitions; part++) {
    const parameter = bits.get(4)
    const count = size / partitions - (part === 0 ? order : 0)
    for (let n = 0; n < count; n++) {
      let high = 0
      while (bits.get(1) === 0) high++
      const folded = (high << parameter) | (parameter ? bits.get(parameter) : 0)
      values.push((folded & 1 ? -((folded + 1) / 2) : folded / 2) + foretold(values, order))
    }
  }
  return values.map((value) => value << wasted)
}

const weights = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]]
const foretold = (values: readonly number[], order: number) =>
  (weights[order] ?? []).reduce((sum, weight, back) => sum + weight * (values.at(-1 - back) ?? 0), 0)

class BitReader {
  at = 0
  readonly #bytes: Buffer
  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }
  get(count: number): number {
    let value = 0
    for (let n = 0; n < count; n++, this.at++)
      value = value * 2 + (((this.#bytes[this.at >> 3] ?? 0) >> (7 - (this.at & 7))) & 1)
    return value
  }
  signed(count: number): number {
    const value = this.get(count)
    return value >= 2 ** (count - 1) ? value - 2 ** count : value
  }
}
