// 提意见: which of five things one has to say; nobody has to write a word.
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskState } from '../../electron/contract.ts'
import { opinionReasons, type OpinionReason } from '../../disclosure/opinion.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Button } from '../parts/Button.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { inRowsOf, useTilesAcross } from '../parts/useTiles.ts'
import tiles from '../parts/Tiles.module.css'
import { placeAndItem, useAboutWords } from './about.ts'
import { currentDraft, isSame, takeKept, useKept, writeDraft } from './opinion-draft.ts'
import styles from './SayScreen.module.css'

export function SayScreen(props: { of: Extract<Screen, { kind: 'say' }>; kiosk: KioskState; nav: Nav }) {
  const { kiosk, nav } = props
  const { about } = props.of
  const { t } = useTranslation()
  const room = useRef<HTMLDivElement>(null)
  // A low glass has no height for five under each other; on a tall one they read as a list.
  const isWide = document.documentElement.dataset['layout'] === 'landscape'
  const across = useTilesAcross(room, 12, isWide ? 2 : 1)
  const { paging, onMeasured } = usePages(nav)
  const words = useAboutWords(t, kiosk, about)
  const isKept = useKept(about)
  const { go } = nav
  const pieces = useMemo<Piece[]>(() => {
    const choose = (reason: OpinionReason) => {
      const before = currentDraft()
      // Another reason for the same item: what was written stays.
      const written = before && isSame(before.about, about) ? before : { text: '', letters: '' }
      writeDraft({ about, reason, text: written.text, letters: written.letters })
      go({ kind: 'say-check', about })
    }
    const goOn = () => {
      takeKept(about)
      go({ kind: 'say-check', about })
    }
    return [
      ...(isKept
        ? [
            {
              id: 'kept',
              node: (
                <div className={tiles['row']}>
                  <Button primary testId="say-kept" className={styles['reason']} onPress={goOn}>
                    <span className={styles['name']}>{t('opinions:goOn')}</span>
                  </Button>
                </div>
              ),
            },
          ]
        : []),
      ...inRowsOf(opinionReasons, across).map((row): Piece => ({
        id: row[0] ?? '',
        node: (
          <div className={tiles['row']} style={{ gridTemplateColumns: `repeat(${across}, minmax(0, 1fr))` }}>
            {row.map((reason) => (
              <Button
                key={reason}
                testId={`say-${reason}`}
                className={styles['reason']}
                onPress={() => choose(reason)}
              >
                <span className={styles['name']}>{t(`opinions:reason.${reason}.name`)}</span>
                <span className={styles['hint']}>{t(`opinions:reason.${reason}.hint`)}</span>
              </Button>
            ))}
          </div>
        ),
      })),
      { id: 'nameless', node: <p className={styles['note']}>{t('opinions:nameless')}</p> },
    ]
  }, [t, about, across, go, isKept])
  return (
    <Frame testId="say" over={placeAndItem(t, words)} title={t('opinions:title')} paging={paging}>
      <div ref={room} className={styles['room']}>
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      </div>
    </Frame>
  )
}
