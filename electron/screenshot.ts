// A picture of what is on the glass, for a machine without a screen and for the README.
import type { WebContents } from 'electron'
import { rename, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

type Report = (event: string, facts?: Record<string, string | number | boolean | null>) => void

// Fonts are known then and what fades in has come, but the last frame is still on its way to the glass.
const settleMs = 300
const settled = `Promise.race([
  document.fonts.ready.then(() => Promise.allSettled(document.getAnimations().map((each) => each.finished))),
  new Promise((done) => setTimeout(done, 2000)),
]).then(() => true)`

/** Written beside its place and renamed: whoever waits for the file never sees half a picture. */
export async function saveScreenshot(contents: WebContents, file: string, report: Report): Promise<void> {
  try {
    await contents.executeJavaScript(settled)
    await pause(settleMs)
    const picture = await contents.capturePage()
    await writeFile(`${file}.part`, picture.toPNG())
    await rename(`${file}.part`, file)
    const { width, height } = picture.getSize()
    report('screenshot-saved', { width, height })
  } catch (thrown) {
    report('screenshot-failed', { why: thrown instanceof Error ? thrown.name : typeof thrown })
  }
}
