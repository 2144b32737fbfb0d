// How a name is shown where the whole name would say too much: 张*三, and nothing at all of a minor.

export const minorMark = '***'
/** Years of age from which a name may stand on a list of help. */
export const majority = 18

/** 张三 → 张*, 张小三 → 张*三, 欧阳小三 → 欧**三: first and last character stay, the rest is hidden. */
export function maskMiddle(name: string): string {
  const letters = [...name]
  if (letters.length <= 1) return letters.length === 1 ? '*' : ''
  if (letters.length === 2) return `${letters[0]}*`
  return `${letters[0]}${'*'.repeat(letters.length - 2)}${letters.at(-1)}`
}

/** Whether somebody born then is under 18 on a day; a month or year counts as its latest day, in doubt a minor. */
export function isMinor(born: string, on: string): boolean {
  const latest = born.length === 4 ? `${born}-12-31` : born.length === 7 ? `${born}-31` : born
  const birthday = `${String(Number(latest.slice(0, 4)) + majority).padStart(4, '0')}${latest.slice(4)}`
  return birthday > on
}
