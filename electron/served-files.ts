// What app://kiosk/ answers: a list of files made at start, never a path put together from a request.
import { readdirSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { sniffedType } from '../pack/image-type.ts'
import { soundType } from '../pack/sound-type.ts'

export type Served = { status: 200; type: string; body: Buffer<ArrayBuffer> } | { status: 404 }
export type ServedFiles = { answer(url: string, method: string): Promise<Served> }

export const pageOrigin = 'app://kiosk'
export const homeUrl = `${pageOrigin}/index.html`

/** Nothing from elsewhere, nothing written into the page, nothing evaluated, nothing framed. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.otf': 'font/otf',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.bin': 'application/octet-stream',
}
const longestUrl = 512
const mostAttachmentBytes = 32 * 1024 * 1024

export function servedFiles(of: { pageFolder: string; attachmentsFolder: string }): ServedFiles {
  const byPath = new Map<string, { file: string; type: string }>()
  for (const file of filesIn(of.pageFolder)) {
    const type = types[extname(file).toLowerCase()]
    const path = `/${relative(of.pageFolder, file).split(sep).map(encodeURIComponent).join('/')}`
    if (type !== undefined) byPath.set(path, { file, type })
  }
  return {
    async answer(url, method) {
      const path = method === 'GET' && url.length <= longestUrl ? pathOf(url) : null
      if (path === null) return { status: 404 }
      const listed = byPath.get(path)
      if (listed) return { status: 200, type: listed.type, body: await readFile(listed.file) }
      const sha256 = /^\/attachment\/([0-9a-f]{64})$/.exec(path)?.[1]
      return sha256 ? attachment(join(of.attachmentsFolder, sha256)) : { status: 404 }
    },
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

function pathOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host, pathname, search } = new URL(url)
  return protocol === 'app:' && host === 'kiosk' && search === '' ? pathname : null
}

/** A picture or sound that came in a pack: only if its bytes are those of one, whatever the pack called it. */
async function attachment(file: string): Promise<Served> {
  const opened = await open(file).catch(() => null)
  if (opened === null) return { status: 404 }
  try {
    const about = await opened.stat()
    if (!about.isFile() || about.size > mostAttachmentBytes) return { status: 404 }
    const body = await opened.readFile()
    const type = sniffedType(body) ?? soundType(body)
    return type === null ? { status: 404 } : { status: 200, type, body }
  } finally {
    await opened.close()
  }
}
