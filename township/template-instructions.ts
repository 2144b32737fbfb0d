// 填写说明: what each column of a blank sheet is, how it is written and whether it must be.
import type { Field } from '../disclosure/fields.ts'
import type { Layout } from '../disclosure/item-type.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { cell, choiceWords, labelOf, declaredText } from './blank-sheet.ts'
import type { BlankColumn, BlankSheet } from './blank-sheet.ts'
import { reported, say } from './wording.ts'
import type { CellToWrite, SheetToWrite } from './write-workbook.ts'

const rules = ['title', 'required', 'village', 'rows', 'personal', 'header', 'check']
const heads = ['sheet', 'column', 'meaning', 'how', 'required']

export function instructionsSheet(file: SweptText, blanks: readonly BlankSheet[]): SheetToWrite {
  const rows: CellToWrite[][] = [
    [cell(say('template.instructions.title', { file }), 'title')],
    ...rules.map((rule) => [cell(say(`template.instructions.rules.${rule}`), 'line')]),
    heads.map((head) => cell(say(`template.instructions.columns.${head}`), 'header')),
    ...blanks.flatMap(rowsOf),
  ]
  return {
    name: say('template.instructions.sheet'),
    rows,
    widths: [26, 22, 18, 56, 14],
    merges: [{ top: 0, left: 0, bottom: 0, right: heads.length - 1 }],
    printedAgain: [rules.length + 1, rules.length + 1],
    pageNumbers: say('print.pages'),
  }
}

function rowsOf(blank: BlankSheet): CellToWrite[][] {
  const { type, columns } = blank
  const row = (column: string, meaning: string, how: SweptText, needed: SweptText): CellToWrite[] =>
    [reported(blank.sheet.name), quoted(column), declaredText(meaning), how, needed].map((text) =>
      cell(text, 'plain'),
    )
  const stages = type.stages?.map(({ words }) => words[0] ?? '') ?? []
  const title = say('template.instructions.titleRow')
  const first =
    stages.length === 0
      ? []
      : [
          row(
            title,
            title,
            say('template.instructions.stage', { stages: reported(stages.join(say('list'))) }),
            say('template.instructions.required'),
          ),
        ]
  const others = otherParts(type.layout)
  return [
    ...first,
    ...columns.map((column) =>
      row(
        column.header,
        labelOf(type, column),
        howOf(blank, column),
        say(`template.instructions.${column.declared.required ? 'required' : 'optional'}`),
      ),
    ),
    ...others
      .filter(({ name }) => !columns.some(({ header }) => header === name))
      .map(({ name, how }) =>
        row(name, name, say(`template.instructions.kinds.${how}`), say('template.instructions.optional')),
      ),
  ]
}

/** What is filled in and is no field of its own: subjects of two tables side by side, what a form only counts. */
function otherParts(layout: Layout): { name: string; how: 'formNo' | 'counted' | 'subject' | 'part' }[] {
  if (layout.kind === 'paired')
    return layout.halves.map(({ header }) => ({
      name: header[0] ?? '',
      how: layout.parent === undefined ? 'subject' : 'part',
    }))
  if (layout.kind !== 'labelled') return []
  const { formNo = [], counted = [] } = layout
  return [
    ...formNo.slice(0, 1).map((name) => ({ name, how: 'formNo' }) as const),
    ...counted.map(({ header }) => ({ name: header[0] ?? '', how: 'counted' }) as const),
  ]
}

/** In quotes a column's name is no header, should the sheet ever be read as a table. */
const quoted = (name: string): SweptText => say('template.instructions.quoted', { name: declaredText(name) })

function howOf({ type }: BlankSheet, { field, declared }: BlankColumn): SweptText {
  const taken = Object.values(type.fields).flatMap(({ takenFrom }) =>
    takenFrom?.field === field ? [takenFrom.part] : [],
  )
  const how = kindWords(declared)
  if (taken.includes('start')) return say('template.instructions.kinds.span')
  if (taken.includes(1)) return say('template.instructions.kinds.numbers')
  return taken.includes('words')
    ? say('template.instructions.kinds.words', { how: reported(how.replace(/^写/, '')) })
    : how
}

const kindWords = (declared: Field): SweptText =>
  say(`template.instructions.kinds.${declared.kind}`, {
    choices: reported(choiceWords(declared).join(say('list'))),
  })
