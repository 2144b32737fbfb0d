// Puts into the report what a file has besides its cells, and which of its sheets could not be read.
import type { BrokenLimit, Unread } from './source-limits.ts'
import type { SheetRead, Township } from './sheet-read.ts'
import type { Sign, SignKind } from './signs.ts'

/** A warning is what may hide figures or people; the rest is good to know. */
const severityOf: Readonly<Record<SignKind, 'warning' | 'info'>> = {
  'hidden-cells': 'warning',
  'picture-over-cells': 'warning',
  'external-link': 'warning',
  'beyond-dimension': 'info',
  'embedded-object': 'info',
  'cell-comment': 'info',
  macros: 'info',
}

/** Nothing of it is published, and the clerk knows that it is there. `detail` is how many. */
export function tellSigns(township: Township, path: string, signs: readonly Sign[]): void {
  for (const { kind, sheet, cell, count } of signs)
    township.findings.fault(
      { ...placeOf(township, path, sheet), cell },
      kind,
      severityOf[kind],
      String(count),
    )
}

export type TableRead = SheetRead & { unread?: Unread }

/** One sheet beyond a limit, or damaged: the others of its file are read. */
export function unreadSheet(
  township: Township,
  path: string,
  sheet: string | null,
  unread: Unread,
): TableRead {
  const at = unread.limit?.at ?? null
  const cell = at !== null && /^[A-Z]{1,3}\d{1,7}$/.test(at) ? at : null
  township.findings.fault(
    { ...placeOf(township, path, sheet), cell },
    'sheet-unreadable',
    'warning',
    unread.why,
  )
  return { drafts: [], printed: [], skipped: unread.why, unread }
}

const placeOf = (township: Township, path: string, sheet: string | null) => ({
  file: township.sweeper.name(path),
  sheet: sheet === null ? null : township.sweeper.name(sheet),
})

/** A part of a ZIP may have any name. */
export const sweptLimit = (township: Township, limit: BrokenLimit): BrokenLimit => ({
  ...limit,
  at: limit.at === null ? null : township.sweeper.name(limit.at),
})
