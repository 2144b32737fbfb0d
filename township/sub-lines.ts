// Lines that are parts of the line above them (其中).
import { severityOf } from '../disclosure/checks.ts'
import type { Check } from '../disclosure/checks.ts'
import { numberOf, tellNumber } from './breach.ts'
import type { Checking } from './breach.ts'
import type { Line } from './sheet-lines.ts'

/** 其中 lines add up to their line or to less of it, in each column. */
export function checkSubLines(checking: Checking, check: Check, lines: readonly Line[]): void {
  for (const [index, line] of lines.entries()) {
    if (line.isSubLine) continue
    const parts = subLinesOf(lines, index)
    const columns = Object.entries(line.type.fields).filter(([, { kind }]) => kind === 'money')
    for (const [name] of columns) {
      const sum = parts.reduce((all, part) => all + numberOf(part, name), 0)
      if (Math.abs(sum) > Math.abs(numberOf(line, name)))
        tellNumber(checking, line, name, sum, {
          kind: 'sub-lines-differ',
          severity: severityOf(check),
          detail: `≥ ${sum}`,
        })
    }
  }
}

/** The indented lines below a line, on its own side of the table. */
export function subLinesOf(lines: readonly Line[], index: number): Line[] {
  const half = lines[index]?.values['direction']
  const own: Line[] = []
  for (const next of lines.slice(index + 1)) {
    if (next.values['direction'] !== half) continue
    if (!next.isSubLine) break
    own.push(next)
  }
  return own
}
