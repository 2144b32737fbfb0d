// What a pack says of opinions: whether they are taken at all, and the answers; those of the last pack unless there are newer ones.
import { publicNumbersIn } from '../../pack/manifest.ts'
import type { Manifest } from '../../pack/manifest.ts'
import { claimsOf } from '../../pack/open.ts'
import { sweep } from '../../disclosure/privacy.ts'
import type { OpinionsToWrite } from '../write.ts'
import { readReplies } from './replies.ts'

export type OpinionsWish = {
  /** 意见.xlsx with the answers; then opinions are taken. */
  replies?: string
  /** The township says it takes opinions, or no longer does; null: as in the last pack. */
  taken: boolean | null
  previous?: string
}

export type OpinionsFor =
  | { ok: true; opinions: OpinionsToWrite | null; told: object }
  | { ok: false; failed: { kind: string; [more: string]: unknown } }

/**
 * A kiosk shows the answers of its newest pack alone, so those of the last pack go on until the sheet says otherwise: a
 * new quarter may begin with a new sheet, or with none.
 */
export async function opinionsFor(
  wish: OpinionsWish,
  of: { numbers: ReadonlySet<string>; today: string },
): Promise<OpinionsFor> {
  if (wish.taken === false) return { ok: true, opinions: null, told: {} }
  const before = await opinionsBefore(wish.previous)
  if (wish.replies === undefined) {
    const opinions = before ?? (wish.taken ? { replies: [] } : null)
    return { ok: true, opinions, told: opinions ? { opinions: { replies: opinions.replies.length } } : {} }
  }
  const read = await readReplies(wish.replies, { ...of, before: before?.replies ?? [] })
  if (read.ok) return { ok: true, opinions: read.opinions, told: { opinions: read.told } }
  const { ok: _ok, ...failed } = read
  return { ok: false, failed: { file: wish.replies, ...failed } }
}

/** A pack that cannot be read has been told of by whoever reads its entries. */
async function opinionsBefore(file: string | undefined): Promise<OpinionsToWrite | null> {
  const claimed = file === undefined ? null : await claimsOf(file)
  return claimed?.ok ? opinionsIn(claimed.pack.manifest) : null
}

/** Out of a pack that was swept when it was built, and through the gate once more. */
export function opinionsIn(manifest: Manifest): OpinionsToWrite | null {
  const { opinionKey, replies = [], opinionCounts: counts } = manifest
  if (!opinionKey) return null
  const numbers = publicNumbersIn(manifest)
  return {
    replies: replies.map((reply) => ({ ...reply, text: sweep(reply.text, numbers).text })),
    ...(counts ? { counts } : {}),
  }
}
