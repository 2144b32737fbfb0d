// Step 7: onto the stick, read back from it, and only then the word that it may be pulled.
import { useTranslation } from 'react-i18next'
import type { Situation } from '../../office-contract.ts'
import { act } from '../bridge.ts'
import { DriveChoice } from '../DriveChoice.tsx'
import { problemWords, sizeWords } from '../office-words.ts'
import { StepFrame } from '../StepFrame.tsx'
import styles from './StickStep.module.css'

export function StickStep(props: { situation: Situation }) {
  const { situation } = props
  const { signed, writing } = situation
  const { t } = useTranslation()
  const isBusy = writing.kind === 'writing' || writing.kind === 'reading-back'
  return (
    <StepFrame situation={situation} step="stick">
      <div className={styles['step']}>
        {signed && (
          <p className={styles['pack']}>
            {t('office:stick.pack', { name: signed.name, size: sizeWords(t, signed.bytes) })}
          </p>
        )}
        {writing.kind === 'done' && (
          <section className={styles['done']} data-testid="written">
            <p className={styles['big']}>✓ {t('office:stick.done')}</p>
            <p>{t('office:stick.doneMore')}</p>
            <p className={styles['path']}>{t('office:stick.place', { place: writing.place })}</p>
            <p className={styles['path']}>
              {t('office:stick.check', { sha256: writing.sha256.slice(0, 16) })}
            </p>
            <p>{t('office:stick.how')}</p>
          </section>
        )}
        {writing.kind === 'failed' && (
          <p role="alert" className={styles['failed']} data-testid="not-written">
            {problemWords(t, writing.problem)}
          </p>
        )}
        {isBusy ? <Progress situation={situation} /> : <Drives again={writing.kind === 'done'} />}
      </div>
    </StepFrame>
  )
}

function Progress(props: { situation: Situation }) {
  const { writing } = props.situation
  const { t } = useTranslation()
  if (writing.kind !== 'writing' && writing.kind !== 'reading-back') return null
  const share = writing.total > 0 ? writing.done / writing.total : 0
  return (
    <section role="status" className={styles['progress']} data-testid="writing">
      <p className={styles['big']}>
        {t(writing.kind === 'writing' ? 'office:stick.writing' : 'office:stick.readingBack')}
      </p>
      <div className={styles['track']} role="progressbar" aria-valuenow={Math.round(share * 100)}>
        <span style={{ width: `${share * 100}%` }} />
      </div>
    </section>
  )
}

function Drives(props: { again: boolean }) {
  const { t } = useTranslation()
  return (
    <section className={styles['drives']}>
      <h2>{t(props.again ? 'office:stick.again' : 'office:stick.choose')}</h2>
      <DriveChoice
        testIds={{ drive: 'drive', folder: 'to-folder' }}
        words={{ none: t('office:stick.none'), folder: t('office:stick.folder') }}
        onDrive={(driveId) => void act('writeToDrive', { driveId })}
        onFolder={() => void act('writeToFolder', {})}
      />
    </section>
  )
}
