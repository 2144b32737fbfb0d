// The newest texts for everybody, of all villages and the township.
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useKiosk } from '../kiosk.ts'
import type { Nav } from '../pages.ts'
import { usePages } from '../pages.ts'
import { EntryCardButton } from '../entry/EntryCardButton.tsx'
import { Flow, type Piece } from '../parts/Flow.tsx'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { useToday } from '../clock.ts'

export function NoticesScreen(props: { nav: Nav }) {
  const { nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('home', {})
  const { paging, onMeasured } = usePages(nav)
  const notices = asked.kind === 'answered' ? asked.answer.notices : null
  const { go } = nav
  const today = useToday()
  const pieces = useMemo<Piece[]>(() => {
    return (notices ?? []).map((entry) => ({
      id: entry.id,
      node: (
        <EntryCardButton entry={entry} today={today} onPress={() => go({ kind: 'entry', id: entry.id })} />
      ),
    }))
  }, [notices, go, today])
  return (
    <Frame testId="notices" title={t('notices.title')} paging={paging}>
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : pieces.length === 0 ? (
        <Nothing sentence={t('notices.nothing')} />
      ) : (
        <Flow pieces={pieces} page={paging.page} onMeasured={onMeasured} />
      )}
    </Frame>
  )
}
