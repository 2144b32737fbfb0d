// One update at a time, whatever is pressed and whatever dies.
import { expect, test } from 'vitest'
import type { EntryLine, Preview, UpdateState } from '../../../electron/contract.ts'
import { updater } from '../../../electron/updater.ts'
import { ChildStandIn } from './child-stand-in.ts'

const pack = { path: '/stick/a.mbpack', file: 'a.mbpack', bytes: 100 }
const preview = { sequence: 7, counts: { rows: 12 }, risks: [{ id: 'a' }, { id: 'b' }] } as Preview
const ready = { kind: 'ready', file: 'a.mbpack', preview }
const line = { id: '990102100201.dibao-list.2026Q3' } as EntryLine
const applied = { kind: 'applied', sequence: 7, entries: 3, rows: 12, drawn: [line] }

function updaterWithChildren(now: () => number = () => 0) {
  const children: ChildStandIn[] = []
  const states: UpdateState['kind'][] = []
  let switched = 0
  const checks: unknown[] = []
  const update = updater({
    fork: () => {
      const child = new ChildStandIn()
      children.push(child)
      return child
    },
    onState: (state) => states.push(state.kind),
    onSwitched: () => switched++,
    onCheck: (check) => checks.push(check),
    report: () => {},
    now,
  })
  /** A clerk who looks at each of the risks. */
  const seeAll = () => ['a', 'b'].map((risk) => update.see(7, risk))
  return { update, children, states, checks, seeAll, switched: () => switched }
}

test('a pack is read, previewed, applied', () => {
  const { update, children, states, seeAll, switched } = updaterWithChildren()
  update.read(pack)
  children[0]?.says({ state: { kind: 'checking', file: 'a.mbpack', done: 1, total: 2 } })
  children[0]?.says({ state: ready })
  seeAll()
  update.apply(7)
  children[0]?.says({ state: applied })
  children[0]?.exits(0)
  expect(states).toEqual(['copying', 'checking', 'ready', 'ready', 'ready', 'applying', 'applied'])
  expect(children[0]?.heard).toEqual([{ kind: 'read', path: pack.path, file: pack.file }, { kind: 'apply' }])
  expect(switched()).toBe(1)
})

test('pressed ten times, one import runs', () => {
  const { update, children, seeAll } = updaterWithChildren()
  for (let n = 0; n < 10; n++) update.read(pack)
  expect(children.length).toBe(1)
  children[0]?.says({ state: ready })
  seeAll()
  for (let n = 0; n < 10; n++) update.apply(7)
  expect(children[0]?.heard.length).toBe(2)
})

test('only what the clerk saw is applied', () => {
  const { update, children, seeAll } = updaterWithChildren()
  update.read(pack)
  expect(update.apply(7).kind).toBe('copying')
  children[0]?.says({ state: ready })
  seeAll()
  expect(update.apply(8).kind).toBe('ready')
})

test('an update begins when each risk was looked at, and not before', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  children[0]?.says({ state: ready })
  expect(update.apply(7).kind).toBe('ready')
  update.see(7, 'a')
  update.see(7, 'a')
  update.see(7, 'no such risk')
  expect(update.apply(7)).toMatchObject({ kind: 'ready', seen: ['a'] })
  update.see(8, 'b')
  expect(update.apply(7).kind).toBe('ready')
  update.see(7, 'b')
  expect(update.apply(7).kind).toBe('applying')
})

test('a pack is read only when the process before it has let go of the data folder', () => {
  const { update, children } = updaterWithChildren()
  update.read(pack)
  const [first] = children
  if (!first) throw new Error('nothing was started')
  // One that takes its time to end.
  first.kill = () => {}
  update.dismiss()
  update.read(pack)
  expect([children.length, update.state().kind]).toEqual([1, 'copying'])
  first.exits(null)
  expect(children.length).toBe(2)
})

test('whoever waits hears how long it took and still takes', () => {
  let nowMs = 0
  const { update, children } = updaterWithChildren(() => nowMs)
  update.read(pack)
  for (const done of [20, 40, 60]) {
    nowMs += 1000
    children[0]?.says({ state: { kind: 'copying', file: 'a.mbpack', done, total: 100 } })
  }
  expect(update.state()).toMatchObject({ elapsedMs: 3000, leftMs: 2000 })
})

test('each item compared with paper is noted, and what was drawn and left is noted as skipped', () => {
  const { update, children, checks, seeAll } = updaterWithChildren()
  const other = { id: 'T.notice.standing' }
  update.read(pack)
  children[0]?.says({ state: ready })
  seeAll()
  update.apply(7)
  children[0]?.says({ state: { ...applied, drawn: [line, other] } })
  update.check(line.id, 'matches')
  update.check('not drawn', 'matches')
  expect(update.state()).toMatchObject({ checks: [{ result: 'matches' }, { result: null }] })
  update.dismiss()
  expect(checks).toEqual([
    { sequence: 7, result: 'matches', item: line.id },
    { sequence: 7, result: 'skipped', left: 1 },
  ])
})

test('an update that the power went out on is told when the machine is on again', () => {
  const update = updater({
    fork: () => new ChildStandIn(),
    onState: () => {},
    onSwitched: () => {},
    report: () => {},
    interrupted: true,
  })
  expect(update.state()).toEqual({ kind: 'failed', file: '', fault: { kind: 'interrupted' } })
  update.dismiss()
  expect(update.state().kind).toBe('idle')
})

test('an import that dies has failed, and if it was applying the store looks again', () => {
  const { update, children, seeAll, switched } = updaterWithChildren()
  update.read(pack)
  children[0]?.exits(137)
  expect(update.state()).toEqual({
    kind: 'failed',
    file: 'a.mbpack',
    fault: { kind: 'interrupted' },
  })
  expect(switched()).toBe(0)
  update.read(pack)
  children[1]?.says({ state: ready })
  seeAll()
  update.apply(7)
  children[1]?.exits(137)
  expect(update.state().kind).toBe('failed')
  expect(switched()).toBe(1)
})

test('dismissing ends what is looked at, but not what is being applied', () => {
  const { update, children, seeAll } = updaterWithChildren()
  update.read(pack)
  update.dismiss()
  expect([update.state().kind, children[0]?.killed]).toEqual(['idle', true])
  update.read(pack)
  children[1]?.says({ state: ready })
  seeAll()
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
