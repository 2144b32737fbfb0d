// The township's window under test: the real Electron, a mouse and a keyboard, and dialogs that are answered for it.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { _electron } from 'playwright-core'
import type { ElectronApplication, Page } from 'playwright-core'
import { chromiumSwitches, environment } from './harness.ts'
import { root, screensFolder } from './places.ts'

export type Office = {
  app: ElectronApplication
  page: Page
  /** Made for this test: its `data`, `stick` and whatever it puts there. */
  folder: string
  stickFolder: string
  press(id: string): Promise<void>
  type(id: string, words: string): Promise<void>
  arrives(id: string, withinMs?: number): Promise<void>
  isThere(id: string): Promise<boolean>
  text(): Promise<string>
  /** What the next dialogs of the system answer. */
  dialogsAnswer(path: string | null): Promise<void>
  /** A file or folder from the desktop, let go over an element. */
  drop(path: string, over: string): Promise<void>
  shot(name: string): Promise<void>
  close(): Promise<void>
}

export type OfficeWishes = { size?: string; folder?: string; env?: Record<string, string> }

export async function officeWith(wishes: OfficeWishes = {}): Promise<Office> {
  const { size = '1366x768' } = wishes
  const folder = wishes.folder ?? mkdtempSync(join(tmpdir(), 'mingbai-office-'))
  const stickFolder = join(folder, 'KINGSTON')
  mkdirSync(stickFolder, { recursive: true })
  const program = process.env['MINGBAI_ELECTRON']
  if (!program) throw new Error('MINGBAI_ELECTRON names no Electron: run the tests with npm run e2e')
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = dirname(program)
  const ours = ['--data', join(folder, 'data'), '--stick', stickFolder, '--size', size]
  const app = await _electron.launch({
    args: [...chromiumSwitches(), join(root, 'dist/office'), ...ours],
    env: { ...environment(), TMPDIR: folder, ...wishes.env },
    cwd: root,
  })
  const page = await app.firstWindow()
  await page.waitForSelector('[data-testid]')
  const visible = (id: string) => page.getByTestId(id).filter({ visible: true })
  const office: Office = {
    app,
    page,
    folder,
    stickFolder,
    press: (id) => visible(id).first().click({ timeout: 15_000 }),
    type: (id, words) => visible(id).first().fill(words, { timeout: 15_000 }),
    async arrives(id, withinMs = 30_000) {
      try {
        await visible(id).first().waitFor({ timeout: withinMs })
      } catch (cause) {
        throw new Error(`${id} did not come; in the window: ${(await office.text()).slice(0, 800)}`, {
          cause,
        })
      }
    },
    isThere: (id) => visible(id).first().isVisible(),
    text: () => page.evaluate<string>('document.body.innerText'),
    dialogsAnswer: (path) =>
      app.evaluate(({ dialog }, answer) => {
        dialog.showOpenDialog = async () => ({
          canceled: answer === null,
          filePaths: answer === null ? [] : [answer],
        })
      }, path),
    async drop(path, over) {
      const box = await visible(over).first().boundingBox()
      if (!box) throw new Error(`${over} has no place in the window`)
      const desktop = await page.context().newCDPSession(page)
      const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
      const data = { items: [], files: [path], dragOperationsMask: 1 }
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await desktop.send('Input.dispatchDragEvent', { type, ...at, data })
    },
    async shot(name) {
      await page.evaluate('document.fonts.ready.then(() => true)')
      await pause(250)
      mkdirSync(screensFolder, { recursive: true })
      await page.screenshot({ path: join(screensFolder, `office-${name}-${size}.png`) })
    },
    async close() {
      await app.close()
      if (!wishes.folder) rmSync(folder, { recursive: true, force: true })
    },
  }
  return office
}

/** The township's first key, as a clerk makes it; answers with its file. */
export async function makeKey(window: Office, passphrase: string): Promise<string> {
  const folder = join(window.folder, '钥匙')
  mkdirSync(folder)
  await window.press('step-sign')
  await window.press('make-key')
  await window.type('new-passphrase', passphrase)
  await window.type('new-passphrase-again', passphrase)
  await window.dialogsAnswer(folder)
  await window.press('make-key-do')
  await window.arrives('key')
  return join(folder, 'township.key')
}
