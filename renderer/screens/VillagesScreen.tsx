// Choosing one's village: by the sound of its name, a page at a time.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState, VillageCard } from '../../electron/contract.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing } from '../parts/Waiting.tsx'
import { inRowsOf, useTilesAcross } from '../parts/useTiles.ts'
import tiles from '../parts/Tiles.module.css'
import styles from './VillagesScreen.module.css'

export function VillagesScreen(props: { kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { t } = useTranslation()
  const room = useRef<HTMLDivElement>(null)
  const across = useTilesAcross(room, 12.5, 4)
  const { paging, sections, onMeasured } = usePages(nav)
  const villages = useMemo(() => [...kiosk.villages].sort(byPinyin), [kiosk.villages])
  const { go } = nav
  const pieces = useMemo<Piece[]>(
    () =>
      inRowsOf(villages, across).map((row) => ({
        id: row[0]?.code ?? '',
        section: letterOf(row[0]),
        node: (
          <div className={tiles['row']} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
            {row.map((village) => (
              <Button
                key={village.code}
                testId={`village-${village.code}`}
                className={[styles['village'], villages.length <= fewVillages && styles['roomy']]
                  .filter(Boolean)
                  .join(' ')}
                onPress={() => go({ kind: 'village', villageCode: village.code, period: null })}
              >
                <span className={styles['letter']} aria-hidden="true">
                  {letterOf(village)}
                </span>
                <span className={styles['text']}>
                  <span className={styles['name']}>{village.name}</span>
                  <span className={styles['people']}>
                    {t('villages.people', { households: village.households, population: village.population })}
                  </span>
                </span>
              </Button>
            ))}
          </div>
        ),
      })),
    [villages, across, go, t],
  )
  return (
    <Frame
      testId="villages"
      over={
        kiosk.township
          ? t('villages.over', { township: kiosk.township.name, count: villages.length })
          : undefined
      }
      title={t('villages.title')}
      paging={paging}
    >
      <div ref={room} className={styles['room']}>
        {villages.length === 0 ? (
          <Nothing sentence={t('home.empty')} />
        ) : (
          <Flow
            pieces={pieces}
            page={paging.page}
            onMeasured={onMeasured}
            bookmarks={
              <Letters
                villages={villages}
                here={paging.page}
                pageOf={(letter) => pageOfLetter(letter, sections)}
                onLetter={nav.turn}
              />
            }
          />
        )}
      </div>
    </Frame>
  )
}

/** As many as stand on one sheet with room to spare. */
const fewVillages = 10

/** Only letters that some village begins with; each leads to the page where they begin. */
function Letters(props: {
  villages: readonly VillageCard[]
  here: number
  pageOf: (letter: string) => number
  onLetter: (page: number) => void
}) {
  const letters = [...new Set(props.villages.map(letterOf))]
  return (
    <div className={styles['letters']}>
      {letters.map((letter) => (
        <Button
          key={letter}
          className={styles['key']}
          testId={`letter-${letter}`}
          chosen={props.pageOf(letter) === props.here}
          onPress={() => props.onLetter(props.pageOf(letter))}
        >
          {letter}
        </Button>
      ))}
    </div>
  )
}

/** A letter whose villages all stand within rows that begin with an earlier one is on that row's page. */
function pageOfLetter(letter: string, sections: readonly { section: string; page: number }[]): number {
  const exact = sections.find((each) => each.section === letter)
  return exact?.page ?? sections.filter((each) => each.section < letter).at(-1)?.page ?? 0
}

const letterOf = (village: VillageCard | undefined): string =>
  (village?.initials.charAt(0) || village?.pinyin.charAt(0) || '').toUpperCase()

/** The pack's own spelling decides: it knows 曾 zeng and 长岭 changling, a collation does not. */
function byPinyin(one: VillageCard, other: VillageCard): number {
  if (one.pinyin !== other.pinyin) return one.pinyin < other.pinyin ? -1 : 1
  return one.code < other.code ? -1 : 1
}
