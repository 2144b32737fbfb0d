// Real file systems on loop devices, as sticks: formatted, filled, mounted by the kiosk's own code. Linux and root only.
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

export type Format = 'exfat' | 'ntfs' | 'vfat' | 'ext4' | 'none'

const formatters: Record<Format, string[]> = {
  exfat: ['mkfs.exfat'],
  ntfs: ['mkntfs', '-Q', '-F', '-q'],
  vfat: ['mkfs.vfat', '-F', '32'],
  ext4: ['mkfs.ext4', '-q', '-F'],
  none: ['true'],
}
const packages: Record<Format, string> = {
  exfat: 'exfatprogs exfat-fuse',
  ntfs: 'ntfs-3g',
  vfat: 'dosfstools mtools fusefat',
  ext4: 'e2fsprogs',
  none: 'coreutils',
}

export type LoopStick = {
  node: string
  name: string
  image: string
  /** The stick is pulled: whatever is mounted of it is gone under everybody's hands. */
  pull(): void
  [Symbol.dispose](): void
}

/** Null if this machine can; else why not, in words for whoever reads the test's output. */
export function whyNoLoops(): string | null {
  if (process.platform !== 'linux') return 'not Linux'
  if (process.getuid?.() !== 0) return 'not root: loop devices and mounts need it'
  const probe = mkdtempSync(join(tmpdir(), 'mingbai-loop-'))
  try {
    const image = imageOf(join(probe, 'probe.img'), 1)
    const tried = spawnSync('losetup', ['--find', '--show', image], { encoding: 'utf8' })
    if (tried.status !== 0) return `no loop devices: ${tried.stderr.trim()}`
    execFileSync('losetup', ['--detach', tried.stdout.trim()])
    return null
  } finally {
    rmSync(probe, { recursive: true, force: true })
  }
}

/** What a test of this format lacks here. */
export function lacksFor(format: Format, alsoNeeds: readonly string[] = []): string | null {
  const [formatter = ''] = formatters[format]
  const lacking = [formatter, ...alsoNeeds].filter((program) => !isHere(program))
  return lacking.length === 0 ? null : `needs ${lacking.join(', ')} (apt-get install ${packages[format]})`
}

export const isHere = (program: string): boolean =>
  spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/sbin command -v ${program}`]).status === 0

/** A stick of 64 MB; `fill` may work on the image before anybody sees it. */
export function loopStick(
  folder: string,
  of: {
    format: Format
    partitioned?: boolean
    readOnly?: boolean
    fill?: (image: string, at: number) => void
  },
): LoopStick {
  const image = imageOf(join(folder, `${of.format}-${Math.random().toString(36).slice(2)}.img`), 64)
  const at = of.partitioned ? 1024 * 1024 : 0
  if (at > 0) writePartitionTable(image)
  const making = attach(image, at, false)
  try {
    const [program = '', ...args] = formatters[of.format]
    execFileSync(program, program === 'true' ? [] : [...args, making], { stdio: 'ignore', env: rootPath })
  } finally {
    execFileSync('losetup', ['--detach', making])
  }
  of.fill?.(image, at)
  const node = attach(image, at, of.readOnly ?? false)
  const pull = () => {
    for (const mounted of mountsOf(node)) spawnSync('umount', ['--lazy', mounted])
  }
  return {
    node,
    name: basename(node),
    image,
    pull,
    [Symbol.dispose]() {
      pull()
      spawnSync('losetup', ['--detach', node])
      rmSync(image, { force: true })
    },
  }
}

const rootPath = { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` }

function imageOf(file: string, megabytes: number): string {
  const descriptor = openSync(file, 'w')
  ftruncateSync(descriptor, megabytes * 1024 * 1024)
  closeSync(descriptor)
  return file
}

function attach(image: string, at: number, readOnly: boolean): string {
  const args = ['--find', '--show', '--offset', String(at), ...(readOnly ? ['--read-only'] : []), image]
  return execFileSync('losetup', args, { encoding: 'utf8', env: rootPath }).trim()
}

/** One partition from the first megabyte to the end, as Windows makes it. */
function writePartitionTable(image: string): void {
  const sector = Buffer.alloc(512)
  sector.writeUInt8(0x07, 0x1be + 4)
  sector.writeUInt32LE(2048, 0x1be + 8)
  sector.writeUInt32LE(63 * 2048, 0x1be + 12)
  sector.writeUInt16LE(0xaa55, 510)
  const descriptor = openSync(image, 'r+')
  writeSync(descriptor, sector, 0, 512, 0)
  closeSync(descriptor)
}

export function mountsOf(node: string): string[] {
  const mounts = execFileSync('cat', ['/proc/mounts'], { encoding: 'utf8' })
  return mounts.split('\n').flatMap((line) => {
    const [device, place] = line.split(' ')
    return device === node && place ? [place] : []
  })
}

export function newFolder(): { folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-real-'))
  mkdirSync(join(folder, 'mounts'))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
