// What is carried home, before it is set on paper or packed into codes: lines, tables, and the marks it is found by.

/** What a line is about: how large it is set, and how soon it is left out where there is little room. */
export const lineKinds = [
  'sentence',
  'figure',
  'capitals',
  'fact',
  'fact-capitals',
  'compared',
  'check',
  'bar',
  'row',
  'field',
  'paragraph',
  'own',
  'review',
  'object',
  'phone',
  'law',
  'note',
] as const
export type LineKind = (typeof lineKinds)[number]

/** `name` stands before the value, or beside it where there is room. */
export type TakenLine = { kind: LineKind; name?: string; value: string }

/** Rows under their column heads; on a telephone and on a narrow slip each is a line of its own. */
export type TakenTable = {
  /** Which half of a sheet it is: 收入 or 支出. */
  name: string | null
  columns: { name: string; figure: boolean }[]
  rows: { cells: string[]; part: boolean }[]
}

export type Takeaway = {
  /** `石桥镇 柳沟村 · 2026年第三季度` */
  over: string
  title: string
  lines: TakenLine[]
  tables: TakenTable[]
  /** 编号, 指纹, 资料日期: by which anybody finds it again and sees that it is the same. */
  marks: string[]
}
