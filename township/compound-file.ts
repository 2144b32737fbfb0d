// The streams of a compound file (xls, et, doc, and what a password wraps), by chains of sectors that may not run in circles.
import { corrupt } from './source-limits.ts'

export const compoundMagic = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

type Entry = { name: string; kind: number; start: number; size: number }

const endOfChain = 0xfffffffa
/** Streams shorter than this live in sectors of 64 bytes inside the root's stream. */
const smallStream = 4096

export class CompoundFile {
  readonly entries: readonly Entry[]
  readonly #bytes: Buffer
  readonly #sectorSize: number
  readonly #sectors: number
  readonly #next: Uint32Array
  #smallNext: Uint32Array | null = null
  #smallBytes: Buffer | null = null

  /** Throws Unreadable. */
  constructor(bytes: Buffer) {
    if (bytes.length < 512 || !bytes.subarray(0, 8).equals(compoundMagic)) throw corrupt()
    const shift = bytes.readUInt16LE(30)
    if (shift !== 9 && shift !== 12) throw corrupt()
    this.#bytes = bytes
    this.#sectorSize = 1 << shift
    // The last sector of a file is sometimes cut short.
    this.#sectors = Math.ceil(bytes.length / this.#sectorSize) - 1
    this.#next = numbersIn(Buffer.concat(this.#tableSectors().map((at) => this.#sector(at))))
    this.entries = this.#directory()
  }

  has(name: string): boolean {
    return this.#entry(name) !== undefined
  }

  /** Null where there is no such stream. */
  stream(name: string): Buffer | null {
    const entry = this.#entry(name)
    if (!entry) return null
    const { start, size } = entry
    const bytes = size < smallStream ? this.#small(start, size) : this.#chain(start)
    if (bytes.length < size) throw corrupt()
    return bytes.subarray(0, size)
  }

  #entry(name: string): Entry | undefined {
    return this.entries.find((entry) => entry.kind === 2 && entry.name.toLowerCase() === name.toLowerCase())
  }

  #sector(at: number): Buffer {
    if (at >= this.#sectors) throw corrupt()
    const from = (at + 1) * this.#sectorSize
    const sector = this.#bytes.subarray(from, from + this.#sectorSize)
    if (sector.length === this.#sectorSize) return sector
    return Buffer.concat([sector, Buffer.alloc(this.#sectorSize - sector.length)])
  }

  /** Which sectors hold the table of chains: 109 in the header, more in a chain of their own. */
  #tableSectors(): number[] {
    const bytes = this.#bytes
    const found = Array.from({ length: 109 }, (_, index) => bytes.readUInt32LE(76 + index * 4))
    let at = bytes.readUInt32LE(68)
    for (let steps = 0; at < endOfChain; steps++) {
      if (steps > this.#sectors) throw corrupt()
      const numbers = numbersIn(this.#sector(at))
      found.push(...numbers.subarray(0, -1))
      at = numbers.at(-1) ?? endOfChain
    }
    const used = found.filter((sector) => sector < endOfChain)
    if (used.length > this.#sectors || new Set(used).size !== used.length) throw corrupt()
    return used
  }

  /** All sectors of a chain; one that is met twice would never end. */
  #chain(start: number): Buffer {
    const sectors: Buffer[] = []
    for (let at = start; at < endOfChain; at = this.#next[at] ?? endOfChain) {
      if (sectors.length > this.#sectors) throw corrupt()
      sectors.push(this.#sector(at))
    }
    return Buffer.concat(sectors)
  }

  #small(start: number, size: number): Buffer {
    this.#smallNext ??= numbersIn(this.#chain(this.#bytes.readUInt32LE(60)))
    this.#smallBytes ??= this.#chain(this.entries.find(({ kind }) => kind === 5)?.start ?? endOfChain)
    const parts: Buffer[] = []
    for (let at = start; at < endOfChain && parts.length * 64 < size; at = this.#smallNext[at] ?? endOfChain)
      parts.push(this.#smallBytes.subarray(at * 64, at * 64 + 64))
    return Buffer.concat(parts)
  }

  #directory(): Entry[] {
    const bytes = this.#chain(this.#bytes.readUInt32LE(48))
    return Array.from({ length: Math.floor(bytes.length / 128) }, (_, index) => {
      const at = index * 128
      const length = Math.max(0, Math.min(64, bytes.readUInt16LE(at + 64)) - 2)
      return {
        name: bytes.toString('utf16le', at, at + length),
        kind: bytes[at + 66] ?? 0,
        start: bytes.readUInt32LE(at + 116),
        size: bytes.readUInt32LE(at + 120),
      }
    }).filter(({ kind }) => kind !== 0)
  }
}

const numbersIn = (bytes: Buffer): Uint32Array =>
  Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4))
