// What the kiosk understands of its command line.
import { expect, test } from 'vitest'
import { readLaunchOptions } from '../../../electron/launch-options.ts'

const read = (argv: string[], env: Record<string, string> = {}, packaged = false) =>
  readLaunchOptions({ argv, env, packaged, workingFolder: '/home/clerk' })

test('our switches are found among Chromium’s', () => {
  const argv =
    'electron --inspect=0 --no-sandbox . --data /srv/data --stick usb --stick=/mnt/b --size 1920x1080 --inches 43 --windowed'
  expect(read(argv.split(' '))).toEqual({
    ok: true,
    options: {
      dataFolder: '/srv/data',
      stickFolders: ['/home/clerk/usb', '/mnt/b'],
      size: { width: 1920, height: 1080 },
      inches: 43,
      windowed: true,
      preview: null,
      screenshotFile: null,
      idleSeconds: null,
      idleWarningSeconds: null,
      staffIdleMs: 300_000,
      round: { everyMs: 72_000_000, quietMs: 1_800_000 },
    },
  })
})

test('a preview is named by its title, which may hold what it likes', () => {
  const argv = ['.', '--data', '/tmp/a', '--windowed', '--preview', '预览：还没有公开']
  expect(read(argv)).toMatchObject({ options: { windowed: true, preview: '预览：还没有公开' } })
})

test.each([
  [['--size', 'big'], '--size'],
  [['--inches', '3'], '--inches'],
  [['--data'], '--data'],
  [['--data', '--windowed'], '--data'],
])('%j is refused, not guessed at', (argv, option) => {
  expect(read(['electron', '.', ...argv])).toMatchObject({ ok: false, fault: { kind: 'bad-option', option } })
})

test('an installed app keeps its own idle times whatever its environment says', () => {
  const env = { MINGBAI_IDLE_SECONDS: '2', MINGBAI_STAFF_SECONDS: '3', MINGBAI_ROUND_SECONDS: '4' }
  const asked = { idleSeconds: 2, staffIdleMs: 3000, round: { everyMs: 4000, quietMs: 4000 } }
  expect(read(['.'], env)).toMatchObject({ options: asked })
  const usual = { idleSeconds: null, staffIdleMs: 300_000, round: { everyMs: 72_000_000 } }
  expect(read(['.'], env, true)).toMatchObject({ options: usual })
})
