// Makes this process step back for the others: villagers touch the screen while an import runs, and nobody waits for an import.
import { readdirSync } from 'node:fs'
import { constants, setPriority } from 'node:os'

/** Linux counts every thread by itself, those that collect garbage too; threads begun later are as patient as their maker. */
export function giveWay(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL)
    } catch {
      // A thread that has just ended, or a system that does not let us: then all are as important as before.
    }
  }
}

function threads(): number[] {
  try {
    return readdirSync('/proc/self/task').map(Number)
  } catch {
    return [process.pid]
  }
}
