// What is to be taken away from an item or from a household's page, once the machine has answered for it.
import { useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EntryPage, KioskState } from '../../electron/contract.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { baseLanguage } from '../../disclosure/languages.ts'
import { leavingColumns } from '../../disclosure/take-away.ts'
import { groupName } from '../find/HouseholdChoices.tsx'
import { useRows } from '../entry/useRows.ts'
import { useKiosk } from '../kiosk.ts'
import type { TakeawayOf } from '../navigation.ts'
import { useAboutWords } from '../opinions/about.ts'
import { takeawayOfOpinion } from '../opinions/opinion-slip.ts'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { takeawayOf, takeawayOfHousehold } from './takeaway-text.ts'
import type { Takeaway } from './taken.ts'

type Draw = (taken: Takeaway | null, instead: ReactNode) => ReactNode

/** `render` gets what there is, or what stands in its place until it comes. */
export function Taken(props: { of: TakeawayOf; kiosk: KioskState; render: Draw }) {
  const { of, kiosk, render } = props
  if (of.kind === 'opinion') return <TakenOpinion of={of} kiosk={kiosk} render={render} />
  return of.kind === 'entry' ? (
    <TakenEntry id={of.id} kiosk={kiosk} render={render} />
  ) : (
    <TakenHousehold of={of} kiosk={kiosk} render={render} />
  )
}

function TakenEntry(props: { id: string; kiosk: KioskState; render: Draw }) {
  const { id, kiosk, render } = props
  const { t } = useTranslation()
  const official = useOfficialWords()
  const asked = useKiosk('entry', { id })
  const page = asked.kind === 'answered' ? asked.answer : null
  // Rows of a list of persons are not even asked for.
  const rows = useRows(page && rowsMayLeave(page) ? page : null)
  const township = kiosk.township?.name ?? ''
  const contentOn = kiosk.content?.contentOn ?? null
  const isThere = page !== null && (!rowsMayLeave(page) || rows.complete || rows.failed)
  const taken = useMemo(
    () => (page && isThere ? takeawayOf(official, { page, rows: rows.rows, township, contentOn }) : null),
    [official, page, isThere, rows.rows, township, contentOn],
  )
  const instead =
    asked.kind !== 'answered' ? (
      <Waiting on={asked} />
    ) : isThere || page === null ? (
      <Nothing sentence={t('entry.gone')} />
    ) : (
      <Waiting on={{ kind: 'waiting', slow: true }} />
    )
  return render(taken, instead)
}

const rowsMayLeave = (page: EntryPage): boolean => {
  const type = itemTypeOf(page.entry.itemType)
  return type !== undefined && leavingColumns(type).length > 0
}

function TakenHousehold(props: {
  of: Extract<TakeawayOf, { kind: 'household' }>
  kiosk: KioskState
  render: Draw
}) {
  const { of, kiosk, render } = props
  const { villageCode, group, name } = of
  const { t } = useTranslation()
  const official = useOfficialWords()
  const asked = useKiosk('household', { villageCode, group, name })
  const found = asked.kind === 'answered' ? asked.answer : null
  const taken = useMemo(
    () =>
      found &&
      takeawayOfHousehold(official, {
        township: kiosk.township?.name ?? '',
        village: kiosk.villages.find(({ code }) => code === villageCode)?.name ?? '',
        group: groupName(official, group),
        name,
        lines: found.lines,
        more: found.more,
        hotlines: kiosk.township?.hotlines ?? [],
        contentOn: kiosk.content?.contentOn ?? null,
      }),
    [official, found, kiosk, villageCode, group, name],
  )
  return render(
    taken,
    asked.kind === 'answered' ? <Nothing sentence={t('find:household.none')} /> : <Waiting on={asked} />,
  )
}

function TakenOpinion(props: {
  of: Extract<TakeawayOf, { kind: 'opinion' }>
  kiosk: KioskState
  render: Draw
}) {
  const { of, kiosk, render } = props
  const official = useOfficialWords()
  const { item } = useAboutWords(official, kiosk, of.about)
  const taken = useMemo(() => {
    const { villageCode } = of.about
    return takeawayOfOpinion(official, {
      township: kiosk.township?.name ?? '',
      village: kiosk.villages.find(({ code }) => code === villageCode)?.name ?? null,
      item,
      reason: of.reason,
      number: of.number,
      on: of.on,
      hotlines: kiosk.township?.hotlines ?? [],
      doubtful: kiosk.clock.doubtful,
    })
  }, [official, kiosk, item, of])
  return render(taken, null)
}

/** What one carries to an office is in the language of the sheets, whatever language the screen speaks. */
function useOfficialWords(): TFunction {
  const { i18n } = useTranslation()
  return useMemo(() => i18n.getFixedT(baseLanguage), [i18n])
}
