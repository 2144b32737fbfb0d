// For those who cannot read the screen well: three sizes of text and one loud contrast, each shown as itself.
import { useTranslation } from 'react-i18next'
import type { View } from '../glass.ts'
import { contrasts, textSizes } from '../scale.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { Sign } from './Signs.tsx'
import styles from './EyesDialog.module.css'

/** A choice is applied and the dialog is gone: what it did is seen on the page itself. */
export function EyesDialog(props: {
  view: View
  onView: (view: View) => void
  onClose: () => void
  /** Null where there is no other language. */
  onLanguages: (() => void) | null
}) {
  const { view, onView, onClose, onLanguages } = props
  const { t } = useTranslation()
  const choose = (next: View) => {
    onClose()
    onView(next)
  }
  return (
    <Dialog
      title={t('eyes.title')}
      testId="eyes-dialog"
      onEscape={onClose}
      answers={
        <>
          <Button onPress={onClose} testId="eyes-close">
            {t('eyes.close')}
          </Button>
          {onLanguages && (
            <Button
              testId="eyes-language"
              onPress={() => {
                onClose()
                onLanguages()
              }}
            >
              <Sign of="globe" />
              {t('languages:open')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles['choices']} role="group" aria-label={t('size.label')}>
        {textSizes.map((size) => (
          <Button
            key={size}
            chosen={size === view.size}
            testId={`size-${size}`}
            className={styles[size]}
            onPress={() => choose({ ...view, size })}
          >
            {t(`size.${size}`)}
          </Button>
        ))}
      </div>
      <div className={styles['choices']} role="group" aria-label={t('contrast.label')}>
        {contrasts.map((contrast) => (
          <Button
            key={contrast}
            chosen={contrast === view.contrast}
            testId={`contrast-${contrast}`}
            className={styles[contrast]}
            onPress={() => choose({ ...view, contrast })}
          >
            {t(`contrast.${contrast}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  )
}
