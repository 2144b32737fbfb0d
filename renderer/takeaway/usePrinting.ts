// Whether this machine prints, and what becomes of a page on its way: asked anew each time, nothing of it is kept.
import { useCallback, useEffect, useState } from 'react'
import type { PrintAnswer, PrintSheet, PrinterNow } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'

export type PrintState = { kind: 'idle' } | { kind: 'printing' } | PrintAnswer

export function usePrinting(): {
  printer: PrinterNow
  state: PrintState
  print: (sheet: PrintSheet) => void
} {
  const [printer, setPrinter] = useState<PrinterNow>({ kind: 'none' })
  const [state, setState] = useState<PrintState>({ kind: 'idle' })
  const look = useCallback(() => {
    let wanted = true
    void callKiosk('printer', {}).then((reply) => {
      if (wanted && reply.ok) setPrinter(reply.answer)
    })
    return () => {
      wanted = false
    }
  }, [])
  useEffect(look, [look])
  const print = useCallback(
    (sheet: PrintSheet) => {
      setState({ kind: 'printing' })
      void callKiosk('print', { sheet }).then((reply) => {
        setState(reply.ok ? reply.answer : { kind: 'not-printed', why: 'refused' })
        look()
      })
    },
    [look],
  )
  return { printer, state, print }
}
