// All that an item's own pages say in the sheet's words: where terms are looked for.
import i18next, { type TFunction } from 'i18next'
import type { EntryPage } from '../../electron/contract.ts'
import { baseLanguage } from '../../disclosure/languages.ts'
import type { ItemType } from '../../disclosure/item-type.ts'
import { fieldName, itemTitle, sentenceOf, totalName } from '../words.ts'
import { barLabel } from './bar-label.ts'
import { dictionary, termsIn, type Term } from './terms.ts'

/** In reading order: title, the sentence, sums, what the bars are of, the table's columns, who approved. */
export function termsOfEntry(spoken: TFunction, page: EntryPage, type: ItemType): Term[] {
  const { entry } = page
  // The dictionary is of the sheets' own words, whatever language the page speaks.
  const t = i18next.isInitialized ? i18next.getFixedT(baseLanguage) : spoken
  const { period, rows, totals, declaredNil } = entry
  const texts = [
    entry.title,
    itemTitle(t, type.id),
    sentenceOf(t, { type, period, village: page.village?.name ?? null, rows, totals, declaredNil }),
    ...Object.keys(entry.totals).map((name) => totalName(t, type, name)),
    ...page.bars.map((bar) => barLabel(t, type, bar.label)),
    ...Object.keys(type.fields).map((name) => fieldName(t, type.id, name)),
    ...entry.approvals.map(({ step }) => t(`approval.${step}`)),
  ]
  return termsIn(texts, dictionary())
}
