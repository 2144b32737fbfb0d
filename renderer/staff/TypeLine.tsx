// One kind of item in a preview: how many come, change and go, and what they amount to before and after.
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { Sign } from '../parts/Signs.tsx'
import { itemTitle } from '../words.ts'
import { sumWords, type TypePreview } from './preview-words.ts'
import styles from './PreviewSheet.module.css'

export const touched = ({ counts }: TypePreview): number => counts.new + counts.changed + counts.gone

export function TypeLine(props: { of: TypePreview; onOpen: (() => void) | null }) {
  const { of, onOpen } = props
  const { t } = useTranslation()
  const counted = (['new', 'changed', 'gone', 'unchanged'] as const).filter((kind) => of.counts[kind] > 0)
  const inside = (
    <>
      <span className={styles['typeName']}>
        <b>{itemTitle(t, of.itemType)}</b>
        <span className={styles['typeCounts']}>
          {counted
            .map((kind) =>
              t('staff:preview.counted', { what: t(`staff:preview.counts.${kind}`), count: of.counts[kind] }),
            )
            .join(t('value.listComma'))}
        </span>
      </span>
      {touched(of) > 0 && (
        <span className={styles['sums']}>
          <span>
            <i>{t('staff:preview.was')}</i> {sumWords(t, of, 'before')}
          </span>
          <span>
            <i>{t('staff:preview.willBe')}</i> {sumWords(t, of, 'after')}
          </span>
        </span>
      )}
    </>
  )
  if (!onOpen) return <div className={touched(of) > 0 ? styles['all'] : styles['still']}>{inside}</div>
  return (
    <Button look="bare" className={styles['type']} testId={`preview-type-${of.itemType}`} onPress={onOpen}>
      <span className={styles['typeBody']}>{inside}</span>
      <Sign of="next" />
    </Button>
  )
}
