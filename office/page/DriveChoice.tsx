// The sticks that are in the machine now, and a folder instead: one of them is chosen.
import { useTranslation } from 'react-i18next'
import { useDrives } from './bridge.ts'
import { sizeWords } from './office-words.ts'
import { Press } from './Press.tsx'
import styles from './DriveChoice.module.css'

export function DriveChoice(props: {
  /** What the stick's button is called in tests, and the folder's. */
  testIds: { drive: string; folder: string }
  words: { none: string; folder: string }
  disabled?: boolean
  onDrive: (driveId: string) => void
  onFolder: () => void
}) {
  const { testIds, words, disabled = false } = props
  const { t } = useTranslation()
  const drives = useDrives()
  return (
    <>
      {drives?.length === 0 && <p>{words.none}</p>}
      {drives && drives.length > 0 && (
        <ul className={styles['drives']}>
          {drives.map(({ driveId, label, freeBytes }) => (
            <li key={driveId}>
              <Press
                look="choice"
                testId={testIds.drive}
                disabled={disabled}
                onPress={() => props.onDrive(driveId)}
              >
                <b>{label}</b>
                <span className={styles['free']}>
                  {freeBytes === null
                    ? t('office:stick.freeUnknown')
                    : t('office:stick.free', { free: sizeWords(t, freeBytes) })}
                </span>
              </Press>
            </li>
          ))}
        </ul>
      )}
      <Press testId={testIds.folder} disabled={disabled} onPress={props.onFolder}>
        {words.folder}
      </Press>
    </>
  )
}
