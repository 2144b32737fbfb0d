// Sticks made of folders under the real state machine, with what goes wrong with real ones put in at a chosen step.
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { stickFiles } from '../../electron/stick-files.ts'
import type { MountFlaw, Place, StickDevice, StickFiles, StickMachine } from '../../electron/stick-machine.ts'

export type Step =
  'mount' | 'names' | 'about' | 'open' | 'read' | 'create' | 'write' | 'fsync' | 'rename' | 'sync' | 'unmount'

/** `after`: how often the step still works. `hang` never answers; `gone` is a stick that is out from then on. */
export type Fault = { at: Step; after?: number; what: 'hang' | 'gone' | NodeJS.ErrnoException['code'] }

export type SimulatedStick = {
  label: string
  folder: string
  /** Counts insertions. */
  sequence: number
  in: boolean
  mounted: 'read' | 'write' | null
  flaw: MountFlaw | null
  fault: Fault | null
  readOnly: boolean
  mayUnmount: boolean
  freeBytes: number
  bytesPerSecond: number
  /** What the operating system was asked for, in order. */
  asked: string[]
}

export function simulatedStick(folder: string, more: Partial<SimulatedStick> = {}): SimulatedStick {
  return {
    label: basename(folder),
    folder,
    sequence: 1,
    in: true,
    mounted: null,
    flaw: null,
    fault: null,
    readOnly: false,
    mayUnmount: true,
    freeBytes: 1024 ** 3,
    bytesPerSecond: Infinity,
    asked: [],
    ...more,
  }
}

/** One operating system with the sticks that are pushed into it. */
export function simulatedMachine(all: SimulatedStick[]): StickMachine {
  const stickAt = (path: string): SimulatedStick => {
    const found = all.find(({ folder }) => path === folder || path.startsWith(join(folder, '/')))
    if (!found) throw new Error(`no simulated stick at ${path}`)
    return found
  }
  const stickOf = ({ key }: StickDevice) => {
    const found = all.find((stick) => keyOf(stick) === key)
    if (!found) throw new Error(`no simulated stick ${key}`)
    return found
  }
  const place = (stick: SimulatedStick): Place | null =>
    stick.mounted && { folder: stick.folder, writable: stick.mounted === 'write', by: 'kiosk' }
  return {
    devices: async () =>
      all
        .filter((stick) => stick.in)
        .map((stick) => ({
          key: keyOf(stick),
          label: stick.label,
          place: place(stick),
          readOnly: false,
          node: stick.folder,
        })),
    async mount(device, access) {
      const stick = stickOf(device)
      await happens(stick, 'mount')
      if (stick.flaw) return { ok: false, flaw: stick.flaw }
      if (access === 'write' && stick.readOnly) return { ok: false, flaw: { kind: 'damaged' } }
      stick.asked.push(`mount for ${access}`)
      stick.mounted = access
      return { ok: true, place: { folder: stick.folder, writable: access === 'write', by: 'kiosk' } }
    },
    async unmount(device) {
      const stick = stickOf(device)
      await happens(stick, 'unmount')
      if (!stick.mayUnmount) return { ok: false, why: 'busy' }
      stick.asked.push('unmount')
      stick.mounted = null
      return { ok: true }
    },
    async sync(folder) {
      const stick = stickAt(folder)
      await happens(stick, 'sync')
      stick.asked.push('sync')
      return stick.in
    },
    files: filesOf(stickAt),
  }
}

export const keyOf = (stick: SimulatedStick): string => `${stick.folder} ${stick.sequence}`

function filesOf(stickAt: (path: string) => SimulatedStick): StickFiles {
  return {
    async *names(folder) {
      const stick = stickAt(folder)
      // Read first: what never answers must not leave a folder open behind it.
      const names: string[] = []
      for await (const name of stickFiles.names(folder)) names.push(name)
      for (const name of names) {
        await happens(stick, 'names')
        yield name
      }
    },
    about: async (path) => {
      await happens(stickAt(path), 'about')
      return stickFiles.about(path)
    },
    async open(path) {
      const stick = stickAt(path)
      await happens(stick, 'open')
      const { handle, bytes } = await stickFiles.open(path)
      const read: typeof handle.read = async (buffer, offset, length, position) => {
        if (willHang(stick, 'read')) await handle.close()
        await happens(stick, 'read')
        await pause((1000 * length) / stick.bytesPerSecond)
        return handle.read(buffer, offset, length, position)
      }
      return { bytes, handle: { read, close: () => handle.close() } }
    },
    async create(path) {
      const stick = stickAt(path)
      await happens(stick, 'create')
      if (stick.mounted === 'read') throw systemError('EROFS')
      const file = await stickFiles.create(path)
      return {
        async write(bytes) {
          await happens(stick, 'write')
          if ((stick.freeBytes -= bytes.length) < 0) throw systemError('ENOSPC')
          await file.write(bytes)
        },
        sync: async () => {
          await happens(stick, 'fsync')
          await file.sync()
        },
        close: () => file.close(),
      }
    },
    rename: async (from, to) => {
      await happens(stickAt(to), 'rename')
      await stickFiles.rename(from, to)
    },
    remove: async (path) => {
      if (!stickAt(path).in) throw systemError('EIO')
      await stickFiles.remove(path)
    },
    syncFolder: stickFiles.syncFolder,
    freeBytes: async (folder) => {
      const stick = stickAt(folder)
      if (!stick.in) throw systemError('EIO')
      return stick.freeBytes
    },
  }
}

const willHang = ({ fault }: SimulatedStick, at: Step) =>
  fault?.at === at && fault.what === 'hang' && !fault.after

/** A stick that was pulled answers every step with EIO, as the kernel does. */
async function happens(stick: SimulatedStick, at: Step): Promise<void> {
  const { fault } = stick
  if (fault?.at === at && (fault.after ?? 0) > 0) stick.fault = { ...fault, after: (fault.after ?? 0) - 1 }
  else if (fault?.at === at) {
    if (fault.what === 'hang') await new Promise<never>(() => {})
    if (fault.what === 'gone') stick.in = false
    else throw systemError(fault.what ?? 'EIO')
  }
  if (!stick.in) throw systemError('EIO')
}

function systemError(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'simulated' })
}
