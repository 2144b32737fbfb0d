// What the machine says about the update, on every screen that shows it.
import { useEffect, useRef, useState } from 'react'
import type { UpdateState } from '../../electron/contract.ts'
import { callKiosk, onKioskEvent } from '../kiosk.ts'
import type { Paging } from '../parts/Frame.tsx'

// A screen of the same update that comes up draws at once what the one before it knew.
let known: UpdateState | null = null
// The last kind of state that a clerk saw on the update's own screen.
let shown: UpdateState['kind'] | null = null

export const wasShown = ({ kind }: UpdateState): boolean => kind === shown

/** For the update's own screen: what it draws has been seen, and another kind of sheet begins at its first page. */
export function useShown(state: UpdateState | null, turn: (page: number) => void): void {
  const kind = state?.kind ?? null
  const first = useRef(turn)
  first.current = turn
  useEffect(() => {
    if (kind === null) return
    if (shown !== kind) first.current(0)
    shown = kind
  }, [kind])
}

export function useUpdate(): [UpdateState | null, (state: UpdateState) => void] {
  const [state, setState] = useState(known)
  useEffect(() => {
    let heard = false
    const tell = (next: UpdateState | null) => {
      known = next
      setState(next)
    }
    const stop = onKioskEvent((event) => {
      if (event.kind === 'locked') known = null
      if (event.kind !== 'update') return
      heard = true
      tell(event.state)
    })
    void callKiosk('updateState', {}).then((reply) => {
      // An event that came meanwhile is newer than this answer.
      if (!heard) tell(reply.ok ? reply.answer : null)
    })
    return stop
  }, [])
  return [
    state,
    (next) => {
      known = next
      setState(next)
    },
  ]
}

/** Reading is a sign of life, which the machine sees only in calls. */
export const stillHere = () => void callKiosk('stillHere', {})

/** Turning pages of a long preview too. */
export function keepAlive(paging: Paging): Paging {
  return {
    ...paging,
    turn: (page) => {
      stillHere()
      paging.turn(page)
    },
  }
}
