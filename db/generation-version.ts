// Which form a generation's file is of, read from its head: neither opened nor trusted.
import { closeSync, openSync, readSync } from 'node:fs'

/** SQLite keeps user_version as four bytes at 60 (its file format, section 1.3). */
const versionAt = 60

/** Null if the file is not there or too short to be a database. */
export function versionInHeader(file: string): number | null {
  let descriptor
  try {
    descriptor = openSync(file, 'r')
    const bytes = Buffer.alloc(4)
    return readSync(descriptor, bytes, 0, 4, versionAt) === 4 ? bytes.readUInt32BE() : null
  } catch {
    return null
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
