// Reads forms: values beside their labels, tables between them, and the one-household workbooks of a land survey.
import { itemTypes } from '../disclosure/item-types/all.ts'
import type { ItemType, Layout } from '../disclosure/item-type.ts'
import { compact } from '../disclosure/parse.ts'
import type { Recognition } from './draft.ts'
import { addressOf, filledCells, textAt } from './grid.ts'
import type { Cell, Grid } from './grid.ts'
import { headerKey } from './header.ts'
import { loudestWord, loudnessOf, speaksAgainst } from './type-words.ts'
import type { Words } from './type-words.ts'

type Labelled = Extract<Layout, { kind: 'labelled' }>
export type FormType = ItemType & { layout: Labelled }

/** What stands beside a label, and where. */
export type LabelledCell = { cell: Cell; at: string }

/** A table inside the form: what its columns are called, and the rows below them. */
export type FormTable = { columns: { key: string; path: string; index: number }[]; rows: number[] }

export type Form = {
  type: FormType
  /** The words that spoke for it, and the labels that were found. */
  recognition: Recognition
  title: string
  labels: ReadonlyMap<string, LabelledCell>
  /** Labels nobody declared: they stay in the office, though 发包方名称 may tell the village. */
  others: (LabelledCell & { label: string })[]
  tables: FormTable[]
}

const formTypes = itemTypes.filter((type): type is FormType => type.layout.kind === 'labelled')

/** The first declared form whose words are there and whose required labels have values. */
export function formIn(grid: Grid, words: Omit<Words, 'title'>): Form | null {
  const title = titleOf(grid)
  for (const type of spokenFor({ ...words, title })) {
    const found = { type, title, ...labelsIn(grid, type), tables: tablesIn(grid, type) }
    const form = { ...found, recognition: recognitionOf(found, { ...words, title }) }
    if (isWhole(form)) return form
  }
  return null
}

/** 【事项名称】…, with everything up to the next label as its value. */
export function formInText(text: string, words: Omit<Words, 'title'>): Form | null {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  if (lines.filter((line) => textLabel.test(line)).length < 3) return null
  const title = lines.find((line) => line.trim() !== '' && !textLabel.test(line))?.trim() ?? ''
  for (const type of spokenFor({ ...words, title: textLabel.test(lines[0] ?? '') ? '' : title })) {
    const found = { type, title: '', ...labelsInText(lines, type), tables: [] }
    const form = { ...found, recognition: recognitionOf(found, { ...words, title }) }
    if (isWhole(form)) return form
  }
  return null
}

/** A form's own labels say more than any header: it needs its words only to be told from another form. */
function recognitionOf({ type, labels }: Pick<Form, 'type' | 'labels'>, words: Words): Recognition {
  const spoken = loudestWord(type, words)
  return {
    confidence: spoken?.place === 'title' ? 98 : 90,
    reasons: [
      ...(spoken ? [{ by: spoken.place, words: [spoken.word] }] : []),
      { by: 'headers', words: [...labels.keys()] },
    ],
  }
}

const textLabel = /^\s*【([^【】]{2,16})】(.*)$/

function spokenFor(words: Words): FormType[] {
  return formTypes
    .map((type) => ({
      type,
      loudness: speaksAgainst(type, words) ? 0 : loudnessOf(loudestWord(type, words)),
    }))
    .filter(({ loudness }) => loudness > 0)
    .sort((one, other) => other.loudness - one.loudness)
    .map(({ type }) => type)
}

/** Labels of a form stand below each other; side by side in one row they are the header of a table. */
function isWhole({ type, labels, tables }: Form): boolean {
  const { lines } = type.layout
  const table = linesTable(type, tables)
  if (lines && !table) return false
  const rows = new Set([...labels.values()].map(({ at }) => /\d+$/.exec(at)?.[0]))
  const required = Object.entries(type.fields).filter(([, field]) => field.required)
  const found = required.every(([name, field]) => {
    const keys = field.headers.map(headerKey)
    return lines?.includes(name)
      ? table?.columns.some((column) => keys.includes(column.key))
      : keys.some((key) => labels.has(key))
  })
  return found && rows.size >= 2
}

/** The table whose columns are the fields of the rows. */
export function linesTable(type: FormType, tables: readonly FormTable[]): FormTable | null {
  const keys = keysOf(type, type.layout.lines ?? [])
  const hits = (table: FormTable) => table.columns.filter(({ key }) => keys.has(key)).length
  const [best] = [...tables].sort((one, other) => hits(other) - hits(one))
  return best && hits(best) >= 2 ? best : null
}

const keysOf = (type: ItemType, names: readonly string[]): Set<string> =>
  new Set(names.flatMap((name) => type.fields[name]?.headers ?? []).map(headerKey))

// ---- labels ----

/** All labels of a type: its fields outside the table, what a sum is called, the form's number. */
function declaredLabels(type: FormType): Set<string> {
  const outside = Object.keys(type.fields).filter((name) => !type.layout.lines?.includes(name))
  const sums = Object.values(type.totals).flatMap((total) => total.labels ?? [])
  return new Set([...keysOf(type, outside), ...[...sums, ...(type.layout.formNo ?? [])].map(headerKey)])
}

function labelsIn(grid: Grid, type: FormType): Pick<Form, 'labels' | 'others'> {
  const declared = declaredLabels(type)
  const labels = new Map<string, LabelledCell>()
  const others: Form['others'] = []
  const keep = (label: string, cell: Cell, at: string) => {
    const key = headerKey(label)
    if (!declared.has(key)) others.push({ label: label.trim(), cell, at })
    else if (!labels.has(key)) labels.set(key, { cell, at })
  }
  const inTables = new Set(tablesIn(grid, type).flatMap(({ rows }) => rows))
  for (let row = 0; row < grid.rows.length; row++) {
    if (inTables.has(row)) continue
    const filled = filledCells(grid, row)
    const isLabel = (at: number) => declared.has(headerKey(filled[at]?.cell.text ?? ''))
    const paired = filled.some((_, at) => isLabel(at))
    for (let at = 0; at < filled.length; at++) {
      const [own, value] = [filled[at], filled[at + 1]]
      if (!own) continue
      const inline = inlineLabels(own.cell.text)
      // A label that is followed by the next one has no value.
      if (paired && value && !isLabel(at + 1) && (isLabel(at) || inline.length === 0)) {
        keep(own.cell.text, value.cell, addressOf(row, value.column))
        at++
      } else for (const [label, text] of inline) keep(label, { text }, addressOf(row, own.column))
    }
  }
  return { labels, others }
}

/** 发包方名称:石桥镇… in one cell; wide spaces part several. */
function inlineLabels(text: string): [string, string][] {
  return text.split(/[\u3000\t]+|\s{2,}/).flatMap((part): [string, string][] => {
    const match = /^\s*([\p{Script=Han}()（）]{2,16})[:：]\s*(.*)$/su.exec(part)
    return match ? [[match[1] ?? '', match[2] ?? '']] : []
  })
}

function labelsInText(lines: readonly string[], type: FormType): Pick<Form, 'labels' | 'others'> {
  const declared = declaredLabels(type)
  const labels = new Map<string, LabelledCell>()
  const others: Form['others'] = []
  for (const [index, line] of lines.entries()) {
    const [, label, first = ''] = textLabel.exec(line) ?? []
    if (label === undefined) continue
    const end = lines.findIndex((next, at) => at > index && textLabel.test(next))
    const more = lines.slice(index + 1, end < 0 ? undefined : end)
    const text = [first, ...more]
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .join('\n')
    const found = { cell: { text }, at: `line ${index + 1}` }
    if (declared.has(headerKey(label))) labels.set(headerKey(label), found)
    else others.push({ label, ...found })
  }
  return { labels, others }
}

// ---- title, tables ----

function titleOf(grid: Grid): string {
  const row = grid.rows.findIndex((_, at) => filledCells(grid, at).length > 0)
  const filled = filledCells(grid, row)
  return filled.length === 1 ? (filled[0]?.cell.text.trim() ?? '') : ''
}

/** A row of three or more cells with a column of this type begins a table; a line of one cell ends it. */
function tablesIn(grid: Grid, type: FormType): FormTable[] {
  const { lines = [], counted = [] } = type.layout
  const keys = new Set([...keysOf(type, lines), ...counted.flatMap(({ header }) => header.map(headerKey))])
  const tables: FormTable[] = []
  let table: FormTable | null = null
  for (let row = 0; row < grid.rows.length; row++) {
    const filled = filledCells(grid, row)
    if (filled.length >= 3 && filled.filter(({ cell }) => keys.has(headerKey(cell.text))).length >= 1) {
      table = {
        columns: filled.map(({ column, cell }) => ({
          key: headerKey(cell.text),
          path: compact(cell.text),
          index: column,
        })),
        rows: [row],
      }
      tables.push(table)
    } else if (filled.length <= 1) table = null
    else table?.rows.push(row)
  }
  return tables
}

/** Lines of the table under one of these headers that say anything there. */
export function countLines(grid: Grid, form: Form, header: readonly string[]): number | null {
  const keys = new Set(header.map(headerKey))
  for (const { columns, rows } of form.tables) {
    const column = columns.find(({ key }) => keys.has(key))
    if (column) return rows.slice(1).filter((row) => compact(textAt(grid, row, column.index)) !== '').length
  }
  return null
}
