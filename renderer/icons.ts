// The drawings of the categories, each named by its category: our own, of one weight, and no emblem of anybody.
import type { CategoryId } from '../disclosure/item-type.ts'

const drawings = import.meta.glob<string>('../assets/icons/*.svg', { eager: true, import: 'default' })

export function iconOf(category: CategoryId): string {
  const drawing = drawings[`../assets/icons/${category}.svg`]
  if (drawing === undefined) throw new Error(`no drawing of ${category}`)
  return drawing
}
