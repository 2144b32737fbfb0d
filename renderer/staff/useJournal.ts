// The journal as far as it was looked at: the newest lines at once, older ones when the last page comes near.
import { useCallback, useEffect, useRef, useState } from 'react'
import type { JournalLine } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'

/** What the contract gives at once. */
const perCall = 100

export type JournalSoFar = { lines: JournalLine[]; total: number; failed: boolean }

export function useJournal(): { soFar: JournalSoFar | null; more: () => void } {
  const [soFar, setSoFar] = useState<JournalSoFar | null>(null)
  const known = useRef<JournalLine[]>([])
  const isAsking = useRef(false)
  const more = useCallback(() => {
    if (isAsking.current) return
    isAsking.current = true
    void callKiosk('journal', { offset: known.current.length, limit: perCall }).then((reply) => {
      isAsking.current = false
      if (!reply.ok) return setSoFar({ lines: known.current, total: known.current.length, failed: true })
      // A line that was written meanwhile has moved the others down by one.
      const last = known.current.at(-1)?.number ?? Infinity
      known.current = [...known.current, ...reply.answer.lines.filter((line) => line.number < last)]
      setSoFar({ lines: known.current, total: reply.answer.total, failed: false })
    })
  }, [])
  useEffect(() => more(), [more])
  return { soFar, more }
}
