// A small program of the system, run to its end or to a deadline; what it says is only ever looked at for known words.
import { execFile } from 'node:child_process'

/** `code` is null if it could not be started or was not done in time. */
export type Ended = { code: number | null; said: string }
export type Run = (program: string, args: readonly string[], ms: number) => Promise<Ended>

// Its words in English, and programs of the system only.
const plainEnvironment = {
  LC_ALL: 'C',
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  // The page prints through the same one.
  ...(process.env['CUPS_SERVER'] ? { CUPS_SERVER: process.env['CUPS_SERVER'] } : {}),
}

export const runProgram: Run = (program, args, ms) =>
  new Promise((resolve) => {
    const options = {
      timeout: ms,
      killSignal: 'SIGKILL',
      windowsHide: true,
      env: process.platform === 'win32' ? process.env : plainEnvironment,
    } as const
    execFile(program, [...args], options, (thrown, out, err) => {
      const code = thrown === null ? 0 : typeof thrown.code === 'number' ? thrown.code : null
      resolve({ code, said: `${out}\n${err}` })
    })
  })
