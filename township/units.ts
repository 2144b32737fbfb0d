// The unit of a bare number: that of its column's header or unit row goes before that of the title or the 单位 line.
import type { Field } from '../disclosure/fields.ts'
import { compact } from '../disclosure/parse.ts'

/** What the lines above a table say of all its numbers; 元 and 亩 if they are silent. */
export type UnitsAbove = { moneyUnit: string; landUnit: string }

const unitLine = /单位[::]([^::;;]{1,12})/

export function unitsAbove(texts: readonly string[]): UnitsAbove {
  const said = texts.flatMap((text) => unitLine.exec(compact(text))?.[1] ?? [])
  const found = (units: RegExp) =>
    said.map((words) => units.exec(words)?.[0]).find((unit) => unit !== undefined)
  return {
    moneyUnit: found(/万元|千元|百元|亿元/) === '万元' ? 'wan' : (found(/千元|百元|亿元/) ?? 'yuan'),
    landUnit: found(/万亩|公顷|平方米|㎡|亩/) ?? '亩',
  }
}

/** What a bare number of this field means in a column with this unit. */
export function unitOf(field: Field, columnUnit: string, above: UnitsAbove): string {
  if (field.kind === 'money') return /元|^[万千百亿]/.test(columnUnit) ? columnUnit : above.moneyUnit
  if (field.kind === 'area') return /亩|公顷|㎡|m2|平方|平米/.test(columnUnit) ? columnUnit : above.landUnit
  return columnUnit
}
