// What a village has published of one kind in one period, and openly what it has not.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { EntriesPage, EntryCard, KioskState } from '../../electron/contract.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { PeriodStepper } from '../periods.tsx'
import { AbsentCard, type AbsentItem } from '../duties/AbsentCard.tsx'
import { useDueDay } from '../duties/due-day.ts'
import { owedWords } from '../duties/due-words.ts'
import { EntryCardButton } from '../entry/EntryCardButton.tsx'
import { WithdrawnLine } from '../entry/WithdrawnLine.tsx'
import { useToday } from '../clock.ts'
import { itemTitle, periodName } from '../words.ts'
import styles from './CategoryScreen.module.css'

type Of = Extract<Screen, { kind: 'category' }>

export function CategoryScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entries', {
    villageCode: of.villageCode,
    category: of.category,
    period: of.period,
  })
  const { paging, onMeasured } = usePages(nav)
  const page = asked.kind === 'answered' ? asked.answer : null
  const { go } = nav
  const today = useToday()
  const dueDay = useDueDay(kiosk)
  const pieces = useMemo(
    () => (page ? piecesOf(page, go, t, { today, dueDay }) : []),
    [page, go, t, today, dueDay],
  )
  const village = kiosk.villages.find((each) => each.code === of.villageCode)?.name ?? ''
  return (
    <Frame
      testId="category"
      over={[village, periodName(t, page?.period ?? of.period)].join(t('value.between'))}
      title={t(`category.${of.category}.title`)}
      paging={paging}
      aside={
        page && (
          <PeriodStepper
            periods={page.periods.includes(page.period) ? page.periods : [page.period, ...page.periods]}
            here={page.period}
            onPeriod={(period) => nav.instead({ ...of, period })}
          />
        )
      }
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : pieces.length === 0 ? (
        <Nothing
          sentence={t('entries.nothing', { period: periodName(t, asked.answer.period) })}
          more={t('entries.nothingMore')}
        />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}

function piecesOf(
  page: EntriesPage,
  go: Nav['go'],
  t: TFunction,
  { today, dueDay }: { today: string | null; dueDay: string | null },
): Piece[] {
  const card = (entry: EntryCard, brief: boolean) => (
    <EntryCardButton
      {...{ entry, today, brief }}
      period={page.period}
      onPress={() => go({ kind: 'entry', id: entry.id })}
    />
  )
  const shown = page.entries.map((entry) => ({
    id: entry.id,
    node: card(entry, false),
    otherwise: [{ id: `${entry.id} brief`, node: card(entry, true) }],
  }))
  const withdrawn = page.withdrawn.map((each) => ({
    id: `withdrawn ${each.id}`,
    node: <WithdrawnLine of={each} period={page.period} />,
  }))
  const none = page.entries.length + withdrawn.length === 0
  const head: Piece[] = none
    ? [
        {
          id: 'none',
          withNext: true,
          node: (
            <p className={styles['none']}>{t('entries.nothing', { period: periodName(t, page.period) })}</p>
          ),
        },
      ]
    : []
  // What is owed comes before what merely was not there this time.
  const isOwed = (each: AbsentItem) => owedWords(t, each.owed, dueDay) !== null
  const cards = page.absent
    .filter((each) => each.latest !== null || isOwed(each))
    .sort((one, other) => Number(isOwed(other)) - Number(isOwed(one)))
  const absent = cards.map((each) => ({
    id: `absent ${each.itemType}`,
    node: <AbsentCard of={each} today={dueDay} go={go} />,
  }))
  const never = page.absent.filter((each) => !cards.includes(each)).map((each) => itemTitle(t, each.itemType))
  if (none && absent.length === 0 && never.length === 0) return []
  const words =
    never.length > 0 ? [neverPiece(t('entries.never', { titles: never.join(t('value.listComma')) }))] : []
  return [...head, ...shown, ...withdrawn, ...absent, ...words]
}

const neverPiece = (words: string): Piece => ({
  id: 'never',
  otherwise: [{ id: 'never in lines', text: words }],
  node: (
    <p className={styles['never']} data-testid="never">
      {words}
    </p>
  ),
})
