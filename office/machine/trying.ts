// A pack that is only tried, for what is in it; the key and the last pack, which are looked into when they are named.
import { basename } from 'node:path'
import type { Done, Problem } from '../office-contract.ts'
import type { OpinionsOrder } from '../reading-orders.ts'
import { no, ok, type Desk, type TriedPack } from './work.ts'

export type Tried = { ok: true; tried: TriedPack } | { ok: false; problem: Problem }

export type Trying = {
  /** As it would be signed now; the same one until something is read anew. */
  tryPack(): Promise<Tried>
  forgetTried(): void
  opinionsOrder(): OpinionsOrder
}

export function trying(desk: Desk): Trying {
  const { line, work, tryFolder, today } = desk
  let running: Promise<Tried> | null = null
  let forgotten = 0
  const opinionsOrder = (): OpinionsOrder => ({
    folder: work.open?.folder ?? '',
    taken: work.open?.takesOpinions ?? null,
    lastPack: work.open?.lastPack ?? null,
  })
  const make = async (): Promise<Tried> => {
    const [asked, before] = [work.round, forgotten]
    const opinions = opinionsOrder()
    const made = await line.ask('tryPack', { folder: tryFolder, today: today(), opinions })
    if (!made.ok) return made
    const { pack, pub, contentSha256 } = made
    // Read again meanwhile: what was tried is not what is there now.
    if (asked !== work.round) return no('nothing-read')
    if (before !== forgotten) return make()
    work.tried = { pack, pub, contentSha256 }
    return { ok: true, tried: work.tried }
  }
  return {
    tryPack() {
      if (work.tried) return Promise.resolve({ ok: true, tried: work.tried })
      // The list of items and the preview may ask in the same moment; one pack is enough for both.
      running ??= make().finally(() => (running = null))
      return running
    },
    forgetTried() {
      forgotten++
      work.tried = null
      work.signed = null
      work.writing = { kind: 'idle' }
    },
    opinionsOrder,
  }
}

export async function useKey({ line, work, keep }: Desk, file: string): Promise<Done> {
  const found = await line.ask('key', { file })
  if (!found.ok) return found
  const { township } = work
  work.key = { ...found.key, stranger: township !== null && found.key.code !== township.code }
  work.wrongTries = 0
  keep({ keyFile: file })
  return ok
}

export async function useLastPack({ line, work, keep }: Desk, file: string): Promise<Done> {
  const looked = await line.ask('lookIntoPack', { pack: file })
  if (!looked.ok) return looked
  if (work.township && looked.code !== work.township.code) return no('last-pack-of-another')
  work.lastPack = { name: basename(file), sequence: looked.sequence }
  keep({ lastPack: file })
  return ok
}
