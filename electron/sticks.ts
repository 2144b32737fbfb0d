// The sticks that are in, as a clerk sees them: each with its packs or its trouble, let go of and written on one at a time.
import { createHmac, randomBytes } from 'node:crypto'
import type { Trust } from '../pack/open.ts'
import type { EjectAnswer, SaveAnswer, Stick, StickPack, StickState } from './contract.ts'
import { NoAnswer, within } from './stick-machine.ts'
import type { Place, StickDevice, StickMachine } from './stick-machine.ts'
import { lookAt, shownName } from './stick-look.ts'
import type { FrontMemory, Look, SeenPack } from './stick-look.ts'
import { writeOnStick } from './stick-write.ts'

/** Where a pack the page chose really lies; the page only ever holds the token. */
export type FoundPack = { path: string; file: string; bytes: number }

export type FileToSave = { name: string; bytes: Buffer }

export type Sticks = {
  list(): Promise<Stick[]>
  /** The pack behind a token handed out by `list`, or null if it was never there. */
  find(packId: string): FoundPack | null
  eject(stickId: string): Promise<EjectAnswer>
  save(stickId: string, files: readonly FileToSave[]): Promise<SaveAnswer>
  /** Nobody is at the desk any more: what the kiosk itself has mounted is let go of. */
  leave(): Promise<void>
}

/** How long things may take; tests are less patient. */
export type Patience = {
  /** The list comes after this, with what is known by then. */
  listMs: number
  /** A stick that shows no sign for so long is said to be silent. */
  silentMs: number
  /** One step of letting go or writing. */
  stepMs: number
  /** A stick in trouble is not tried again and again under the clerk's hands. */
  troubleMs: number
}
const usual: Patience = { listMs: 1_200, silentMs: 6_000, stepMs: 60_000, troubleMs: 10_000 }

type Held = {
  device: StickDevice
  stickId: string
  place: Place | null
  /** The last look that came to its end. */
  look: Look | null
  looking: { look: Look; done: Promise<void> } | null
  /** Somebody is letting go of it or writing on it: it is not looked at meanwhile. */
  busy: boolean
  away: boolean
  awayMs: number
}

export function sticks(of: {
  machine: StickMachine
  trust: () => Trust | null
  patience?: Partial<Patience>
  now?: () => number
}): Sticks {
  const { machine } = of
  const patience = { ...usual, ...of.patience }
  const now = of.now ?? (() => performance.now())
  // Tokens are the same for the same file as long as this process lives, and mean nothing outside it.
  const secret = randomBytes(32)
  const tokenOf = (...parts: (string | number)[]) =>
    createHmac('sha256', secret).update(parts.join('\0')).digest('hex').slice(0, 32)
  const holds = new Map<string, Held>()
  const fronts: FrontMemory = new Map()
  let handedOut = new Map<string, FoundPack>()

  const list = async (): Promise<Stick[]> => {
    const askedMs = now()
    const devices = await within(patience.silentMs, machine.devices()).catch(() => [])
    meet(devices, askedMs)
    const held = [...holds.values()]
    for (const each of held) if (mayLook(each)) look(each)
    const all = Promise.all(held.map((each) => each.looking?.done))
    await within(patience.listMs, all).catch(() => undefined)
    const given = new Map<string, FoundPack>()
    const listed = held.filter(isThere).map((each) => stickOf(each, given))
    handedOut = given
    return listed
  }

  const meet = (devices: readonly StickDevice[], askedMs: number): void => {
    const here = new Set(devices.map(({ key }) => key))
    // One that is just being let go of may be out of the list of mounts and not yet among those let go of.
    for (const [key, { busy }] of holds) if (!here.has(key) && !busy) holds.delete(key)
    for (const device of devices) {
      const known = holds.get(device.key)
      if (known) {
        known.device = device
        // Mounted again by somebody: it may no longer be pulled.
        if (known.away && device.place && known.awayMs < askedMs) known.away = false
        if (!known.busy && !known.away) known.place = placeNow(known, device)
        continue
      }
      const fresh = {
        stickId: tokenOf('stick', device.key),
        place: device.place,
        busy: false,
        away: false,
        awayMs: 0,
      }
      holds.set(device.key, { device, look: null, looking: null, ...fresh })
    }
  }

  const mayLook = ({ look: last, looking, busy, away }: Held) =>
    looking === null && !busy && !away && !(last?.trouble && now() - last.signMs < patience.troubleMs)

  const look = (held: Held): void => {
    const begun = newLook(now())
    const done = lookInto(held, begun).finally(() => {
      held.look = begun
      held.looking = null
    })
    held.looking = { look: begun, done }
  }

  const lookInto = async (held: Held, begun: Look): Promise<void> => {
    const sign = () => void (begun.signMs = now())
    if (held.place === null) {
      const mounted = await machine.mount(held.device, 'read')
      sign()
      if (!mounted.ok) return void (begun.trouble = mounted.flaw)
      held.place = mounted.place
    }
    const { folder } = held.place
    const { key } = held.device
    await lookAt(begun, { folder, files: machine.files, trust: of.trust(), fronts, key, sign })
  }

  const isThere = (held: Held) => !seenOf(held)?.folderGone

  const stickOf = (held: Held, given: Map<string, FoundPack>): Stick => {
    const state = stateOf(held)
    const seen = state.kind === 'open' ? seenOf(held) : null
    const { device, place } = held
    return {
      stickId: held.stickId,
      label: shownName(device.label),
      state,
      packs: (seen?.packs ?? []).map((each) => packOf(held, each, given)),
      more: seen?.more ?? 0,
      readOnly: device.readOnly || (place?.by === 'system' && !place.writable),
    }
  }

  const stateOf = (held: Held): StickState => {
    if (held.away) return { kind: 'may-pull' }
    if (held.looking && now() - held.looking.look.signMs > patience.silentMs) return { kind: 'silent' }
    const seen = seenOf(held)
    if (seen?.trouble) return seen.trouble
    if (!seen?.packs) return { kind: 'opening' }
    if (seen.packs.length > 0) return { kind: 'open' }
    return { kind: seen.isEmpty ? 'nothing-on-it' : 'no-packs' }
  }

  const packOf = (held: Held, seen: SeenPack, given: Map<string, FoundPack>): StickPack => {
    const { path, bytes, modifiedMs, front } = seen
    const file = shownName(seen.name)
    const packId = tokenOf('pack', held.device.key, path, modifiedMs, bytes)
    given.set(packId, { path, file, bytes })
    return { packId, file, bytes, modifiedMs, front }
  }

  /** One act on a stick at a time, and none while it is looked at; null when it never gets that far. */
  const alone = async <T>(stickId: string, act: (held: Held, place: Place | null) => Promise<T>) => {
    const held = [...holds.values()].find((each) => each.stickId === stickId)
    if (!held || held.away) return { kind: held ? 'away' : 'gone' } as const
    if (held.busy) return { kind: 'busy' } as const
    held.busy = true
    try {
      await within(patience.silentMs, held.looking?.done ?? Promise.resolve())
      return { kind: 'done', answer: await act(held, held.place) } as const
    } catch (thrown) {
      if (thrown instanceof NoAnswer) return { kind: 'silent' } as const
      throw thrown
    } finally {
      held.busy = false
    }
  }

  const setAway = (held: Held) => {
    held.away = true
    held.awayMs = now()
  }

  const letGo = async (held: Held, place: Place): Promise<EjectAnswer> => {
    if (!(await within(patience.stepMs, machine.sync(place.folder)))) return { kind: await afterNoSync(held) }
    const unmounted = await within(patience.stepMs, machine.unmount(held.device, place))
    if (!unmounted.ok) return { kind: unmounted.why === 'busy' ? 'busy' : 'only-synced' }
    setAway(held)
    held.place = null
    return { kind: 'may-pull' }
  }

  const afterNoSync = async (held: Held): Promise<'gone' | 'not-synced'> => {
    const devices = await machine.devices()
    return devices.some(({ key }) => key === held.device.key) ? 'not-synced' : 'gone'
  }

  const eject = async (stickId: string): Promise<EjectAnswer> => {
    const ended = await alone(stickId, async (held, place): Promise<EjectAnswer> => {
      if (place) return letGo(held, place)
      // Never mounted: nothing of it is in this machine's hands.
      setAway(held)
      return { kind: 'may-pull' }
    })
    if (ended.kind === 'done') return ended.answer
    return { kind: ended.kind === 'away' ? 'may-pull' : ended.kind }
  }

  const save = async (stickId: string, files: readonly FileToSave[]): Promise<SaveAnswer> => {
    const ended = await alone(stickId, async (held): Promise<SaveAnswer> => {
      const place = await writable(held)
      if (place === null) return failed({ kind: 'stick-read-only' })
      for (const { name, bytes } of files) {
        const written = await writeOnStick(place.folder, name, bytes, machine.files, patience.stepMs)
        if (written.ok) continue
        await closeAfterFault(held, place)
        return failed(written.fault)
      }
      const { kind } = await letGo(held, place)
      if (kind === 'gone') return failed({ kind: 'stick-gone' })
      if (kind === 'not-synced') return failed({ kind: 'stick-fault', code: 'sync' })
      return { kind: 'saved', files: files.map(({ name }) => name), mayPull: kind === 'may-pull' }
    })
    if (ended.kind === 'done') return ended.answer
    if (ended.kind === 'busy') return failed({ kind: 'stick-busy' })
    return failed({ kind: ended.kind === 'silent' ? 'silent' : 'stick-gone' })
  }

  /** Open for writing no longer than the write: the next look mounts it for reading again. */
  const closeAfterFault = async (held: Held, place: Place): Promise<void> => {
    if (place.by !== 'kiosk') return
    const unmounted = await within(patience.stepMs, machine.unmount(held.device, place)).catch(() => null)
    if (unmounted?.ok) held.place = null
  }

  /** What is mounted for reading only is mounted anew for the write, and only for it. */
  const writable = async (held: Held): Promise<Place | null> => {
    const { place, device } = held
    if (place?.writable) return place
    if (place && !(await within(patience.stepMs, machine.unmount(device, place))).ok) return null
    held.place = null
    const mounted = await within(patience.stepMs, machine.mount(device, 'write'))
    if (!mounted.ok) return null
    return (held.place = mounted.place)
  }

  const leave = async (): Promise<void> => {
    const own = [...holds.values()].filter(({ place, busy }) => place?.by === 'kiosk' && !busy)
    for (const held of own)
      await alone(held.stickId, async (each, place) => {
        if (place && (await machine.unmount(each.device, place)).ok) each.place = null
      })
  }

  return { list, find: (packId) => handedOut.get(packId) ?? null, eject, save, leave }
}

const newLook = (signMs: number): Look => ({
  trouble: null,
  folderGone: false,
  packs: null,
  more: 0,
  isEmpty: false,
  signMs,
})

/** The first look fills in under the clerk's eyes; a later one takes its place when it is through. */
const seenOf = ({ look, looking }: Held): Look | null => look ?? looking?.look ?? null

/** A mount of our own through the desktop's service looks like anybody's in the list of mounts. */
const placeNow = ({ place }: Held, device: StickDevice): Place | null =>
  device.place && place?.folder === device.place.folder ? { ...device.place, by: place.by } : device.place

const failed = (fault: Extract<SaveAnswer, { kind: 'failed' }>['fault']): SaveAnswer => ({
  kind: 'failed',
  fault,
})
