// Which languages villagers may choose here: one switch each, whether anybody has read our words in it, and whether it is heard.
import { useTranslation } from 'react-i18next'
import { languageOf } from '../../disclosure/languages.ts'
import type { KioskState } from '../../electron/contract.ts'
import { askAgain, callKiosk } from '../kiosk.ts'
import { Button } from '../parts/Button.tsx'
import type { Piece } from '../parts/Flow.tsx'
import { useSpeech } from '../speech/Speech.tsx'
import styles from './LanguageSwitches.module.css'

export function languagePieces(languages: KioskState['languages']): Piece[] {
  return [
    { id: 'languages', withNext: true, node: <LanguagesHead /> },
    ...languages.map((each) => ({ id: `language ${each.code}`, node: <LanguageSwitch of={each} /> })),
  ]
}

function LanguagesHead() {
  const { t } = useTranslation()
  return (
    <div className={styles['setting']}>
      <h2 className={styles['head']}>{t('language-switches:title')}</h2>
      <p>{t('language-switches:how')}</p>
    </div>
  )
}

function LanguageSwitch(props: { of: KioskState['languages'][number] }) {
  const { code, on, reviewed } = props.of
  const { t } = useTranslation()
  const { voices } = useSpeech()
  const { name, direction } = languageOf(code)
  const set = (wanted: boolean) =>
    void callKiosk('setLanguage', { language: code, on: wanted }).then(askAgain)
  return (
    <div className={styles['line']} role="group" aria-label={name} data-testid={`language-line-${code}`}>
      <div>
        <p className={styles['name']} lang={code} dir={direction}>
          {name}
        </p>
        <p className={reviewed ? undefined : styles['unreviewed']}>
          {t(reviewed ? 'language-switches:reviewed' : 'language-switches:unreviewed')}
        </p>
        <p data-testid={`language-voice-${code}`}>
          {t(voices[code] ? 'language-switches:voice' : 'language-switches:noVoice')}
        </p>
      </div>
      <Button chosen={on} testId={`language-on-${code}`} onPress={() => set(true)}>
        {t('language-switches:on')}
      </Button>
      <Button chosen={!on} testId={`language-off-${code}`} onPress={() => set(false)}>
        {t('language-switches:off')}
      </Button>
    </div>
  )
}
