// A closer look at what would change: one village by kinds of items with their sums, and one kind item by item.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { TFunction } from 'i18next'
import type { Preview } from '../../electron/contract.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { itemTitle } from '../words.ts'
import { changeWords, goneWords, newWords, villageName, type VillagePreview } from './preview-words.ts'
import { touched, TypeLine } from './TypeLine.tsx'
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
