// By whole pinyin: letters as they are spoken, out of which characters are chosen; what they may be stands above them.
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '../../electron/contract.ts'
import { useKiosk } from '../kiosk.ts'
import { CandidateBar } from './CandidateBar.tsx'
import { LetterPad } from './LetterPad.tsx'
import { umlaut, withChosen, withDigit, withLetter, withoutLast } from './query.ts'
import { useTypedKeys } from './useTypedKeys.ts'
import type { WayProps } from './Ways.tsx'

type Candidates = AnswerOf<'candidates'>
const none: Candidates = []

export function PinyinWay({ villageCode, query, onQuery }: WayProps) {
  const { t } = useTranslation()
  const { letters } = query
  const { candidates, isFor } = useCandidates(villageCode, letters)
  const texts = useMemo(() => candidates.map(({ text }) => text), [candidates])
  const onBar = useRef<readonly string[]>([])
  const onShown = useCallback((shown: readonly string[]) => void (onBar.current = shown), [])
  const [byKeyboard, setByKeyboard] = useState(false)

  const choose = (text: string | undefined): boolean => {
    const chosen = candidates.find((each) => each.text === text)
    if (chosen) onQuery(withChosen(query, chosen.text, chosen.letters))
    return chosen !== undefined
  }
  // Whoever types fast presses Enter before the machine has answered the last letter.
  const [hurried, setHurried] = useState(false)
  const take = (): boolean => {
    if (letters === '') return false
    if (isFor === letters) choose(candidates[0]?.text)
    else setHurried(true)
    return true
  }
  useEffect(() => setHurried(false), [letters])
  useEffect(() => {
    if (hurried && isFor === letters) choose(candidates[0]?.text)
  })

  const onLetter = (typed: string) => onQuery(withLetter(query, typed))
  /** Without letters that wait, a digit is one that is looked for. */
  const onDigit = (typed: string) => onQuery(withDigit(query, typed))
  useTypedKeys({
    letter(typed) {
      setByKeyboard(true)
      onLetter(typed)
    },
    digit: (typed) => (letters === '' ? onDigit(typed) : choose(onBar.current[Number(typed) - 1])),
    remove: () => onQuery(withoutLast(query)),
    take,
  })
  return (
    <>
      <CandidateBar
        texts={texts}
        of={isFor}
        onChoose={choose}
        onShown={onShown}
        counted={byKeyboard}
        instead={letters === '' || isFor !== letters ? t('ways:noLetters') : t('ways:noCandidates')}
      />
      <LetterPad onLetter={onLetter} onDigit={onDigit} marks={umlaut} />
    </>
  )
}

/** What the letters may stand for; while the machine looks, what those before them did, if they only grew. */
function useCandidates(villageCode: string, letters: string): { candidates: Candidates; isFor: string } {
  const asked = useKiosk('candidates', { villageCode, letters })
  const latest = useRef<{ candidates: Candidates; isFor: string }>({ candidates: none, isFor: '' })
  if (letters === '') return { candidates: none, isFor: '' }
  if (asked.kind === 'answered') latest.current = { candidates: asked.answer, isFor: letters }
  return letters.startsWith(latest.current.isFor) ? latest.current : { candidates: none, isFor: '' }
}
