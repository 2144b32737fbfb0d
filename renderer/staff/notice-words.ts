// What a notice says: one sentence, what was lost, and one thing to do.
import type { TFunction } from 'i18next'
import type { Notice } from '../../electron/contract.ts'
import { clockTime, dayOf } from './moments.ts'
import { sizeWords } from './measures.ts'

export type NoticeWords = { sentence: string; more: string | null; action: string }

export function noticeWords(t: TFunction, notice: Notice): NoticeWords {
  const { free, until } = notice.facts
  const facts = {
    ...notice.facts,
    ...(typeof free === 'number' ? { freeSize: sizeWords(t, free) } : {}),
    ...(typeof until === 'string' ? { until: momentWords(t, until) } : {}),
  }
  const key = `machine:notice.${notice.kind}`
  const when = notice.at === null ? '' : t('machine:notice.dated', { date: dayOf(t, notice.at) })
  return {
    sentence: when + t(`${key}.sentence`, facts),
    more: moreOf(t, notice, facts),
    action: t(`${key}.action`, facts),
  }
}

/** What is gone, where something is: a copy is of some time, and what was done after it is not in it. */
function moreOf(t: TFunction, { kind, facts }: Notice, told: Record<string, unknown>): string | null {
  if (kind === 'state-rebuilt') return t('machine:notice.state-rebuilt.until')
  if (kind !== 'state-restored') return null
  const said = [
    ...(typeof facts['until'] === 'string' ? [t('machine:notice.state-restored.until', told)] : []),
    ...(Number(facts['generations']) > 0 ? [t('machine:notice.state-restored.adopted')] : []),
  ]
  return said.length > 0 ? said.join('') : null
}

export const momentWords = (t: TFunction, iso: string): string =>
  t('machine:journal.when', { date: dayOf(t, iso), time: clockTime(iso) })
