// All rows of an item: a first page's worth at once, the others while that is being read.
import { useEffect, useState } from 'react'
import type { EntryPage, Row } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'

/** More than the largest glass shows, and few enough to be measured between two frames of a weak terminal. */
const firstRows = 40

/** What the contract gives at once. */
const perCall = 100

/** Between two calls the page is left alone, so that a tap is felt at once. */
const pauseMs = 40

/** `first` is the first part and stays the same array while the others come. */
export type RowsSoFar = { rows: Row[]; first: Row[]; complete: boolean; failed: boolean }

const none: RowsSoFar = { rows: [], first: [], complete: false, failed: false }

export function useRows(page: EntryPage | null): RowsSoFar {
  const [soFar, setSoFar] = useState<{ of: EntryPage | null; so: RowsSoFar }>({ of: null, so: none })
  useEffect(() => {
    if (!page) return
    let wanted = true
    let first: Row[] = []
    const tell = (so: Omit<RowsSoFar, 'first'>) => wanted && setSoFar({ of: page, so: { ...so, first } })
    void (async () => {
      const rows: Row[] = []
      while (rows.length < page.lines) {
        const limit = rows.length === 0 ? firstRows : perCall
        if (rows.length > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
        if (!wanted) return
        const reply = await callKiosk('rows', { id: page.entry.id, offset: rows.length, limit })
        if (!wanted) return
        if (!reply.ok || reply.answer.rows.length === 0)
          return tell({ rows: [...rows], complete: false, failed: true })
        if (rows.length === 0) first = reply.answer.rows
        rows.push(...reply.answer.rows)
        tell({ rows: [...rows], complete: rows.length >= page.lines, failed: false })
      }
      if (page.lines === 0) tell({ rows: [], complete: true, failed: false })
    })()
    return () => {
      wanted = false
    }
  }, [page])
  return soFar.of === page ? soFar.so : none
}
