// Which file system a stick was formatted with, told by its first bytes: sticks come in more kinds than drivers do.
import { open } from 'node:fs/promises'

/** `null` for no file system at all. `locked` is one that somebody encrypted (BitLocker, LUKS). */
export function fileSystemIn(start: Buffer): string | null {
  for (const [name, at, mark] of marks)
    if (start.length >= at + mark.length && start.subarray(at, at + mark.length).equals(mark)) return name
  return null
}

// Until here the longest-lived mark lies: the volume descriptor of a CD image copied onto a stick.
export const startBytes = 0x8000 + 4096

/** What a disk or one of its parts begins with; throws what the file system throws. */
export async function startOf(node: string): Promise<Buffer> {
  const handle = await open(node, 'r')
  try {
    const buffer = Buffer.alloc(startBytes)
    const { bytesRead } = await handle.read(buffer, 0, startBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

const text = (mark: string) => Buffer.from(mark, 'latin1')
const marks: readonly (readonly [name: string, at: number, mark: Buffer])[] = [
  ['locked', 3, text('-FVE-FS-')],
  ['locked', 0, text('LUKS')],
  ['exfat', 3, text('EXFAT   ')],
  ['ntfs', 3, text('NTFS    ')],
  ['vfat', 82, text('FAT32   ')],
  ['vfat', 54, text('FAT16   ')],
  ['vfat', 54, text('FAT12   ')],
  ['vfat', 54, text('FAT     ')],
  ['ext4', 0x438, Buffer.from([0x53, 0xef])],
  ['hfsplus', 0x400, text('H+')],
  ['hfsplus', 0x400, text('HX')],
  ['apfs', 32, text('NXSB')],
  ['squashfs', 0, text('hsqs')],
  ['xfs', 0, text('XFSB')],
  ['iso9660', 0x8001, text('CD001')],
  ['udf', 0x8001, text('BEA01')],
]
