// A photographed original, as large as the sheet allows.
import { useTranslation } from 'react-i18next'
import { useKiosk } from '../kiosk.ts'
import type { Screen } from '../navigation.ts'
import type { Nav } from '../pages.ts'
import { Frame } from '../parts/Frame.tsx'
import { Nothing, Waiting } from '../parts/Waiting.tsx'
import styles from './PhotoScreen.module.css'

export function PhotoScreen(props: { of: Extract<Screen, { kind: 'photo' }>; nav: Nav }) {
  const { of, nav } = props
  const { t } = useTranslation()
  const asked = useKiosk('entry', { id: of.id })
  const photos = asked.kind === 'answered' ? (asked.answer?.entry.attachments ?? []) : []
  const at = Math.min(of.at, Math.max(0, photos.length - 1))
  const photo = photos[at]
  return (
    <Frame
      testId="photo"
      over={t('photo.over')}
      title={photo?.label ?? ''}
      paging={{
        page: at,
        pages: photos.length,
        turn: (page) => nav.instead({ ...of, at: page }),
      }}
    >
      {asked.kind !== 'answered' ? (
        <Waiting on={asked} />
      ) : photo ? (
        <div className={styles['holder']}>
          <img className={styles['photo']} src={`./attachment/${photo.sha256}`} alt={photo.label} />
        </div>
      ) : (
        <Nothing sentence={t('photo.none')} />
      )}
    </Frame>
  )
}
