// Figures that hide what they are: a lump called 其他, and a minus without a reason.
import { severityEverywhere, severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import { tellNumber, tellWords } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'
import { subLinesOf } from './sub-lines.ts'

type Lump = Extract<Check, { kind: 'lump' }>

export function checkLumps(checking: Checking, check: Lump, lines: readonly Line[]): void {
  const words = new Set(check.words.map(bare))
  for (const [index, line] of lines.entries()) {
    const name = line.values[check.name]
    if (line.isSubLine || typeof name !== 'string' || !words.has(bare(name))) continue
    if (isExplained(check, lines, index)) continue
    const amount = check.amounts.find((each) => isLump(check, each, line, lines))
    if (amount === undefined) continue
    const breach = { kind: 'other-lump', severity: severityOf(check) } as const
    // On a posting sheet the subject names no more than its place; the amount is what wants a detail.
    if (line.cells[check.name] === line.cells[amount] || line.type.layout.kind === 'paired')
      tellNumber(checking, line, amount, null, breach)
    else tellWords(checking, line, check.name, breach)
  }
}

/** 付其它开支等 says no more than 其他开支. */
const bare = (words: string): string =>
  compact(words)
    .replaceAll('它', '他')
    .replace(/^(?:支付|付|收到|收|报销|列支)/, '')
    .replace(/(?:一批|若干|等)$/, '')

const isExplained = (check: Lump, lines: readonly Line[], index: number): boolean =>
  subLinesOf(lines, index).length > 0 || Boolean(check.note && lines[index]?.values[check.note])

function isLump(check: Lump, amount: string, line: Line, lines: readonly Line[]): boolean {
  const value = line.values[amount]
  if (typeof value !== 'number' || value <= 0) return false
  const beside = lines.filter(
    (each) =>
      !each.isSubLine &&
      each.village === line.village &&
      each.values['direction'] === line.values['direction'],
  )
  const all = beside.reduce((sum, each) => sum + Math.max(0, Number(each.values[amount] ?? 0)), 0)
  // Less than a tenth of the sum that is too much by itself is too little to ask about, whatever its share.
  const matters = value * 10 >= check.sum && value * 100 >= all * check.share
  return value >= check.sum || matters
}

/** In an account with two sides what is taken away is written with a minus; in a list it is a correction. */
export function checkNegatives(checking: Checking, type: ItemType, lines: readonly Line[]): void {
  if (type.layout.kind !== 'rows') return
  const balance = type.checks?.find((check) => check.kind === 'balance')
  const money = Object.entries(type.fields).filter(
    ([name, field]) =>
      ['money', 'area', 'count'].includes(field.kind) && !(balance && name === balance.balance),
  )
  for (const line of lines)
    for (const [name] of money) {
      const value = line.values[name]
      if (typeof value !== 'number' || value >= 0) continue
      const explained = hasReason(line)
      const severity = severityEverywhere(type.severities, 'negative')
      tellNumber(checking, line, name, null, {
        kind: 'negative-row',
        severity,
        detail: explained ? 'explained' : '',
      })
    }
}

const reasons = /红字|冲正|冲销|冲减|冲回|退回|退款|退还|更正|调整|调减|扣回|扣减|抵扣|多付|多发|重复/

const hasReason = (line: Line): boolean =>
  Object.values(line.values).some((value) => typeof value === 'string' && reasons.test(compact(value)))
