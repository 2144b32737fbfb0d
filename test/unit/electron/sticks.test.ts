// What the kiosk sees of a USB stick.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { withGivenFolders } from '../../../electron/given-sticks.ts'
import { looksLikeStick, mountsIn } from '../../../electron/linux-mounts.ts'
import { stickFiles } from '../../../electron/stick-files.ts'
import { shownName } from '../../../electron/stick-look.ts'
import { sticks } from '../../../electron/sticks.ts'
import { simulatedMachine } from '../../stand-ins/simulated-sticks.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})
function newStick() {
  const folder = mkdtempSync(join(tmpdir(), 'stick-'))
  made.push(folder)
  return folder
}
const reading = (...folders: string[]) =>
  sticks({ machine: withGivenFolders(simulatedFree(), folders), trust: () => null })
const simulatedFree = () => ({ ...simulatedMachine([]), files: stickFiles })

test('packs at its top are listed newest first; nothing else is', async () => {
  const folder = newStick()
  writeFileSync(join(folder, 'old.mbpack'), 'x')
  writeFileSync(join(folder, 'new.MBPACK'), 'xy')
  utimesSync(join(folder, 'old.mbpack'), 1_000_000, 1_000_000)
  writeFileSync(join(folder, 'letter.docx'), 'x')
  writeFileSync(join(folder, '._new.mbpack'), 'x')
  mkdirSync(join(folder, 'folder.mbpack'))
  symlinkSync('/etc/shadow', join(folder, 'link.mbpack'))
  symlinkSync('/dev/zero', join(folder, 'endless.mbpack'))
  execFileSync('mkfifo', [join(folder, 'pipe.mbpack')])
  const [stick] = await reading(folder).list()
  expect(stick?.packs.map(({ file, bytes }) => [file, bytes])).toEqual([
    ['new.MBPACK', 2],
    ['old.mbpack', 1],
  ])
})

test('a token leads to the file it was given for, and to nothing once the stick is out', async () => {
  const folder = newStick()
  writeFileSync(join(folder, 'a.mbpack'), 'x')
  const seen = reading(folder)
  const packId = (await seen.list())[0]?.packs[0]?.packId ?? ''
  expect(packId).not.toContain('a.mbpack')
  expect(seen.find(packId)?.path).toBe(join(folder, 'a.mbpack'))
  expect(seen.find(join(folder, 'a.mbpack'))).toBe(null)
  rmSync(folder, { recursive: true })
  expect(await seen.list()).toEqual([])
  expect(seen.find(packId)).toBe(null)
})

test('P20 T2.5 thousands of packs and files are capped at fifty, and soon', async () => {
  const folder = newStick()
  for (let n = 0; n < 3000; n++) writeFileSync(join(folder, `${n}.mbpack`), '')
  for (let n = 0; n < 5_000; n++) writeFileSync(join(folder, `${n}.txt`), '')
  const seen = reading(folder)
  let [stick] = await seen.list()
  // On a busy machine the names take longer than the list waits: then it says "opening", and comes again.
  while (stick?.state.kind === 'opening') [stick] = await seen.list()
  expect(stick?.packs.length).toBe(50)
  expect(stick?.more).toBe(2950)
})

test('a sparse file of a terabyte is listed by its size, not read', async () => {
  const folder = newStick()
  writeFileSync(join(folder, 'huge.mbpack'), '')
  truncateSync(join(folder, 'huge.mbpack'), 2 ** 40)
  expect((await reading(folder).list())[0]?.packs[0]?.bytes).toBe(2 ** 40)
})

test('a name that would turn, break or hide text on the glass is written out', () => {
  expect(shownName('明白\u202Ekcapbm.exe\n.mbpack')).toBe('明白\\u{202e}kcapbm.exe\\u{a}.mbpack')
  expect(shownName('石桥镇2026年第三季度.mbpack')).toBe('石桥镇2026年第三季度.mbpack')
  expect(shownName('长'.repeat(255)).length).toBeLessThanOrEqual(120)
})

test('of the mounted file systems only those of sticks count', async () => {
  const file = join(newStick(), 'mounts')
  const lines = [
    '/dev/sda1 / ext4 rw 0 0',
    '/dev/sdb1 /media/clerk/KINGSTON\\040U vfat rw 0 0',
    '/dev/sdc1 /run/media/clerk/A exfat rw 0 0',
    '/dev/sdd1 /mnt/usb ntfs3 rw 0 0',
    '/dev/sde1 /mnt/archive ext4 rw 0 0',
    'server:/x /mnt/share nfs rw 0 0',
    '/dev/sdf1 /media/clerk/deep/er vfat rw 0 0',
  ]
  writeFileSync(file, lines.join('\n'))
  const found = (await mountsIn(file)).filter(looksLikeStick)
  expect(found.map(({ place }) => place)).toEqual([
    '/media/clerk/KINGSTON U',
    '/run/media/clerk/A',
    '/mnt/usb',
  ])
})
