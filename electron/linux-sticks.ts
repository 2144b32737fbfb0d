// Sticks on Linux: what is mounted already, what nobody has mounted (a kiosk has no desktop), and letting go of either.
import { existsSync } from 'node:fs'
import { mkdir, rmdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isSystemError } from '../pack/refused.ts'
import { fileSystemIn, startOf } from './file-system-name.ts'
import { isStickPlace, looksLikeStick, mountsIn, removableDevices } from './linux-mounts.ts'
import type { BlockDevice, Mount } from './linux-mounts.ts'
import { runProgram } from './run-program.ts'
import type { Run } from './run-program.ts'
import { stickFiles } from './stick-files.ts'
import type { Mounted, MountFlaw, Place, StickDevice, StickMachine, Unmounted } from './stick-machine.ts'

export type LinuxSticks = {
  /** Where the kiosk mounts what nobody else has; a folder of its own. */
  ownFolder: string
  mountsFile?: string
  blockFolder?: string
  udevFolder?: string
  /** For tests on loop devices, which no kiosk takes for sticks. */
  isStickDisk?: (name: string) => boolean
  run?: Run
  /** Drivers in user space, for kernels without their own. */
  drivers?: Readonly<Record<string, string>>
}

const mountMs = 15_000
const syncMs = 60_000
// What lies on a stick is data: no program on it runs, no link leads off it, no device file opens anything.
const safe = 'nosuid,nodev,noexec'
const usualDrivers = { exfat: 'mount.exfat-fuse', ntfs: 'ntfs-3g' }

export function linuxSticks(of: LinuxSticks): StickMachine {
  const {
    ownFolder,
    run = runProgram,
    drivers = usualDrivers,
    blockFolder = '/sys/block',
    udevFolder = '/run/udev/data',
  } = of

  const devices = async (): Promise<StickDevice[]> => {
    const [mounts, blocks] = await Promise.all([
      mountsIn(of.mountsFile),
      removableDevices({ blockFolder, udevFolder, isStickDisk: of.isStickDisk }),
    ])
    const known = new Set(blocks.map(({ name }) => `/dev/${name}`))
    const phantoms = mounts.filter(
      (mount) => isOurs(mount) && !known.has(mount.device) && !parted.has(mount.device),
    )
    await Promise.all(phantoms.map(({ place }) => letGo(place)))
    const system = disksOfTheSystem(blocks, mounts, ownFolder)
    const found = blocks
      .filter((block) => !system.has(block.disk))
      .map((block) => deviceOf(block, mounts, isOurs))
    const others = mounts.filter((mount) => !known.has(mount.device) && looksLikeStick(mount))
    const mounted = (await stillThere(others, blockFolder, letGo)).map(deviceOfMount)
    const listed = new Set([...found, ...mounted].map(({ node }) => node))
    for (const [node] of parted) if (listed.has(node) || !isInMachine(node, blockFolder)) parted.delete(node)
    return [...found, ...mounted, ...parted.values()]
  }

  const hopeless = new Set<string>()
  /** What was known by its mount alone stays in the list after we have let go of it, until it is pulled. */
  const parted = new Map<string, StickDevice>()
  const isOurs = (mount: Mount): boolean => mount.place.startsWith(`${ownFolder}/`)

  /** A stick that was pulled leaves its mount behind; what hangs on it must not hang the next stick. */
  const letGo = async (place: string): Promise<void> => {
    if (hopeless.has(place)) return
    const ended = await run('umount', ['--lazy', place], mountMs)
    // Another's mount that we may not touch: not tried again at every look.
    if (ended.code !== 0) hopeless.add(place)
    if (place.startsWith(`${ownFolder}/`)) await rmdir(place).catch(() => undefined)
  }

  const mount: StickMachine['mount'] = async (device, access) => {
    const bySystem = await mountBySystem(run, device.node, access)
    if (bySystem.mounted) return bySystem.mounted
    const fileSystem = await nameOfFileSystem(device.node)
    // Who may not read the device itself has only the service's word for what is wrong.
    if (typeof fileSystem !== 'string')
      return { ok: false, flaw: fileSystem.kind === 'not-allowed' ? flawTold(bySystem.said) : fileSystem }
    const folder = join(ownFolder, basename(device.node))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const flaw = await mountAt(run, { node: device.node, folder, fileSystem, access, drivers })
    if (!flaw) return { ok: true, place: { folder, writable: access === 'write', by: 'kiosk' } }
    await rmdir(folder).catch(() => undefined)
    return { ok: false, flaw }
  }

  const unmount = async (device: StickDevice, place: Place): Promise<Unmounted> => {
    if (place.by === 'given') return { ok: false, why: 'not-allowed' }
    const bySystem = await run('udisksctl', ['unmount', '--no-user-interaction', '-b', device.node], mountMs)
    const ended = bySystem.code === 0 ? bySystem : await run('umount', [place.folder], mountMs)
    if (ended.code === 0) {
      if (place.by === 'kiosk') await rmdir(place.folder).catch(() => undefined)
      else parted.set(device.node, { ...device, place: null })
      return { ok: true }
    }
    return { ok: false, why: /busy/i.test(ended.said + bySystem.said) ? 'busy' : 'not-allowed' }
  }

  // The file system of this one stick and no other: a second stick may be dying.
  const sync = async (folder: string) => (await run('sync', ['--file-system', folder], syncMs)).code === 0

  return { devices, mount, unmount, sync, files: stickFiles }
}

/** A disk that carries anything the machine runs on is no stick, even if it is plugged in by USB. */
function disksOfTheSystem(
  blocks: readonly BlockDevice[],
  mounts: readonly Mount[],
  ownFolder: string,
): Set<string> {
  const elsewhere = mounts.filter(({ place }) => !isStickPlace(place) && !place.startsWith(`${ownFolder}/`))
  const nodes = new Set(elsewhere.map(({ device }) => device))
  return new Set(blocks.filter(({ name }) => nodes.has(`/dev/${name}`)).map(({ disk }) => disk))
}

function deviceOf(
  block: BlockDevice,
  mounts: readonly Mount[],
  isOurs: (mount: Mount) => boolean,
): StickDevice {
  const node = `/dev/${block.name}`
  const mount = mounts.findLast(({ device }) => device === node)
  const place: Place | null = mount
    ? { folder: mount.place, writable: mount.writable, by: isOurs(mount) ? 'kiosk' : 'system' }
    : null
  const named = block.label || (place?.by === 'system' ? basename(place.folder) : '')
  return { key: `${node} ${block.sequence}`, label: named, place, readOnly: block.readOnly, node }
}

const deviceOfMount = ({ device, place, writable }: Mount): StickDevice => ({
  key: `${device} ${place}`,
  label: basename(place),
  place: { folder: place, writable, by: 'system' },
  readOnly: false,
  node: device,
})

/** Mounts of devices that are none of ours to judge, without those whose device has gone from the machine. */
async function stillThere(
  mounts: Mount[],
  blockFolder: string,
  letGo: (place: string) => Promise<void>,
): Promise<Mount[]> {
  const present = mounts.filter(({ device }) => isInMachine(device, blockFolder))
  const phantoms = mounts.filter((mount) => !present.includes(mount) && isPlainDevice(mount.device))
  await Promise.all(phantoms.map(({ place }) => letGo(place)))
  return mounts.filter((mount) => !phantoms.includes(mount))
}

function isInMachine(node: string, blockFolder: string): boolean {
  const name = basename(node)
  const disk = name.replace(/p?\d+$/, '')
  return [name, disk, join(disk, name)].some((each) => existsSync(join(blockFolder, each)))
}

// Mapped and network devices have other names and are left alone.
const isPlainDevice = (device: string): boolean => /^\/dev\/(?:sd[a-z]+|mmcblk\d+)(?:p?\d+)?$/.test(device)

/** Through the desktop's own service, where there is one: it needs no root and mounts as its desktop would. */
async function mountBySystem(
  run: Run,
  node: string,
  access: 'read' | 'write',
): Promise<{ mounted: Mounted | null; said: string | null }> {
  const options = `${access === 'read' ? 'ro' : 'rw'},${safe}`
  const ended = await run('udisksctl', ['mount', '--no-user-interaction', '-b', node, '-o', options], mountMs)
  const folder = / at (\/.+?)\.?$/m.exec(ended.said)?.[1]
  if (ended.code !== 0 || folder === undefined)
    return { mounted: null, said: ended.code === null ? null : ended.said }
  return { mounted: { ok: true, place: { folder, writable: access === 'write', by: 'kiosk' } }, said: null }
}

/** By the known words of udisks; what it does not say in them is a damaged stick. Null: there is no such service. */
export function flawTold(said: string | null): MountFlaw {
  if (said === null || /not authorized|NotAuthorized/i.test(said)) return { kind: 'not-allowed' }
  const fileSystem = /unknown filesystem type ['"`](\w+)/i.exec(said)?.[1]
  if (fileSystem !== undefined) return { kind: 'unknown-file-system', fileSystem }
  if (/crypto|luks|bitlocker/i.test(said)) return { kind: 'locked' }
  return { kind: /not a mountable filesystem/i.test(said) ? 'no-file-system' : 'damaged' }
}

async function nameOfFileSystem(node: string): Promise<string | MountFlaw> {
  try {
    const fileSystem = fileSystemIn(await startOf(node))
    if (fileSystem === null) return { kind: 'no-file-system' }
    return fileSystem === 'locked' ? { kind: 'locked' } : fileSystem
  } catch (thrown) {
    if (!isSystemError(thrown)) throw thrown
    return { kind: thrown.code === 'EACCES' || thrown.code === 'EPERM' ? 'not-allowed' : 'damaged' }
  }
}

type Wish = {
  node: string
  folder: string
  fileSystem: string
  access: 'read' | 'write'
  drivers: Readonly<Record<string, string>>
}

/** By the kernel, else by a driver in user space; null when it stands. */
async function mountAt(run: Run, wish: Wish): Promise<MountFlaw | null> {
  const { node, folder, fileSystem, access } = wish
  const way = access === 'read' ? 'ro' : 'rw'
  // Without it the kernel writes a stick's Chinese names as question marks, and then cannot open them.
  const names = fileSystem === 'vfat' ? ',utf8=1' : ''
  const kernelName = fileSystem === 'ntfs' ? 'ntfs3' : fileSystem
  const kernel = (options: string) =>
    run('mount', ['-i', '-t', kernelName, '-o', options, node, folder], mountMs)
  // Older systems do not know nosymfollow; links are refused by our own look as well.
  let ended = await kernel(`${way},${safe},nosymfollow${names}`)
  if (ended.code !== 0 && /bad option|unknown.*option/i.test(ended.said))
    ended = await kernel(`${way},${safe}${names}`)
  if (ended.code === 0) return null
  if (/permission denied|must be superuser|not permitted/i.test(ended.said)) return { kind: 'not-allowed' }
  const isUnknown = /unknown filesystem type/i.test(ended.said)
  if (!isUnknown) return { kind: 'damaged' }
  const driver = wish.drivers[fileSystem]
  if (driver === undefined) return { kind: 'unknown-file-system', fileSystem }
  const byDriver = await run(driver, [node, folder, '-o', `${way},${safe}`], mountMs)
  if (byDriver.code === 0) return null
  return byDriver.code === null ? { kind: 'unknown-file-system', fileSystem } : { kind: 'damaged' }
}
