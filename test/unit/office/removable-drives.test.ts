// Which mounts and letters are sticks, and that a stick that has gone is not listed.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drivesInList, mountedDrives, removableDrives } from '../../../office/removable-drives.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

test('sticks of UOS and Kylin are found among the mounts, disks of the machine are not', async () => {
  using place = temporaryFolder()
  const mounts = join(place.folder, 'mounts')
  writeFileSync(
    mounts,
    [
      '/dev/sda1 / ext4 rw 0 0',
      '/dev/sdb1 /media/office/KINGSTON vfat rw 0 0',
      '/dev/sdc1 /run/media/office/\\345\\215\\241\\040A exfat rw 0 0',
      'tmpfs /media/office/ram tmpfs rw 0 0',
      '/dev/sdd1 /home/office/vfat vfat rw 0 0',
    ].join('\n'),
  )
  expect((await mountedDrives(mounts)).map(({ path }) => path)).toEqual([
    '/media/office/KINGSTON',
    expect.stringMatching(/^\/run\/media\/office\/.+ A$/),
  ])
})

test('what Windows calls removable is a drive with its name', () => {
  expect(drivesInList('E:|KINGSTON\r\nF:|\r\n\r\nnonsense')).toEqual([
    { path: 'E:\\', label: 'KINGSTON' },
    { path: 'F:\\', label: 'F:' },
  ])
})

test('a given folder counts as long as it is there, and the page never needs its path', async () => {
  using place = temporaryFolder()
  const stick = join(place.folder, 'STICK')
  const mine = async () => (await removableDrives([stick])).filter(({ path }) => path === stick)
  expect(await mine()).toEqual([])
  mkdirSync(stick)
  const [drive] = await mine()
  expect(drive).toMatchObject({ label: 'STICK' })
  expect(drive?.driveId).not.toContain('STICK')
  expect(drive?.freeBytes).toBeGreaterThan(0)
})
