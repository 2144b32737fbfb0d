// A village's own page: its money in one sentence, and what else there is to look at.
import { Fragment, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState, VillageHome } from '../../electron/contract.ts'
import { laterFirst } from '../../disclosure/period.ts'
import { gapOf, moneyWords } from '../amount-words.ts'
import { bandTopPx } from '../glass.ts'
import { useDueDay } from '../duties/due-day.ts'
import { overdueOf, wholeQuarterOwed } from '../duties/due-words.ts'
import { MissingLine, OwedQuarter } from '../duties/VillageDuties.tsx'
import { iconOf } from '../icons.ts'
import { emptyQuery } from '../find/query.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Clauses } from '../parts/Clauses.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { Waiting } from '../parts/Waiting.tsx'
import { inRowsOf, useTilesAcross } from '../parts/useTiles.ts'
import { PeriodStepper } from '../periods.tsx'
import { periodName } from '../words.ts'
import tiles from '../parts/Tiles.module.css'
import styles from './VillageScreen.module.css'

type Of = Extract<Screen, { kind: 'village' }>

export function VillageScreen(props: { of: Of; kiosk: KioskState; nav: Nav }) {
  const { of, kiosk, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('village', { villageCode: of.villageCode, period: of.period })
  const room = useRef<HTMLDivElement>(null)
  // Where there is height for it a tile is wide, with its drawing beside the words; the part within reach has none.
  const across = useTilesAcross(room, tileEm(), 5)
  const { paging, onMeasured } = usePages(nav)
  const home = asked.kind === 'answered' ? asked.answer : null
  const { go } = nav
  const { householdLookUp, opinions } = kiosk
  const today = useDueDay(kiosk)
  const { instead } = nav
  const toQuarter = useCallback((period: string) => instead({ ...of, period }), [instead, of])
  const pieces = useMemo(
    () =>
      home ? piecesOf({ home, today, across, households: householdLookUp, opinions, go, toQuarter }) : [],
    [home, today, across, householdLookUp, opinions, go, toQuarter],
  )
  const periods = home ? periodsOf(home, today) : []
  const name = home?.village.name ?? kiosk.villages.find((each) => each.code === of.villageCode)?.name ?? ''
  return (
    <Frame
      testId="village"
      over={[kiosk.township?.name, home && periodName(t, home.period)]
        .filter(Boolean)
        .join(t('value.between'))}
      title={name}
      paging={paging}
      aside={
        home && (
          <div className={styles['aside']}>
            <PeriodStepper
              periods={periods}
              here={home.period}
              onPeriod={(period) => nav.instead({ ...of, period })}
            />
            {kiosk.villages.length > 1 && (
              <Button
                className={styles['change']}
                testId="village-change"
                onPress={() => nav.instead({ kind: 'villages' })}
              >
                {t('village.change')}
              </Button>
            )}
          </div>
        )
      }
    >
      <div ref={room} className={styles['room']}>
        {asked.kind === 'answered' ? (
          <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
        ) : (
          <Waiting on={asked} />
        )}
      </div>
    </Frame>
  )
}

/** On the lowest glass its words stand beside its drawing again, and need the room of both. */
function tileEm(): number {
  const { layout, room } = document.documentElement.dataset
  if (layout !== 'landscape' && bandTopPx() === 0) return 12.5
  return room === 'tiny' ? 9 : 6
}

/** A quarter that should be public and is not can be turned to like any other. */
function periodsOf({ periods, period }: VillageHome, today: string | null): string[] {
  const owed = wholeQuarterOwed(periods, today)
  const all = owed === null ? periods : [owed, ...periods]
  return all.includes(period) ? all : [...all, period].sort(laterFirst)
}

function piecesOf(of: {
  home: VillageHome
  today: string | null
  across: number
  households: boolean
  opinions: boolean
  go: Nav['go']
  toQuarter: (period: string) => void
}): Piece[] {
  const { home, today, across, households, opinions, go, toQuarter } = of
  const missing = overdueOf(
    home.categories.flatMap((each) => each.missing),
    today,
  )
  const owed = wholeQuarterOwed(home.periods, today)
  // Lines above the tiles must not push the way to one's own household to another page.
  const told = missing > 0 || (owed !== null && owed !== home.period)
  return [
    { id: 'summary', node: <Summary home={home} go={go} /> },
    ...(owed !== null && owed !== home.period
      ? [{ id: 'owed', node: <OwedQuarter period={owed} onPress={() => toQuarter(owed)} /> }]
      : []),
    ...(missing > 0 ? [{ id: 'missing', node: <MissingLine count={missing} /> }] : []),
    ...inRowsOf(home.categories, across).map((row) => ({
      id: row[0]?.category ?? '',
      node: (
        <div
          className={[tiles['row'], told && styles['close']].filter(Boolean).join(' ')}
          style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}
        >
          {row.map((each) => (
            <Tile
              key={each.category}
              of={each}
              today={today}
              onPress={() =>
                go({
                  kind: 'category',
                  villageCode: home.village.code,
                  category: each.category,
                  period: home.period,
                })
              }
            />
          ))}
        </div>
      ),
    })),
    { id: 'look up', node: <LookUp villageCode={home.village.code} {...{ households, opinions, go }} /> },
    ...(home.village.hotlines.length > 0 ? [{ id: 'hotlines', node: <Hotlines home={home} /> }] : []),
  ]
}

function Summary(props: { home: VillageHome; go: Nav['go'] }) {
  const { home, go } = props
  const { t } = useTranslation()
  const period = periodName(t, home.period)
  const figures = home.figures
  if (!figures) {
    return (
      <p className={styles['none']} data-testid="village-summary">
        {t('village.noFigures', { period })}
      </p>
    )
  }
  const { income, expense, closing } = figures.totals
  const words = (fen: number | undefined) => (fen === undefined ? t('village.unknown') : moneyWords(t, fen))
  return (
    <Button
      look="bare"
      className={styles['summary']}
      testId="village-summary"
      onPress={() => go({ kind: 'entry', id: figures.entryId })}
    >
      <span className={styles['sentence']}>
        <Clauses of={t('village.summary', { period, income: words(income), expense: words(expense) })} />
        {gapOf(t)}
        {closing !== undefined && (
          <span className={styles['left']}>
            <Clauses of={t('village.left', { closing: words(closing) })} />
          </span>
        )}
      </span>
      {figures.largest && (
        <span className={styles['largest']}>
          {t('village.largest', {
            subject: figures.largest.label,
            amount: moneyWords(t, figures.largest.value),
          })}
        </span>
      )}
      <span className={styles['how']}>
        {t('village.how')}
        <Sign of="next" />
      </span>
    </Button>
  )
}

function Tile(props: { of: VillageHome['categories'][number]; today: string | null; onPress: () => void }) {
  const { category, entries, withdrawn } = props.of
  const { t } = useTranslation()
  const missing = overdueOf(props.of.missing, props.today)
  const known = [
    entries > 0 ? t('village.items', { count: entries }) : null,
    withdrawn > 0 && entries === 0 ? t('village.withdrawn') : null,
    missing > 0 ? t('duties:missingShort', { count: missing }) : null,
  ].filter((words) => words !== null)
  const counts = known.length > 0 ? known : [t('village.noItems')]
  return (
    <Button
      testId={`category-${category}`}
      className={[styles['tile'], entries === 0 && styles['bareTile'], missing > 0 && styles['owing']]
        .filter(Boolean)
        .join(' ')}
      onPress={props.onPress}
    >
      <img className={styles['drawing']} src={iconOf(category)} alt="" />
      <span className={styles['words']}>
        <span className={styles['name']}>{t(`category.${category}.title`)}</span>
        <span className={styles['hint']}>{t(`category.${category}.hint`)}</span>
        <span className={styles['count']}>
          {counts.map((words, at) => (
            <Fragment key={words}>
              {at > 0 && t('value.between')}
              <span className={styles['countPart']}>{words}</span>
            </Fragment>
          ))}
        </span>
      </span>
    </Button>
  )
}

/** Ways past the kinds of matters: straight to one's own household, by letters, and to say something of it all. */
function LookUp(props: { villageCode: string; households: boolean; opinions: boolean; go: Nav['go'] }) {
  const { villageCode, households, opinions, go } = props
  const { t } = useTranslation()
  return (
    <div className={styles['lookUp']}>
      {households && (
        <Button
          testId="village-household"
          className={styles['way']}
          onPress={() => go({ kind: 'groups', villageCode })}
        >
          <span className={styles['name']}>{t('find:household.open')}</span>
          <span className={styles['hint']}>{t('find:household.openHint')}</span>
        </Button>
      )}
      <Button
        testId="village-find"
        className={styles['way']}
        onPress={() => go({ kind: 'find', villageCode, query: emptyQuery, way: 'initials' })}
      >
        <span className={styles['name']}>{t('find:open')}</span>
        <span className={styles['hint']}>{t('find:openHint')}</span>
      </Button>
      {opinions && (
        <Button
          testId="village-box"
          className={styles['way']}
          onPress={() => go({ kind: 'box', villageCode })}
        >
          <span className={styles['name']}>{t('opinions:openShort')}</span>
          <span className={styles['hint']}>{t('opinions:openHint')}</span>
        </Button>
      )}
    </div>
  )
}

function Hotlines(props: { home: VillageHome }) {
  const { t } = useTranslation()
  return (
    <p className={styles['hotlines']}>
      {t('village.ask')}
      {props.home.village.hotlines.map((hotline) => (
        <span key={hotline.phone} className={styles['hotline']}>
          {hotline.body} <b>{hotline.phone}</b>
        </span>
      ))}
    </p>
  )
}
