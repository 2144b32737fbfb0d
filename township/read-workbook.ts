// What every reader of workbooks gives: its sheets one by one, so that one that cannot be read does not take the others with it.
import type { Grid } from './grid.ts'
import { Unreadable } from './source-limits.ts'
import type { Unread } from './source-limits.ts'

export type ReadSheet = { ok: true; grid: Grid } | { ok: false; name: string | null; unread: Unread }

export function oneSheet(name: string | null, read: () => Grid): ReadSheet {
  try {
    return { ok: true, grid: read() }
  } catch (thrown) {
    if (thrown instanceof Unreadable) return { ok: false, name, unread: thrown.unread }
    throw thrown
  }
}
