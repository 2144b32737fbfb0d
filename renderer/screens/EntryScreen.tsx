// One published item as a sheet: sentence, amount, bars, table, who approved it, and how to object.
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { goesByTitle, type ItemType } from '../../disclosure/item-type.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import type { AnswerOf, EntryPage, KioskState } from '../../electron/contract.ts'
import { Bookmarks } from '../entry/Bookmarks.tsx'
import { entryOver } from '../entry/EntryLead.tsx'
import { useSheetPieces } from '../entry/sheet-pieces.tsx'
import { firstRowsOf, useRows } from '../entry/useRows.ts'
import { useKiosk, type Asked } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, useSize } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { PeriodStepper } from '../periods.tsx'
import { TakeawayButton } from '../takeaway/TakeawayButton.tsx'
import { stagedTitle } from '../words.ts'
import styles from './EntryScreen.module.css'

export function EntryScreen(props: { id: string; kiosk: KioskState; nav: Nav }) {
  const { id, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entry', { id })
  // Together with the item, not after it: one way to the machine less to wait for.
  const ahead = useKiosk('rows', firstRowsOf(id))
  const page = asked.kind === 'answered' ? asked.answer : null
  const type = page ? itemTypeOf(page.entry.itemType) : undefined
  const title = !page ? '' : type && goesByTitle(type) ? page.entry.title : stagedTitle(t, page.entry)
  const { paging, sections, onMeasured } = usePages(nav)
  return (
    <Frame
      testId="entry"
      over={page ? entryOver(t, page, kiosk.township?.name ?? '') : undefined}
      title={title}
      paging={paging}
      aside={page ? <EntryActs page={page} nav={nav} /> : undefined}
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : page && type ? (
        <EntrySheet
          page={page}
          ahead={ahead}
          type={type}
          nav={nav}
          takesOpinions={kiosk.opinions}
          here={paging.page}
          sections={sections}
          onMeasured={onMeasured}
        />
      ) : (
        <Nothing sentence={t('entry.gone')} />
      )}
    </Frame>
  )
}

function EntryActs(props: { page: EntryPage; nav: Nav }) {
  const { page, nav } = props
  return (
    <div className={styles['acts']}>
      {page.siblings.length > 1 && <Siblings page={page} nav={nav} />}
      <TakeawayButton of={{ kind: 'entry', id: page.entry.id }} go={nav.go} />
    </div>
  )
}

function Siblings(props: { page: EntryPage; nav: Nav }) {
  const { page, nav } = props
  return (
    <PeriodStepper
      periods={page.siblings.map((each) => each.period)}
      here={page.entry.period}
      onPeriod={(period) => {
        const sibling = page.siblings.find((each) => each.period === period)
        if (sibling) nav.instead({ kind: 'entry', id: sibling.id })
      }}
    />
  )
}

function EntrySheet(props: {
  page: EntryPage
  ahead: Asked<AnswerOf<'rows'>>
  type: ItemType
  nav: Nav
  takesOpinions: boolean
  here: number
  sections: { section: string; page: number }[]
  onMeasured: Parameters<typeof Flow>[0]['onMeasured']
}) {
  const { page, type, nav, here, sections, takesOpinions } = props
  const room = useRef<HTMLDivElement>(null)
  const size = useSize(room)
  const { rows, first, complete, failed } = useRows(page, props.ahead)
  const { pieces, plan } = useSheetPieces({
    page,
    type,
    go: nav.go,
    takesOpinions,
    rows,
    first,
    width: size?.width ?? 0,
  })
  // Drawing before the first rows are there would show one page and then another.
  const ready = size !== null && (rows.length > 0 || complete || failed)
  return (
    <div ref={room} className={styles['room']}>
      {ready && (
        <Flow
          pieces={pieces}
          page={here}
          onMeasured={props.onMeasured}
          rowsOf={plan}
          bookmarks={<Bookmarks sections={sections} here={here} type={type} page={page} turn={nav.turn} />}
        />
      )}
    </div>
  )
}
