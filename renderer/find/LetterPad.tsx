// Letters or digits to tap, large enough for an unsure finger.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../parts/Button.tsx'
import styles from './LetterPad.module.css'

const letters = [...'abcdefghijklmnopqrstuvwxyz']
const digits = [...'1234567890']

export function LetterPad(props: {
  onLetter: (letter: string) => void
  onDigit: (digit: string) => void
  /** What stands on a key in place of its letter. */
  marks?: Readonly<Record<string, string>>
}) {
  const { onLetter, onDigit, marks } = props
  const { t } = useTranslation()
  const [shows, setShows] = useState<'letters' | 'digits'>('letters')
  return (
    <div className={styles['pad']} data-shows={shows}>
      {(shows === 'letters' ? letters : digits).map((character) => (
        <Button
          key={character}
          testId={`key-${character}`}
          className={styles['key']}
          onPress={() => (shows === 'letters' ? onLetter(character) : onDigit(character))}
        >
          {marks?.[character] ?? character.toUpperCase()}
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
