// A picture of what is on the glass, for a machine without a screen and for the README.
import type { WebContents } from 'electron'
import { rename, writeFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'

type Report = (event: string, facts?: Record<string, string | number | boolean | null>) => void

// The fonts are known then, but their first frame is still on its way to the glass.
const settleMs = 300

/** Written beside its place and renamed: whoever waits for the file never sees half a picture. */
export async function saveScreenshot(contents: WebContents, file: string, report: Report): Promise<void> {
  try {
    await contents.executeJavaScript('document.fonts.ready.then(() => true)')
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
