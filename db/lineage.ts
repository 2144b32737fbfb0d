// Which packs a generation was made of, first to last: all that is needed to build it once more.
import type { ReadableDb } from './database.ts'
import { generations, type GenerationRow } from './state.ts'

/** From the pack that began anew (or the very first one) to `wanted`; a row that is not known any more ends it early. */
export function lineageOf(state: ReadableDb, wanted: GenerationRow): GenerationRow[] {
  return lineIn(new Map(generations(state).map((row) => [row.number, row])), wanted)
}

/** All rows whose packs some generation that is shown, kept or to be rebuilt is made of. */
export function neededForRebuilding(state: ReadableDb): GenerationRow[] {
  const rows = generations(state)
  const all = new Map(rows.map((row) => [row.number, row]))
  const needed = new Set<GenerationRow>()
  for (const row of rows)
    if (row.condition !== 'dropped') for (const each of lineIn(all, row)) needed.add(each)
  return [...needed]
}

function lineIn(all: ReadonlyMap<number, GenerationRow>, wanted: GenerationRow): GenerationRow[] {
  const line = [wanted]
  for (let first = wanted; first.whole === 0 && first.based_on !== null;) {
    const before = all.get(first.based_on)
    // A row is based on an older one; anything else is no line.
    if (!before || before.number >= first.number) break
    line.unshift(before)
    first = before
  }
  return line
}
