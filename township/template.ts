// Blank workbooks for offices that start anew, from the declarations alone: one for each office, a sheet for each matter.
import { existsSync } from 'node:fs'
import { ColumnValues } from './column-values.ts'
import { join } from 'node:path'
import { categoryIds } from '../disclosure/item-type.ts'
import type { CategoryId, ItemType } from '../disclosure/item-type.ts'
import { itemTypes } from '../disclosure/item-types/all.ts'
import { compact } from '../disclosure/parse.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { blankForm, blankPaired } from './blank-forms.ts'
import { letterBytes, letterParagraphs } from './blank-letter.ts'
import { registerSheets } from './blank-register.ts'
import { blankTable, declaredText } from './blank-sheet.ts'
import type { BlankSheet } from './blank-sheet.ts'
import { formIn } from './form.ts'
import { filledCells, plainSheet } from './grid.ts'
import type { Grid } from './grid.ts'
import { findHeader } from './header.ts'
import { recognise } from './recognise.ts'
import { instructionsSheet } from './template-instructions.ts'
import { reported, say } from './wording.ts'
import { workbookBytes, writeNewFile } from './write-workbook.ts'
import type { SheetToWrite } from './write-workbook.ts'

export type Template = { file: string; bytes: Buffer }

export type TemplatesWritten = { ok: true; files: string[] } | { ok: false; kind: 'exists'; file: string }

/** Never over a file: it may be one that somebody has filled. */
export async function writeTemplates(out: string): Promise<TemplatesWritten> {
  const all = templates()
  const taken = all.find(({ file }) => existsSync(join(out, file)))
  if (taken) return { ok: false, kind: 'exists', file: join(out, taken.file) }
  for (const { file, bytes } of all) await writeNewFile(join(out, file), bytes)
  return { ok: true, files: all.map(({ file }) => join(out, file)) }
}

export function templates(): Template[] {
  const tables = categoryIds.flatMap((category): Template[] => {
    const sheets = blanksOf(category).map(({ sheet }) => sheet)
    const name = officeName(category)
    return sheets.length === 0
      ? []
      : [{ file: `${name}.xlsx`, bytes: workbookBytes([instructionsOf(category), ...sheets]) }]
  })
  const letters = itemTypes.filter(isLetter).map((type) => ({
    file: `${officeName(type.category)}-${fileName(type.title)}.docx`,
    bytes: letterBytes(letterParagraphs(type)),
  }))
  const register = { file: `${say('template.register.file')}.xlsx`, bytes: workbookBytes(registerSheets()) }
  return [register, ...tables, ...letters]
}

const isLetter = (type: ItemType): boolean => type.layout.kind === 'document'

const officeName = (category: CategoryId): SweptText => say(`template.files.${category}`)

const fileName = (title: string): string => title.replace(/[\\/:*?"<>|]/g, '、')

const blanksOf = (category: CategoryId): BlankSheet[] =>
  itemTypes.flatMap((type) => (type.category === category && !isLetter(type) ? [blankSheet(type)] : []))

const instructionsOf = (category: CategoryId): SheetToWrite =>
  instructionsSheet(officeName(category), blanksOf(category))

// ---- one matter ----

/** Under the first of its words by which our own reader knows the sheet for what it is. */
export function blankSheet(type: ItemType): BlankSheet {
  for (const word of type.words) {
    const blank = blankUnder(type, titleWith(type, word))
    if (isHeardAs(type, blank)) return { ...blank, sheet: { ...blank.sheet, name: sheetName(type, word) } }
  }
  throw new Error(`no title of a blank sheet speaks for ${type.id}`)
}

/** Two matters of one name in the catalogue: each sheet goes by what its own title says. */
const sheetName = (type: ItemType, word: string): string =>
  itemTypes.some((other) => other !== type && other.title === type.title) ? word : type.title

function blankUnder(type: ItemType, title: SweptText): BlankSheet {
  switch (type.layout.kind) {
    case 'rows':
      return blankTable(type, title)
    case 'paired':
      return blankPaired(type, type.layout, title)
    case 'labelled':
      return blankForm(type, type.layout, title)
    case 'document':
      throw new Error(`${type.id} is a letter, no sheet`)
    default:
      throw new Error(`no blank sheet for ${JSON.stringify(type.layout satisfies never)}`)
  }
}

function titleWith(type: ItemType, word: string): SweptText {
  const village = type.scope === 'township' ? '' : say('template.village')
  return reported(`${village}${say(`template.period.${type.period}`)}${declaredText(word)}`)
}

function isHeardAs(type: ItemType, { sheet, title, at }: BlankSheet): boolean {
  const grid = gridOf(sheet)
  const names = { sheet: sheet.name, file: '', folders: [] }
  if (type.layout.kind === 'labelled') {
    // A form without values is nobody's form: any word will do for the trial.
    const places = [...at.values()].map(({ row, column }) => `${row}:${column}`)
    const filled = grid.rows.map((row, y) =>
      row.map((cell, x) => (places.includes(`${y}:${x}`) ? { text: '某某' } : cell)),
    )
    return formIn({ ...grid, rows: filled }, names)?.type === type
  }
  const header = findHeader(grid)
  const heard = header
    ? recognise(header, { ...names, title }, new ColumnValues(grid, header, { areMost: () => false }))
    : null
  return heard?.kind === 'known' && heard.fits[0].type === type
}

const gridOf = ({ name, rows, merges = [] }: SheetToWrite): Grid => ({
  ...plainSheet,
  name,
  merges,
  rows: rows.map((row) => row.map((cell) => (cell?.value ? { text: String(cell.value) } : undefined))),
})

// ---- left as it was ----

let texts: ReadonlySet<string> | null = null

/** All that stands in our templates before anybody has written into them. */
function templateTexts(): ReadonlySet<string> {
  texts ??= new Set(
    [
      ...categoryIds.flatMap((category) => [
        instructionsOf(category),
        ...blanksOf(category).map(({ sheet }) => sheet),
      ]),
      ...registerSheets(),
    ]
      .flatMap(({ rows }) => rows.flat())
      .map((cell) => compact(String(cell?.value ?? ''))),
  )
  return texts
}

/** A sheet of a template that nobody has filled: each of its words is ours. */
export function isUnfilledTemplate(grid: Grid): boolean {
  let some = false
  for (let row = 0; row < grid.rows.length; row++)
    for (const { cell } of filledCells(grid, row)) {
      if (!templateTexts().has(compact(cell.text))) return false
      some = true
    }
  return some
}

let letters: ReadonlySet<string> | null = null

/** The title alone may be new: without a text there is nothing to put up. */
export function isUnfilledLetter(paragraphs: readonly string[]): boolean {
  letters ??= new Set(itemTypes.filter(isLetter).flatMap((type) => letterParagraphs(type).map(compact)))
  const [, ...rest] = paragraphs.map(compact)
  const body = [compact(say('template.letter.body')), compact(say('template.letter.more'))]
  return rest.length > 0 && (rest.every((text) => letters?.has(text)) || rest[0] === body[0])
}
