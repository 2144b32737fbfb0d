// The pages exactly as villagers will see them: the real kiosk over a data folder of a moment, beside the window.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Done } from './office-contract.ts'

export type KioskBeside = {
  open(pack: string, pub: string, onClosed: () => void): Promise<Done>
  /** Answers once it and its data are gone. */
  close(): Promise<void>
}

const patienceMs = 4000

export function kioskBeside(of: {
  /** Electron and its switches, and the folder of the kiosk's program. */
  program: string
  switches: readonly string[]
  appFolder: string
  /** Ours alone: whatever an earlier run left there is put away first. */
  folder: string
  title: string
  size: () => { width: number; height: number }
  /** `kiosk --data DIR …` to its end; whether it did what it was asked. */
  command: (args: readonly string[]) => Promise<boolean>
}): KioskBeside {
  let shown: { child: ChildProcess; gone: Promise<void> } | null = null
  const data = join(of.folder, 'data')

  // Chromium's last helper may still hold a file for a moment.
  const clear = () => rm(of.folder, { recursive: true, force: true, maxRetries: 8, retryDelay: 150 })

  const close = async (): Promise<void> => {
    const closing = shown
    if (!closing) return
    closing.child.kill()
    const stays = await Promise.race([closing.gone, pause(patienceMs, 'stays' as const, { ref: false })])
    if (stays) closing.child.kill('SIGKILL')
    await closing.gone
  }

  const provisioned = async (pack: string, pub: string): Promise<boolean> => {
    await clear()
    await mkdir(data, { recursive: true, mode: 0o700 })
    return (
      (await of.command(['--data', data, 'trust', pub])) &&
      (await of.command(['--data', data, 'import', pack]))
    )
  }

  return {
    close,
    async open(pack, pub, onClosed) {
      await close()
      if (!(await provisioned(pack, pub))) {
        await clear()
        return { ok: false, problem: { kind: 'preview-not-imported' } }
      }
      const { width, height } = of.size()
      const args = ['--data', data, '--windowed', '--size', `${width}x${height}`, '--preview', of.title]
      const child = spawn(of.program, [...of.switches, of.appFolder, ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, TMPDIR: of.folder },
      })
      const began = await Promise.race([
        once(child, 'spawn').then(() => true),
        once(child, 'error').then(() => false),
      ]).catch(() => false)
      if (!began) return { ok: false, problem: { kind: 'preview-not-started' } }
      const gone = once(child, 'exit').then(async () => {
        shown = null
        await clear().catch(() => undefined)
        onClosed()
      })
      shown = { child, gone }
      return { ok: true }
    },
  }
}
