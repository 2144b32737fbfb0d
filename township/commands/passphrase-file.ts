// The passphrase of a key, from a file: in a shell's history or a list of processes it would be read by others.
import { readFile } from 'node:fs/promises'

/** The first line of the file; null where none is named. */
export async function passphraseOf(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null
  return (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? ''
}
