// What an opinion is about, in words: the village, and the item if it is of one.
import type { TFunction } from 'i18next'
import type { EntryPage, KioskState } from '../../electron/contract.ts'
import { goesByTitle } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { useKiosk } from '../kiosk.ts'
import type { About } from '../navigation.ts'
import { periodName, stagedTitle } from '../words.ts'

/** `item` is null where it is of no item, and until the machine has answered which. */
export type AboutWords = { place: string; item: string | null }

export function useAboutWords(t: TFunction, kiosk: KioskState, about: About): AboutWords {
  // Asked all the same where there is no item: a page asks in the same order every time.
  const asked = useKiosk('entry', { id: about.entry ?? '' })
  const page = about.entry !== null && asked.kind === 'answered' ? asked.answer : null
  return aboutWords(t, kiosk, about, page)
}

export function aboutWords(
  t: TFunction,
  kiosk: KioskState,
  about: About,
  page: EntryPage | null,
): AboutWords {
  const village = kiosk.villages.find(({ code }) => code === about.villageCode)?.name
  return { place: village ?? kiosk.township?.name ?? '', item: page && itemWords(t, page) }
}

function itemWords(t: TFunction, { entry }: EntryPage): string {
  const type = itemTypeOf(entry.itemType)
  const title = type && goesByTitle(type) ? entry.title : stagedTitle(t, entry)
  return t('opinions:item', { period: periodName(t, entry.period), title })
}

export const placeAndItem = (t: TFunction, { place, item }: AboutWords): string =>
  item === null ? place : [place, item].join(t('value.between'))
