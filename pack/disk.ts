// Our own disk: what can go wrong with it, told apart, and how a new name is made safe.
import { open } from 'node:fs/promises'
import type { StoreFault } from './refusal.ts'

/** A fault on its way up to the call that hands it out as a value. */
export class Faulty extends Error {
  readonly fault: StoreFault
  constructor(fault: StoreFault) {
    super(fault.kind)
    this.fault = fault
  }
}

export const faulty = (fault: StoreFault): never => {
  throw new Faulty(fault)
}

/** What an error code of the file system means for the store; the room on a full disk is not known here. */
export function faultOf(code: string): StoreFault {
  if (code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'disk-full', needed: 0, free: 0 }
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return { kind: 'read-only' }
  return { kind: 'io', code }
}

/** A new name is only safe once its folder is; Windows cannot do this and checks at start instead. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
