// What the machines themselves say they show, from the signed envelopes that came home; a silent one says nothing at all.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { readJournalFile } from '../../pack/journal-file.ts'
import type { EnvelopeBody } from '../../pack/return-envelope.ts'
import type { KioskReport, Receipts } from '../receipts.ts'

export type Machine = {
  id: string
  name: string
  fingerprint: string
  /** By its own clock, which nobody has to believe. */
  writtenAt: string
  sequence: number | null
  code: string | null
  journal: KioskReport['journal']['word']
  /** Where it shows such an item: kind and period to the villages that have none. Absent: nobody has it. */
  coverage: EnvelopeBody['coverage']
  /** When which pack came onto its screen; empty where its journal could not be held against its word. */
  imports: { sequence: number; at: string }[]
}

/** `silent`: known by name, and nothing of it lies there: 没拿到数据, which is not 缺. */
export type Machines = { reporting: Machine[]; silent: { id: string; name: string }[] }

export async function machinesOf(
  folder: string,
  receipts: Receipts,
  bodies: ReadonlyMap<string, EnvelopeBody>,
): Promise<Machines> {
  const reporting: Machine[] = []
  for (const report of receipts.kiosks) {
    const body = bodies.get(report.id)
    if (!body) throw new Error(`a report of ${report.id} without what it was made of`)
    const { id, name, fingerprint, writtenAt, sequence, receipt, journal } = report
    reporting.push({
      id,
      name,
      fingerprint,
      writtenAt,
      sequence,
      coverage: body.coverage,
      code: receipt?.code ?? null,
      journal: journal.word,
      imports: journal.word === 'verified' ? await importsIn(join(folder, body.journal.file.name)) : [],
    })
  }
  return { reporting, silent: receipts.silent }
}

/** For an answer: without every item they show. */
export const namesOf = ({ reporting, silent }: Machines) => ({
  reporting: reporting.map(({ coverage: _coverage, ...told }) => told),
  silent,
})

const Imported = z.looseObject({ sequence: z.number().int().positive() })

async function importsIn(file: string): Promise<Machine['imports']> {
  const lines = readJournalFile(await readFile(file, 'utf8')) ?? []
  return lines.flatMap(({ action, at, details }) => {
    const read = action === 'imported' ? Imported.safeParse(JSON.parse(details)) : null
    return read?.success ? [{ sequence: read.data.sequence, at }] : []
  })
}

type What = { itemType: string; period: string; villageCode: string | null; since: number }

/** Whether it stands on this machine's glass, by the machine's own word. */
export function isShownOn(machine: Machine, { itemType, period, villageCode, since }: What): boolean {
  if (machine.sequence === null || machine.sequence < since) return false
  const found = machine.coverage.find((each) => each.itemType === itemType && each.period === period)
  if (!found) return false
  return villageCode === null ? found.townshipWide > 0 : !found.absentFrom.includes(villageCode)
}

/** Whole days from the import that brought it to the day the machine wrote home; null where nobody can say. */
export function daysShownOn(machine: Machine, since: number): { from: string; days: number } | null {
  const [first] = machine.imports.filter(({ sequence }) => sequence >= since)
  if (!first) return null
  const days = Math.floor((Date.parse(machine.writtenAt) - Date.parse(first.at)) / 86_400_000)
  return { from: first.at.slice(0, 10), days: Math.max(0, days) }
}
