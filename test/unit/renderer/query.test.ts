// The one query that every way of finding writes into: letters that wait, what is settled, one step back.
import { describe, expect, test } from 'vitest'
import {
  emptyQuery,
  isEmpty,
  mostTyped,
  typedOf,
  withChosen,
  withDigit,
  withLetter,
  withoutLast,
  type Query,
} from '../../../renderer/find/query.ts'

const typed = (letters: string, from: Query = emptyQuery): Query => [...letters].reduce(withLetter, from)

describe('what is looked for', () => {
  test('is what was settled and the letters after it', () => {
    const query = typed('jt', withChosen(typed('gaoling'), '高龄', 7))
    expect(query).toEqual({ text: '高龄', letters: 'jt' })
    expect(typedOf(query)).toBe('高龄jt')
  })

  test('a choice for the first letters leaves those after them', () => {
    expect(withChosen(typed('woshizhong'), '我', 2)).toEqual({ text: '我', letters: 'shizhong' })
  })

  test('a digit is one, and what was typed before it stays as it is', () => {
    expect(withDigit(typed('gl'), '3')).toEqual({ text: 'gl3', letters: '' })
    expect(withLetter(withDigit(typed('gl'), '3'), 'a')).toEqual({ text: 'gl3', letters: 'a' })
  })

  test('one step back is a letter, then a whole character, rare ones too', () => {
    const query = typed('a', withChosen(typed('ji'), '低𠮷', 2))
    const steps = [query, withoutLast(query), withoutLast(withoutLast(query))]
    expect(steps.map(typedOf)).toEqual(['低𠮷a', '低𠮷', '低'])
    expect(isEmpty(withoutLast(withoutLast(withoutLast(query))))).toBe(true)
    expect(withoutLast(emptyQuery)).toEqual(emptyQuery)
  })

  test('is never longer than the machine takes', () => {
    const full = typed('a'.repeat(100))
    expect(typedOf(full)).toHaveLength(mostTyped)
    expect(withDigit(full, '1')).toEqual(full)
    expect(withChosen(full, '一二三', 1)).toEqual(full)
  })
})
