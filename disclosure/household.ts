// Which lists are about households, and how a published name is filed: what 查我家 goes by.
import { columnsOf, type ItemType } from './item-type.ts'

/** Where a list says group and name; null for a list that is not about households. */
export function householdColumns(type: ItemType): { group: number; name: number } | null {
  const columns = columnsOf(type)
  const group = columns.findIndex((column) => column.kind === 'group')
  const name = columns.findIndex((column) => column.kind === 'person')
  return group >= 0 && name >= 0 ? { group, name } : null
}

/** The two-character surnames still borne; all others are one character. */
const longSurnames = new Set(
  '欧阳 上官 司马 司徒 诸葛 夏侯 皇甫 尉迟 公孙 慕容 长孙 宇文 令狐 东方 西门 南宫 端木 独孤 轩辕 百里 呼延 东郭 申屠 太史 拓跋 钟离 澹台 闻人 赫连 濮阳 完颜 第五'.split(
    ' ',
  ),
)

/** The surname of a name as published; of a name with · (阿依古丽·买买提) and of a masked one the first character. */
export function surnameOf(name: string): string {
  const [first = '', second = '', third] = [...name]
  return third !== undefined && longSurnames.has(first + second) ? first + second : first
}
