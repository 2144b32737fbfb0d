// An urgent withdrawal: a tiny pack that takes items back and brings nothing, made from packs alone, without any sheets.
import { cleanText } from '../pack/clean-text.ts'
import { publicNumbersIn, type Review } from '../pack/manifest.ts'
import { inspectPack, type Pack } from '../pack/open.ts'
import { findPersonal, sweep, sweepAll } from '../disclosure/privacy.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import type { KeyFile } from './keys.ts'
import { opinionsIn } from './opinions/in-pack.ts'
import { keepSequence } from './sequence-record.ts'
import { formed } from './sweep.ts'
import { writePack, type PackToWrite } from './write.ts'

export type WithdrawalWish = {
  out: string
  key: KeyFile
  keyFile: string
  sequence: number
  issuedOn: string
  /** The township's last packs: the newest says who the township is, and all together what is published. */
  packs: readonly string[]
  ids: readonly string[]
  reason: string
  reviews: readonly Review[]
  statements: NonNullable<PackToWrite['statements']>
}

export type WithdrawalMade =
  | {
      ok: true
      pack: { file: string; sequence: number; bytes: number; manifestSha256: string }
      withdrawn: { id: string; title: SweptText }[]
    }
  | { ok: false; failed: { kind: string; [more: string]: unknown } }

const fewest = 4
const most = 200

export async function withdrawFrom(wish: WithdrawalWish): Promise<WithdrawalMade> {
  const opened = await openAll(wish.packs)
  if ('failed' in opened) return { ok: false, failed: opened.failed }
  const { packs, newest } = opened
  const { township } = newest.manifest
  if (township.code !== wish.key.code)
    return { ok: false, failed: { kind: 'wrong-township', pack: township.code, key: wish.key.code } }
  if (wish.sequence <= newest.manifest.sequence)
    return {
      ok: false,
      failed: { kind: 'sequence-used', last: newest.manifest.sequence, sequence: wish.sequence },
    }
  const titles = new Map(packs.flatMap((pack) => pack.entries.map(({ id, title }) => [id, title] as const)))
  const ids = [...new Set(wish.ids)]
  // A slip of the pen would withdraw nothing, and nobody would notice in time.
  const unknown = ids.filter((id) => !titles.has(id))
  if (unknown.length > 0) return { ok: false, failed: { kind: 'no-such-entry', entries: unknown } }
  const numbers = publicNumbersIn(newest.manifest)
  const reason = sweptReason(wish.reason, numbers)
  if ('kind' in reason) return { ok: false, failed: reason }
  const { out, key, sequence, issuedOn, statements } = wish
  // What a village can say, and what it was answered, does not end with an urgent withdrawal.
  const opinions = opinionsIn(newest.manifest)
  const written = await writePack({
    ...(opinions ? { opinions } : {}),
    out,
    key,
    sequence,
    issuedOn,
    statements,
    // It came out of a pack that was swept when it was built, and goes through the gate once more.
    township: sweepAll(township, (text) => sweep(text, numbers).text),
    withdrawn: ids.map(formed),
    withdrawnReason: reason.text,
    entries: [],
    reviews: wish.reviews.map(({ step, name, on }) => ({
      step,
      name: sweep(name, new Set()).text,
      on: formed(on),
    })),
  })
  if (!written.ok) return { ok: false, failed: { ...written.refusal } }
  await keepSequence(wish.keyFile, sequence)
  const { bytes, manifestSha256 } = written
  return {
    ok: true,
    pack: { file: out, sequence, bytes, manifestSha256 },
    withdrawn: ids.map((id) => ({ id, title: sweep(titles.get(id) ?? '', numbers).text })),
  }
}

/** A reason is read by everybody: what is personal in it is not hidden but sent back to be said otherwise. */
export function sweptReason(
  written: string,
  numbers: ReadonlySet<string>,
): { text: SweptText } | { kind: 'no-reason' } | { kind: 'personal-in-reason'; found: string } {
  const reason = cleanText(written).replace(/\s+/g, ' ').trim()
  const length = [...reason].length
  if (length < fewest || length > most) return { kind: 'no-reason' }
  const [found] = findPersonal(reason, numbers)
  return found ? { kind: 'personal-in-reason', found: found.kind } : { text: sweep(reason, numbers).text }
}

async function openAll(
  files: readonly string[],
): Promise<{ packs: Pack[]; newest: Pack } | { failed: { kind: string; file: string; why: object } }> {
  const packs: Pack[] = []
  for (const file of files) {
    const opened = await inspectPack(file)
    if (!opened.ok) return { failed: { kind: 'bad-previous-pack', file, why: opened.refusal } }
    packs.push(opened.pack)
  }
  const [newest] = [...packs].sort((one, other) => other.manifest.sequence - one.manifest.sequence)
  if (!newest) throw new Error('a withdrawal from no pack')
  return { packs, newest }
}
