// An earlier pack of the township, for what it says of the periods before.
import { inspectPack } from '../pack/open.ts'
import type { Published } from './across-sheets.ts'

/** It must be whole, whoever signed it; without a file nothing is known of before. */
export async function entriesBefore(
  file: string | undefined,
): Promise<{ entries: readonly Published[] } | { failed: { kind: string; file: string; why: object } }> {
  if (file === undefined) return { entries: [] }
  const opened = await inspectPack(file)
  return opened.ok
    ? { entries: opened.pack.entries }
    : { failed: { kind: 'bad-previous-pack', file, why: opened.refusal } }
}
