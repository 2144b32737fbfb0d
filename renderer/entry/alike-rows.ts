// Which rows of a table are as high as each other, known before anything is drawn: of a list of hundreds only a few are measured.
import type { Row } from '../../disclosure/entry.ts'
import type { Value } from '../../disclosure/fields.ts'
import type { PlannedColumn } from '../fields/columns.ts'

/** Padding of a cell at both sides, and half a character for what is not foreseen. */
const besideEm = 1.6

export type Likeness = (row: Row, part: boolean) => string

/**
 * A row is as high as its texts break: texts break in the same places if they have Chinese characters and digits, each
 * as wide as any other, in the same places. In a table a figure does not break at all, nor a text with room to spare.
 */
export function likenessIn(of: {
  planned: readonly PlannedColumn[]
  stacked: boolean
  widthEm: number
  written: (each: PlannedColumn, value: Value) => string
}): Likeness {
  const { planned, stacked, widthEm } = of
  const breaking = stacked ? planned : planned.filter(({ figure }) => !figure)
  const shapes = new Map<string, string>()
  const shapeIn = (each: PlannedColumn, value: Value, isPart: boolean): string => {
    const key = JSON.stringify([each.column.id, value, isPart])
    const known = shapes.get(key)
    if (known !== undefined) return known
    const text = of.written(each, value)
    // What belongs to another row stands further in.
    const hasRoom = !stacked && !isPart && [...text].length <= each.share * widthEm - besideEm
    const shape = hasRoom ? '' : shapeOf(text)
    shapes.set(key, shape)
    return shape
  }
  return (row, isPart) =>
    JSON.stringify([isPart, ...breaking.map((each) => shapeIn(each, row[each.at] ?? null, isPart))])
}

const shapeOf = (text: string): string => text.replace(/\p{Script=Han}/gu, '\u6751').replace(/\d/g, '0')
