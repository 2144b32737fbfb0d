// Remembers beside the key which sequence was used last: a number used twice would make two packs with one name.
import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'

const SequenceRecord = z.strictObject({ last: z.number().int().nonnegative() })

const recordOf = (keyFile: string): string => `${keyFile}.sequence.json`

/** 0 if none was used yet; null if the record cannot be understood: then nobody knows. */
export async function lastSequence(keyFile: string): Promise<number | null> {
  let text
  try {
    text = await readFile(recordOf(keyFile), 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return 0
    return null
  }
  try {
    const read = SequenceRecord.safeParse(JSON.parse(text))
    return read.success ? read.data.last : null
  } catch {
    return null
  }
}

export const keepSequence = (keyFile: string, last: number): Promise<void> =>
  writeFile(recordOf(keyFile), `${JSON.stringify({ last })}\n`)
