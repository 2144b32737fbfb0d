// How each line of a kiosk's journal is bound to the one before; the kiosk writes by it, the township checks by it.
import { createHash } from 'node:crypto'

export type ChainedLine = { number: number; at: string; actor: string; action: string; details: string }

/** What the first line is bound to. */
export const chainStart = '0'.repeat(64)

export function chainHash(previous: string, line: ChainedLine): string {
  const row = JSON.stringify([line.number, line.at, line.actor, line.action, line.details])
  return createHash('sha256').update(`${previous}\n${row}`).digest('hex')
}
