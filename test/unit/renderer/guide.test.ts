// Help and the first three steps: every kind of screen has them, in sentences that are read at one glance.
import { expect, test } from 'vitest'
import { helpOf } from '../../../renderer/guide/help-of.ts'
import { keysOf, wordFiles } from './locale-words.ts'

const guide = wordFiles('zh-CN')['guide'] ?? {}
const words = new Map(
  keysOf(guide).map((key) => [
    key,
    key.split('.').reduce((at: unknown, name) => at && Object(at)[name], guide),
  ]),
)
const kinds = Object.keys(helpOf)

test('each kind of screen has two sentences of help, and no sentences are left of a screen that is gone', () => {
  const wanted = kinds.flatMap((kind) => [`on.${kind}.first`, `on.${kind}.then`])
  expect([...words.keys()].filter((key) => key.startsWith('on.')).toSorted()).toEqual(wanted.toSorted())
})

test('no sentence of it is longer than 25 characters, and each is one', () => {
  const said = [...words].filter(([key]) => /^(on|first\.step\d|help|call|idle|night)\./.test(key))
  expect(said.length).toBeGreaterThan(kinds.length * 2)
  const long = said.flatMap(([, text]) =>
    String(text)
      .split('。')
      .filter((sentence) => [...sentence.replaceAll(/\{\{.*?\}\}/g, '某')].length > 25),
  )
  expect(long).toEqual([])
  const twice = said.filter(([key, text]) => key.startsWith('on.') && String(text).split('。').length !== 2)
  expect(twice).toEqual([])
})
