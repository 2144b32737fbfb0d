// Many pages in a few equal parts, and those in parts again: any page of hundreds is two choices away, as in a dictionary.

/** What fits on the smallest screen in the largest text: four rows of two, or three of three. */
export const mostParts = 8

/** Which of `pages` (their number in order, from `from` up to but not including `to`) begin the parts. */
export function partsOf(from: number, to: number): { from: number; to: number }[] {
  const step = Math.max(1, Math.ceil((to - from) / mostParts))
  const parts: { from: number; to: number }[] = []
  for (let at = from; at < to; at += step) parts.push({ from: at, to: Math.min(to, at + step) })
  return parts
}
