// The files of a township's folder: which there are, and which are known by name to be no sheets of anybody's.
import { lstat, readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { limits } from './source-limits.ts'

/** `path` is relative to the folder, with / and in NFC: what the report calls a file. */
export type SourceFile = { path: string; absolute: string; bytes: number }

export type FolderRead =
  { ok: true; files: SourceFile[] } | { ok: false; kind: 'not-a-folder' | 'unreadable' | 'too-many-files' }

/** At the top of the folder: the window keeps it there, so that it goes where the sheets go. */
export const answersName = 'answers.json'
/** Beside it: what villagers said, and the clerk's answers. It goes into a pack by another road than the sheets. */
export const opinionsName = '村民意见.xlsx'
const ownNames: readonly string[] = [answersName, opinionsName]

const deepest = 8

export async function readFolder(folder: string): Promise<FolderRead> {
  const files: SourceFile[] = []
  const walk = async (at: string, path: string, depth: number): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true })
    entries.sort((one, other) => (one.name < other.name ? -1 : 1))
    for (const entry of entries) {
      if (files.length > limits.files) return
      // What was answered about the sheets lies among them and is none of them.
      if (path === '' && ownNames.includes(entry.name.normalize('NFC'))) continue
      const absolute = join(at, entry.name)
      const relative = (path === '' ? '' : `${path}/`) + entry.name.normalize('NFC')
      // Folders that begin with a dot belong to programs (.git, .Trash-1000), never to a clerk.
      if (entry.isDirectory() && depth < deepest && !entry.name.startsWith('.') && entry.name !== '__MACOSX')
        await walk(absolute, relative, depth + 1)
      // A link may lead out of the folder the clerk chose.
      else if (entry.isFile()) files.push({ path: relative, absolute, bytes: (await lstat(absolute)).size })
    }
  }
  try {
    if (!(await lstat(folder)).isDirectory()) return { ok: false, kind: 'not-a-folder' }
    await walk(folder, '', 0)
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null
    if (code === null) throw thrown
    return { ok: false, kind: code === 'ENOENT' ? 'not-a-folder' : 'unreadable' }
  }
  return files.length > limits.files ? { ok: false, kind: 'too-many-files' } : { ok: true, files }
}

export type IgnoredName = 'lock-file' | 'backup-file' | 'system-file' | 'pack'

/** What programs leave beside a clerk's files; null for all that may be a sheet. */
export function ignoredByName(path: string): IgnoredName | null {
  const name = basename(path)
  // ~$x.xlsx by Excel and WPS, .~x.xlsx by WPS, .~lock.x.ods# by LibreOffice: open on somebody's screen.
  if (/^~\$|^\.~/.test(name)) return 'lock-file'
  // ~WRL0003.tmp is what Word and WPS keep while they save; Excel's backups are .xlk.
  if (/^~WR[A-Z]|\.(?:bak|xlk|wbk|tmp|asd|xar)$|~$/i.test(name)) return 'backup-file'
  if (/^(?:thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|\._.*|\..*)$/i.test(name)) return 'system-file'
  // What an earlier build left in the folder is its result, no source.
  return /\.mbpack$/i.test(name) ? 'pack' : null
}
