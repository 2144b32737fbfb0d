// Asking the store's process: each question gets its answer or a failure, and a process that dies is started again.
import type { ChildLine } from './child-line.ts'
import type { LogFacts } from './machine-log.ts'
import { StoreReply } from './store-protocol.ts'
import type { StoreAnswers, StoreAsk, StoreCall, StoreInput } from './store-protocol.ts'

export type StoreClient = {
  ask<N extends StoreCall>(name: N, input: StoreInput<N>): Promise<StoreAnswers[N]>
  close(): void
}

/** The store did not answer; the page hears `failed` and may ask again. */
export class StoreSilent extends Error {
  override name = 'StoreSilent'
}

// Nothing a villager asks takes a second; after ten the process is stuck, not slow.
const patienceMs = 10_000
const longestBackOffMs = 10_000

type Waiting = { resolve: (answer: unknown) => void; reject: (fault: Error) => void; timer: NodeJS.Timeout }

export function storeClient(of: {
  fork: () => ChildLine
  report: (event: string, facts?: LogFacts) => void
  /** Started again after a death: what it showed may have to be asked anew. */
  onRestart: () => void
}): StoreClient {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let deaths = 0
  let closing = false
  let child: ChildLine | null = null
  let whenUp: (() => void)[] = []

  const settle = (message: unknown) => {
    const reply = StoreReply.safeParse(message)
    const asker = reply.success ? waiting.get(reply.data.id) : undefined
    if (!reply.success || asker === undefined) return
    waiting.delete(reply.data.id)
    clearTimeout(asker.timer)
    if (reply.data.ok) {
      deaths = 0
      return asker.resolve(reply.data.answer)
    }
    of.report('store-call-failed', { name: reply.data.name, where: reply.data.where })
    asker.reject(new StoreSilent(reply.data.name))
  }

  const failAll = () => {
    for (const each of waiting.values()) {
      clearTimeout(each.timer)
      each.reject(new StoreSilent('the process ended'))
    }
    waiting.clear()
  }

  const start = () => {
    const started = of.fork()
    child = started
    started.onMessage(settle)
    started.onExit((code) => {
      if (child !== started) return
      child = null
      failAll()
      if (closing) return
      of.report('store-process-gone', { code, deaths: ++deaths })
      setTimeout(restart, Math.min(longestBackOffMs, 100 * 2 ** (deaths - 1)))
    })
    for (const each of whenUp) each()
    whenUp = []
  }
  const restart = () => {
    if (closing) return
    start()
    of.onRestart()
  }

  const send = (ask: StoreAsk) => {
    const go = () => child?.postMessage(ask)
    if (child === null) whenUp.push(go)
    else go()
  }

  const askUntyped = (name: StoreCall, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      const timer = setTimeout(() => {
        waiting.delete(id)
        of.report('store-silent', { call: name })
        reject(new StoreSilent(name))
        child?.kill()
      }, patienceMs)
      waiting.set(id, { resolve, reject, timer })
      send({ id, name, input })
    })

  start()
  return {
    // Both ends are compiled from StoreAnswers; this is where the pairing of name and answer is restored.
    ask: (name, input) => askUntyped(name, input) as Promise<never>,
    close() {
      closing = true
      failAll()
      child?.kill()
    },
  }
}
