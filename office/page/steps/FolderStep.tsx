// Step 1: drop the folder or choose it, and see it being read, file by file.
import { useState } from 'react'
import type { DragEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Problem, Situation } from '../../office-contract.ts'
import { act, call } from '../bridge.ts'
import { problemWords } from '../office-words.ts'
import { Press } from '../Press.tsx'
import { StepFrame } from '../StepFrame.tsx'
import { partsOfPath } from '../findings-words.ts'
import styles from './FolderStep.module.css'

export function FolderStep(props: { situation: Situation }) {
  const { situation } = props
  const [problem, setProblem] = useState<Problem | null>(null)
  const { reading } = situation
  const openFolder = (folder: string) => void act('openFolder', { folder }).then(setProblem)
  return (
    <StepFrame
      situation={situation}
      step="folder"
      problem={reading.kind === 'refused' || reading.kind === 'busy' ? null : problem}
    >
      <div className={styles['step']}>
        {reading.kind === 'busy' ? (
          <Progress situation={situation} />
        ) : (
          <Drop
            situation={situation}
            onFolder={openFolder}
            onChoose={() => void act('chooseFolder', {}).then(setProblem)}
          />
        )}
        <div className={styles['aside']}>
          <Needed onProblem={setProblem} />
          <Recent situation={situation} onFolder={openFolder} />
        </div>
      </div>
    </StepFrame>
  )
}

function Drop(props: { situation: Situation; onFolder: (folder: string) => void; onChoose: () => void }) {
  const { situation } = props
  const { reading } = situation
  const { t } = useTranslation()
  const [over, setOver] = useState(false)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const [first] = event.dataTransfer.files
    const folder = first ? window.office.pathOf(first) : ''
    if (folder !== '') props.onFolder(folder)
  }
  return (
    <section
      className={styles['drop']}
      data-over={over || undefined}
      data-testid="drop"
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {reading.kind === 'refused' && (
        <p role="alert" className={styles['refused']} data-testid="refused">
          {problemWords(t, reading.problem)}
        </p>
      )}
      {reading.kind === 'done' && (
        <div className={styles['done']} data-testid="read-done">
          <p>{t('office:folder.read', { name: reading.township, entries: reading.entries })}</p>
          <p className={styles['path']}>{situation.folder}</p>
          <Press testId="read-again" onPress={() => void act('readAgain', {})}>
            {t('office:folder.readAgain')}
          </Press>
        </div>
      )}
      <FolderDrawing />
      <p className={styles['big']}>{t('office:folder.drop')}</p>
      <p className={styles['or']}>{t('office:folder.dropMore')}</p>
      <Press
        look={reading.kind === 'done' ? 'plain' : 'primary'}
        testId="choose-folder"
        onPress={props.onChoose}
      >
        {t('office:folder.choose')}
      </Press>
      <p className={styles['safe']}>{t('office:folder.safe')}</p>
    </section>
  )
}

/** A folder with a sheet in it, as a line drawing. */
const FolderDrawing = () => (
  <svg className={styles['drawing']} viewBox="0 0 120 84" aria-hidden="true">
    <path d="M6 18h34l8 10h66v50H6z" />
    <path d="M30 28V8h60v20M42 16h36M42 22h24" />
  </svg>
)

function Progress(props: { situation: Situation }) {
  const { reading } = props.situation
  const { t } = useTranslation()
  if (reading.kind !== 'busy') return null
  const { file, done, all } = reading
  const share = all > 0 ? done / all : 0
  return (
    <section className={styles['drop']} role="status" data-testid="reading">
      <p className={styles['big']}>{t('office:folder.reading')}</p>
      <div className={styles['track']} role="progressbar" aria-valuenow={Math.round(share * 100)}>
        <span style={{ width: `${share * 100}%` }} />
      </div>
      <p>{all > 0 ? t('office:folder.readingCount', { done, all }) : t('office:folder.readingBegin')}</p>
      <p className={styles['path']}>
        {file === '' ? ' ' : t('office:folder.readingFile', { file: partsOfPath(file).name })}
      </p>
      <Press testId="cancel-reading" onPress={() => void call('cancelReading', {})}>
        {t('office:folder.cancel')}
      </Press>
    </section>
  )
}

function Needed(props: { onProblem: (problem: Problem | null) => void }) {
  const { t } = useTranslation()
  return (
    <section>
      <h2>{t('office:folder.needTitle')}</h2>
      <ul className={styles['needs']}>
        {(['register', 'sheets', 'letters'] as const).map((each) => (
          <li key={each}>{t(`office:folder.need.${each}`)}</li>
        ))}
      </ul>
      <Press testId="make-templates" onPress={() => void act('makeTemplates', {}).then(props.onProblem)}>
        {t('office:folder.template')}
      </Press>
    </section>
  )
}

function Recent(props: { situation: Situation; onFolder: (folder: string) => void }) {
  const { recent, reading } = props.situation
  const { t } = useTranslation()
  if (recent.length === 0) return null
  return (
    <section>
      <h2>{t('office:folder.recent')}</h2>
      <ul className={styles['recent']}>
        {recent.map(({ folder, name }) => (
          <li key={folder}>
            <button
              type="button"
              className={styles['known']}
              data-testid="recent-folder"
              disabled={reading.kind === 'busy'}
              onClick={() => props.onFolder(folder)}
            >
              <b>{name === '' ? folder : name}</b>
              <span>{folder}</span>
            </button>
            <Press
              look="quiet"
              label={t('office:folder.forget', { name: folder })}
              onPress={() => void call('forgetFolder', { folder })}
            >
              ×
            </Press>
          </li>
        ))}
      </ul>
    </section>
  )
}
