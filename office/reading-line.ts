// The machine's end of the line to the reading process: each order answered once, also when the process has gone.
import type { Order, OrderName, Orders, Told } from './reading-orders.ts'

/** A child process as far as this line needs one. */
export type Child = {
  postMessage(message: unknown): void
  kill(): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: () => void): void
}

/** The process was ended on purpose: what was asked of it is no longer wanted. */
export class Stopped extends Error {}

export type ReadingLine = {
  ask<N extends OrderName>(name: N, input: Orders[N]['input']): Promise<Orders[N]['answer']>
  /** Ends whatever is going on; the next order finds a fresh process, which has read nothing. */
  stop(): void
}

export function readingLine(of: {
  fork: () => Child
  onTold: (told: Exclude<Told, { kind: 'answer' | 'broken' }>) => void
}): ReadingLine {
  type Waiting = { done: (answer: unknown) => void; fail: (why: Error) => void }
  let child: Child | null = null
  let waiting = new Map<number, Waiting>()
  let orders = 0

  const begin = (): Child => {
    const fresh = of.fork()
    child = fresh
    fresh.onMessage((message) => {
      // Only our own bundled process is on this line.
      const told = message as Told
      if (told.kind === 'answer') settle(told.id)?.done(told.answer)
      else if (told.kind === 'broken') settle(told.id)?.fail(new Error(told.why))
      else if (child === fresh) of.onTold(told)
    })
    fresh.onExit(() => child === fresh && drop(new Error('the reading process ended')))
    return fresh
  }
  const settle = (id: number): Waiting | undefined => {
    const found = waiting.get(id)
    waiting.delete(id)
    return found
  }
  const drop = (why: Error) => {
    const left = waiting
    waiting = new Map()
    child = null
    for (const each of left.values()) each.fail(why)
  }

  return {
    ask<N extends OrderName>(name: N, input: Orders[N]['input']) {
      const to = child ?? begin()
      const id = ++orders
      return new Promise<Orders[N]['answer']>((done, fail) => {
        // The process answers an order with that order's own kind of answer.
        waiting.set(id, { done: (answer) => done(answer as Orders[N]['answer']), fail })
        to.postMessage({ id, name, input } as Order)
      })
    },
    stop() {
      const ended = child
      drop(new Stopped())
      ended?.kill()
    },
  }
}
