// What the township's window was started with: its own folder, sticks that are folders, and its size.
import { isAbsolute, resolve } from 'node:path'

export type OfficeOptions = {
  /** Null: the place the operating system keeps an app's data. */
  dataFolder: string | null
  /** Folders that count as sticks, besides the real ones. */
  stickFolders: string[]
  size: { width: number; height: number } | null
}

/** Reads our own switches out of a command line that also carries Chromium's, which are left alone. */
export function readOfficeOptions(argv: readonly string[], workingFolder: string): OfficeOptions {
  const path = (value: string) => (isAbsolute(value) ? value : resolve(workingFolder, value))
  const sides = /^(\d{3,5})x(\d{3,5})$/.exec(valuesOf(argv, '--size').at(-1) ?? '')
  const data = valuesOf(argv, '--data').at(-1)
  return {
    dataFolder: data === undefined ? null : path(data),
    stickFolders: valuesOf(argv, '--stick').map(path),
    size: sides ? { width: Number(sides[1]), height: Number(sides[2]) } : null,
  }
}

function valuesOf(argv: readonly string[], option: string): string[] {
  return argv.flatMap((word, at) => {
    if (word.startsWith(`${option}=`)) return [word.slice(option.length + 1)]
    const next = argv[at + 1]
    return word === option && next !== undefined && !next.startsWith('--') ? [next] : []
  })
}
