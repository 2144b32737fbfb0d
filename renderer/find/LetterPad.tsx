// Letters or digits to tap, large enough for an unsure finger; a keyboard or scanner types the same.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import styles from './LetterPad.module.css'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const digits = [...'1234567890']

/** Longer than any name of an item. */
export const mostTyped = 20

export function LetterPad(props: { typed: string; onTyped: (typed: string) => void }) {
  const { typed, onTyped } = props
  const { t } = useTranslation()
  const [shows, setShows] = useState<'letters' | 'digits'>('letters')
  const type = (character: string) => typed.length < mostTyped && onTyped(typed + character)
  useTypedKeys({ type, remove: () => onTyped(withoutLast(typed)) })
  return (
    <div className={styles['pad']} data-shows={shows}>
      {(shows === 'letters' ? letters : digits).map((character) => (
        <Button
          key={character}
          testId={`key-${character}`}
          className={styles['key']}
          onPress={() => type(character)}
        >
          {character.toUpperCase()}
        </Button>
      ))}
      <Button
        testId="key-other"
        className={styles['other']}
        onPress={() => setShows(shows === 'letters' ? 'digits' : 'letters')}
      >
        {shows === 'letters' ? t('find:digits') : t('find:letters')}
      </Button>
    </div>
  )
}

/** What was typed, and how to take it back. */
export function TypedText(props: { typed: string; onTyped: (typed: string) => void }) {
  const { typed, onTyped } = props
  const { t } = useTranslation()
  const isEmpty = typed === ''
  return (
    <div className={styles['line']}>
      <p className={styles['field']} role="status" aria-label={t('find:field')} data-testid="find-text">
        {isEmpty ? <span className={styles['empty']}>{t('find:empty')}</span> : typed.toUpperCase()}
      </p>
      <Button
        testId="key-delete"
        className={styles['word']}
        disabled={isEmpty}
        onPress={() => onTyped(withoutLast(typed))}
      >
        {t('find:delete')}
      </Button>
      <Button testId="key-clear" className={styles['word']} disabled={isEmpty} onPress={() => onTyped('')}>
        {t('find:clear')}
      </Button>
    </div>
  )
}

const withoutLast = (typed: string): string => typed.slice(0, -1)

function useTypedKeys(acts: { type: (character: string) => void; remove: () => void }) {
  const current = useRef(acts)
  current.current = acts
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey) return
      if (/^[a-z0-9]$/i.test(event.key)) current.current.type(event.key.toLowerCase())
      if (event.key === 'Backspace') current.current.remove()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
