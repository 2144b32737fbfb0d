// Which part a difference mostly comes from: named only where it really carries the difference.
import type { ComparedPart } from '../../electron/contract.ts'
import type { ItemType } from '../../disclosure/item-type.ts'

/** Whether the bars add up to the headline: only then can one of them be the reason for its change. */
export function partsSpeakFor(
  { bars, totals }: Pick<ItemType, 'bars' | 'totals'>,
  headline: string,
): boolean {
  const total = totals[headline]
  return (
    bars !== undefined &&
    total?.sum === bars.value &&
    JSON.stringify(total.where ?? null) === JSON.stringify(bars.where ?? null)
  )
}

/**
 * The part with the largest change in the same direction, if it is at least half of the whole difference (units of the
 * total); null where several small ones make it up, or nothing changed.
 */
export function mainPart(parts: readonly ComparedPart[], difference: number): ComparedPart | null {
  const sign = Math.sign(difference)
  if (sign === 0) return null
  const by = (part: ComparedPart) => (part.now - part.before) * sign
  const [largest] = parts.toSorted((a, b) => by(b) - by(a))
  return largest && largest.label !== '' && by(largest) * 2 >= Math.abs(difference) ? largest : null
}
