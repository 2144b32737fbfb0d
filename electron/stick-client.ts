// Asking the sticks' process: nobody waits longer than a deadline, and a process that is stuck is left behind for a new one.
import type { ChildLine } from './child-line.ts'
import type { LogFacts } from './machine-log.ts'
import { StickReply } from './stick-protocol.ts'
import type { StickAnswers, StickAsk, StickCall, StickInput } from './stick-protocol.ts'

export type StickClient = {
  ask<N extends StickCall>(name: N, input: StickInput<N>): Promise<StickAnswers[N]>
  /** While somebody may act on it, says when a stick or a pack came or went. */
  watch(changed: () => void): void
  /** Nobody is there any more: what the kiosk has mounted is let go of. */
  unwatch(): void
  close(): void
}

/** The process did not answer, or ended; the page hears `failed` and may ask again. */
export class SticksSilent extends Error {
  override name = 'SticksSilent'
}

// A list comes in two seconds even if every stick is dying; a write may wait for a worn stick to erase its blocks.
const patienceMs: Record<StickCall, number> = {
  list: 20_000,
  find: 20_000,
  eject: 180_000,
  save: 300_000,
  leave: 120_000,
}
const pollMs = 1_500

type Waiting = {
  resolve: (answer: unknown) => void
  reject: (fault: Error) => void
  timer: NodeJS.Timeout
}

export function stickClient(of: {
  fork: () => ChildLine
  report: (event: string, facts?: LogFacts) => void
}): StickClient {
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let child: ChildLine | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  // Against what the page shows, not against the last look: a stick that is let go of and put in again between
  // two looks is as it was for the watcher, and another for the page.
  let shown: string | null = null

  const settle = (message: unknown) => {
    const reply = StickReply.safeParse(message)
    const asker = reply.success ? waiting.get(reply.data.id) : undefined
    if (!reply.success || asker === undefined) return
    waiting.delete(reply.data.id)
    clearTimeout(asker.timer)
    if (reply.data.ok) return asker.resolve(reply.data.answer)
    of.report('stick-call-failed')
    asker.reject(new SticksSilent('failed'))
  }

  const lose = () => {
    const lost = child
    child = null
    for (const each of waiting.values()) {
      clearTimeout(each.timer)
      each.reject(new SticksSilent('the process ended'))
    }
    waiting.clear()
    lost?.kill()
  }

  /** Started when it is first needed: a kiosk that nobody looks after has no use for it. */
  const running = (): ChildLine => {
    if (child) return child
    const started = of.fork()
    child = started
    started.onMessage((message) => child === started && settle(message))
    started.onExit((code) => {
      if (child !== started) return
      of.report('stick-process-gone', { code })
      lose()
    })
    return started
  }

  const askUntyped = (name: StickCall, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const id = ++lastId
      const tooLong = setTimeout(() => {
        of.report('sticks-silent', { call: name })
        lose()
      }, patienceMs[name])
      waiting.set(id, { resolve, reject, timer: tooLong })
      running().postMessage({ id, name, input } satisfies StickAsk)
    })
  // Both ends are compiled from StickAnswers; this is where the pairing of name and answer is restored.
  const ask: StickClient['ask'] = async (name, input) => {
    const answer = await askUntyped(name, input)
    if (name === 'list') shown = JSON.stringify(answer)
    return answer as never
  }

  const stopWatching = () => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    ask,
    watch(changed) {
      stopWatching()
      shown = null
      let looking = false
      const look = async () => {
        // Never a second question behind one that is not answered.
        if (looking) return
        looking = true
        const now = await askUntyped('list', {}).then(JSON.stringify, () => null)
        looking = false
        const isNew = now !== null && shown !== null && shown !== now
        shown = now ?? shown
        if (isNew && timer !== undefined) changed()
      }
      timer = setInterval(() => void look(), pollMs)
      timer.unref?.()
      void look()
    },
    unwatch() {
      stopWatching()
      if (child) ask('leave', {}).catch(() => undefined)
    },
    close() {
      stopWatching()
      lose()
    },
  }
}
