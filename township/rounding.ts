// Households' amounts are rounded one by one, so their sum is not area × rate to the 分: said, so that nobody corrects it.
import type { Line, SheetContext } from './sheet-lines.ts'

export function noteRounding(
  context: SheetContext,
  cells: readonly { cell: string; name: string; value: number }[],
  scope: readonly Line[],
): void {
  const named = (name: string) => cells.find((each) => each.name === name)
  for (const check of scope[0]?.type.checks ?? []) {
    const amount = check.kind === 'rate' ? named(check.amount) : undefined
    if (check.kind !== 'rate' || !amount) continue
    const area = named(check.quantity)
    const rates = new Set(scope.map((line) => line.values[check.rate]))
    const [rate] = rates
    if (rates.size !== 1 || typeof rate !== 'string' || !area) return
    if (product(area.value, rate) !== amount.value)
      context.findings.note({ ...context, cell: amount.cell }, 'rounded-per-row')
    return
  }
}

/** Area in 0.0001 亩 times 元/亩, in 分. */
function product(area: number, rate: string): number {
  const [whole = '0', fraction = ''] = rate.split('.')
  const per = 100n * 10n ** BigInt(fraction.length)
  return Number((BigInt(area) * BigInt(whole + fraction) * 2n + per) / (per * 2n))
}
