// Whether this machine can read aloud, and with what: a hall without a voice is a fault somebody must mend.
import { useTranslation } from 'react-i18next'
import { FieldLine } from '../fields/FieldList.tsx'
import { Button } from '../parts/Button.tsx'
import { useSpeech } from '../speech/Speech.tsx'
import styles from './SpeechDevice.module.css'

export function SpeechDevice() {
  const { t } = useTranslation()
  const { voice, broken, recordings, announce } = useSpeech()
  const isFault = voice === null || broken
  const value = broken
    ? t('speech:device.broken')
    : voice === null
      ? t('speech:device.none')
      : t('speech:device.voice', { voice })
  const recorded = recordings > 0 ? t('speech:device.recordings', { count: recordings }) : null
  return (
    <div
      className={isFault ? styles['fault'] : styles['fine']}
      data-testid={isFault ? 'speech-fault' : 'speech-fine'}
    >
      <FieldLine
        pair={{
          id: 'speech',
          name: t('speech:device.name'),
          value: [value, recorded].filter(Boolean).join(t('value.between')),
          figure: false,
        }}
      />
      {!isFault && (
        <Button testId="speech-try" onPress={() => announce(t('speech:device.sample'))}>
          {t('speech:device.try')}
        </Button>
      )}
    </div>
  )
}
