// From what was read to what may be signed: one draft for each item, held against its neighbours and the last pack.
import type { Entry } from '../disclosure/entry.ts'
import { Acceptance, blocks, explanationsOf, faultsByDraft, waitsForUnit } from './accept.ts'
import { checkAcross } from './across-sheets.ts'
import type { Answers } from './answers.ts'
import { whyCorrected } from './corrections.ts'
import { attachPapers } from './documents.ts'
import type { Paper } from './documents.ts'
import { entryOfDraft, isHeldBack, maskLine, missingCells, rowsOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { chooseDrafts } from './duplicates.ts'
import type { Attachments, Pictures } from './pictures.ts'
import type { Before } from './previous-pack.ts'
import type { Township as ReadTownship } from './sheet-read.ts'
import type { Swept } from './sweep.ts'
import type { SweptRow } from './write.ts'

export type BuiltEntry = { entry: Swept<Entry>; rows: readonly SweptRow[] }

/** A child named with its birth on one list must not stand by name on another that lacks it. */
export function maskKnownMinors(drafts: readonly Draft[]): void {
  const known = new Set<string>()
  const lines = drafts.flatMap((draft) => draft.lines)
  for (const line of lines)
    if (line.isMinor && line.fullName) known.add(`${line.village?.code} ${line.fullName}`)
  for (const line of lines)
    if (!line.ageKnown && line.fullName && known.has(`${line.village?.code} ${line.fullName}`)) maskLine(line)
}

export async function buildEntries(
  drafts: readonly Draft[],
  township: ReadTownship,
  {
    pictures,
    papers,
    previous,
    acceptance,
  }: {
    pictures: Pictures
    papers: readonly Paper[]
    previous: Before
    acceptance: Acceptance
  },
  answers: Answers,
): Promise<BuiltEntry[]> {
  const whole = drafts.filter((draft) => {
    const missing = missingCells(draft)
    const at = { file: draft.shownFile, sheet: draft.shownSheet }
    for (const cell of missing) township.findings.fault({ ...at, cell }, 'missing-value', 'error', draft.id)
    return missing.length === 0
  })
  const chosen = chooseDrafts(whole, township.findings, township.sweeper)
  checkAcross(
    chosen.map(({ draft }) => draft),
    previous.entries,
    township,
  )
  acceptance.mark()
  // Held back after choosing: an older sheet must not stand in for a correction that is not whole yet.
  const faultsOf = faultsByDraft(drafts, township.findings)
  const published = chosen.filter(
    ({ draft }) =>
      !isHeldBack(draft) && !faultsOf(draft).some(blocks) && !waitsForUnit(draft, township.findings),
  )
  const attached = new Map<string, Attachments>()
  for (const { draft } of published) attached.set(draft.id, await pictures.attach(draft, township.findings))
  const drafted = published.map(({ draft }) => draft)
  await attachPapers(papers, drafted, attached, pictures, answers, township)
  acceptance.mark()
  acceptance.tellStale()
  return published.map(({ draft, correctionNote }) => {
    const rows = rowsOf(draft)
    const entry = entryOfDraft(
      draft,
      correctionNote,
      attached.get(draft.id) ?? [],
      township.sweeper,
      explanationsOf(faultsOf(draft)),
    )
    // A sheet that calls itself a correction has said why already.
    const note = correctionNote ?? whyCorrected({ draft, entry, rows }, previous.said, township)
    return { entry: { ...entry, correctionNote: note }, rows }
  })
}
