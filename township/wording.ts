// What a clerk is told of each kind of finding: what we saw, why it matters, and the one thing to do.
import i18next from 'i18next'
import disclosure from '../assets/locales/zh-CN/disclosure.json' with { type: 'json' }
import opinionSheet from '../assets/locales/zh-CN/opinion-sheet.json' with { type: 'json' }
import township from '../assets/locales/zh-CN/township.json' with { type: 'json' }
import { muFigure, yuanFigure } from '../disclosure/amount.ts'
import type { ItemType } from '../disclosure/item-type.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { isPeriod } from '../disclosure/period.ts'
import type { PersonalKind, SweptText } from '../disclosure/privacy.ts'
import type { Dropped, Fault, FaultKind, Note, NoteKind, Question, QuestionKind } from './findings.ts'
import type { SkipReason } from './report.ts'

export type Told = { what: SweptText; why: SweptText; do: SweptText }

export type WordGroup = keyof Worded
type Sentences = { what: string; why: string; do: string }

type Worded = {
  fault: Record<FaultKind, Sentences>
  note: Record<NoteKind, Sentences>
  question: Record<QuestionKind, Sentences>
  skipped: Record<SkipReason, Sentences>
  dropped: Record<Dropped['why'], Sentences>
  swept: Record<PersonalKind, Sentences>
}

/** The compiler refuses a file of words in which a kind is missing: a new kind is one entry there. */
export const worded: Worded = township

const words = i18next.createInstance()
const language = 'zh-CN'
void words.init({
  lng: language,
  resources: { [language]: { township, disclosure, 'opinion-sheet': opinionSheet } },
  ns: ['township', 'disclosure', 'opinion-sheet'],
  defaultNS: 'township',
  // Nobody's mark-up: every writer escapes for its own format.
  interpolation: { escapeValue: false },
  initAsync: false,
  // Some columns have no reason to give.
  returnEmptyString: true,
})

export type WordValues = Readonly<Record<string, SweptText | number>>

/** A sentence of ours around values that have passed the sweep: it may be written anywhere. */
export function say(key: string, values: WordValues = {}): SweptText {
  if (!words.exists(key)) throw new Error(`no words for ${key}`)
  return words.t(key, values) as SweptText
}

/** What a report says was swept before it was reported: names of files and sheets, cells, columns, details. */
export const reported = (text: string): SweptText => text as SweptText

/** `what_values` speaks of the value itself; it is used where the value is known. */
export function told(
  group: WordGroup,
  kind: string,
  values: Readonly<Record<string, SweptText | number | null>>,
): Told {
  const known: WordValues = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
  )
  if (!(kind in worded[group]))
    return {
      what: say('report.unworded', { kind: reported(kind) }),
      why: reported(''),
      do: say('report.unwordedDo'),
    }
  const precise = `${group}.${kind}.what_values`
  const whole = words.exists(precise) ? say(precise, known) : ''
  // A sentence that asks for a value nobody has is no sentence.
  const what = whole === '' || whole.includes('{{') ? say(`${group}.${kind}.what`, known) : reported(whole)
  return { what, why: say(`${group}.${kind}.why`, known), do: say(`${group}.${kind}.do`, known) }
}

export const toldOfFault = ({ kind, cell, seen, expected, detail }: Fault): Told =>
  told('fault', kind, { cell: cellWords(cell), seen, expected, detail: reported(detail) })

export const toldOfNote = ({ kind, cells, count, detail }: Note): Told =>
  told('note', kind, { cell: cellsWords(cells, count), number: count, detail: reported(detail) })

/** Where there is nothing to choose from, the clerk is told what to write instead. */
export function toldOfQuestion(question: Question): Told {
  const candidates = reported(candidatesOf(question).join(say('list')))
  const values = { cell: cellWords(question.cell), seen: question.about, candidates }
  const asked = told('question', question.kind, values)
  const open = `question.${question.kind}.do_open`
  return candidates === '' && words.exists(open) ? { ...asked, do: say(open) } : asked
}

/** Item types by the name the catalogue gives them; villages and columns as they are. */
export const candidatesOf = ({ candidates }: Question): string[] =>
  candidates.map((candidate) => itemTypeOf(candidate)?.title ?? candidate)

/** C15 as it is; line 280 of a text file in words; a fault of the whole sheet stands nowhere. */
export function cellWords(cell: string | null): SweptText {
  if (!cell) return say('report.here')
  const line = /^line (\d+)$/.exec(cell)?.[1]
  return line === undefined ? reported(cell) : say('report.line', { number: Number(line) })
}

const shownCells = 3

function cellsWords(cells: readonly string[], count: number): SweptText {
  if (cells.length === 0) return say('report.here')
  const shown = reported(cells.slice(0, shownCells).map(cellWords).join(say('list')))
  return count > shownCells ? say('report.cells', { cells: shown, number: count }) : shown
}

// ---- what is disclosed, in words ----

export function periodWords(period: string | null): SweptText {
  if (period === null || !isPeriod(period)) return reported('')
  if (period === 'standing') return say('period.standing')
  const [, first, mark = '', part = '', day] =
    /^(\d{4})(?:(Q|H|-)(\d{1,2})(?:-(\d{2}))?)?$/.exec(period) ?? []
  const year = Number(first)
  if (day !== undefined) return say('period.day', { year, month: Number(part), part: Number(day) })
  if (mark === 'H' || mark === 'Q') return say(`period.${mark}${part}`, { year })
  return mark === '-' ? say('period.month', { year, part: Number(part) }) : say('period.year', { year })
}

export const fieldLabel = (type: ItemType, field: string): string =>
  words.t(`${type.id}.fields.${field}`, { ns: 'disclosure', defaultValue: field })

export const totalLabel = (type: ItemType, total: string): string =>
  words.t(`${type.id}.totals.${total}`, { ns: 'disclosure', defaultValue: total })

/** A sum as a clerk writes it: 12,000.00元, 35.60亩, 20人. */
export function totalWords(type: ItemType, name: string, value: number): string {
  const field = type.fields[type.totals[name]?.sum ?? type.figures?.[name]?.field ?? '']
  if (field?.kind === 'money') return `${yuanFigure(value)}${say('unit.money')}`
  if (field?.kind === 'area') return `${muFigure(value)}${say('unit.area')}`
  return `${value}${field?.unit ? say(`unit.${field.unit}`) : ''}`
}
