// What happened to the machine, as JSON lines in the data folder: no names, no amounts, no keys, never more than a megabyte.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type LogFacts = Record<string, string | number | boolean | null>
export type MachineLog = { write(event: string, facts?: LogFacts): void }

// Two files of half a megabyte: months of ordinary days, and an hour of a fault that repeats itself.
const longestFile = 512 * 1024
// A stack is cut: a fault's message may carry whatever text it choked on.
const longestFact = 600

/** A log that never throws: a full or read-only disk must not take the screen down. */
export function machineLog(folder: string, now: () => Date = () => new Date()): MachineLog {
  const file = join(folder, 'machine.jsonl')
  let silent = false
  return {
    write(event, facts = {}) {
      if (silent) return
      const line = JSON.stringify({ at: now().toISOString(), event, ...shortened(facts) })
      try {
        mkdirSync(folder, { recursive: true })
        turnOver(file)
        appendFileSync(file, `${line}\n`, { mode: 0o600 })
      } catch {
        silent = true
        process.stderr.write(`${line}\n`)
      }
    },
  }
}

/** What may be said about something thrown: its name, its code and where in our code, not its message's values. */
export function factsOf(thrown: unknown): LogFacts {
  if (!(thrown instanceof Error)) return { name: typeof thrown }
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null
  const frames = (thrown.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '))
  return {
    name: thrown.name,
    code,
    where: frames
      .slice(0, 4)
      .map((line) => line.trim())
      .join(' < '),
  }
}

function turnOver(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > longestFile) renameSync(file, `${file}.1`)
}

function shortened(facts: LogFacts): LogFacts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, longestFact) : value,
    ]),
  )
}
