// app://office/ inside Electron: the window's page from a list of files made at start, with the headers that bind it.
import { protocol } from 'electron'
import type { Session } from 'electron'
import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'

export const pageOrigin = 'app://office'
export const homeUrl = `${pageOrigin}/index.html`

/** Nothing from elsewhere, nothing written into the page, nothing evaluated, nothing framed. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
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
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.otf': 'font/otf',
}

/** Before the app is ready: app: is a scheme with an origin of its own, like https. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

export function servePage(session: Session, folder: string): void {
  const files = filesIn(folder)
  session.protocol.handle('app', async (request) => {
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    }
    const file = request.method === 'GET' ? files.get(request.url) : undefined
    if (file === undefined) return new Response(null, { status: 404, headers })
    const body = new Uint8Array(await readFile(file))
    return new Response(body, { headers: { ...headers, 'Content-Type': types[extname(file)] ?? '' } })
  })
}

function filesIn(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    files
      .filter((file) => extname(file) in types)
      .map((file) => [
        `${pageOrigin}/${relative(folder, file).split(sep).map(encodeURIComponent).join('/')}`,
        file,
      ]),
  )
}
