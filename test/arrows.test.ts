// Holds the house to the arrow table in README: who may import whom, read from README itself.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const floors = ['disclosure', 'pack', 'db', 'electron', 'renderer', 'township'] as const
type Floor = (typeof floors)[number]

/** Rows of the table `| may import → | disclosure | … |`: floor → what it may import, as the cell is written. */
function tableInReadme(): Map<Floor, Map<Floor, string>> {
  const lines = readFileSync(join(root, 'README.md'), 'utf8').split('\n')
  const start = lines.findIndex((line) => line.startsWith('| may import →'))
  const cellsOf = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const columns = cellsOf(lines[start] ?? '').slice(1) as Floor[]
  const table = new Map<Floor, Map<Floor, string>>()
  for (const line of lines.slice(start + 2)) {
    if (!line.startsWith('|')) break
    const [floor, ...cells] = cellsOf(line)
    table.set(floor as Floor, new Map(columns.map((column, at) => [column, cells[at] ?? '–'])))
  }
  return table
}

function sourcesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8')
  const found = source.matchAll(/(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g)
  return [...found].map((match) => resolve(dirname(file), match[1] ?? ''))
}

const floorOf = (file: string) => relative(root, file).split(sep)[0] as Floor
const table = tableInReadme()

describe('the arrows of the house', () => {
  test('README has a row and a column for every floor', () => {
    expect([...table.keys()].sort()).toEqual([...floors].sort())
    for (const row of table.values()) expect([...row.keys()].sort()).toEqual([...floors].sort())
  })

  for (const floor of floors) {
    test(`${floor} imports only what the table allows`, () => {
      const wrong: string[] = []
      for (const file of sourcesIn(floor)) {
        for (const target of importsOf(file)) {
          const to = floorOf(target)
          if (!floors.includes(to)) continue
          const cell = to === floor ? 'own' : (table.get(floor)?.get(to) ?? '–')
          const only = /^`(.+)` only$/.exec(cell)?.[1]
          const allowed = cell === 'own' || cell === 'yes' || (only && target === join(root, to, only))
          if (!allowed) wrong.push(`${relative(root, file)} → ${relative(root, target)}`)
        }
      }
      expect(wrong).toEqual([])
    })
  }

  test('the preload imports nothing of ours at run time, because a sandboxed preload cannot', () => {
    const source = readFileSync(join(root, 'electron/preload.ts'), 'utf8')
    const atRunTime = [...source.matchAll(/^import (?!type)[^\n]*from '(\.[^']+)'/gm)].map(
      (match) => match[1],
    )
    expect(atRunTime).toEqual([])
  })

  test('base names are unique, so that a name in a report means one file', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    for (const file of floors.flatMap(sourcesIn)) {
      const base = file.split(sep).at(-1) ?? ''
      if (seen.has(base)) twice.push(`${relative(root, file)} and ${seen.get(base)}`)
      seen.set(base, relative(root, file))
    }
    expect(twice).toEqual([])
  })

  test('every file opens with one sentence on what it is for', () => {
    const mute = floors.flatMap(sourcesIn).filter((file) => !/^\/\/ \S/.test(readFileSync(file, 'utf8')))
    expect(mute.map((file) => relative(root, file))).toEqual([])
  })
})
