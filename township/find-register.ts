// Which workbook of a folder is the township's own register (乡镇信息), without which nothing in it can be placed.
import { basename } from 'node:path/posix'
import { isRegister, readRegister } from './register.ts'
import type { Register } from './register.ts'
import { ignoredByName } from './source-files.ts'
import type { SourceFile } from './source-files.ts'
import type { SourceReader } from './source-reader.ts'

export type RegisterFound =
  | { kind: 'found'; register: Register; file: SourceFile }
  | { kind: 'no-township-register' | 'bad-township-register' }

/** 乡镇信息 by its name first; else whichever workbook at the top of the folder is one. */
export async function findRegister(
  files: readonly SourceFile[],
  reader: SourceReader,
): Promise<RegisterFound> {
  const named = files.filter((file) => /乡镇信息|镇信息|乡信息/.test(basename(file.path)))
  const top = files.filter((file) => !file.path.includes('/') && !named.includes(file))
  for (const file of [...named, ...top]) {
    if (ignoredByName(file.path)) continue
    const read = await reader.read(file)
    if (read.kind !== 'workbook') continue
    const grids = read.sheets.flatMap((sheet) => (sheet.ok ? [sheet.grid] : []))
    if (!isRegister(grids)) continue
    const register = readRegister(grids)
    return register ? { kind: 'found', register, file } : { kind: 'bad-township-register' }
  }
  return { kind: 'no-township-register' }
}

/** Whether a folder without a register holds sheets at all: the clerk is told which of the two is missing. */
export async function anyTable(files: readonly SourceFile[], reader: SourceReader): Promise<boolean> {
  for (const file of files) {
    if (ignoredByName(file.path)) continue
    const read = await reader.read(file)
    if (read.kind === 'workbook' || (read.kind === 'text' && read.grid)) return true
  }
  return false
}
