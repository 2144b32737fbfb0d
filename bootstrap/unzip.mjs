// Unpacks the wanted part of a zip file, so that a bare machine needs no unzip program.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, resolve, sep } from 'node:path'
import { inflateRawSync } from 'node:zlib'

/**
 * @param {string} zipFile
 * @param {string} folder
 * @param {(name: string) => string | undefined} placeFor a file's path inside `folder`, or undefined to leave it out
 * @returns {number} how many files were written
 */
export function unzip(zipFile, folder, placeFor) {
  const zip = readFileSync(zipFile)
  let written = 0
  for (const entry of entriesOf(zip)) {
    const place = entry.name.endsWith('/') ? undefined : placeFor(entry.name)
    if (place === undefined) continue
    const target = resolve(folder, place)
    if (!target.startsWith(resolve(folder) + sep)) throw new Error(`${entry.name} would leave ${folder}`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, contentOf(zip, entry), { mode: entry.mode & 0o111 ? 0o755 : 0o644 })
    written++
  }
  return written
}

/** @typedef {{ name: string, method: number, mode: number, packedSize: number, size: number, at: number }} ZipEntry */

/**
 * The table of contents at the end of the file.
 * @param {Buffer} zip
 * @returns {ZipEntry[]}
 */
function entriesOf(zip) {
  const end = zip.lastIndexOf('PK\x05\x06')
  if (end < 0) throw new Error('not a zip file')
  const count = zip.readUInt16LE(end + 10)
  let at = zip.readUInt32LE(end + 16)
  if (count === 0xffff || at === 0xffffffff) throw new Error('zip64 is not expected here')
  const entries = []
  for (let n = 0; n < count; n++) {
    const nameLength = zip.readUInt16LE(at + 28)
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      method: zip.readUInt16LE(at + 10),
      mode: zip.readUInt32LE(at + 38) >>> 16,
      packedSize: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
  return entries
}

function contentOf(/** @type {Buffer} */ zip, /** @type {ZipEntry} */ entry) {
  const start = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28)
  const packed = zip.subarray(start, start + entry.packedSize)
  const content = entry.method === 0 ? packed : inflateRawSync(packed)
  if (content.length !== entry.size)
    throw new Error(`${entry.name} has ${content.length} bytes, not ${entry.size}`)
  return content
}
