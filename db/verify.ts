// Looks at everything this kiosk has stored and says what is not as it was written.
import { attachmentFile, attachmentsFolder, namesIn, packFile } from './data-folder.ts'
import { checkJournal, type JournalCheck } from './journal.ts'
import { isIntact, sha256OfFile, type Reader } from './reader.ts'
import { currentGeneration, keptGenerations, sequenceFloor } from './state.ts'

export type StoreFlaw =
  | { kind: 'damaged-generation' | 'damaged-pack' | 'damaged-attachment'; file: string }
  | { kind: 'journal'; check: JournalCheck }
  | { kind: 'pointer'; why: 'nothing-on-screen' | 'not-kept' | 'above-floor' }

export type Verified = {
  generations: number
  packs: number
  attachments: number
  journalLines: number
  flaws: StoreFlaw[]
}

export function verifyStore(reader: Reader): Verified {
  const { folder, state } = reader
  if (!state) return { generations: 0, packs: 0, attachments: 0, journalLines: 0, flaws: [] }
  const kept = keptGenerations(state)
  const packs = [...new Set(kept.map((row) => row.pack_sha256))]
  const attachments = namesIn(attachmentsFolder(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const journal = checkJournal(state)
  const flaws: StoreFlaw[] = [
    ...kept
      .filter((row) => !isIntact(folder, row))
      .map((row) => ({ kind: 'damaged-generation', file: `${row.name}.db` }) as const),
    ...packs
      .filter((sha256) => sha256OfFile(packFile(folder, sha256)) !== sha256)
      .map((sha256) => ({ kind: 'damaged-pack', file: `${sha256}.mbpack` }) as const),
    ...attachments
      .filter((sha256) => sha256OfFile(attachmentFile(folder, sha256)) !== sha256)
      .map((sha256) => ({ kind: 'damaged-attachment', file: sha256 }) as const),
    ...(journal.kind === 'whole' ? [] : [{ kind: 'journal', check: journal } as const]),
    ...pointerFlaws(reader),
  ]
  return {
    generations: kept.length,
    packs: packs.length,
    attachments: attachments.length,
    journalLines: journal.kind === 'whole' ? journal.lines : 0,
    flaws,
  }
}

function pointerFlaws({ state }: Reader): StoreFlaw[] {
  if (!state) return []
  const floor = sequenceFloor(state)
  const current = currentGeneration(state)
  if (!current) return floor ? [{ kind: 'pointer', why: 'nothing-on-screen' }] : []
  if (current.condition !== 'good') return [{ kind: 'pointer', why: 'not-kept' }]
  if (!floor || current.sequence > floor.sequence) return [{ kind: 'pointer', why: 'above-floor' }]
  return []
}
