// Somebody asks for help: large words that are read from the window, and a chime now and then, for a minute.
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { Sign } from '../parts/Signs.tsx'
import { chime } from './chime.ts'
import styles from './CallStaff.module.css'

/** A minute: who has not come by then does not see it, and is fetched at the window. */
const callMs = 60_000
/** Not so often that a hall is annoyed by it. */
const chimeEveryMs = 20_000

export function CallStaff(props: { onOver: () => void }) {
  const { t } = useTranslation()
  const over = useRef(props.onOver)
  over.current = props.onOver
  useEffect(() => {
    let hush = chime()
    const again = setInterval(() => {
      hush()
      hush = chime()
    }, chimeEveryMs)
    const end = setTimeout(() => over.current(), callMs)
    return () => {
      clearInterval(again)
      clearTimeout(end)
      hush()
    }
  }, [])
  return (
    <Dialog
      title={t('guide:call.title')}
      testId="call-dialog"
      onEscape={props.onOver}
      answers={
        <Button primary onPress={props.onOver} testId="call-enough">
          {t('guide:call.enough')}
        </Button>
      }
    >
      <div className={styles['call']} role="alert">
        <span className={styles['sign']}>
          <Sign of="bell" />
        </span>
        <p className={styles['staff']}>{t('guide:call.staff')}</p>
        <p className={styles['here']}>{t('guide:call.here')}</p>
        <p>{t('guide:call.wait')}</p>
      </div>
    </Dialog>
  )
}
