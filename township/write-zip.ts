// Writes a ZIP, the shell of every workbook and letter we make: few parts, ASCII names, one fixed day.
import { crc32, deflateRawSync } from 'node:zlib'

export type ZipPart = { name: string; content: Buffer }

/** 1980-01-01: the same content is the same file, byte for byte, whenever it is written. */
const fixedDay = 0x21
const deflated = 8
const newestNeeded = 20

export function zipOf(parts: readonly ZipPart[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, content } of parts) {
    const shared = sharedFields(content, deflateRawSync(content), name)
    const local = Buffer.concat([signature(0x04034b50), shared.head, shared.name, shared.packed])
    locals.push(local)
    directory.push(directoryEntry(shared, at))
    at += local.length
  }
  const entries = Buffer.concat(directory)
  return Buffer.concat([...locals, entries, endOf(parts.length, entries.length, at)])
}

type Shared = { head: Buffer; name: Buffer; packed: Buffer }

/** What stands alike before a part and in the directory. */
function sharedFields(content: Buffer, packed: Buffer, partName: string): Shared {
  const name = Buffer.from(partName, 'utf8')
  const head = Buffer.alloc(26)
  head.writeUInt16LE(newestNeeded, 0)
  head.writeUInt16LE(deflated, 4)
  head.writeUInt16LE(fixedDay, 8)
  head.writeUInt32LE(crc32(content), 10)
  head.writeUInt32LE(packed.length, 14)
  head.writeUInt32LE(content.length, 18)
  head.writeUInt16LE(name.length, 22)
  return { head, name, packed }
}

function directoryEntry({ head, name }: Shared, at: number): Buffer {
  const made = Buffer.alloc(2)
  made.writeUInt16LE(newestNeeded, 0)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(at, 10)
  return Buffer.concat([signature(0x02014b50), made, head, tail, name])
}

function endOf(parts: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts, 8)
  end.writeUInt16LE(parts, 10)
  end.writeUInt32LE(size, 12)
  end.writeUInt32LE(at, 16)
  return end
}

function signature(number: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(number, 0)
  return bytes
}
