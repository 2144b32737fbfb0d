// What the installer sets on this machine: the size and place of its screen and how long it waits for a hand.
import { z } from 'zod'
import type { ReadableDb } from './database.ts'
import type { Desk } from './desk.ts'
import { keepCopy } from './state-copy.ts'

const shapes = {
  /** Diagonal of the screen; sizes on the page are millimetres worked out of it. */
  inches: z.number().min(7).max(110),
  /** The same as a card held to the glass has shown it; 0: nobody has. */
  cardInches: z.literal(0).or(z.number().min(7).max(110)),
  /** How high above the floor the glass begins. */
  lowerEdgeMm: z.number().int().min(0).max(1400),
  idleSeconds: z.number().int().min(10).max(600),
  idleWarningSeconds: z.number().int().min(5).max(120),
  /** Whether villagers may collect the public lines of one household (查我家): 1 or 0, as the township decides. */
  householdLookUp: z.union([z.literal(0), z.literal(1)]),
  /** Whether villagers may choose a language: 1 or 0 as somebody has set it here, -1 as its own words say. */
  'language-ug': z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  'language-ko': z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  'language-en': z.union([z.literal(-1), z.literal(0), z.literal(1)]),
  /** From when to when the glass goes dark while nobody is there; the same hour twice: never. */
  nightFromHour: z.number().int().min(0).max(23),
  nightToHour: z.number().int().min(0).max(23),
  /** What kept content may take up; 0: worked out of the disk's size (db/retention.ts). */
  historyBytes: z.number().int().min(0),
} as const

export type Settings = { [N in keyof typeof shapes]: number }

export const defaults: Settings = {
  inches: 32,
  cardInches: 0,
  lowerEdgeMm: 900,
  idleSeconds: 90,
  idleWarningSeconds: 30,
  householdLookUp: 1,
  'language-ug': -1,
  'language-ko': -1,
  'language-en': -1,
  nightFromHour: 0,
  nightToHour: 0,
  historyBytes: 0,
}

export function setting(store: { state: ReadableDb | null }, name: keyof Settings): number {
  const row = store.state
    ?.prepare<[string], { value: string }>('SELECT value FROM setting WHERE name = ?')
    .get(name)
  const read = shapes[name].safeParse(row === undefined ? undefined : Number(row.value))
  return read.success ? read.data : defaults[name]
}

export function setSetting(desk: Desk, name: keyof Settings, value: number): void {
  desk.state
    .prepare('INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)')
    .run(name, String(shapes[name].parse(value)))
  keepCopy(desk)
}
