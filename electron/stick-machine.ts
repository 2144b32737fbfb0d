// What the kiosk asks of an operating system about sticks: which are in, mounting, letting go, and the files on them.
import type { OpenedFile } from '../pack/head.ts'

export type StickDevice = {
  /** Another stick put into the same hole is another key. */
  key: string
  label: string
  /** Null while nobody has mounted it. */
  place: Place | null
  /** The stick itself says that it may not be written on. */
  readOnly: boolean
  /** Windows' drive, Linux' /dev/sdb1; what mounting and unmounting is told. */
  node: string
}

/** `by`: who mounted it, and so who may let it go. A folder given at start is nobody's to unmount. */
export type Place = { folder: string; writable: boolean; by: 'kiosk' | 'system' | 'given' }

/** Why a stick that is in cannot be looked into. */
export type MountFlaw =
  | { kind: 'no-file-system' }
  /** One that this machine has no driver for. */
  | { kind: 'unknown-file-system'; fileSystem: string }
  | { kind: 'locked' }
  | { kind: 'damaged' }
  | { kind: 'not-allowed' }

export type Mounted = { ok: true; place: Place } | { ok: false; flaw: MountFlaw }

export type Unmounted = { ok: true } | { ok: false; why: 'busy' | 'not-allowed' }

export type StickMachine = {
  /** Never reads from a stick: a dying one must not hold the list. */
  devices(): Promise<StickDevice[]>
  mount(device: StickDevice, access: 'read' | 'write'): Promise<Mounted>
  unmount(device: StickDevice, place: Place): Promise<Unmounted>
  /** Everything written below the folder is on the stick when this is true. */
  sync(folder: string): Promise<boolean>
  files: StickFiles
}

/** The files of a stick, as few ways as are needed; a stick under test fails here. */
export type StickFiles = {
  names(folder: string): AsyncIterable<string>
  /** Of the name itself: a link is not followed. */
  about(path: string): Promise<{ isFile: boolean; bytes: number; modifiedMs: number }>
  open(path: string): Promise<OpenedFile>
  create(path: string): Promise<NewFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  syncFolder(folder: string): Promise<void>
  freeBytes(folder: string): Promise<number>
}

export type NewFile = {
  write(bytes: Uint8Array): Promise<void>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The plainest rejection of a promise that does not come in time. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** A dying stick can hold a read for a minute: nobody waits longer than this for one step. */
export function within<T>(ms: number, step: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new NoAnswer()), ms)
    step.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
