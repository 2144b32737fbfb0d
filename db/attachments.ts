// Attachments as files named by their own hash: written before anything refers to them, swept when nothing does.
import { randomUUID } from 'node:crypto'
import { open, rename } from 'node:fs/promises'
import { syncFolder } from '../pack/disk.ts'
import { attachmentBytes, type VerifiedPack } from '../pack/open.ts'
import { openReadable, type ReadableDb } from './database.ts'
import { attachmentFile, attachmentsFolder } from './data-folder.ts'
import { asFault } from './faults.ts'
import { generationVersion } from './generation-schema.ts'
import { sha256OfFile } from './reader.ts'
import { versionOf } from './state-schema.ts'

export async function storeAttachments(folder: string, pack: VerifiedPack): Promise<void> {
  const wanted = pack.manifest.parts.slice(1).map((part) => part.name)
  if (wanted.length === 0) return
  for (const sha256 of wanted)
    if (sha256OfFile(attachmentFile(folder, sha256)) !== sha256) await storeOne(folder, pack, sha256)
  await syncFolder(attachmentsFolder(folder))
}

async function storeOne(folder: string, pack: VerifiedPack, sha256: string): Promise<void> {
  const target = attachmentFile(folder, sha256)
  const unfinished = `${target}.${randomUUID()}.tmp`
  const handle = await open(unfinished, 'wx', 0o600)
  try {
    for await (const chunk of attachmentBytes(pack, sha256)) await handle.writeFile(chunk)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(unfinished, target)
}

/** What a generation's file refers to, pictures and sounds; null if it cannot be asked. */
export function attachmentsIn(file: string): string[] | null {
  let db: ReadableDb | undefined
  try {
    db = openReadable(file)
    // A file that a power cut has emptied opens as a database without tables.
    if (versionOf(db) !== generationVersion) return null
    const rows = db
      .prepare<[], { sha256: string }>('SELECT sha256 FROM attachment UNION SELECT sha256 FROM recording')
      .all()
    return rows.map(({ sha256 }) => sha256)
  } catch (thrown) {
    if (asFault(thrown, file)) return null
    throw thrown
  } finally {
    db?.close()
  }
}
