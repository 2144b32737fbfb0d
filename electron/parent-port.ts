// A child's own line to the process that started it; and when something unforeseen is thrown, an end that is noticed.
import { factsOf } from './machine-log.ts'

export type ParentPort = {
  hear(listener: (message: unknown) => void): void
  say(message: unknown): void
}

export function parentPort(): ParentPort {
  const port = process.parentPort
  return {
    hear: (listener) => void port.on('message', (event) => listener(event.data)),
    say: (message) => port.postMessage(message),
  }
}

/** The first word after our own name on the command line of a child. */
export function argumentOf(at: number): string {
  const argument = process.argv[2 + at]
  if (argument === undefined) throw new Error(`argument ${at} is missing: ${process.argv.join(' ')}`)
  return argument
}

// Since Electron 37 a rejection nobody handles only warns in a utility process: it would live on half dead.
export function dieWhenThrown(): void {
  const die = (thrown: unknown) => {
    process.stderr.write(`${JSON.stringify({ event: 'child-died', ...factsOf(thrown) })}\n`)
    process.exit(70)
  }
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
}
