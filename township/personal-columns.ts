// A published column that is full of numbers of persons: the columns are shifted, and what is left of the list is not to be trusted.
import { treatment } from '../disclosure/privacy.ts'
import type { Line, SheetContext } from './sheet-lines.ts'

/** One remark with a telephone is a remark; three such cells that are most of a column are the column's content. */
const fewest = 3

/** The first cell of each such column is told as an error; true if there is one. */
export function hasPersonalColumn(context: SheetContext, lines: readonly Line[]): boolean {
  const { file, sheet, findings } = context
  const hidden = new Set<string>()
  for (const swept of findings.swept)
    if (swept.file === file && swept.sheet === sheet && treatment[swept.kind].column === 'block')
      hidden.add(swept.cell)
  if (hidden.size < fewest) return false
  const names = new Set(lines.flatMap(({ type }) => Object.keys(type.fields)))
  const shifted = [...names].filter((name) => {
    const cells = lines.flatMap((line) => line.cells[name] ?? [])
    const personal = cells.filter((cell) => hidden.has(cell))
    if (personal.length < fewest || personal.length * 2 <= cells.length) return false
    findings.fault(
      { file, sheet, cell: personal[0] ?? null },
      'personal-in-column',
      'error',
      `${name} ${personal.length}/${cells.length}`,
    )
    return true
  })
  return shifted.length > 0
}
