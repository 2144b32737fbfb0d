// What npm start understands, and what it hands on to the app.
import { expect, test } from 'vitest'
import { appArguments } from '../../../bootstrap/kiosk-start.mjs'
import { parseStartArguments } from '../../../bootstrap/start-arguments.mjs'

test('paths are meant from the folder the person stands in', () => {
  const parsed = parseStartArguments(
    ['--data', 'hall', '--stick', 'usb', '--stick', '/mnt/usb2'],
    '/home/clerk',
  )
  expect(parsed).toEqual({
    ok: true,
    given: { data: '/home/clerk/hall', stick: ['/home/clerk/usb', '/mnt/usb2'], windowed: false },
  })
})

test('everything given reaches the app', () => {
  const args = '--size 2160x3840 --inches 32 --windowed --screenshot /tmp/home.png'.split(' ')
  const parsed = parseStartArguments(args, '/')
  if (!parsed.ok) throw new Error(parsed.fault)
  const expected = '--data /d --size 2160x3840 --inches 32 --screenshot /tmp/home.png --windowed'
  expect(appArguments(parsed.given, '/d').join(' ')).toBe(expected)
})

test.each([
  ['--size', '1080'],
  ['--size', '1080×1920'],
  ['--inches', 'big'],
  ['--dta', '/x'],
  ['--data'],
  ['stray'],
])('%s %s is refused by name', (...args) => {
  const parsed = parseStartArguments(args, '/')
  expect(parsed).toMatchObject({ ok: false, fault: expect.stringContaining(args[0] ?? '') })
})
