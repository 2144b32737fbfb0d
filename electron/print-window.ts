// A window nobody sees, for as long as one document goes to the printer: no script runs in it and nothing of it is stored.
import { BrowserWindow, session } from 'electron'
import type { Session } from 'electron'
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ChosenPrinter } from './print-desk.ts'
import { printDocument, printSecurityPolicy } from './print-document.ts'
import type { PrintDocument, PrintFonts } from './print-document.ts'
import type { PrintSheet } from './print-sheet.ts'
import { pageOrigin, servedFiles } from './served-files.ts'

const documentPath = '/print-document'
const documentUrl = `${pageOrigin}${documentPath}`

export type PrintWindow = (sheet: PrintSheet, to: ChosenPrinter) => Promise<{ ok: boolean; pages: number }>

export function printWindow(pageFolder: string): PrintWindow {
  let shown: PrintDocument | null = null
  let own: Session | null = null
  const fonts = fontsIn(join(pageFolder, 'assets'))

  /** In memory, and of its own: it knows the document of the moment and our fonts. */
  const room = (): Session => {
    if (own) return own
    own = session.fromPartition('print')
    const files = servedFiles({ pageFolder, attachmentsFolder: join(pageFolder, 'none') })
    own.protocol.handle('app', async (request) => {
      const headers = { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }
      if (request.url === documentUrl && shown !== null) {
        const policy = printSecurityPolicy(createHash('sha256').update(shown.style).digest('base64'))
        return new Response(shown.html, {
          headers: {
            ...headers,
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': policy,
          },
        })
      }
      const served = await files.answer(request.url, request.method)
      if (served.status === 404 || !served.type.startsWith('font/'))
        return new Response(null, { status: 404 })
      return new Response(served.body, { headers: { ...headers, 'Content-Type': served.type } })
    })
    return own
  }

  return async (sheet, to) => {
    const made = printDocument(sheet, to.paper, fonts)
    shown = made
    const window = hidden(room())
    try {
      await window.loadURL(documentUrl)
      return { ok: await sent(window, to, made), pages: made.pages }
    } finally {
      shown = null
      window.destroy()
    }
  }
}

function hidden(own: Session): BrowserWindow {
  const window = new BrowserWindow({
    show: false,
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  const { webContents } = window
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
  webContents.on('will-navigate', (event) => event.preventDefault())
  webContents.on('will-redirect', (event) => event.preventDefault())
  return window
}

function sent(
  { webContents }: BrowserWindow,
  { name }: ChosenPrinter,
  made: PrintDocument,
): Promise<boolean> {
  return new Promise((resolve) => {
    webContents.print(
      {
        silent: true,
        deviceName: name,
        // Said in so many words: without it a driver takes the paper it was set up with.
        pageSize: made.microns,
        margins: { marginType: 'none' },
        printBackground: false,
        color: false,
        copies: 1,
      },
      (success) => resolve(success),
    )
  })
}

/** The build gives the fonts names of its own; what a page is printed in is what it is shown in. */
function fontsIn(folder: string): PrintFonts {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // A page that is not built has nothing to print either.
  }
  const url = (start: string) => `assets/${names.find((name) => name.startsWith(start)) ?? start}`
  return {
    regular: url('mingbai-sans-regular.core'),
    bold: url('mingbai-sans-bold.core'),
    serif: url('mingbai-serif-bold.core'),
    rest: url('mingbai-sans-regular.rest'),
    names: url('mingbai-names'),
  }
}
