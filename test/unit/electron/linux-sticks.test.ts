// Which devices of a Linux machine are sticks, and how it is asked to mount them: on made /sys and /proc, with no stick at all.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { fileSystemIn } from '../../../electron/file-system-name.ts'
import { flawTold, linuxSticks } from '../../../electron/linux-sticks.ts'
import type { Run } from '../../../electron/run-program.ts'
import { drivesIn } from '../../../electron/windows-sticks.ts'

const made: string[] = []
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

type Disk = { removable?: boolean; size?: number; parts?: string[]; diskseq?: number; label?: string }

/** A machine with these disks and mounts; `said` answers programs, the rest is not installed. */
function machineWith(disks: Record<string, Disk>, mounts: string[] = [], said: Record<string, string> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-sys-'))
  made.push(folder)
  const [blockFolder, udevFolder, ownFolder] = ['block', 'udev', 'own'].map((name) => join(folder, name))
  for (const each of [blockFolder, udevFolder, ownFolder]) mkdirSync(each ?? '')
  for (const [name, { removable = true, size = 1000, parts = [], diskseq = 1, label }] of Object.entries(
    disks,
  )) {
    const disk = join(blockFolder ?? '', name)
    mkdirSync(disk)
    const number = `8:${name.charCodeAt(2)}`
    const files = {
      removable: removable ? '1' : '0',
      size: String(size),
      diskseq: String(diskseq),
      ro: '0',
      dev: number,
    }
    for (const [file, text] of Object.entries(files)) writeFileSync(join(disk, file), `${text}\n`)
    if (label)
      writeFileSync(join(udevFolder ?? '', `b${number}`), `E:ID_FS_TYPE=vfat\nE:ID_FS_LABEL=${label}\n`)
    for (const part of parts) {
      mkdirSync(join(disk, part))
      writeFileSync(join(disk, part, 'partition'), '1\n')
    }
  }
  const mountsFile = join(folder, 'mounts')
  writeFileSync(mountsFile, `${mounts.join('\n').replaceAll('OWN', ownFolder ?? '')}\n`)
  const asked: string[] = []
  const run: Run = async (program, args) => {
    asked.push([program, ...args].join(' ').replaceAll(ownFolder ?? '', 'OWN'))
    const answer = said[program]
    return answer === undefined ? { code: null, said: '' } : { code: 0, said: answer }
  }
  const own = { ownFolder: ownFolder ?? '', blockFolder: blockFolder ?? '', udevFolder: udevFolder ?? '' }
  return { machine: linuxSticks({ ...own, mountsFile, run }), asked, ownFolder: ownFolder ?? '' }
}

test('sticks are removable disks with something in them, with or without a partition table', async () => {
  const { machine } = machineWith({
    sda: { removable: false, parts: ['sda1'] },
    sdb: { parts: ['sdb1'], label: 'KINGSTON' },
    sdc: {},
    sdd: { size: 0 },
    sr0: {},
    loop0: {},
    'dm-0': {},
  })
  expect((await machine.devices()).map(({ node, label, place }) => [node, label, place])).toEqual([
    ['/dev/sdb1', '', null],
    ['/dev/sdc', '', null],
  ])
})

test('a stick that carries anything the machine runs on is none', async () => {
  const { machine } = machineWith({ sdb: { parts: ['sdb1', 'sdb2'] }, sdc: { parts: ['sdc1'] } }, [
    '/dev/sdb1 / ext4 rw 0 0',
    '/dev/sdc1 /media/clerk/U vfat rw 0 0',
  ])
  expect((await machine.devices()).map(({ node, place }) => [node, place])).toEqual([
    ['/dev/sdc1', { folder: '/media/clerk/U', writable: true, by: 'system' }],
  ])
})

test('another stick in the same hole is another stick', async () => {
  const [one, two] = [machineWith({ sdb: { diskseq: 7 } }), machineWith({ sdb: { diskseq: 8 } })]
  const [before] = await one.machine.devices()
  const [after] = await two.machine.devices()
  expect(before?.key).not.toBe(after?.key)
})

test('what a pulled stick left mounted is let go of, whoever mounted it', async () => {
  const { machine, asked } = machineWith({}, [
    '/dev/sdb1 OWN/sdb1 vfat ro 0 0',
    '/dev/sdc1 /media/clerk/KINGSTON\\040U vfat rw 0 0',
    '/dev/vda1 / ext4 rw 0 0',
  ])
  expect(await machine.devices()).toEqual([])
  expect(asked.sort()).toEqual(['umount --lazy /media/clerk/KINGSTON U', 'umount --lazy OWN/sdb1'])
})

test('where the desktop has a service for it, that mounts, for reading and with nothing to run', async () => {
  const { machine, asked } = machineWith({ sdb: {} }, [], {
    udisksctl: 'Mounted /dev/sdb at /media/kiosk/KINGSTON U.',
  })
  const [device] = await machine.devices()
  if (!device) throw new Error('no stick')
  expect(await machine.mount(device, 'read')).toEqual({
    ok: true,
    place: { folder: '/media/kiosk/KINGSTON U', writable: false, by: 'kiosk' },
  })
  expect(asked).toEqual(['udisksctl mount --no-user-interaction -b /dev/sdb -o ro,nosuid,nodev,noexec'])
})

test.each([
  [null, 'not-allowed'],
  [
    'Error mounting: GDBus.Error:org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain: Not authorized',
    'not-allowed',
  ],
  ['Object /org/freedesktop/UDisks2/block_devices/sdb is not a mountable filesystem.', 'no-file-system'],
  ["Error mounting /dev/sdb: unknown filesystem type 'apfs'", 'unknown-file-system'],
  ['Object is a crypto_LUKS device', 'locked'],
  ['wrong fs type, bad option, bad superblock on /dev/sdb', 'damaged'],
])('who may not read the device takes the service at its word: %s', (said, kind) => {
  expect(flawTold(said)).toMatchObject({ kind })
})

test('a device that cannot even be read is told, and leaves no folder', async () => {
  const { machine, ownFolder } = machineWith({ sdz: {} })
  const [device] = await machine.devices()
  if (!device) throw new Error('no stick')
  expect(await machine.mount(device, 'read')).toMatchObject({ ok: false })
  expect(readdirSync(ownFolder)).toEqual([])
})

test('a folder given at start is nobody’s to let go of', async () => {
  const { machine, asked } = machineWith({})
  const place = { folder: '/srv/stick', writable: true, by: 'given' as const }
  const device = { key: 'a', label: '', place, readOnly: false, node: '/srv/stick' }
  expect(await machine.unmount(device, place)).toEqual({ ok: false, why: 'not-allowed' })
  expect(asked).toEqual([])
})

test('file systems are known by their first bytes', () => {
  const marked = (at: number, mark: string) => {
    const start = Buffer.alloc(0x9000)
    start.write(mark, at, 'latin1')
    return fileSystemIn(start)
  }
  expect(marked(3, 'EXFAT   ')).toBe('exfat')
  expect(marked(3, 'NTFS    ')).toBe('ntfs')
  expect(marked(82, 'FAT32   ')).toBe('vfat')
  expect(marked(0x438, '\x53\xef')).toBe('ext4')
  expect(marked(0x8001, 'CD001')).toBe('iso9660')
  expect(marked(3, '-FVE-FS-')).toBe('locked')
  expect(fileSystemIn(Buffer.alloc(0x9000))).toBe(null)
  expect(fileSystemIn(Buffer.alloc(0))).toBe(null)
})

test('the drives Windows calls removable, and nothing else of what it says', () => {
  expect(
    drivesIn('E:|1A2B3C4D|KINGSTON\r\nF:||\r\nerror: no\r\n').map(({ key, label }) => [key, label]),
  ).toEqual([
    ['E: 1A2B3C4D', 'KINGSTON'],
    ['F: ', 'F:'],
  ])
})
