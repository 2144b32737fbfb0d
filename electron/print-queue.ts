// What waits at the system's spooler for one printer, and how it is thrown away before the next person comes.
import type { Run } from './run-program.ts'

export type PrintQueue = {
  /** Jobs that are not on paper yet; null where nobody can tell. */
  waiting(printer: string): Promise<number | null>
  /** The spooler tries in vain to reach it: switched off, or its cable is out. */
  unreachable(printer: string): Promise<boolean>
  /** Ends them all and has the spooler forget what was in them, and in those that are on paper. */
  clear(printer: string): Promise<void>
}

const patienceMs = 4_000

/**
 * What CUPS says beside a printer that it cannot reach (`lpstat -l -p`); its reasons do not tell (measured, 2.4.2), and
 * it speaks the language of whoever sent the job.
 */
const inVain =
  /may not exist|is unavailable|not responding|unable to (connect|locate|find)|不存在|不可用|没有响应|无法/i

/** CUPS by its own commands; other systems have another spooler, of which nothing is known. */
export function printQueue(run: Run, platform: NodeJS.Platform): PrintQueue {
  const jobs = async (printer: string): Promise<string[] | null> => {
    if (platform !== 'linux') return null
    const { code, said } = await run('lpstat', ['-o', printer], patienceMs)
    if (code !== 0) return null
    return said
      .split('\n')
      .map((line) => line.split(/\s/, 1)[0] ?? '')
      .filter((id) => id.startsWith(`${printer}-`) && /-\d+$/.test(id))
  }
  return {
    waiting: async (printer) => (await jobs(printer))?.length ?? null,
    async unreachable(printer) {
      if (platform !== 'linux') return false
      const { code, said } = await run('lpstat', ['-l', '-p', printer], patienceMs)
      return code === 0 && inVain.test(said)
    },
    async clear(printer) {
      if (platform !== 'linux') return
      // All of them, and their pages, which the spooler would keep for a day; an operator's right.
      const { code } = await run('cancel', ['-a', '-x', printer], patienceMs)
      if (code === 0) return
      const ids = await jobs(printer)
      if (ids && ids.length > 0) await run('cancel', ['-x', ...ids], patienceMs)
    },
  }
}
