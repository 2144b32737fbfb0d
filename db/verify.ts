// Looks at everything this kiosk has stored and says what is not as it was written.
import { attachmentsIn } from './attachments.ts'
import { attachmentFile, attachmentsFolder, generationFile, namesIn } from './data-folder.ts'
import { checkJournal, type JournalCheck } from './journal.ts'
import { isKept, keptName } from './kept-packs.ts'
import { neededForRebuilding } from './lineage.ts'
import { isIntact, sha256OfFile, type Reader } from './reader.ts'
import { currentGeneration, keptGenerations, sequenceFloor, type GenerationRow } from './state.ts'
import { isCopySound } from './state-copy.ts'

export type StoreFlaw =
  | { kind: 'damaged-generation' | 'damaged-pack' | 'damaged-attachment'; file: string }
  /** state.db's own copy could not be put back; the next act of the staff makes a new one. */
  | { kind: 'damaged-copy' }
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
  // Kiosks before this one took away the packs of content they let go of.
  const needed = neededForRebuilding(state).filter(
    (row) => row.condition !== 'dropped' || row.kept_sha256 !== null,
  )
  const packs = [...new Map(needed.map((row) => [keptName(row), row])).values()]
  const attachments = namesIn(attachmentsFolder(folder)).filter((name) => /^[0-9a-f]{64}$/.test(name))
  const journal = checkJournal(state)
  const flaws: StoreFlaw[] = [
    ...kept
      .filter((row) => !isIntact(folder, row))
      .map((row) => ({ kind: 'damaged-generation', file: `${row.name}.db` }) as const),
    ...packs
      .filter((row) => !isKept(folder, row))
      .map((row) => ({ kind: 'damaged-pack', file: keptName(row) }) as const),
    ...attachments
      .filter((sha256) => sha256OfFile(attachmentFile(folder, sha256)) !== sha256)
      .map((sha256) => ({ kind: 'damaged-attachment', file: sha256 }) as const),
    ...(journal.kind === 'whole' ? [] : [{ kind: 'journal', check: journal } as const]),
    ...missingAttachments(folder, kept, new Set(attachments)).map(
      (file) => ({ kind: 'damaged-attachment', file }) as const,
    ),
    ...(isCopySound(folder) ? [] : [{ kind: 'damaged-copy' } as const]),
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

/** What content speaks of and is not there at all. */
function missingAttachments(
  folder: string,
  kept: readonly GenerationRow[],
  there: ReadonlySet<string>,
): string[] {
  const wanted = new Set(kept.flatMap((row) => attachmentsIn(generationFile(folder, row.name)) ?? []))
  return [...wanted].filter((sha256) => !there.has(sha256))
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
