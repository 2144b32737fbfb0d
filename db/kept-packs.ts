// The packs this kiosk has taken in, kept without their attachments' bytes: what content is built from once more.
import { existsSync, renameSync, truncateSync } from 'node:fs'
import { syncFolder, faulty } from '../pack/disk.ts'
import { contentEnd, type VerifiedPack } from '../pack/open.ts'
import { packFile, packsFolder, slimPackFile, syncFile } from './data-folder.ts'
import { sha256OfFile } from './reader.ts'
import type { GenerationRow } from './state.ts'

/**
 * The content is a pack's first part, so that head, signatures and content are the file's beginning: the staged copy is
 * cut there and gets its name. Attachments lie in their own folder by then, each once. Returns the hash of what is kept.
 */
export async function keepPack(folder: string, pack: VerifiedPack, packSha256: string): Promise<string> {
  truncateSync(pack.file, await contentEnd(pack))
  syncFile(pack.file)
  const sha256 = sha256OfFile(pack.file) ?? faulty({ kind: 'io', code: 'kept-pack' })
  renameSync(pack.file, slimPackFile(folder, packSha256))
  await syncFolder(packsFolder(folder))
  return sha256
}

export type KeptPack = { file: string; name: string; sha256: string }

type OfPack = Pick<GenerationRow, 'pack_sha256' | 'kept_sha256'>

/** Where the pack of a generation lies and what its bytes must hash to; packs of earlier kiosks are whole. */
export function keptPackOf(folder: string, row: OfPack): KeptPack {
  const file =
    row.kept_sha256 === null ? packFile(folder, row.pack_sha256) : slimPackFile(folder, row.pack_sha256)
  return { file, name: keptName(row), sha256: row.kept_sha256 ?? row.pack_sha256 }
}

export const keptName = (row: OfPack): string =>
  `${row.pack_sha256}${row.kept_sha256 === null ? '' : '.kept'}.mbpack`

export function isKept(folder: string, row: OfPack): boolean {
  const { file, sha256 } = keptPackOf(folder, row)
  return existsSync(file) && sha256OfFile(file) === sha256
}
