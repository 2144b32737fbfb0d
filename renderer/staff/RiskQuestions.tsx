// Before an update begins: each village in which something goes or changes after it was published is looked at, one by one.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../../electron/contract.ts'
import { callKiosk } from '../kiosk.ts'
import { Button } from '../parts/Button.tsx'
import { Dialog } from '../parts/Dialog.tsx'
import { risksOf, villageName } from './preview-words.ts'
import styles from './UpdateScreen.module.css'

/** As many as can be read at a glance; the preview behind has them all. */
const linesShown = 5

export function RiskQuestions(props: { preview: Preview; onSeen: () => void; onStop: () => void }) {
  const { t } = useTranslation()
  const [at, setAt] = useState(0)
  const asked = props.preview.villages
    .map((village) => ({ name: villageName(t, village), risks: risksOf(t, village) }))
    .filter(({ risks }) => risks.length > 0)
  const village = asked[at]
  if (!village) return null
  const next = () => {
    // Looking is a sign of life, which the machine sees only in calls.
    void callKiosk('updateState', {})
    if (at + 1 < asked.length) setAt(at + 1)
    else props.onSeen()
  }
  const more = village.risks.length - linesShown
  return (
    <Dialog
      testId="risk-question"
      title={t('staff:risks.title', { village: village.name, number: at + 1, count: asked.length })}
      answers={
        <>
          <Button testId="risk-stop" onPress={props.onStop}>
            {t('staff:risks.stop')}
          </Button>
          <Button primary testId="risk-seen" onPress={next}>
            {t('staff:risks.seen')}
          </Button>
        </>
      }
    >
      <ul className={styles['risks']}>
        {village.risks.slice(0, linesShown).map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
      {more > 0 && <p>{t('staff:risks.more', { count: more })}</p>}
    </Dialog>
  )
}

export const hasRisks = (preview: Preview, t: Parameters<typeof risksOf>[0]): boolean =>
  preview.villages.some((village) => risksOf(t, village).length > 0)
