// Holds the house to the arrow table in README: who may import whom, read from README itself.
import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const floors = [
  'disclosure',
  'pack',
  'db',
  'electron',
  'renderer',
  'township',
  'office',
  'office/page',
] as const
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

/** The floor a file lies on; of two that lie in one another the inner one. */
const floorOf = (file: string): Floor | undefined => {
  const path = relative(root, file).split(sep).join('/')
  return floors
    .filter((floor) => path.startsWith(`${floor}/`))
    .sort((one, other) => other.length - one.length)[0]
}
const filesOf = (floor: Floor) => sourcesIn(floor).filter((file) => floorOf(file) === floor)

/** `yes`, `own`, or what alone may be imported: `contract.ts` only, `styles/, words.ts` only. */
function allows(cell: string, floor: Floor, target: string): boolean {
  if (cell === 'own' || cell === 'yes') return true
  const only = /^`(.+)` only$/.exec(cell)?.[1]?.split(', ') ?? []
  const path = relative(join(root, floor), target).split(sep).join('/')
  return only.some((each) => (each.endsWith('/') ? path.startsWith(each) : path === each))
}
const table = tableInReadme()

describe('the arrows of the house', () => {
  test('README has a row and a column for every floor', () => {
    expect([...table.keys()].sort()).toEqual([...floors].sort())
    for (const row of table.values()) expect([...row.keys()].sort()).toEqual([...floors].sort())
  })

  for (const floor of floors) {
    test(`${floor} imports only what the table allows`, () => {
      const wrong: string[] = []
      for (const file of filesOf(floor)) {
        for (const target of importsOf(file)) {
          const to = floorOf(target)
          if (to === undefined) continue
          const cell = to === floor ? 'own' : (table.get(floor)?.get(to) ?? '–')
          if (!allows(cell, to, target)) wrong.push(`${relative(root, file)} → ${relative(root, target)}`)
        }
      }
      expect(wrong).toEqual([])
    })
  }

  const preloads = ['electron/preload.ts', 'office/office-preload.ts']
  test.each(preloads)('%s imports nothing of ours at run time: a sandboxed preload cannot', (preload) => {
    const source = readFileSync(join(root, preload), 'utf8')
    const atRunTime = [...source.matchAll(/^import (?!type)[^\n]*from '(\.[^']+)'/gm)].map(
      (match) => match[1],
    )
    expect(atRunTime).toEqual([])
  })

  test('base names are unique, so that a name in a report means one file', () => {
    const seen = new Map<string, string>()
    const twice: string[] = []
    for (const file of floors.flatMap(filesOf)) {
      const base = file.split(sep).at(-1) ?? ''
      if (seen.has(base)) twice.push(`${relative(root, file)} and ${seen.get(base)}`)
      seen.set(base, relative(root, file))
    }
    expect(twice).toEqual([])
  })

  test('every file opens with one sentence on what it is for', () => {
    const mute = floors.flatMap(filesOf).filter((file) => !/^\/\/ \S/.test(readFileSync(file, 'utf8')))
    expect(mute.map((file) => relative(root, file))).toEqual([])
  })
})
