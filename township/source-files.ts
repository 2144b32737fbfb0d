// The files of a township's folder: which there are, and what each really is, told by its bytes and not by its name.
import { lstat, open, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { hasMagic } from '../pack/container.ts'

/** `path` is relative to the folder, with / and in NFC: what the report calls a file. */
export type SourceFile = { path: string; absolute: string; bytes: number }

export type FolderRead =
  { ok: true; files: SourceFile[] } | { ok: false; kind: 'not-a-folder' | 'unreadable' | 'too-many-files' }

/** At the top of the folder: the window keeps it there, so that it goes where the sheets go. */
export const answersName = 'answers.json'

/** A township's five quarters are 130 files; a whole disk given by mistake must not be read. */
const mostFiles = 5000
const deepest = 8
/** The largest real roster seen is 20 MB; unpacked, XML grows about tenfold. */
export const largestFile = 64 * 1024 ** 2
const largestUnpacked = 640 * 1024 ** 2

export async function readFolder(folder: string): Promise<FolderRead> {
  const files: SourceFile[] = []
  const walk = async (at: string, path: string, depth: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true })
    entries.sort((one, other) => (one.name < other.name ? -1 : 1))
    for (const entry of entries) {
      if (files.length > mostFiles) return
      // What was answered about the sheets lies among them and is none of them.
      if (entry.name.startsWith('.') || (path === '' && entry.name === answersName)) continue
      const absolute = join(at, entry.name)
      const relative = (path === '' ? '' : `${path}/`) + entry.name.normalize('NFC')
      if (entry.isDirectory() && depth < deepest) await walk(absolute, relative, depth + 1)
      // A link may lead out of the folder the clerk chose.
      else if (entry.isFile()) files.push({ path: relative, absolute, bytes: (await lstat(absolute)).size })
    }
  }
  try {
    if (!(await lstat(folder)).isDirectory()) return { ok: false, kind: 'not-a-folder' }
    await walk(folder, '', 0)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    if (code === null) throw thrown
    return { ok: false, kind: code === 'ENOENT' ? 'not-a-folder' : 'unreadable' }
  }
  return files.length > mostFiles ? { ok: false, kind: 'too-many-files' } : { ok: true, files }
}

export type FileKind = 'workbook' | 'html' | 'word' | 'text' | 'picture' | 'pdf' | 'archive' | 'unknown'

export type Opened = { ok: true; kind: FileKind; bytes: Buffer } | { ok: false; why: Unopened }

export type Unopened =
  'lock-file' | 'pack' | 'too-large' | 'empty' | 'unreadable' | 'password-protected' | 'corrupt'

export async function openSource(file: SourceFile): Promise<Opened> {
  // Excel leaves ~$name beside an open workbook.
  if (basename(file.path).startsWith('~$')) return { ok: false, why: 'lock-file' }
  // What an earlier build left in the folder is its result, no source.
  if (/\.mbpack$/i.test(file.path)) return { ok: false, why: 'pack' }
  if (file.bytes === 0) return { ok: false, why: 'empty' }
  if (file.bytes > largestFile) return { ok: false, why: 'too-large' }
  let bytes
  try {
    const start = await firstBytes(file.absolute)
    if (hasMagic(start)) return { ok: false, why: 'pack' }
    const picture = pictureOrPdf(start)
    if (picture) return { ok: true, kind: picture, bytes: start }
    bytes = await readFile(file.absolute)
  } catch {
    return { ok: false, why: 'unreadable' }
  }
  if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))) return openZip(bytes)
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return openCompound(bytes)
  if (looksLikeHtml(bytes)) return { ok: true, kind: 'html', bytes }
  return { ok: true, kind: isBinary(bytes) ? 'unknown' : 'text', bytes }
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function pictureOrPdf(start: Buffer): 'picture' | 'pdf' | null {
  const hex = start.toString('hex')
  if (hex.startsWith('25504446')) return 'pdf'
  if (/^(ffd8ff|89504e47|47494638|424d|49492a00|4d4d002a)/.test(hex)) return 'picture'
  return hex.startsWith('52494646') && hex.slice(16, 24) === '57454250' ? 'picture' : null
}

/** Names and unpacked sizes from the directory at the end of a ZIP, before anything is unpacked. */
function openZip(bytes: Buffer): Opened {
  const names: string[] = []
  let unpacked = 0
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0 || end + 22 > bytes.length) return { ok: false, why: 'corrupt' }
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== 0x02014b50) return { ok: false, why: 'corrupt' }
    const nameLength = bytes.readUInt16LE(at + 28)
    names.push(bytes.toString('utf8', at + 46, at + 46 + nameLength))
    unpacked += bytes.readUInt32LE(at + 24)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  if (unpacked > largestUnpacked) return { ok: false, why: 'too-large' }
  if (names.some((name) => /^word\/document\.xml$/i.test(name))) return { ok: true, kind: 'word', bytes }
  const workbook = names.some((name) =>
    /^(xl\/workbook\.(xml|bin)|content\.xml)$/i.test(name.replaceAll('\\', '/')),
  )
  return { ok: true, kind: workbook ? 'workbook' : 'archive', bytes }
}

function openCompound(bytes: Buffer): Opened {
  try {
    const parts = XLSX.CFB.read(bytes, { type: 'buffer' }).FullPaths
    if (parts.some((path: string) => path.endsWith('EncryptedPackage')))
      return { ok: false, why: 'password-protected' }
    return {
      ok: true,
      kind: parts.some((path: string) => /\/(Workbook|Book)$/i.test(path)) ? 'workbook' : 'unknown',
      bytes,
    }
  } catch {
    return { ok: false, why: 'corrupt' }
  }
}

const looksLikeHtml = (bytes: Buffer): boolean =>
  /^\s*<(?:!doctype html|html|table|meta|head|body)/i.test(
    bytes
      .subarray(0, 512)
      .toString('latin1')
      .replace(/^\u00ef\u00bb\u00bf/, ''),
  )

const isBinary = (bytes: Buffer): boolean => {
  const start = bytes.subarray(0, 4096)
  return start.includes(0) && !(start[0] === 0xff && start[1] === 0xfe)
}
