// Which lines a row of sums may speak of: a group, a page, a month, a village, or all.
import { compact } from '../disclosure/parse.ts'
import type { Line } from './sheet-lines.ts'
import type { VillageNames } from './village-names.ts'

/** `before`: how many lines stand above it. */
export type TotalRow = { row: number; label: string; cell: string; before: number }

/** The likeliest first; the row's own figures then say which it is. */
export function sumScopes(
  total: TotalRow,
  rows: readonly TotalRow[],
  lines: readonly Line[],
  villages: VillageNames,
): (readonly Line[])[] {
  const at = rows.indexOf(total)
  const earlier = rows.slice(0, at)
  const above = lines.slice(0, total.before)
  const since = (others: readonly TotalRow[]) => lines.slice(others.at(-1)?.before ?? 0, total.before)
  const section = since(earlier.filter((each) => familyOf(each.label) === familyOf(total.label)))
  const last = above.at(-1)
  const next = rows.slice(at + 1).find((each) => each.before > total.before)
  const named = villages.mentionedIn(compact(total.label))?.village
  const ofNamed = lines.filter((line) => line.village === named)
  const ofVillage = above.filter((line) => line.village === last?.village)
  const ofGroup = ofVillage.filter((line) => groupOf(line) === (last && groupOf(last)))
  const all = familyOf(total.label) === 'all' ? [above, section] : [section, above]
  const scopes = [
    ...(named ? [ofNamed] : []),
    ...all,
    since(earlier),
    ofVillage,
    ofGroup,
    // A sum printed before its lines.
    lines.slice(total.before, next?.before),
    lines,
  ]
  return scopes.filter((scope) => scope.length > 0)
}

const familyOf = (label: string): 'page' | 'month' | 'part' | 'all' => {
  if (/页/.test(label)) return 'page'
  if (/[本当][日旬月]|\d月/.test(label)) return 'month'
  return /小计/.test(label) ? 'part' : 'all'
}

function groupOf(line: Line): unknown {
  const field = Object.entries(line.type.fields).find(([, { kind }]) => kind === 'group')
  return field ? line.values[field[0]] : null
}
