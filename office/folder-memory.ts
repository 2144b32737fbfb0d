// What the window remembers of each folder between two days: the step, the key, the last pack. Never in the sheets' folder.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { stepIds } from './office-facts.ts'

const Reviewed = z.strictObject({ name: z.string(), on: z.string() }).nullable()

const Memory = z.strictObject({
  folder: z.string(),
  name: z.string(),
  step: z.enum(stepIds).catch('folder'),
  lastPack: z.string().nullable(),
  keyFile: z.string().nullable(),
  reviews: z.strictObject({ 'pre-review': Reviewed, 'secrecy-review': Reviewed }),
  /** The content that was reviewed. */
  reviewed: z.string().nullable(),
  /** Whether villagers may send opinions; null: nobody has said, and it is as in the last pack. */
  takesOpinions: z.boolean().nullable().default(null),
})
export type Memory = z.infer<typeof Memory>

export const freshMemory = (folder: string): Memory => ({
  folder,
  name: '',
  step: 'folder',
  lastPack: null,
  keyFile: null,
  reviews: { 'pre-review': null, 'secrecy-review': null },
  reviewed: null,
  takesOpinions: null,
})

export type FolderMemory = {
  /** Newest first. */
  recent(): { folder: string; name: string }[]
  of(folder: string): Memory
  keep(memory: Memory): void
  forget(folder: string): void
}

const mostRecent = 6

export function folderMemory(place: string): FolderMemory {
  const fileOf = (folder: string) =>
    join(place, `${createHash('sha256').update(folder).digest('hex').slice(0, 24)}.json`)

  return {
    recent() {
      const files = namesIn(place).map((name) => join(place, name))
      const known = files.flatMap((file) => {
        const memory = memoryIn(file)
        // Only what turned out to be a township's folder is offered again.
        return memory && memory.name !== '' && isFolder(memory.folder)
          ? [{ memory, at: statSync(file).mtimeMs }]
          : []
      })
      return known
        .sort((one, other) => other.at - one.at)
        .slice(0, mostRecent)
        .map(({ memory: { folder, name } }) => ({ folder, name }))
    },
    of: (folder) => memoryIn(fileOf(folder)) ?? freshMemory(folder),
    keep(memory) {
      const file = fileOf(memory.folder)
      mkdirSync(place, { recursive: true, mode: 0o700 })
      writeFileSync(`${file}.part`, JSON.stringify(memory), { mode: 0o600 })
      renameSync(`${file}.part`, file)
    },
    forget: (folder) => rmSync(fileOf(folder), { force: true }),
  }
}

function memoryIn(file: string): Memory | null {
  try {
    return Memory.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

function namesIn(place: string): string[] {
  try {
    return readdirSync(place).filter((name) => name.endsWith('.json'))
  } catch {
    return []
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
