// What somebody is about to say, for as long as they are there; and for five minutes more only if they have asked for it.
import { useSyncExternalStore } from 'react'
import type { OpinionReason } from '../../disclosure/opinion.ts'
import type { About } from '../navigation.ts'
import { onVisitEnd } from '../visit.ts'

export type Draft = {
  about: About
  reason: OpinionReason
  text: string
  /** Typed, and still waiting for their characters. */
  letters: string
}

/** ux.md 1.5: long enough to fetch a pair of glasses, short enough that few have been here since. */
export const keptMs = 300_000

let current: Draft | null = null
let kept: { draft: Draft; timer: ReturnType<typeof setTimeout> } | null = null
const watchers = new Set<() => void>()

function tell(): void {
  for (const each of watchers) each()
}

export function writeDraft(draft: Draft): void {
  current = draft
  tell()
}

export function forgetDraft(): void {
  current = null
  tell()
}

export const currentDraft = (): Draft | null => current

export const useDraft = (): Draft | null => useSyncExternalStore(watch, currentDraft)

function watch(listener: () => void): () => void {
  watchers.add(listener)
  return () => void watchers.delete(listener)
}

/** Asked for by the person: it lies in this page's memory and nowhere else, and is found under the same item alone. */
export function keepDraft(): void {
  if (!current) return
  dropKept()
  kept = { draft: current, timer: setTimeout(dropKept, keptMs) }
  tell()
}

function dropKept(): void {
  if (kept) clearTimeout(kept.timer)
  kept = null
  tell()
}

export const useKept = (about: About): boolean =>
  useSyncExternalStore(watch, () => kept !== null && isSame(kept.draft.about, about))

/** Whoever takes it up again goes on with it: it is not kept a second time unless they ask again. */
export function takeKept(about: About): void {
  if (!kept || !isSame(kept.draft.about, about)) return
  current = kept.draft
  dropKept()
}

export const isSame = (one: About, other: About): boolean =>
  one.villageCode === other.villageCode && one.entry === other.entry

onVisitEnd(forgetDraft)
