// No call passes that does not come from our page, by a known name, with an input that fits.
import { expect, test } from 'vitest'
import { answerKnock } from '../../../office/office-doors.ts'
import type { Handlers } from '../../../office/office-doors.ts'

const asked: string[] = []
const handlers = new Proxy({} as Handlers, {
  get: (_target, name) => async () => {
    asked.push(String(name))
    if (name === 'report') throw new Error('with a secret')
    return null
  },
})
const knock = (name: unknown, input: unknown, fromOurPage = true) =>
  answerKnock(handlers, { fromOurPage, name, input }, () => undefined)

test('each wrong knock is told apart and reaches nobody', async () => {
  expect(await knock('situation', {}, false)).toEqual({ ok: false, kind: 'not-allowed' })
  expect(await knock('toString', {})).toEqual({ ok: false, kind: 'unknown-call' })
  expect(await knock('openFolder', { folder: '' })).toEqual({ ok: false, kind: 'bad-input' })
  expect(
    await knock('accept', { file: 'a', sheet: null, cell: null, kind: 'x', reason: '  一二三 ' }),
  ).toEqual({
    ok: false,
    kind: 'bad-input',
  })
  const strange = { step: 'pre-review', done: { name: '13800138000', on: '2026-11-22' } }
  expect(await knock('review', strange)).toEqual({ ok: false, kind: 'bad-input' })
  expect(asked).toEqual([])
})

test('a right one is answered, and what breaks behind the door says nothing of itself', async () => {
  expect(await knock('goTo', { step: 'sign' })).toEqual({ ok: true, answer: null })
  expect(await knock('report', {})).toEqual({ ok: false, kind: 'failed' })
})
