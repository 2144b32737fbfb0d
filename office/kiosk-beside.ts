// The pages exactly as villagers will see them: the real kiosk over a data folder of a moment, beside the window.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Done } from './office-contract.ts'

export type KioskBeside = {
  open(pack: string, pub: string, onClosed: () => void): Promise<Done>
  close(): void
}

export function kioskBeside(of: {
  /** Electron and its switches, and the folder of the kiosk's program. */
  program: string
  switches: readonly string[]
  appFolder: string
  title: string
  size: () => { width: number; height: number }
  /** `kiosk --data DIR …` to its end; whether it did what it was asked. */
  command: (args: readonly string[]) => Promise<boolean>
}): KioskBeside {
  let shown: ChildProcess | null = null

  const close = () => {
    shown?.kill()
    shown = null
  }
  return {
    close,
    async open(pack, pub, onClosed) {
      close()
      const folder = await mkdtemp(join(tmpdir(), 'mingbai-preview-'))
      const data = join(folder, 'data')
      const done =
        (await of.command(['--data', data, 'trust', pub])) &&
        (await of.command(['--data', data, 'import', pack]))
      if (!done) {
        await rm(folder, { recursive: true, force: true })
        return { ok: false, problem: { kind: 'preview-not-imported' } }
      }
      const { width, height } = of.size()
      const args = ['--data', data, '--windowed', '--size', `${width}x${height}`, '--preview', of.title]
      const child = spawn(of.program, [...of.switches, of.appFolder, ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        // The kiosk's temporary files go with its folder.
        env: { ...process.env, TMPDIR: folder },
      })
      shown = child
      child.once('exit', () => {
        if (shown === child) shown = null
        // Chromium's last helper may still hold a file for a moment.
        void rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(
          () => undefined,
        )
        onClosed()
      })
      const began = await new Promise<boolean>((told) => {
        child.once('spawn', () => told(true))
        child.once('error', () => told(false))
      })
      return began ? { ok: true } : { ok: false, problem: { kind: 'preview-not-started' } }
    },
  }
}
