// What somebody carries home of an opinion: its number, by when it is answered, and where to ask. Never what they wrote.
import type { TFunction } from 'i18next'
import type { Hotline } from '../../electron/contract.ts'
import { replyDays, shownOpinionNumber, type OpinionReason } from '../../disclosure/opinion.ts'
import { objectionLines } from '../takeaway/taken-trust.ts'
import type { Takeaway } from '../takeaway/taken.ts'
import { dateName } from '../words.ts'
import { dueDay } from './days.ts'

export function takeawayOfOpinion(
  t: TFunction,
  of: {
    township: string
    village: string | null
    item: string | null
    reason: OpinionReason
    number: string
    on: string
    hotlines: readonly Hotline[]
    doubtful: boolean
  },
): Takeaway {
  const due = of.doubtful
    ? t('opinions:said.nextDays', { days: replyDays })
    : t('opinions:said.next', { date: dateName(t, dueDay(of.on)) })
  return {
    over: [of.township, of.village].filter(Boolean).join(t('takeaway:space')),
    title: t('opinions:slip.title'),
    lines: [
      { kind: 'sentence', value: t('opinions:slip.number') },
      { kind: 'figure', value: shownOpinionNumber(of.number) },
      ...(of.doubtful
        ? []
        : [{ kind: 'fact', name: t('opinions:slip.on'), value: dateName(t, of.on) } as const]),
      ...(of.item === null
        ? []
        : [{ kind: 'field', name: t('opinions:slip.about'), value: of.item } as const]),
      { kind: 'fact', name: t('opinions:slip.reason'), value: t(`opinions:reason.${of.reason}.name`) },
      { kind: 'field', value: due },
      { kind: 'field', value: t('opinions:said.back') },
      ...objectionLines(t, of.hotlines),
    ],
    tables: [],
    marks: [t('opinions:slip.mark', { number: shownOpinionNumber(of.number) })],
  }
}
