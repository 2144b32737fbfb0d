// The page's side of the contract: one typed call, and the situation as the machine last told it.
import { useEffect, useRef, useState } from 'react'
import type {
  AnswerOf,
  CallName,
  Drive,
  InputOf,
  OfficeBridge,
  Problem,
  Situation,
} from '../office-contract.ts'

declare global {
  interface Window {
    readonly office: OfficeBridge
  }
}

/** Null when the machine could not answer at all; what it refuses is part of an answer. */
export async function call<N extends CallName>(name: N, input: InputOf<N>): Promise<AnswerOf<N> | null> {
  try {
    const reply = await window.office.call(name, input)
    return reply.ok ? reply.answer : null
  } catch {
    return null
  }
}

const noAnswer: Problem = { kind: 'no-answer' }

type Doing =
  'chooseFolder' | 'openFolder' | 'readAgain' | 'answer' | 'notForDisclosure' | 'accept' | 'takeBack'
type Asking =
  | 'makeTemplates'
  | 'chooseLastPack'
  | 'openPreview'
  | 'review'
  | 'chooseKey'
  | 'makeKey'
  | 'sign'
  | 'takeOpinions'
type Writing = 'writeToDrive' | 'writeToFolder'

/** An act of which only matters whether it was done; a clerk who cancels a dialog has no problem. */
export async function act<N extends Doing | Asking | Writing>(
  name: N,
  input: InputOf<N>,
): Promise<Problem | null> {
  const done = await call(name, input)
  if (done === null) return noAnswer
  if (done.ok || done.problem.kind === 'cancelled') return null
  return done.problem
}

export function useSituation(): Situation | null {
  const [situation, setSituation] = useState<Situation | null>(null)
  useEffect(() => {
    const stop = window.office.on((event) => event.kind === 'situation' && setSituation(event.situation))
    void call('situation', {}).then((now) => now && setSituation((before) => before ?? now))
    return stop
  }, [])
  return situation
}

export function useDrives(): Drive[] | null {
  const [drives, setDrives] = useState<Drive[] | null>(null)
  useEffect(() => {
    const stop = window.office.on((event) => event.kind === 'drives' && setDrives(event.drives))
    void call('drives', {}).then((now) => now && setDrives(now))
    return stop
  }, [])
  return drives
}

/** Asks anew whenever `key` changes; the old answer stays up meanwhile. */
export function useAnswer<N extends CallName>(
  name: N,
  input: InputOf<N>,
  key: string,
): { answer: AnswerOf<N> | null; waiting: boolean } {
  const [heard, setHeard] = useState<{ key: string; answer: AnswerOf<N> | null } | null>(null)
  const question = useRef({ name, input })
  question.current = { name, input }
  useEffect(() => {
    let wanted = true
    void call(question.current.name, question.current.input).then(
      (answer) => wanted && setHeard({ key, answer }),
    )
    return () => {
      wanted = false
    }
  }, [key])
  return { answer: heard?.answer ?? null, waiting: heard?.key !== key }
}
