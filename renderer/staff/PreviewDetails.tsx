// A closer look at what would change: one village by kinds of items with their sums, and one kind item by item.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Preview } from '../../electron/contract.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Sign } from '../parts/Signs.tsx'
import { itemTitle } from '../words.ts'
import {
  changeWords,
  goneWords,
  newWords,
  sumWords,
  villageName,
  type TypePreview,
  type VillagePreview,
} from './preview-words.ts'
import { keepAlive } from './useUpdate.ts'
import styles from './PreviewSheet.module.css'

const villageAt = (preview: Preview, code: string | null): VillagePreview | undefined =>
  preview.villages.find((village) => village.code === code)

export function VillageScreen(props: { preview: Preview; code: string | null; nav: Nav }) {
  const { preview, code, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const village = villageAt(preview, code)
  const { go } = nav
  const pieces = useMemo<Piece[]>(() => {
    const open = (itemType: string) => () => go({ kind: 'update', look: { kind: 'items', code, itemType } })
    return (village?.types ?? []).map((of) => ({
      id: of.itemType,
      node: <TypeLine of={of} onOpen={touched(of) > 0 ? open(of.itemType) : null} />,
    }))
  }, [village, code, go])
  return (
    <Frame
      testId="update-village"
      over={t('staff:update.title.ready')}
      title={villageName(t, village?.village ?? null)}
      paging={keepAlive(paging)}
    >
      <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
    </Frame>
  )
}

const touched = ({ counts }: TypePreview): number => counts.new + counts.changed + counts.gone

function TypeLine(props: { of: TypePreview; onOpen: (() => void) | null }) {
  const { of, onOpen } = props
  const { t } = useTranslation()
  const counted = (['new', 'changed', 'gone', 'unchanged'] as const).filter((kind) => of.counts[kind] > 0)
  const inside = (
    <>
      <span className={styles['typeName']}>
        <b>{itemTitle(t, of.itemType)}</b>
        <span className={styles['typeCounts']}>
          {counted
            .map((kind) =>
              t('staff:preview.counted', { what: t(`staff:preview.counts.${kind}`), count: of.counts[kind] }),
            )
            .join(t('value.listComma'))}
        </span>
      </span>
      {onOpen && (
        <span className={styles['sums']}>
          <span>
            <i>{t('staff:preview.was')}</i> {sumWords(t, of, 'before')}
          </span>
          <span>
            <i>{t('staff:preview.willBe')}</i> {sumWords(t, of, 'after')}
          </span>
        </span>
      )}
    </>
  )
  if (!onOpen) return <div className={styles['still']}>{inside}</div>
  return (
    <Button look="bare" className={styles['type']} testId={`preview-type-${of.itemType}`} onPress={onOpen}>
      <span className={styles['typeBody']}>{inside}</span>
      <Sign of="next" />
    </Button>
  )
}

export function ItemsScreen(props: { preview: Preview; code: string | null; itemType: string; nav: Nav }) {
  const { preview, code, itemType, nav } = props
  const { t } = useTranslation()
  const { paging, onMeasured } = usePages(nav)
  const village = villageAt(preview, code)
  const pieces = useMemo(() => (village ? itemPieces(t, village, itemType) : []), [t, village, itemType])
  return (
    <Frame
      testId="update-items"
      over={villageName(t, village?.village ?? null)}
      title={itemTitle(t, itemType)}
      paging={keepAlive(paging)}
    >
      <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
    </Frame>
  )
}

function itemPieces(t: TFunction, village: VillagePreview, itemType: string): Piece[] {
  const [gone, changed, fresh] = [
    village.gone.filter((line) => line.itemType === itemType),
    village.changed.filter(({ after }) => after.itemType === itemType),
    village.new.filter((line) => line.itemType === itemType),
  ]
  const of = village.types.find((each) => each.itemType === itemType)
  const leftOut = (of ? touched(of) : 0) - gone.length - changed.length - fresh.length
  return [
    ...gone.map((each) =>
      line(`gone ${each.id}`, t('staff:preview.counts.gone'), goneWords(t, each), 'gone'),
    ),
    ...changed.map((each) =>
      line(`changed ${each.after.id}`, t('staff:preview.changedWord'), changeWords(t, each), 'plain'),
    ),
    ...fresh.map((each) => line(`new ${each.id}`, t('staff:preview.newWord'), newWords(t, each), 'plain')),
    ...(leftOut > 0
      ? [
          {
            id: 'left-out',
            node: <p className={styles['quiet']}>{t('staff:preview.leftOut', { count: leftOut })}</p>,
          },
        ]
      : []),
  ]
}

const line = (id: string, word: string, text: string, look: 'gone' | 'plain'): Piece => ({
  id,
  node: (
    <p className={styles[look]}>
      <b>{word}</b>
      <span>{text}</span>
    </p>
  ),
})
