// What /proc/mounts and /sys/block of a Linux machine say about sticks; nothing here touches a stick.
import { readdir, readFile, realpath } from 'node:fs/promises'
import { join } from 'node:path'

export type Mount = { device: string; place: string; fileSystem: string; writable: boolean }

export async function mountsIn(mountsFile = '/proc/mounts'): Promise<Mount[]> {
  const mounts = await readFile(mountsFile, 'utf8').catch(() => '')
  return mounts.split('\n').flatMap((line) => {
    const [device = '', place = '', fileSystem = '', options = ''] = line.split(' ').map(unescapedMount)
    if (!device.startsWith('/dev/')) return []
    return [{ device, place, fileSystem, writable: options.split(',').includes('rw') }]
  })
}

// The kernel writes blanks in a mount's path as \040.
const unescapedMount = (field: string) =>
  field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)))

const stickPlaces = [
  /^\/media\/[^/]+$/,
  /^\/media\/[^/]+\/[^/]+$/,
  /^\/run\/media\/[^/]+\/[^/]+$/,
  /^\/mnt\/[^/]+$/,
]
// File systems that sticks are formatted with; a disk of the machine itself has another.
const stickFileSystems = new Set([
  'vfat',
  'exfat',
  'msdos',
  'ntfs',
  'ntfs3',
  'fuseblk',
  'iso9660',
  'udf',
  'hfsplus',
])

export const isStickPlace = (place: string): boolean => stickPlaces.some((pattern) => pattern.test(place))

/** Where no more is known than the mount itself: a stick's file system at a stick's place. */
export const looksLikeStick = ({ place, fileSystem }: Mount): boolean =>
  stickFileSystems.has(fileSystem) && isStickPlace(place)

/** One part of a stick, or the whole of one without a partition table. */
export type BlockDevice = {
  name: string
  disk: string
  /** Counts insertions since the machine was started: the next stick in the same hole has another. */
  sequence: string
  label: string
  readOnly: boolean
}

/** Disks of the machine itself are never sticks: neither mapped ones nor those of the system. */
const neverSticks = /^(?:loop|ram|zram|dm-|md|sr|fd|nbd|nvme)/
/** What a name below /dev may look like before it is put on a command line. */
const plainName = /^[a-z]{2,8}[a-z0-9]{0,16}$/

export async function removableDevices(of: {
  blockFolder: string
  udevFolder: string
  isStickDisk?: ((name: string) => boolean) | undefined
}): Promise<BlockDevice[]> {
  const disks = await readdir(of.blockFolder).catch(() => [])
  const found = await Promise.all(
    disks
      .filter((disk) => plainName.test(disk))
      .map(async (disk) => ((await isRemovable(of, disk)) ? partsOf(of, disk) : [])),
  )
  return found.flat()
}

async function isRemovable(
  of: { blockFolder: string; isStickDisk?: ((name: string) => boolean) | undefined },
  disk: string,
): Promise<boolean> {
  const folder = join(of.blockFolder, disk)
  // A card reader without a card is a disk of no size.
  if (Number(await textIn(folder, 'size')) === 0) return false
  if (of.isStickDisk?.(disk)) return true
  if (neverSticks.test(disk)) return false
  if ((await textIn(folder, 'removable')) === '1') return true
  return (await realpath(folder).catch(() => '')).includes('/usb')
}

async function partsOf(
  of: { blockFolder: string; udevFolder: string },
  disk: string,
): Promise<BlockDevice[]> {
  const folder = join(of.blockFolder, disk)
  const inside = await readdir(folder).catch(() => [])
  const parts: string[] = []
  for (const name of inside)
    if (name.startsWith(disk) && (await textIn(join(folder, name), 'partition')) !== '') parts.push(name)
  const sequence = await textIn(folder, 'diskseq')
  const readOnly = (await textIn(folder, 'ro')) === '1'
  const devices = parts.length > 0 ? parts.sort() : [disk]
  const own = (name: string) => (name === disk ? folder : join(folder, name))
  return Promise.all(
    devices
      .filter((name) => plainName.test(name))
      .map(async (name) => ({
        name,
        disk,
        sequence,
        readOnly,
        label: await labelOf(of.udevFolder, own(name), folder),
      })),
  )
}

/** What the system's device manager has read of the label; the kiosk itself need not touch the stick for it. */
async function labelOf(udevFolder: string, folder: string, diskFolder: string): Promise<string> {
  const number = await textIn(folder, 'dev')
  const facts = number === '' ? '' : await textIn(udevFolder, `b${number}`)
  const label = /^E:ID_FS_LABEL=(.+)$/m.exec(facts)?.[1]
  return label ?? (await textIn(diskFolder, join('device', 'model')))
}

const textIn = (folder: string, name: string): Promise<string> =>
  readFile(join(folder, name), 'utf8').then(
    (text) => text.trim(),
    () => '',
  )
