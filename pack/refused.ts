// A refusal on its way up to the door of openPack; it never leaves pack/, callers get the refusal as a value.
import type { Refusal } from './refusal.ts'

export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.kind)
    this.refusal = refusal
  }
}

export const refuse = (refusal: Refusal): never => {
  throw new Refused(refusal)
}

export function refuseAbove(limit: string, allowed: number, actual: number): void {
  if (actual > allowed) refuse({ kind: 'limit', limit, allowed, actual })
}

/** The outcome of a step in which a refusal may be thrown; anything else that is thrown goes on up. */
export async function refusalAsValue<T extends object>(
  step: () => Promise<T>,
): Promise<({ ok: true } & T) | { ok: false; refusal: Refusal }> {
  try {
    return { ok: true, ...(await step()) }
  } catch (thrown) {
    if (thrown instanceof Refused) return { ok: false, refusal: thrown.refusal }
    if (isSystemError(thrown)) return { ok: false, refusal: { kind: 'unreadable', code: thrown.code } }
    throw thrown
  }
}

/** An error of the file system (ENOENT, EIO …): expected with sticks, so it becomes a refusal. */
export function isSystemError(thrown: unknown): thrown is Error & { code: string } {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' && 'syscall' in thrown
}
