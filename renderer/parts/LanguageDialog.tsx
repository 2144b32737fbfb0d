// The languages this hall offers, each in its own script: a choice is made with one touch, and the page stays.
import { useTranslation } from 'react-i18next'
import { languageOf, type LanguageCode } from '../../disclosure/languages.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import styles from './LanguageDialog.module.css'

export function LanguageDialog(props: {
  offered: readonly LanguageCode[]
  chosen: LanguageCode
  onLanguage: (code: LanguageCode) => void
  onClose: () => void
}) {
  const { offered, chosen, onLanguage, onClose } = props
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('languages:title')}
      testId="language-dialog"
      onEscape={onClose}
      answers={
        <Button onPress={onClose} testId="language-close">
          {t('languages:close')}
        </Button>
      }
    >
      <div className={styles['choices']}>
        {offered.map((code) => {
          const { name, direction } = languageOf(code)
          return (
            <Button
              key={code}
              chosen={code === chosen}
              testId={`language-${code}`}
              className={styles['choice']}
              onPress={() => {
                onClose()
                onLanguage(code)
              }}
            >
              <span lang={code} dir={direction}>
                {name}
              </span>
            </Button>
          )
        })}
      </div>
    </Dialog>
  )
}
