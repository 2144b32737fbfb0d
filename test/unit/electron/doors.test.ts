// Who gets through the doors of the machine.
import { expect, test } from 'vitest'
import { calls } from '../../../electron/contract.ts'
import type { CallName } from '../../../electron/contract.ts'
import { doors } from '../../../electron/doors.ts'
import type { Handlers } from '../../../electron/doors.ts'

function houseWith(staffIn: boolean) {
  const asked: string[] = []
  const reports: unknown[] = []
  const handlers = Object.fromEntries(
    Object.keys(calls).map((name) => [name, async () => void asked.push(name)]),
  ) as unknown as Handlers
  const staff = { isOpen: () => staffIn, touch: () => void asked.push('touch') }
  const report = (event: string, facts: object) => void reports.push({ event, ...facts })
  return { ...doors({ handlers, staff, report }), asked, reports }
}

const knock = (name: unknown, input: unknown = {}) => ({ fromOurPage: true, name, input })
const staffCalls = (Object.keys(calls) as CallName[]).filter((name) => calls[name].staff)

test('a call from a frame that is not our page is not allowed, whatever it asks', async () => {
  const house = houseWith(true)
  expect(await house.answer({ ...knock('home'), fromOurPage: false })).toEqual({
    ok: false,
    kind: 'not-allowed',
  })
  expect(house.asked).toEqual([])
})

test.each(staffCalls)('%s needs a clerk', async (name) => {
  const house = houseWith(false)
  expect(await house.answer(knock(name))).toEqual({ ok: false, kind: 'not-allowed' })
  expect(house.asked).toEqual([])
})

test.each([['nothing-like-it'], ['__proto__'], ['constructor'], ['toString'], [7], [null], [['home']], [{}]])(
  'the name %j is unknown, and is not written into the log',
  async (name) => {
    const house = houseWith(true)
    expect(await house.answer(knock(name))).toEqual({ ok: false, kind: 'unknown-call' })
    expect(house.reports).toEqual([{ event: 'call-refused', kind: 'unknown-call', call: null }])
  },
)

test.each([
  ['home', { extra: 1 }],
  ['home', null],
  ['unlock', { pin: '12345' }],
  ['unlock', { pin: 123456 }],
  ['rows', { id: 'x', offset: -1, limit: 10 }],
  ['rows', { id: 'x', offset: 0, limit: 1e9 }],
  ['entry', { id: 'x'.repeat(10_000_000) }],
  ['village', JSON.parse('{"villageCode":"990102100201","period":null,"__proto__":{"a":1}}')],
])('%s does not take an input of the wrong shape', async (name, input) => {
  const house = houseWith(true)
  expect(await house.answer(knock(name, input))).toEqual({ ok: false, kind: 'bad-input' })
  expect(house.asked).toEqual([])
})

test('a staff call keeps the session awake, a villager’s does not', async () => {
  const house = houseWith(true)
  await house.answer(knock('home'))
  await house.answer(knock('sticks'))
  expect(house.asked).toEqual(['home', 'touch', 'sticks'])
})

test('a handler that throws is a failed answer, never an exception in the page', async () => {
  const staff = { isOpen: () => true, touch: () => {} }
  const handlers = { home: async () => Promise.reject(new RangeError('secret 4711')) } as unknown as Handlers
  const reports: unknown[] = []
  const house = doors({ handlers, staff, report: (event, facts) => reports.push({ event, ...facts }) })
  expect(await house.answer(knock('home'))).toEqual({ ok: false, kind: 'failed' })
  expect(JSON.stringify(reports)).not.toContain('4711')
})
