// Which items a clerk compares with paper after an update: a few of those it brought, drawn by lot.
import { randomInt } from 'node:crypto'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import type { EntryLine } from '../pack/preview.ts'
import type { Desk } from './desk.ts'
import { isoNow } from './desk.ts'
import { note } from './journal.ts'

export const itemsDrawn = 3

/** A whole number from 0 up to and without `below`. */
export type Lot = (below: number) => number

/**
 * One list and one with money are among them if there are any: a single figure is compared at a glance, a list shows
 * whether lines were lost. Other villages than those already drawn come first.
 */
export function drawItems(
  brought: readonly EntryLine[],
  lot: Lot = (below) => randomInt(below),
): EntryLine[] {
  const drawn: EntryLine[] = []
  const draw = (from: readonly EntryLine[]) => {
    const left = from.filter((line) => !drawn.includes(line))
    const elsewhere = left.filter((line) => drawn.every(({ village }) => village !== line.village))
    const pool = elsewhere.length > 0 ? elsewhere : left
    const one = pool.length > 0 ? pool[lot(pool.length)] : undefined
    if (one) drawn.push(one)
  }
  draw(brought.filter(isList))
  if (!drawn.some(hasMoney)) draw(brought.filter(hasMoney))
  while (drawn.length < Math.min(itemsDrawn, brought.length)) draw(brought)
  return drawn
}

const isList = (line: EntryLine): boolean => line.rows > 1

function hasMoney(line: EntryLine): boolean {
  const type = itemTypeOf(line.itemType)
  return Object.keys(line.totals).some((name) => {
    const field = type?.totals[name]?.sum ?? type?.figures?.[name]?.field
    return field !== undefined && type?.fields[field]?.kind === 'money' && line.totals[name] !== 0
  })
}

export type SpotCheck =
  | { sequence: number; result: 'matches' | 'differs'; item: string }
  /** Left without having compared so many of them. */
  | { sequence: number; result: 'skipped'; left: number }

/** Which item and how it ended: an item's id says village, kind and period, and nobody's name. */
export function noteSpotCheck(desk: Desk, check: SpotCheck): void {
  const { state, clock } = desk
  state.transaction(() => note(state, isoNow(clock), 'clerk', 'spot-checked', check)).immediate()
}
