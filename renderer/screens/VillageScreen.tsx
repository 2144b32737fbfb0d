// A village's own page: its money in one sentence, and what else there is to look at.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState, VillageHome } from '../../electron/contract.ts'
import type { CategoryId } from '../../disclosure/item-type.ts'
import { gapOf, moneyWords } from '../amount-words.ts'
import { bandTopPx } from '../glass.ts'
import { iconOf } from '../icons.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
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
  const { householdLookUp } = kiosk
  const pieces = useMemo(
    () => (home ? piecesOf(home, across, householdLookUp, go) : []),
    [home, across, householdLookUp, go],
  )
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
              periods={home.periods}
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

function piecesOf(home: VillageHome, across: number, households: boolean, go: Nav['go']): Piece[] {
  return [
    { id: 'summary', node: <Summary home={home} go={go} /> },
    ...inRowsOf(home.categories, across).map((row) => ({
      id: row[0]?.category ?? '',
      node: (
        <div className={tiles['row']} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
          {row.map((each) => (
            <Tile
              key={each.category}
              of={each}
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
    { id: 'look up', node: <LookUp villageCode={home.village.code} households={households} go={go} /> },
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
        {t('village.summary', { period, income: words(income), expense: words(expense) })}
        {gapOf(t)}
        {closing !== undefined && (
          <span className={styles['left']}>{t('village.left', { closing: words(closing) })}</span>
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

function Tile(props: {
  of: { category: CategoryId; entries: number; withdrawn: number }
  onPress: () => void
}) {
  const { category, entries, withdrawn } = props.of
  const { t } = useTranslation()
  return (
    <Button
      testId={`category-${category}`}
      className={[styles['tile'], entries === 0 && styles['bareTile']].filter(Boolean).join(' ')}
      onPress={props.onPress}
    >
      <img className={styles['drawing']} src={iconOf(category)} alt="" />
      <span className={styles['words']}>
        <span className={styles['name']}>{t(`category.${category}.title`)}</span>
        <span className={styles['hint']}>{t(`category.${category}.hint`)}</span>
        <span className={styles['count']}>
          {entries > 0
            ? t('village.items', { count: entries })
            : t(withdrawn > 0 ? 'village.withdrawn' : 'village.noItems')}
        </span>
      </span>
    </Button>
  )
}

/** Two ways past the kinds of matters: straight to one's own household, and by letters. */
function LookUp(props: { villageCode: string; households: boolean; go: Nav['go'] }) {
  const { villageCode, households, go } = props
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
        onPress={() => go({ kind: 'find', villageCode, text: '' })}
      >
        <span className={styles['name']}>{t('find:open')}</span>
        <span className={styles['hint']}>{t('find:openHint')}</span>
      </Button>
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
