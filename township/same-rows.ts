// Rows that say the same of the same person: written twice by mistake, or two households with one name.
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import { compact } from '../disclosure/parse.ts'
import { tell, tellWords } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'

type Once = Extract<Check, { kind: 'once' }>

/** Each of the two rows is told, and names the other: both cells are to be looked at. */
export function checkOnce(checking: Checking, check: Once, lines: readonly Line[]): void {
  const first = new Map<string, Line[]>()
  for (const line of lines) {
    const key = line.isSubLine ? null : keyOf(check, line)
    if (key === null) continue
    const before = first.get(key) ?? []
    const twin = before.find((each) => isSameRow(each, line)) ?? before[0]
    first.set(key, [...before, line])
    if (twin) tellPair(checking, check, twin, line)
  }
}

function tellPair(checking: Checking, check: Once, one: Line, other: Line): void {
  const isTwice = isSameRow(one, other)
  // Only people have namesakes; two contracts of one number that differ are two lines of one contract.
  if (!isTwice && one.type.fields[check.of]?.kind !== 'person') return
  for (const [line, twin] of [
    [one, other],
    [other, one],
  ] as const) {
    const breach = {
      kind: isTwice ? 'row-twice' : 'same-name',
      severity: isTwice ? severityOf(check) : 'info',
      detail: twin.cells[check.of] ?? '',
    } as const
    // Another sheet may yet show that this is a child: then the name must not have been told.
    if (line.type.minorsMasked && !line.ageKnown)
      tell(checking, line, { ...breach, cell: line.cells[check.of] ?? null })
    else tellWords(checking, line, check.of, breach)
  }
}

function keyOf(check: Once, line: Line): string | null {
  const name =
    line.type.fields[check.of]?.kind === 'person'
      ? (line.fullName ?? line.values[check.of])
      : line.values[check.of]
  if (typeof name !== 'string' || name === '' || line.isMinor) return null
  const group = Object.entries(line.type.fields).find(([, field]) => field.kind === 'group')
  // What tells the rows of one person apart is missing: nothing can be said of them.
  if (check.per?.every((each) => line.values[each] === null)) return null
  const parts = [group?.[0], ...(check.per ?? [])].map((each) =>
    each === undefined ? '' : line.values[each],
  )
  return JSON.stringify([line.village?.code, compact(name), ...parts])
}

/** Nothing the sheet says of the one differs from what it says of the other; an empty cell says nothing. */
function isSameRow(one: Line, other: Line): boolean {
  const mark = one.person?.mark
  if (mark && other.person?.mark && mark !== other.person.mark) return false
  return Object.entries(one.type.fields).every(([name, field]) => {
    if (field.kind === 'text' && !field.search) return true
    const [mine, theirs] = [one.values[name] ?? null, other.values[name] ?? null]
    return mine === null || theirs === null || JSON.stringify(mine) === JSON.stringify(theirs)
  })
}
