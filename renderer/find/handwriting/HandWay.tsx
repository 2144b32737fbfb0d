// By hand: one character after the other is written in a square, and chosen from those it looks like.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../parts/Button.tsx'
import { typedOf, withChosen, withDigit, withLetter, withoutLast } from '../query.ts'
import { useTypedKeys } from '../useTypedKeys.ts'
import type { WayProps } from '../Ways.tsx'
import type { Stroke } from './ink.ts'
import { useMatcher, type Guess } from './useMatcher.ts'
import { WritingSquare } from './WritingSquare.tsx'
import styles from './HandWay.module.css'

export function HandWay({ query, onQuery }: WayProps) {
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [isTurned, setTurned] = useState(false)
  const { t } = useTranslation()
  const guess = useMatcher(strokes)
  useTypedKeys({
    letter: (typed) => onQuery(withLetter(query, typed)),
    digit: (typed) => onQuery(withDigit(query, typed)),
    remove: () => onQuery(withoutLast(query)),
  })
  const choose = (character: string) => {
    setStrokes([])
    // Letters that were typed before stay as they are, and the character comes after them.
    onQuery(withChosen({ text: typedOf(query), letters: '' }, character, 0))
  }
  const nothing = strokes.length === 0
  return (
    <div className={styles['way']} data-turned={isTurned ? '' : undefined}>
      <WritingSquare strokes={strokes} onStroke={(stroke) => setStrokes((before) => [...before, stroke])} />
      <Candidates guess={guess} isEmpty={nothing} onChosen={choose} />
      <div className={styles['acts']}>
        <Button
          testId="hand-undo"
          className={styles['act']}
          disabled={nothing}
          onPress={() => setStrokes((before) => before.slice(0, -1))}
        >
          {t('hand:undo')}
        </Button>
        <Button
          testId="hand-clear"
          className={styles['act']}
          disabled={nothing}
          onPress={() => setStrokes([])}
        >
          {t('hand:clear')}
        </Button>
        <Button testId="hand-side" className={styles['act']} onPress={() => setTurned(!isTurned)}>
          {t('hand:side')}
        </Button>
      </div>
    </div>
  )
}

function Candidates(props: { guess: Guess; isEmpty: boolean; onChosen: (character: string) => void }) {
  const { guess, isEmpty, onChosen } = props
  const { t } = useTranslation()
  if (guess.kind === 'failed') return <p className={styles['words']}>{t('hand:failed')}</p>
  if (isEmpty) return <p className={styles['words']}>{t('hand:how')}</p>
  return (
    <div className={styles['candidates']} role="group" aria-label={t('hand:candidates')} lang="zh-CN">
      {guess.characters.map((character, at) => (
        <Button
          key={at}
          testId={`hand-candidate-${at}`}
          className={styles['candidate']}
          label={t('hand:candidate', { character })}
          onPress={() => onChosen(character)}
        >
          {character}
        </Button>
      ))}
    </div>
  )
}
