// Printers that are not there, and staff who choose one: what the kiosk sends them is kept as the PDF it would be on paper.
import { expect } from 'vitest'
import type { Kiosk } from './harness.ts'

const pin = '246810'

type Captured = { pdfs: string[]; asked: { deviceName?: string; pageSize?: unknown; silent?: boolean }[] }
type Main = typeof globalThis & { captured?: Captured; printers?: object[] }

/** A printer that is not there, put in where Electron would ask the system: its paper is the PDF of what it was sent. */
export async function standInPrinters(
  screen: Kiosk,
  printers: { name: string; options?: object }[],
): Promise<void> {
  await screen.app.evaluate(
    ({ app, BrowserWindow }, list) => {
      const main = globalThis as Main
      main.printers = list
      const [window] = BrowserWindow.getAllWindows()
      if (window)
        window.webContents.getPrintersAsync = () =>
          Promise.resolve((main.printers ?? []) as Electron.PrinterInfo[])
      if (main.captured) return
      const captured: Captured = { pdfs: [], asked: [] }
      main.captured = captured
      app.on('web-contents-created', (_event, contents) => {
        contents.print = (options, done) => {
          captured.asked.push(options as Captured['asked'][number])
          void contents
            .printToPDF({
              preferCSSPageSize: true,
              printBackground: false,
              margins: { top: 0, bottom: 0, left: 0, right: 0 },
            })
            .then((pdf) => {
              captured.pdfs.push(pdf.toString('base64'))
              done?.(true, '')
            })
        }
      })
    },
    printers.map((each) => ({ displayName: each.name, description: '', options: {}, ...each })),
  )
}

/** What was sent since, and how it was asked for. */
export const caught = (screen: Kiosk): Promise<Captured> =>
  screen.app.evaluate(() => (globalThis as Main).captured ?? { pdfs: [], asked: [] })

/** As staff choose it, with the paper in it. */
export async function choosePrinter(screen: Kiosk, name: string, paper: 'a4' | 'slip'): Promise<void> {
  await screen.call('setFirstPin', { pin })
  // A window that was just opened may lose the focus for a moment, which closes the staff door.
  const set = () => screen.call('setPrinter', { printer: { name, paper } })
  if (!(await set()).ok) {
    await screen.call('unlock', { pin })
    expect(await set()).toMatchObject({ ok: true })
  }
  await screen.call('lock', {})
}
