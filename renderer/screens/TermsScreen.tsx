// The words of one item that not everybody knows, each with what it means.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { termsOfEntry } from '../entry/entry-terms.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { entryOver } from '../entry/EntryLead.tsx'
import { stagedTitle } from '../words.ts'
import styles from './TermsScreen.module.css'

export function TermsScreen(props: { of: Extract<Screen, { kind: 'terms' }>; nav: Nav }) {
  const { of, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entry', { id: of.id })
  const { paging, onMeasured } = usePages(nav)
  const page = asked.kind === 'answered' ? asked.answer : null
  const type = page ? itemTypeOf(page.entry.itemType) : undefined
  const pieces = useMemo(
    () =>
      page && type
        ? termsOfEntry(t, page, type).map(({ term, meaning }): Piece => ({
            id: `term ${term}`,
            node: (
              <dl className={styles['term']} data-testid="term">
                <dt>{term}</dt>
                <dd>{meaning}</dd>
              </dl>
            ),
          }))
        : [],
    [t, page, type],
  )
  return (
    <Frame
      testId="terms"
      over={page ? [entryOver(t, page, ''), stagedTitle(t, page.entry)].join(t('value.between')) : undefined}
      title={t('terms.title')}
      paging={paging}
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : pieces.length > 0 ? (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      ) : (
        <Nothing sentence={t('entry.gone')} />
      )}
    </Frame>
  )
}
