// From what is taken away to what the printer gets: how each kind of line is set on paper.
import type { TFunction } from 'i18next'
import type { PrintLine, PrintSheet } from '../../electron/contract.ts'
import type { LineKind, TakenLine, Takeaway } from './taken.ts'

const looks = {
  sentence: 'lead',
  figure: 'figure',
  capitals: 'small',
  fact: 'pair',
  'fact-capitals': 'small',
  compared: 'body',
  check: 'small',
  bar: 'pair',
  row: 'pair',
  field: 'body',
  paragraph: 'body',
  own: 'body',
  review: 'pair',
  object: 'head',
  phone: 'pair',
  law: 'small',
  note: 'small',
} as const satisfies Record<LineKind, PrintLine['look']>

/** The table comes after the figures and before those who signed, as on the screen. */
const afterTable: ReadonlySet<LineKind> = new Set(['note', 'review', 'object', 'phone', 'law'])

export function printSheetOf(t: TFunction, { over, title, lines, tables, marks }: Takeaway): PrintSheet {
  const found = tables.length === 0 ? -1 : lines.findIndex(({ kind }) => afterTable.has(kind))
  const at = found < 0 ? lines.length : found
  return {
    over,
    title,
    before: lines.slice(0, at).map(printLine),
    tables,
    after: lines.slice(at).map(printLine),
    marks,
    pageWords: t('takeaway:page', { skipInterpolation: true }),
  }
}

const printLine = ({ kind, ...words }: TakenLine): PrintLine => ({ look: looks[kind], ...words })

/** For whoever sets the printer up: whether letters are clear and no edge is cut. */
export function testSheetOf(t: TFunction): PrintSheet {
  const line = (look: PrintLine['look'], value: string, name?: string): PrintLine => ({
    look,
    value,
    ...(name === undefined ? {} : { name }),
  })
  return {
    over: t('takeaway:device.sheet.over'),
    title: t('takeaway:device.sheet.title'),
    before: [
      line('lead', t('takeaway:device.sheet.lead')),
      line('figure', t('takeaway:device.sheet.figure'), t('takeaway:device.sheet.name')),
      line('body', t('takeaway:device.sheet.ruler')),
      line('small', t('takeaway:device.sheet.digits')),
    ],
    tables: [],
    after: [],
    marks: [],
    pageWords: t('takeaway:page', { skipInterpolation: true }),
  }
}
