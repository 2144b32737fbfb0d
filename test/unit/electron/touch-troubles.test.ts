// What the glass feels and no finger does reaches the log, but does not fill it.
import { expect, test } from 'vitest'
import { touchTroubles } from '../../../electron/touch-troubles.ts'

test('each kind is written once, and again when ten minutes have gone', () => {
  const written: string[] = []
  let now = 0
  const tell = touchTroubles(
    (event) => written.push(event),
    () => now,
  )
  for (let at = 0; at < 100; at++) tell('stuck')
  tell('spot')
  expect(written).toEqual(['touch-stuck', 'touch-ghost-spot'])
  now = 10 * 60_000
  tell('stuck')
  expect(written).toEqual(['touch-stuck', 'touch-ghost-spot', 'touch-stuck'])
})
