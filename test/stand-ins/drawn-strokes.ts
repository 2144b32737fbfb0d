// Strokes of real characters, to be written on the glass by tests (test/fixtures/strokes/README.md says whose they are).
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { InkPoint } from '../../renderer/find/handwriting/ink.ts'

const file = z.object({
  characters: z.string(),
  strokes: z.record(z.string(), z.array(z.array(z.number()))),
})

/** `kanjivg` and `on-the-glass`: drawn by others than those the templates come from. `same-source`: the templates' own. */
export type Source = 'kanjivg' | 'same-source' | 'on-the-glass'

export function drawnStrokes(source: Source): Map<string, InkPoint[][]> {
  const path = join(import.meta.dirname, '../fixtures/strokes', `${source}.json`)
  const { strokes } = file.parse(JSON.parse(readFileSync(path, 'utf8')))
  return new Map(
    Object.entries(strokes).map(([character, flat]) => [character, flat.map((numbers) => points(numbers))]),
  )
}

function points(numbers: readonly number[]): InkPoint[] {
  const xs = numbers.filter((_, at) => at % 2 === 0)
  const ys = numbers.filter((_, at) => at % 2 === 1)
  return xs.map((x, at) => ({ x, y: ys[at] ?? 0 }))
}
