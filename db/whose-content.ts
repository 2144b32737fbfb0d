// Whose content a generation is: the township, its villages, and the number and day of what was brought.
import { Township, Village } from '../disclosure/township.ts'
import type { ReadableDb } from './database.ts'

export type VillageCard = Omit<Village, 'hotlines'>

export const cardOf = ({ hotlines: _hotlines, ...card }: Village): VillageCard => card

const TownshipLines = Township.omit({ villages: true })

export function townshipOf(db: ReadableDb) {
  const row = db.prepare<[], { township: string }>('SELECT township FROM about').get()
  const township = TownshipLines.parse(JSON.parse(row?.township ?? 'null'))
  return {
    ...township,
    county: township.county ?? null,
    address: township.address ?? null,
    officeHours: township.officeHours ?? null,
  }
}

export function villagesOf(db: ReadableDb): Village[] {
  return db
    .prepare<[], { village: string }>('SELECT village FROM village ORDER BY position, code')
    .all()
    .map((row) => Village.parse(JSON.parse(row.village)))
}

export function aboutOf(db: ReadableDb): { sequence: number; issuedOn: string; contentOn: string } {
  const about = db
    .prepare<[], { sequence: number; issuedOn: string; contentOn: string }>(
      'SELECT sequence, issued_on AS issuedOn, content_on AS contentOn FROM about',
    )
    .get()
  if (!about) throw new Error('a generation without its own line was opened')
  return about
}
