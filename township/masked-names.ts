// Columns of names that the item shows as 张*三: told once per column, so that nobody is surprised on the screen.
import { addressOf, textAt } from './grid.ts'
import type { Fit } from './fit.ts'
import type { Header } from './header.ts'
import type { SheetContext } from './sheet-lines.ts'

export function noteMaskedNames(context: SheetContext, header: Header, fits: readonly Fit[]): void {
  for (const { type, fields } of fits)
    for (const [name, column] of fields) {
      if (type.fields[name]?.mask !== 'middle') continue
      let row = header.lastRow
      while (row > header.firstRow && textAt(context.grid, row, column.index).trim() === '') row--
      context.findings.note({ ...context, cell: addressOf(row, column.index) }, 'name-masked', name)
    }
}
