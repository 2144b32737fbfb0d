// Asking a process that may die at any moment.
import { setTimeout as pause } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { storeClient } from '../../../electron/store-client.ts'
import { ChildStandIn } from './child-stand-in.ts'

function clientWithChildren() {
  const children: ChildStandIn[] = []
  const reports: string[] = []
  let restarts = 0
  const client = storeClient({
    fork: () => {
      const child = new ChildStandIn()
      children.push(child)
      return child
    },
    report: (event) => reports.push(event),
    onRestart: () => restarts++,
  })
  return { client, children, reports, restarts: () => restarts }
}

test('each question gets its own answer, in whatever order they come', async () => {
  const { client, children } = clientWithChildren()
  const both = [client.ask('history', {}), client.ask('setScreen', { inches: 43 })]
  children[0]?.says({ ok: true, id: 2, answer: null })
  children[0]?.says({ ok: true, id: 1, answer: [] })
  expect(await Promise.all(both)).toEqual([[], null])
})

test('what is no answer to any question is ignored', async () => {
  const { client, children } = clientWithChildren()
  const asked = client.ask('history', {})
  for (const noise of [null, 'x', {}, { ok: true }, { ok: true, id: 99, answer: 1 }]) children[0]?.says(noise)
  children[0]?.says({ ok: true, id: 1, answer: ['here'] })
  expect(await asked).toEqual(['here'])
})

test('when the process dies its questions fail and a new process answers the next', async () => {
  const { client, children, reports, restarts } = clientWithChildren()
  const lost = expect(client.ask('home', {})).rejects.toMatchObject({ name: 'StoreSilent' })
  children[0]?.exits(139)
  await lost
  const next = client.ask('history', {})
  await pause(150)
  expect(children.length).toBe(2)
  expect(restarts()).toBe(1)
  expect(reports).toContain('store-process-gone')
  children[1]?.says({ ok: true, id: 2, answer: [] })
  expect(await next).toEqual([])
})

test('a process that dies at every start is started ever more slowly', async () => {
  const { children } = clientWithChildren()
  for (let n = 0; n < 60; n++) {
    children.at(-1)?.exits(1)
    await pause(10)
  }
  // 100 + 200 + 400 ms have passed at most three restarts in 0.6 s.
  expect(children.length).toBeLessThanOrEqual(4)
})
