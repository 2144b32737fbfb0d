// What the program and its reading process say to each other.
import type { Unread } from './source-limits.ts'
import { packGrid, unpackGrid } from './packed-grid.ts'
import type { PackedGrid } from './packed-grid.ts'
import type { SourceRead } from './read-source.ts'

export type FileToRead = { number: number; file: { path: string; absolute: string; bytes: number } }

export type ReadAnswer =
  { number: 0; ready: true } | { number: number; read: PackedRead } | { number: number; failed: string }

type PackedSheet = { ok: true; grid: PackedGrid } | { ok: false; name: string | null; unread: Unread }

export type PackedRead =
  | (Omit<Extract<SourceRead, { kind: 'workbook' }>, 'sheets'> & { sheets: PackedSheet[] })
  | (Omit<Extract<SourceRead, { kind: 'text' }>, 'grid'> & { grid: PackedGrid | null })
  | (Omit<Extract<SourceRead, { kind: 'letter' }>, 'grids'> & { grids: PackedGrid[] })
  | Exclude<SourceRead, { kind: 'workbook' | 'text' | 'letter' }>

export function packRead(read: SourceRead): PackedRead {
  if (read.kind === 'text') return { ...read, grid: read.grid && packGrid(read.grid) }
  if (read.kind === 'letter') return { ...read, grids: read.grids.map(packGrid) }
  if (read.kind !== 'workbook') return read
  return {
    ...read,
    sheets: read.sheets.map((sheet) => (sheet.ok ? { ok: true, grid: packGrid(sheet.grid) } : sheet)),
  }
}

export function unpackRead(read: PackedRead): SourceRead {
  if (read.kind === 'text') return { ...read, grid: read.grid && unpackGrid(read.grid) }
  if (read.kind === 'letter') return { ...read, grids: read.grids.map(unpackGrid) }
  if (read.kind !== 'workbook') return read
  return {
    ...read,
    sheets: read.sheets.map((sheet) =>
      sheet.ok ? { ok: true as const, grid: unpackGrid(sheet.grid) } : sheet,
    ),
  }
}
