// One update at a time, whatever is pressed and whatever dies.
import { expect, test } from 'vitest'
import type { Preview, UpdateState } from '../../../electron/contract.ts'
import { updater } from '../../../electron/updater.ts'
import { ChildStandIn } from './child-stand-in.ts'

const pack = { path: '/stick/a.mbpack', file: 'a.mbpack', bytes: 100 }
const preview = { sequence: 7, counts: { rows: 12 } } as Preview
const ready: UpdateState = { kind: 'ready', file: 'a.mbpack', preview }

function updaterWithChildren() {
  const children: ChildStandIn[] = []
  const states: UpdateState['kind'][] = []
  let switched = 0
  const update = updater({
    fork: () => {
      const child = new ChildStandIn()
      children.push(child)
      return child
    },
    onState: (state) => states.push(state.kind),
    onSwitched: () => switched++,
    report: () => {},
  })
  return { update, children, states, switched: () => switched }
}

test('a pack is read, previewed, applied', () => {
  const { update, children, states, switched } = updaterWithChildren()
  update.read(pack)
  children[0]?.says({ state: { kind: 'checking', file: 'a.mbpack', done: 1, total: 2 } })
  children[0]?.says({ state: ready })
  update.apply(7)
  children[0]?.says({ state: { kind: 'applied', sequence: 7, entries: 3, rows: 12 } })
  children[0]?.exits(0)
  expect(states).toEqual(['copying', 'checking', 'ready', 'applying', 'applied'])
  expect(children[0]?.heard).toEqual([{ kind: 'read', path: pack.path, file: pack.file }, { kind: 'apply' }])
  expect(switched()).toBe(1)
})

test('pressed ten times, one import runs', () => {
  const { update, children } = updaterWithChildren()
  for (let n = 0; n < 10; n++) update.read(pack)
  expect(children.length).toBe(1)
  children[0]?.says({ state: ready })
  for (let n = 0; n < 10; n++) update.apply(7)
  expect(children[0]?.heard.length).toBe(2)
})

test('only what the clerk saw is applied', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  expect(update.apply(7).kind).toBe('copying')
  children[0]?.says({ state: ready })
  expect(update.apply(8).kind).toBe('ready')
})

test('an import that dies has failed, and if it was applying the store looks again', () => {
  const { update, children, switched } = updaterWithChildren()
  update.read(pack)
  children[0]?.exits(137)
  expect(update.state()).toEqual({
    kind: 'failed',
    file: 'a.mbpack',
    fault: { kind: 'io', code: 'interrupted' },
  })
  expect(switched()).toBe(0)
  update.read(pack)
  children[1]?.says({ state: ready })
  update.apply(7)
  children[1]?.exits(137)
  expect(update.state().kind).toBe('failed')
  expect(switched()).toBe(1)
})

test('dismissing ends what is looked at, but not what is being applied', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  update.dismiss()
  expect([update.state().kind, children[0]?.killed]).toEqual(['idle', true])
  update.read(pack)
  children[1]?.says({ state: ready })
  update.apply(7)
  update.dismiss()
  expect([update.state().kind, children[1]?.killed]).toEqual(['applying', false])
})

test('what a dismissed import still says is not heard', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  update.dismiss()
  children[0]?.says({ state: ready })
  expect(update.state().kind).toBe('idle')
})

test('a stick that is gone is said so at once', () => {
  const { update } = updaterWithChildren()
  expect(update.read(null)).toEqual({ kind: 'failed', file: '', fault: { kind: 'stick-gone' } })
})

test('reports that are no state are ignored', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  for (const noise of [
    null,
    {},
    { state: null },
    { state: { kind: 'toString' } },
    { state: { kind: 'idle' } },
  ])
    children[0]?.says(noise)
  expect(update.state().kind).toBe('copying')
})
