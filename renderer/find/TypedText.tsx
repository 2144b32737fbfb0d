// What was typed so far, and how to take it back.
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import { asShown, emptyQuery, isEmpty, typedOf, withoutLast, type Query, type Way } from './query.ts'
import styles from './TypedText.module.css'

/** More than this is set smaller, so that it stays on the lines the field has. */
const mostLarge = 8

export function TypedText(props: { way: Way; query: Query; onQuery: (query: Query) => void }) {
  const { way, query, onQuery } = props
  const { t } = useTranslation()
  const nothing = isEmpty(query)
  return (
    <div className={styles['line']}>
      <p
        className={styles['field']}
        role="status"
        aria-label={t('find:field')}
        data-testid="find-text"
        data-long={typedOf(query).length > mostLarge ? '' : undefined}
      >
        {nothing ? (
          <span className={styles['empty']}>{t(`ways:empty.${way}`)}</span>
        ) : (
          <span>
            {query.text.toUpperCase()}
            {query.letters !== '' && (
              <span className={styles['letters']} data-way={way}>
                {asShown(query.letters, way)}
              </span>
            )}
          </span>
        )}
      </p>
      <Button
        testId="key-delete"
        className={styles['word']}
        disabled={nothing}
        onPress={() => onQuery(withoutLast(query))}
      >
        {t('find:delete')}
      </Button>
      <Button
        testId="key-clear"
        className={styles['word']}
        disabled={nothing}
        onPress={() => onQuery(emptyQuery)}
      >
        {t('find:clear')}
      </Button>
    </div>
  )
}
