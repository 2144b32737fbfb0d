// A photographed original or a page of a document, whole or enlarged.
import { useTranslation } from 'react-i18next'
import { papersOf } from '../entry/papers.ts'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import { Enlarger } from '../photo/Enlarger.tsx'

export function PhotoScreen(props: { of: Extract<Screen, { kind: 'photo' }>; nav: Nav }) {
  const { of, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entry', { id: of.id })
  const photos = asked.kind === 'answered' ? (asked.answer?.entry.attachments ?? []) : []
  const papers = papersOf(photos)
  const paper = papers.find(({ at }) => at.includes(of.at)) ?? papers[0]
  const page = Math.max(0, paper?.at.indexOf(of.at) ?? 0)
  const photo = photos[paper?.at[page] ?? -1]
  const pages = paper?.at.length ?? 0
  const isDocument = paper?.kind === 'document'
  return (
    <Frame
      testId="photo"
      over={isDocument ? t('photo:pageOf', { page: page + 1, pages }) : t('photo.over')}
      title={(isDocument ? paper.name : photo?.label) ?? ''}
      paging={{ page, pages, turn: (to) => nav.instead({ ...of, at: paper?.at[to] ?? of.at }) }}
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : photo ? (
        <Enlarger source={`./attachment/${photo.sha256}`} name={photo.label} />
      ) : (
        <Nothing sentence={t('photo.none')} />
      )}
    </Frame>
  )
}
