// All rows of an item: a first page's worth at once, the others while that is being read.
import { useEffect, useState } from 'react'
import type { AnswerOf, EntryPage, InputOf, Row } from '../../electron/contract.ts'
import { callKiosk, type Asked } from '../kiosk.ts'

/** More than the largest glass shows, and few enough to be measured between two frames of a weak terminal. */
const firstRows = 40

/** What the contract gives at once. */
const perCall = 100

/** Between two calls the page is left alone, so that a tap is felt at once. */
const pauseMs = 40

/** Shown anew only when there are so many times as many: pages are counted a few times, not with every call. */
const growth = 4

/** `first` is the first part and stays the same array while the others come. */
export type RowsSoFar = { rows: Row[]; first: Row[]; complete: boolean; failed: boolean }

const none: RowsSoFar = { rows: [], first: [], complete: false, failed: false }
const broken: RowsSoFar = { ...none, failed: true }

/** Can be asked for together with the item itself, before it is known how many there are. */
export const firstRowsOf = (id: string): InputOf<'rows'> => ({ id, offset: 0, limit: firstRows })

const unasked: Row[] = []

/** `ahead`: the first part, where whoever shows the item has asked for it. */
export function useRows(page: EntryPage | null, ahead?: Asked<AnswerOf<'rows'>>): RowsSoFar {
  const [soFar, setSoFar] = useState<{ of: EntryPage; from: Row[]; so: RowsSoFar } | null>(null)
  const first = ahead === undefined ? unasked : ahead.kind === 'answered' ? ahead.answer.rows : null
  useEffect(() => {
    if (!page || !first || isBroken(page, first) || first.length >= page.lines) return
    let wanted = true
    const tell = (so: Omit<RowsSoFar, 'first'>) =>
      wanted && setSoFar({ of: page, from: first, so: { ...so, first } })
    void (async () => {
      const rows = [...first]
      let told = rows.length
      while (rows.length < page.lines) {
        if (rows.length > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
        if (!wanted) return
        const reply = await callKiosk('rows', { id: page.entry.id, offset: rows.length, limit: perCall })
        if (!wanted) return
        if (!reply.ok || reply.answer.rows.length === 0)
          return tell({ rows: [...rows], complete: false, failed: true })
        rows.push(...reply.answer.rows)
        const complete = rows.length >= page.lines
        if (!complete && rows.length < told * growth) continue
        told = rows.length
        tell({ rows: [...rows], complete, failed: false })
      }
    })()
    return () => {
      wanted = false
    }
  }, [page, first])
  if (!page) return none
  if (soFar && soFar.of === page && soFar.from === first) return soFar.so
  if (ahead?.kind === 'failed' || (first && isBroken(page, first))) return broken
  return first ? { rows: first, first, complete: first.length >= page.lines, failed: false } : none
}

/** The item says that it has lines, and none come. */
const isBroken = (page: EntryPage, first: Row[]): boolean =>
  first !== unasked && first.length === 0 && page.lines > 0
