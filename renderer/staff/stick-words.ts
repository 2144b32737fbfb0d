// What happens to a stick, and what a pack on it is, in words: the compiler counts the kinds.
import type { TFunction } from 'i18next'
import { localDay } from '../../disclosure/local-day.ts'
import type { PackFront, Refusal, StickPack, StickState } from '../../electron/contract.ts'
import { dateName, periodName } from '../words.ts'
import { sizeWords } from './measures.ts'
import { explainRefusal } from './refusals.ts'
import type { Said } from './useSticks.ts'

export function saidWords(t: TFunction, said: Said): string {
  if (said.kind === 'doing') return t(`sticks:doing.${said.what}`)
  if (said.kind === 'ejected') return t(`sticks:ejected.${said.how}`)
  if (said.kind === 'saved') {
    const receipt = t(`sticks:saved.${said.mayPull ? 'may-pull' : 'only-synced'}`)
    return said.opinions ? t('sticks:savedOpinions', { count: said.opinions }) + receipt : receipt
  }
  const { fault } = said
  const facts =
    fault.kind === 'stick-full' ? { needed: sizeWords(t, fault.needed - fault.free) } : { ...fault }
  return t(`sticks:failed.${fault.kind}`, facts)
}

export const stateWords = (t: TFunction, state: StickState): { sentence: string; action: string } => ({
  sentence: t(`sticks:state.${state.kind}.sentence`, { ...state }),
  action: t(`sticks:state.${state.kind}.action`),
})

export type Badge = 'new' | 'installed' | 'older' | 'other' | 'incomplete' | 'refused'

const badges: Partial<Record<Refusal['kind'], Badge>> = {
  'already-installed': 'installed',
  older: 'older',
  'wrong-township': 'other',
  incomplete: 'incomplete',
}

export function badgeOf(front: PackFront): Badge | null {
  if (front.kind === 'reading') return null
  const refusal = front.kind === 'signed' ? front.standing : front.refusal
  return refusal === null ? 'new' : (badges[refusal.kind] ?? 'refused')
}

/** What the one button saves: whatever goes home goes together. */
export const saveWords = (t: TFunction, waiting: number): string =>
  waiting > 0 ? t('sticks:receiptAndOpinions', { count: waiting }) : t('sticks:receipt')

/** Two are read at a glance; the preview shows all. */
const periodsShown = 2

/** What a clerk chooses by: first line, then the smaller ones. */
export function packWords(t: TFunction, pack: StickPack): { title: string; lines: string[] } {
  const { front, file, bytes, modifiedMs } = pack
  const size = sizeWords(t, bytes)
  // Its name stands above already.
  const dated = t('sticks:pack.sizeOn', { size, date: dateName(t, localDay(new Date(modifiedMs))) })
  if (front.kind === 'reading') return { title: file, lines: [t('sticks:pack.reading'), dated] }
  if (front.kind === 'unreadable')
    return { title: file, lines: [explainRefusal(t, front.refusal).sentence, dated] }
  const { township, sequence, issuedOn, periods, reviews } = front
  return {
    title: t('sticks:pack.title', { township, sequence }),
    lines: [
      [
        t('sticks:pack.made', { date: dateName(t, issuedOn) }),
        ...(periods.length > 0 ? [t('sticks:pack.periods', { periods: periodWords(t, periods) })] : []),
      ].join(' · '),
      ...(reviews.length > 0
        ? [reviews.map(({ step, name }) => t(`sticks:pack.review.${step}`, { name })).join(' · ')]
        : []),
      t('sticks:pack.file', { file, size }),
    ],
  }
}

function periodWords(t: TFunction, periods: readonly string[]): string {
  const names = periods
    .slice(0, periodsShown)
    .map((period) => (period === 'standing' ? t('sticks:pack.standing') : periodName(t, period)))
    .join('、')
  const count = periods.length
  return count > periodsShown ? t('sticks:pack.morePeriods', { periods: names, count }) : names
}
