// What a risk is called, where it is, and what is asked about it: from a value's kind to the clerk's words.
import type { TFunction } from 'i18next'
import type { Risk } from '../../electron/contract.ts'
import { dateName, periodName } from '../words.ts'
import { nameOf, villageName } from './preview-words.ts'

/** `名单少了一半还多` */
export function riskName(t: TFunction, risk: Risk): string {
  if (risk.kind === 'list-shrank' && risk.after.rows * 2 === risk.before.rows)
    return t('staff:risks.kind.list-shrank.nameHalf')
  return t(`staff:risks.kind.${risk.kind}.name`, factsOf(t, risk))
}

/** The village and the item it is about, if it is about one. */
export function riskPlace(t: TFunction, risk: Risk): string {
  if (!('village' in risk)) return ''
  const village = villageName(t, risk.village)
  return 'after' in risk ? t('staff:risks.place', { village, item: nameOf(t, risk.after) }) : village
}

export const riskSentence = (t: TFunction, risk: Risk): string =>
  risk.kind === 'list-shrank' && risk.against === 'previous'
    ? t('staff:risks.kind.list-shrank.sentencePrevious', factsOf(t, risk))
    : t(`staff:risks.kind.${risk.kind}.sentence`, factsOf(t, risk))

export const riskAsk = (t: TFunction, risk: Risk): string => t(`staff:risks.kind.${risk.kind}.ask`)

function factsOf(t: TFunction, risk: Risk): Record<string, string | number> {
  const village = 'village' in risk ? villageName(t, risk.village) : ''
  if ('after' in risk)
    return { village, item: nameOf(t, risk.after), before: risk.before.rows, after: risk.after.rows }
  if (risk.kind === 'clock-doubtful')
    return { today: dateName(t, risk.today), issuedOn: dateName(t, risk.issuedOn) }
  if (risk.kind === 'sequence-skipped') return { have: risk.have, got: risk.got, missing: risk.missing }
  if (risk.kind === 'villages-silent')
    return { count: risk.count, others: risk.others, period: periodName(t, risk.period) }
  return { village, count: risk.count }
}
