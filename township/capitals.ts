// 大写:柒拾肆万叁仟捌佰陆拾伍元整 around a table, against what its lines come to.
import { yuanCapitals } from '../disclosure/amount.ts'
import { severityEverywhere } from '../disclosure/checks.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { parseCapitals } from '../disclosure/parse.ts'
import { tell } from './breach.ts'
import type { Checking } from './breach.ts'
import { sumOf } from './printed-sums.ts'
import type { Line, PrintedSum } from './sheet-lines.ts'

export function checkCapitals(
  checking: Checking,
  lines: readonly Line[],
  footers: readonly { text: string; cell: string }[],
): PrintedSum[] {
  const [first] = lines
  const main = first && headlineOf(first.type)
  if (!main) return []
  return footers.flatMap(({ text, cell }) => {
    const words = capitalsIn(text)
    return words === null ? [] : checkWords(checking, lines, first.type, main, words, cell)
  })
}

/** 大写:…, (大写)…, 人民币大写 …; up to the 元, 角, 分 or 整 that ends it. */
function capitalsIn(text: string): string | null {
  const match = /大写\)?(?:金额)?[::]?\s*((?:人民币)?[^\s\u3000::,,。;;(()]+)/.exec(text.normalize('NFKC'))
  return match?.[1] && capitalDigit.test(match[1]) ? match[1] : null
}

const capitalDigit = /[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千万]/

function checkWords(
  checking: Checking,
  lines: readonly Line[],
  type: ItemType,
  main: string,
  words: string,
  cell: string,
): PrintedSum[] {
  const { context } = checking
  const printed = parseCapitals(words)
  // The line may speak of what was paid where the headline is what was due.
  const name = [main, ...moneyTotals(type)].find((each) => sumOf(lines, each) === printed) ?? main
  const sum = sumOf(lines, name)
  const villages = new Set(lines.map((line) => line.village))
  const village = villages.size === 1 ? (lines[0]?.village ?? null) : null
  if (printed === sum) context.findings.note({ ...context, cell }, 'capitals-agree')
  else
    tell(
      checking,
      { type, village },
      {
        kind: 'capitals-differ',
        severity: severityEverywhere(type.severities, 'capitals'),
        cell,
        detail: name,
        values: { seen: context.sweeper.name(words), expected: context.sweeper.name(yuanCapitals(sum)) },
      },
    )
  return printed === null ? [] : [{ cell, field: name, printed, sum, matches: printed === sum, village }]
}

const moneyTotals = (type: ItemType): string[] =>
  Object.values(type.totals).flatMap(({ sum }) => (type.fields[sum]?.kind === 'money' ? [sum] : []))

const headlineOf = (type: ItemType): string | undefined => {
  const sum = type.headline ? type.totals[type.headline]?.sum : undefined
  return sum !== undefined && type.fields[sum]?.kind === 'money' ? sum : moneyTotals(type)[0]
}
