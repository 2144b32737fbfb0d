// By whole pinyin: letters as they are spoken, out of which characters are chosen.
import { LetterPad } from './LetterPad.tsx'
import { withDigit, withLetter, withoutLast } from './query.ts'
import { useTypedKeys } from './useTypedKeys.ts'
import type { WayProps } from './Ways.tsx'

export function PinyinWay({ query, onQuery }: WayProps) {
  const letter = (typed: string) => onQuery(withLetter(query, typed))
  const digit = (typed: string) => onQuery(withDigit(query, typed))
  useTypedKeys({ letter, digit, remove: () => onQuery(withoutLast(query)) })
  return <LetterPad onLetter={letter} onDigit={digit} />
}
