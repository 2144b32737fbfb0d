// Which kiosks this township knows, by the key each first signed with: a readable file, in which a person may write names.
import { readFile, rename, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { KioskId } from '../pack/return-envelope.ts'
import { isSystemError } from '../pack/refused.ts'
import { PublicKey } from '../pack/signature.ts'

const KnownKiosk = z.strictObject({
  /** Where it stands; for people, written by people. */
  name: z.string().max(60),
  keyId: PublicKey.shape.keyId,
  publicKey: PublicKey.shape.publicKey,
  /** How far its journal was when it last wrote: it only ever grows. */
  lines: z.number().int().nonnegative(),
  head: z.string().regex(/^[0-9a-f]{64}$/),
})
export type KnownKiosk = z.infer<typeof KnownKiosk>

const KnownKiosks = z.strictObject({
  format: z.literal('mingbai-kiosks-1'),
  kiosks: z.record(KioskId, KnownKiosk),
})
export type KnownKiosks = z.infer<typeof KnownKiosks>

/** None yet is an empty list; null is a file that cannot be understood: then nobody is trusted anew. */
export async function readKnownKiosks(file: string): Promise<KnownKiosks | null> {
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if (isSystemError(thrown) && thrown.code === 'ENOENT') return { format: 'mingbai-kiosks-1', kiosks: {} }
    throw thrown
  }
  const read = KnownKiosks.safeParse(jsonOrNull(text))
  return read.success ? read.data : null
}

/** Whole or as it was: a list cut short would trust strangers at their next word. */
export async function keepKnownKiosks(file: string, known: KnownKiosks): Promise<void> {
  await writeFile(`${file}.tmp`, `${JSON.stringify(KnownKiosks.parse(known), null, 2)}\n`)
  await rename(`${file}.tmp`, file)
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch {
    return null
  }
}
