// An earlier pack of the township, for what it says of the periods before.
import { inspectPack } from '../pack/open.ts'
import type { Published } from './across-sheets.ts'
import { saidIn, type SaidBefore } from './corrections.ts'

/** What an earlier pack says: each item's sums, and a mark of all it says. */
export type Before = { entries: readonly Published[]; said: SaidBefore }

export const nothingBefore: Before = { entries: [], said: new Map() }

/** It must be whole, whoever signed it; without a file nothing is known of before. */
export async function entriesBefore(
  file: string | undefined,
): Promise<Before | { failed: { kind: string; file: string; why: object } }> {
  if (file === undefined) return nothingBefore
  const opened = await inspectPack(file)
  return opened.ok
    ? { entries: opened.pack.entries, said: await saidIn(opened.pack) }
    : { failed: { kind: 'bad-previous-pack', file, why: opened.refusal } }
}
