// What the truth says is odd about each sheet of the sample township, and what the cells it names show.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as XLSX from '@e965/xlsx'
import { sampleFolder, truth } from './sample-township.ts'
import type { TrueIssue } from './sample-township.ts'

/** One oddity of one sheet: its cells (the first eight) and how many there are. */
export type Told = { cells: string[]; count: number }

/** A sheet of the truth; `name` is undefined for what is true of the file as a whole. */
export type Place = { path: string; name?: string | null; types: string[]; role: string; corrects: boolean }

export type Issue = { place: Place; code: string; told: Told }

export const nameOf = ({ path, name }: Place) => `${path} ${name ?? ''}`

/** As a table is read: by rows, then by columns. */
const inOrder = (one: string, other: string): number =>
  Number(/\d+/.exec(one)?.[0]) - Number(/\d+/.exec(other)?.[0]) || (one < other ? -1 : 1)

export const places: Place[] = truth.files.flatMap((file) => [
  { path: file.path, types: [], role: file.role, corrects: false },
  ...(file.sheets ?? []).map((sheet) => ({
    path: file.path,
    name: sheet.name,
    types: sheet.items.map(({ type }) => type),
    role: file.role,
    corrects: sheet.items.some((item) => item.supersedes !== undefined),
  })),
])

const issuesAt = (place: Place): TrueIssue[] => {
  const file = truth.files.find(({ path }) => path === place.path)
  if (place.name === undefined) return file?.issues ?? []
  return file?.sheets?.find(({ name }) => name === place.name)?.issues ?? []
}

const cellsOf = ({ at }: TrueIssue): string[] =>
  // A sheet's name stands in no cell.
  (at === null ? [] : Array.isArray(at) ? at : [at]).filter((cell) => cell !== 'sheet name')

/** Codes with one issue per cell (已故) and codes with one for all are told alike. */
export const issues: Issue[] = places.flatMap((place) => {
  const byCode = new Map<string, TrueIssue[]>()
  for (const issue of issuesAt(place)) byCode.set(issue.code, [...(byCode.get(issue.code) ?? []), issue])
  return [...byCode].map(([code, found]) => ({
    place,
    code,
    told: {
      cells: found.length > 1 ? found.flatMap(cellsOf).sort(inOrder).slice(0, 8) : found.flatMap(cellsOf),
      count: found.reduce((sum, issue) => sum + (issue.count ?? 1), 0),
    },
  }))
})

function bookAt(path: string): XLSX.WorkBook {
  const bytes = readFileSync(join(sampleFolder, path))
  if (!path.endsWith('.csv')) return XLSX.read(bytes, { type: 'buffer' })
  const isUtf8 = bytes.subarray(0, 3).toString('hex') === 'efbbbf'
  return XLSX.read(new TextDecoder(isUtf8 ? 'utf-8' : 'gb18030').decode(bytes), { type: 'string', raw: true })
}

const books = new Map<string, XLSX.WorkBook>()

/** What a cell of the sample shows, read by nothing of ours. */
export function shownAt({ path, name }: Place, cell: string): string {
  const book = books.get(path) ?? bookAt(path)
  books.set(path, book)
  const found: XLSX.CellObject | undefined = book.Sheets[name ?? book.SheetNames[0] ?? '']?.[cell]
  return found ? (found.w ?? String(found.v ?? '')).trim() : ''
}
