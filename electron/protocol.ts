// app://kiosk/ inside Electron: the page, its fonts and the pictures of packs, each with the headers that bind it.
import { protocol } from 'electron'
import type { Session } from 'electron'
import { contentSecurityPolicy } from './served-files.ts'
import type { ServedFiles } from './served-files.ts'

/** Before the app is ready: app: is a scheme with an origin of its own, like https. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
  ])
}

export function serve(session: Session, files: ServedFiles): void {
  session.protocol.handle('app', async (request) => {
    const served = await files.answer(request.url, request.method)
    const headers = {
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    }
    if (served.status === 404) return new Response(null, { status: 404, headers })
    return new Response(served.body, { headers: { ...headers, 'Content-Type': served.type } })
  })
}
