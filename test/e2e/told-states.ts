// The machine of a running kiosk says of its update what a test wants; everything else it answers as ever.
import type { UpdateState } from '../../electron/contract.ts'
import type { Kiosk } from './harness.ts'

/** Those that are looked at in large text too: the longest words, and each look. */
export const refusalOrder: ReadonlySet<string> = new Set([
  'wrong-township',
  'unknown-signer',
  'already-installed',
  'older',
  'personal-data',
  'disk-full',
  'interrupted',
])

export async function tellInstead(kiosk: Kiosk): Promise<(state: UpdateState) => Promise<void>> {
  await kiosk.app.evaluate(({ ipcMain }) => {
    type Answer = (event: unknown, name: unknown, input: unknown) => unknown
    // Electron keeps handlers in a map of its own; there is no other way to ask the one that was there.
    const kept = Object.entries(ipcMain).find(([name]) => name.endsWith('invokeHandlers'))
    const real = (kept?.[1] as Map<string, Answer> | undefined)?.get('kiosk:call')
    if (!real) throw new Error('electron keeps its handlers elsewhere now')
    ipcMain.removeHandler('kiosk:call')
    ipcMain.handle('kiosk:call', (event, name: unknown, input: unknown) => {
      const told = (globalThis as { toldState?: unknown }).toldState
      if (told !== undefined && name === 'updateState') return { ok: true, answer: told }
      return real(event, name, input)
    })
  })
  return async (state) => {
    await kiosk.app.evaluate(({ BrowserWindow }, told) => {
      ;(globalThis as { toldState?: unknown }).toldState = told
      BrowserWindow.getAllWindows()[0]?.webContents.send('kiosk:event', { kind: 'update', state: told })
    }, state)
    await kiosk.page.waitForTimeout(120)
  }
}
