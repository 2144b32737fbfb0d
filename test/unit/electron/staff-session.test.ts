// How long a clerk's session lasts.
import { expect, test } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { staffSession } from '../../../electron/staff-session.ts'

function sessionOf(idleMs: number) {
  const changes: boolean[] = []
  let at = 0
  const session = staffSession({ idleMs, now: () => at, onChange: (open) => changes.push(open) })
  return { session, changes, passes: (ms: number) => (at += ms) }
}

test('it ends after its time without a staff call, and each call starts that time anew', () => {
  const { session, changes, passes } = sessionOf(1000)
  session.open()
  passes(900)
  session.touch()
  passes(900)
  expect(session.isOpen()).toBe(true)
  passes(100)
  expect(session.isOpen()).toBe(false)
  expect(changes).toEqual([true, false])
})

test('touching a closed session does not open it', () => {
  const { session } = sessionOf(1000)
  session.touch()
  expect(session.isOpen()).toBe(false)
})

test('it says so by itself when the time is over, without being asked', async () => {
  const changes: boolean[] = []
  const session = staffSession({ idleMs: 30, onChange: (open) => changes.push(open) })
  session.open()
  await pause(80)
  expect(changes).toEqual([true, false])
})
