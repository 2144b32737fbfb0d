// The window's side of the sticks' process: it answers, dies, or says nothing at all.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { stickClient } from '../../../electron/stick-client.ts'
import { ChildStandIn } from './child-stand-in.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function clientWithChildren() {
  const children: ChildStandIn[] = []
  const reports: string[] = []
  const client = stickClient({
    fork: () => {
      const child = new ChildStandIn()
      children.push(child)
      return child
    },
    report: (event) => reports.push(event),
  })
  return { client, children, reports }
}

test('its process is started when it is first needed, and asked one thing after another', async () => {
  const { client, children } = clientWithChildren()
  expect(children).toEqual([])
  const listed = client.ask('list', {})
  children[0]?.says({ id: 1, ok: true, answer: [] })
  expect(await listed).toEqual([])
  void client.ask('find', { packId: 'x' }).catch(() => {})
  expect([children.length, children[0]?.heard.length]).toEqual([1, 2])
})

test('one that says nothing is left behind, and the next question goes to a new one', async () => {
  const { client, children, reports } = clientWithChildren()
  const listed = client.ask('list', {})
  const ended = expect(listed).rejects.toThrow('the process ended')
  await vi.advanceTimersByTimeAsync(20_000)
  await ended
  expect([children[0]?.killed, reports]).toEqual([true, ['sticks-silent']])
  const again = client.ask('list', {})
  children[1]?.says({ id: 2, ok: true, answer: [] })
  expect(await again).toEqual([])
})

test('what a left one says later, and noise, is not heard', async () => {
  const { client, children } = clientWithChildren()
  const listed = client.ask('list', {})
  for (const noise of [null, {}, { id: 'x' }, { id: 9, ok: true, answer: [] }]) children[0]?.says(noise)
  children[0]?.says({ id: 1, ok: false, answer: { name: 'Error' } })
  await expect(listed).rejects.toThrow('failed')
})

test('coming and going is told while somebody watches, and then what was mounted is let go of', async () => {
  const { client, children } = clientWithChildren()
  let told = 0
  client.watch(() => told++)
  const answerAll = (answer: unknown) => {
    const child = children[0]
    for (const [index] of (child?.heard ?? []).entries()) child?.says({ id: index + 1, ok: true, answer })
  }
  answerAll([])
  await vi.advanceTimersByTimeAsync(1_500)
  answerAll(['a stick'])
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toBe(1)
  // A stick that holds the answer back is not asked a second time behind it.
  await vi.advanceTimersByTimeAsync(1_500)
  const asked = children[0]?.heard.length
  await vi.advanceTimersByTimeAsync(6_000)
  expect(children[0]?.heard.length).toBe(asked)
  client.unwatch()
  expect(children[0]?.heard.at(-1)).toMatchObject({ name: 'leave' })
  answerAll(['another'])
  await vi.advanceTimersByTimeAsync(10_000)
  expect(told).toBe(1)
})

test('a stick let go of and put in again between two looks is told, though the looks saw the same', async () => {
  const { client, children } = clientWithChildren()
  let told = 0
  client.watch(() => told++)
  const child = () => children[0]
  const answerLast = (answer: unknown) => child()?.says({ id: child()?.heard.length ?? 0, ok: true, answer })
  answerLast(['open'])
  await vi.advanceTimersByTimeAsync(10)
  // The page asks after letting go, and shows this.
  const page = client.ask('list', {})
  answerLast(['may-pull'])
  expect(await page).toEqual(['may-pull'])
  await vi.advanceTimersByTimeAsync(1_500)
  answerLast(['open'])
  await vi.advanceTimersByTimeAsync(10)
  expect(told).toBe(1)
})
