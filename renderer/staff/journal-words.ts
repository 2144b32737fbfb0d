// A line of the journal in plain words: who did what. The compiler counts what can be done.
import type { TFunction } from 'i18next'
import type { JournalAction, JournalLine } from '../../electron/contract.ts'
import { sizeWords } from './measures.ts'
import { refusals } from './refusals.ts'

const actionKeys = {
  'township-pinned': 'machine:journal.did.township-pinned',
  'county-pinned': 'machine:journal.did.county-pinned',
  'keys-changed': 'machine:journal.did.keys-changed',
  imported: 'machine:journal.did.imported',
  refused: 'machine:journal.did.refused',
  'rolled-back': 'machine:journal.did.rolled-back',
  'generation-damaged': 'machine:journal.did.generation-damaged',
  'fell-back': 'machine:journal.did.fell-back',
  rebuilt: 'machine:journal.did.rebuilt',
  'rebuilt-earlier': 'machine:journal.did.rebuilt-earlier',
  'rebuild-failed': 'machine:journal.did.rebuild-failed',
  'generation-lost': 'machine:journal.did.generation-lost',
  'generation-dropped': 'machine:journal.did.generation-dropped',
  'pin-set': 'machine:journal.did.pin-set',
  'pin-locked': 'machine:journal.did.pin-locked',
  'state-restored': 'machine:journal.did.state-restored',
  'state-rebuilt': 'machine:journal.did.state-rebuilt',
  'budget-set': 'machine:journal.did.budget-set',
  'receipt-made': 'machine:journal.did.receipt-made',
  'opinions-handed-over': 'machine:journal.did.opinions-handed-over',
  'spot-checked': 'machine:journal.did.spot-checked',
  'clock-told': 'machine:journal.did.clock-told',
  'clock-changed': 'machine:journal.did.clock-changed',
} as const satisfies Record<JournalAction, string>

const isKnown = (action: string): action is JournalAction => Object.hasOwn(actionKeys, action)

const spotKeys: Readonly<Record<string, string>> = {
  matches: 'machine:journal.did.spot-matches',
  differs: 'machine:journal.did.spot-differs',
  skipped: 'machine:journal.did.spot-skipped',
}

const keyOf = (action: JournalAction, { result }: JournalLine['details']): string =>
  (action === 'spot-checked' ? spotKeys[String(result)] : undefined) ?? actionKeys[action]

/** What a newer kiosk has written is told by its own name. */
export function didWords(t: TFunction, { action, details }: JournalLine): string {
  if (!isKnown(action)) return t('machine:journal.did.other', { action })
  if (action === 'fell-back' && details['sequence'] === null)
    return t('machine:journal.did.fell-back-to-nothing')
  const { bytes, kind } = details
  const words: string = t(keyOf(action, details), {
    ...details,
    ...(typeof bytes === 'number' ? { size: sizeWords(t, bytes) } : {}),
    ...(typeof kind === 'string' ? { why: whyRefused(t, kind) } : {}),
  })
  // Somebody may have taken the facts out of a line.
  return words.replaceAll(/\{\{\w+\}\}/g, '?')
}

const whyRefused = (t: TFunction, kind: string): string => {
  const key = Object.entries(refusals).find(([known]) => known === kind)?.[1][0]
  // Its facts are not in the journal; a sentence with holes says less than its kind.
  if (!key) return kind
  const sentence: string = t(`${key}.sentence`, { skipInterpolation: true })
  return sentence.includes('{{') ? kind : sentence.replace(/。$/, '')
}

const actors = ['clerk', 'installer', 'command', 'kiosk']

export const whoWords = (t: TFunction, { actor }: JournalLine): string =>
  actors.includes(actor) ? t(`machine:journal.who.${actor}`) : actor
