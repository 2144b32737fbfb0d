// Characters that what is in the square looks like; the worker and all it was told end with the square.
import { useEffect, useRef, useState } from 'react'
import shapesAddress from '../../../assets/strokes/shapes.bin?url'
import type { Stroke } from './ink.ts'
// oxlint-disable-next-line import/default -- the bundler makes it
import workerAddress from './writing-worker.ts?worker&url'
import type { Asked, Told } from './writing-worker.ts'

/** `characters` stay up while the next stroke is compared, so that nothing flickers under a finger. */
export type Guess = { kind: 'ready'; characters: readonly string[] } | { kind: 'failed' }

const nothing: Guess = { kind: 'ready', characters: [] }

export function useMatcher(strokes: readonly Stroke[]): Guess {
  const [guess, setGuess] = useState<Guess>(nothing)
  const worker = useRef<Worker | null>(null)
  const latest = useRef(0)
  useEffect(() => {
    const started = startWorker()
    worker.current = started
    started.addEventListener('message', ({ data: told }: MessageEvent<Told>) => {
      if (told.kind === 'unread') setGuess({ kind: 'failed' })
      // What was asked before has been overtaken by another stroke, or by an empty square.
      else if (told.at === latest.current) setGuess({ kind: 'ready', characters: told.characters })
    })
    started.addEventListener('error', () => setGuess({ kind: 'failed' }))
    ask(started, { kind: 'read', address: new URL(shapesAddress, location.href).href })
    return () => started.terminate()
  }, [])
  useEffect(() => {
    latest.current++
    if (strokes.length === 0) setGuess((before) => (before.kind === 'failed' ? before : nothing))
    else if (worker.current) ask(worker.current, { kind: 'rank', at: latest.current, strokes: [...strokes] })
  }, [strokes])
  return guess
}

const ask = (worker: Worker, asked: Asked) => worker.postMessage(asked)

/** What the page's security policy wants to be told: that this address is one of our own scripts, and no other is. */
type ScriptPolicy = { createScriptURL(address: string): string }
type PolicyMaker = {
  createPolicy(name: string, of: { createScriptURL: (address: string) => string }): ScriptPolicy
}
declare const trustedTypes: PolicyMaker | undefined

const policy: ScriptPolicy | undefined =
  typeof trustedTypes === 'undefined'
    ? undefined
    : trustedTypes.createPolicy('writing', {
        createScriptURL(address) {
          if (address !== workerAddress) throw new Error(`no script of ours: ${address}`)
          return address
        },
      })

const startWorker = (): Worker =>
  new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, { type: 'module' })
