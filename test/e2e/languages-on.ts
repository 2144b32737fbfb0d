// A kiosk's data on which villagers may choose other languages: switched on by the command an installer uses.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OtherLanguage } from '../../disclosure/languages.ts'
import { kioskCommand } from './programs.ts'

export function withLanguages(
  data: string,
  languages: readonly OtherLanguage[],
): { data: string; forget: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-languages-'))
  cpSync(data, folder, { recursive: true })
  for (const language of languages) kioskCommand(folder, 'language', `${language}=on`)
  return { data: folder, forget: () => rmSync(folder, { recursive: true, force: true }) }
}
