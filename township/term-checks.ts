// What runs on: terms without an end or at their end, rents that are owed, and people who are not yet of the age.
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import { monthsOf } from '../disclosure/period.ts'
import { numberOf, tell, tellNumber, tellWords } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'

type Of<Kind extends Check['kind']> = Extract<Check, { kind: Kind }>

/** 50年, 口头, 2023- or nothing at all: nobody can say when the village has its property back. */
export function checkTerms(checking: Checking, check: Of<'term'>, lines: readonly Line[]): void {
  for (const line of lines) {
    // A sheet without such a column says nothing about terms.
    if (!(check.of in line.cells)) continue
    const end = line.values[check.end]
    const severity = severityOf(check)
    if (typeof end !== 'string') tellWords(checking, line, check.of, { kind: 'open-ended-term', severity })
    else if (check.endsWithin !== undefined && isEnding(checking, end, check.endsWithin))
      tellWords(checking, line, check.of, { kind: 'contract-expiring', severity, detail: end })
  }
}

/** Past, or in one of the months that follow the period; what the next sheet will say comes too late. */
function isEnding({ context }: Checking, end: string, within: number): boolean {
  const { last } = monthsOf(context.period)
  const now = Number.isFinite(last) ? last : monthsOf(context.today.slice(0, 7)).last
  return monthsOf(end).last <= now + within
}

export function checkArrears(checking: Checking, check: Of<'arrears'>, lines: readonly Line[]): void {
  for (const line of lines) {
    const said = check.owed === undefined ? undefined : line.values[check.owed]
    const known = [check.due, check.paid].every((name) => typeof line.values[name] === 'number')
    const owed =
      typeof said === 'number' ? said : known ? numberOf(line, check.due) - numberOf(line, check.paid) : 0
    if (owed <= 0) continue
    const breach = { kind: 'arrears', severity: severityOf(check), detail: String(owed) } as const
    if (check.owed !== undefined && typeof said === 'number')
      tellNumber(checking, line, check.owed, 0, breach)
    else tellNumber(checking, line, check.paid, numberOf(line, check.due), breach)
  }
}

/** The date of birth stays in the office; only that it does not fit is told. */
export function checkAges(checking: Checking, check: Of<'age'>, lines: readonly Line[]): void {
  for (const line of lines) {
    const born = line.person?.born
    if (!born) continue
    const band = line.values[check.band]
    const from = typeof band === 'string' ? /^\d{2,3}/.exec(band)?.[0] : undefined
    const least = from === undefined ? check.least : Number(from)
    if (isOfAge(born, least, checking.context.asOf)) continue
    const breach = { kind: 'age-below', severity: severityOf(check), detail: `≥ ${least}` } as const
    if (typeof band === 'string') tellWords(checking, line, check.band, breach)
    else tell(checking, line, { ...breach, cell: personCell(line) })
  }
}

const personCell = (line: Line): string | null => {
  const person = Object.entries(line.type.fields).find(([, field]) => field.kind === 'person')
  return (person && line.cells[person[0]]) ?? null
}

/** A month or a year counts as its first day: in doubt somebody is old enough. */
function isOfAge(born: string, years: number, on: string): boolean {
  const earliest = `${born}${'-01-01'.slice(born.length - 4)}`
  return `${Number(earliest.slice(0, 4)) + years}${earliest.slice(4)}` <= on
}
