// Days that cannot be right: outside the period of their sheet, or not come yet.
import { severityEverywhere, severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { monthsOf } from '../disclosure/period.ts'
import { tellWords } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'

type InPeriod = Extract<Check, { kind: 'in-period' }>

export function checkInPeriod(checking: Checking, check: InPeriod, lines: readonly Line[]): void {
  const { period } = checking.context
  const { first, last } = monthsOf(period)
  for (const line of lines) {
    const day = line.values[check.date]
    if (typeof day !== 'string') continue
    const months = monthsOf(day)
    if (months.last >= first && months.first <= last) continue
    tellWords(
      checking,
      line,
      check.date,
      { kind: 'date-outside', severity: severityOf(check), detail: period },
      checking.context.sweeper.name(period),
    )
  }
}

/** What has happened has a day that has been; the end of a term has not. */
export function checkAhead(checking: Checking, type: ItemType, lines: readonly Line[]): void {
  const past = Object.entries(type.fields).filter(([, field]) => field.kind === 'date' && !field.ahead)
  const severity = severityEverywhere(type.severities, 'date-ahead')
  for (const line of lines)
    for (const [name] of past) {
      const day = line.values[name]
      if (typeof day === 'string' && day > checking.context.today)
        tellWords(checking, line, name, {
          kind: 'date-ahead',
          severity,
          detail: `≤ ${checking.context.today}`,
        })
    }
}
