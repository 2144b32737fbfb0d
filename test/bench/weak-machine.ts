// A terminal four times as weak, made of this machine: a control group that has a quarter of all its processors' time.
import { chmodSync, existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { isSystemError } from '../../pack/refused.ts'

export const timesWeaker = 4

export type WeakMachine = {
  /** A script in place of the program: whatever it starts counts as well. */
  holding(program: string): string
  [Symbol.dispose](): void
}

const groups = '/sys/fs/cgroup'
/** In microseconds, as the kernel wants it. */
const period = 100_000
const share = Math.round((period * availableParallelism()) / timesWeaker)

/** The second version of control groups, or the first; null where neither lets us make one. */
export function weakMachine(folder: string): WeakMachine | null {
  const name = `mingbai-${process.pid}`
  const ways = [
    { group: join(groups, name), limit: { 'cpu.max': `${share} ${period}` } },
    {
      group: join(groups, 'cpu', name),
      limit: { 'cpu.cfs_period_us': `${period}`, 'cpu.cfs_quota_us': `${share}` },
    },
  ]
  const group = ways.find(({ group: at, limit }) => isMade(at, limit))?.group
  if (group === undefined) return null
  let scripts = 0
  return {
    holding(program) {
      const file = join(folder, `weak-${scripts++}.sh`)
      writeFileSync(file, `#!/bin/sh\necho $$ > '${group}/cgroup.procs'\nexec '${program}' "$@"\n`)
      chmodSync(file, 0o755)
      return file
    },
    [Symbol.dispose]() {
      gone(group)
    },
  }
}

function isMade(group: string, limit: Record<string, string>): boolean {
  try {
    mkdirSync(group)
    for (const [name, value] of Object.entries(limit)) {
      // In a folder that is none of the kernel's this would be an ordinary file, and nothing would be held back.
      if (!existsSync(join(group, name))) throw new NoSuchLimit()
      writeFileSync(join(group, name), value)
    }
    return true
  } catch (thrown) {
    if (!(thrown instanceof NoSuchLimit) && !isSystemError(thrown)) throw thrown
    gone(group)
    return false
  }
}

class NoSuchLimit extends Error {}

/** Only an empty one goes: a process that is still ending keeps its group, and that is no harm. */
function gone(group: string): void {
  try {
    rmdirSync(group)
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown
  }
}
