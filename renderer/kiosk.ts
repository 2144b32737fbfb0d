// The page's side of the contract: one typed call, its events, and a hook that asks and asks again.
import { useEffect, useReducer, useRef, useState } from 'react'
import type { AnswerOf, CallName, InputOf, KioskBridge, KioskEvent, Reply } from '../electron/contract.ts'
import { onVisitEnd } from './visit.ts'

declare global {
  interface Window {
    readonly kiosk: KioskBridge
  }
}

/** A bridge that breaks (the machine's process is being restarted) is an answer too. */
export async function callKiosk<N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>> {
  try {
    return await window.kiosk.call(name, input)
  } catch {
    return { ok: false, kind: 'failed' }
  }
}

export function onKioskEvent(listener: (event: KioskEvent) => void): () => void {
  return window.kiosk.on(listener)
}

/** `slow` says that the answer takes long enough to draw something in its place. */
export type Asked<T> =
  { kind: 'waiting'; slow: boolean } | { kind: 'answered'; answer: T } | { kind: 'failed'; retry: () => void }

// Content of one generation never changes, so an answer stays true until the machine says otherwise.
const answers = new Map<string, unknown>()

/** Everything a villager looked at; gone when they leave, or go back to the start. */
export const forgetAnswers = () => answers.clear()
onVisitEnd(forgetAnswers)

const askers = new Set<() => void>()

/** For what the page itself has just changed on the machine (the size of the glass). */
export function askAgain(): void {
  answers.clear()
  for (const again of askers) again()
}

/** Below this a skeleton would only flicker (ux.md 1.1). */
const slowMs = 150

/** What was drawn with an answer that says the same need not be drawn anew. */
function asKnown<T>(key: string, answer: T): T {
  const known = answers.get(key)
  return JSON.stringify(known) === JSON.stringify(answer) ? (known as T) : answer
}

/** Asks the machine, and asks again when what it shows has changed; the old answer stays up meanwhile. */
export function useKiosk<N extends CallName>(name: N, input: InputOf<N>): Asked<AnswerOf<N>> {
  const key = `${name} ${JSON.stringify(input)}`
  const [round, again] = useReducer((before: number) => before + 1, 0)
  const question = useRef({ name, input })
  question.current = { name, input }
  const [heard, setHeard] = useState<{ key: string; asked: Asked<AnswerOf<N>> } | null>(null)

  useEffect(() => {
    let wanted = true
    const tell = (asked: Asked<AnswerOf<N>>) => wanted && setHeard({ key, asked })
    const slow = setTimeout(
      () =>
        setHeard((before) =>
          before?.key === key ? before : { key, asked: { kind: 'waiting', slow: true } },
        ),
      slowMs,
    )
    void callKiosk(question.current.name, question.current.input).then((reply) => {
      clearTimeout(slow)
      if (!wanted) return
      if (!reply.ok) return tell({ kind: 'failed', retry: again })
      const answer = asKnown(key, reply.answer)
      answers.set(key, answer)
      tell({ kind: 'answered', answer })
    })
    return () => {
      wanted = false
      clearTimeout(slow)
    }
  }, [key, round])

  useEffect(() => {
    askers.add(again)
    return () => void askers.delete(again)
  }, [])

  if (heard?.key === key) return heard.asked
  const known = answers.get(key) as AnswerOf<N> | undefined
  return known === undefined ? { kind: 'waiting', slow: false } : { kind: 'answered', answer: known }
}
