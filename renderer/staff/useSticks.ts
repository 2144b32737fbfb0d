// The sticks that are in, asked again whenever one comes or goes, and what was done with each.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { EjectAnswer, SaveAnswer, Stick } from '../../electron/contract.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'

/** What is being done with a stick, or how it ended. */
export type Said =
  | { kind: 'doing'; what: 'eject' | 'receipt' }
  | { kind: 'ejected'; how: EjectAnswer['kind'] }
  | { kind: 'saved'; mayPull: boolean; opinions?: number }
  | { kind: 'failed'; fault: Extract<SaveAnswer, { kind: 'failed' }>['fault'] | { kind: 'no-answer' } }

export type SticksAtHand = {
  /** Null until the machine has looked once. */
  sticks: Stick[] | null
  said: ReadonlyMap<string, Said>
  /** Opinions that no stick has carried home. */
  waiting: number
  eject: (stickId: string) => void
  saveReceipt: (stickId: string) => void
}

export function useSticks(): SticksAtHand {
  const [sticks, setSticks] = useState<Stick[] | null>(null)
  const [said, setSaid] = useState<ReadonlyMap<string, Said>>(new Map())
  const [waiting, setWaiting] = useState(0)
  const asked = useRef(0)
  const look = useCallback(async () => {
    const turn = ++asked.current
    const reply = await callKiosk('sticks', {})
    // What was asked later is the newer truth, whichever answer comes first.
    if (reply.ok && turn === asked.current) setSticks(reply.answer)
    const opinions = await callKiosk('opinionsWaiting', {})
    if (opinions.ok && turn === asked.current) setWaiting(opinions.answer.waiting)
  }, [])
  useEffect(() => {
    let wanted = true
    const lookIfWanted = () => wanted && void look()
    lookIfWanted()
    const stop = onKioskEvent((event) => event.kind === 'sticks-changed' && lookIfWanted())
    return () => {
      wanted = false
      stop()
    }
  }, [look])

  const say = useCallback(
    (stickId: string, what: Said) => setSaid((before) => new Map(before).set(stickId, what)),
    [],
  )
  const eject = useCallback(
    async (stickId: string) => {
      say(stickId, { kind: 'doing', what: 'eject' })
      const reply = await callKiosk('ejectStick', { stickId })
      say(
        stickId,
        reply.ok
          ? { kind: 'ejected', how: reply.answer.kind }
          : { kind: 'failed', fault: { kind: 'no-answer' } },
      )
      await look()
    },
    [look, say],
  )
  const saveReceipt = useCallback(
    async (stickId: string) => {
      say(stickId, { kind: 'doing', what: 'receipt' })
      const reply = await callKiosk('saveReceipt', { stickId })
      say(stickId, reply.ok ? reply.answer : { kind: 'failed', fault: { kind: 'no-answer' } })
      await look()
    },
    [look, say],
  )
  return useMemo(
    () => ({
      sticks,
      said,
      waiting,
      eject: (stickId) => void eject(stickId),
      saveReceipt: (stickId) => void saveReceipt(stickId),
    }),
    [sticks, said, waiting, eject, saveReceipt],
  )
}
