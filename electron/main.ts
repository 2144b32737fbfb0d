// The kiosk's machine put together: window, page, doors, store, sticks and updates. The only file that knows everyone.
import { app, ipcMain, session, utilityProcess } from 'electron'
import type { IpcMainInvokeEvent, Session, WebContents } from 'electron'
import { createHash } from 'node:crypto'
import { accessSync, constants, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { attachmentsFolder, wasInterrupted } from '../db/data-folder.ts'
import type { ChildLine } from './child-line.ts'
import { callChannel, eventChannel } from './contract.ts'
import type { KioskEvent } from './contract.ts'
import { doors } from './doors.ts'
import { handlers } from './handlers.ts'
import type { Machine } from './handlers.ts'
import { readLaunchOptions } from './launch-options.ts'
import type { LaunchOptions } from './launch-options.ts'
import { forbiddenSwitch, lockApp, lockSession } from './lockdown.ts'
import { factsOf, machineLog } from './machine-log.ts'
import type { MachineLog } from './machine-log.ts'
import { nightRound } from './night-round.ts'
import { printDesk } from './print-desk.ts'
import { printQueue } from './print-queue.ts'
import { printWindow } from './print-window.ts'
import { declareScheme, serve } from './protocol.ts'
import { runProgram } from './run-program.ts'
import { saveScreenshot } from './screenshot.ts'
import { pageOrigin, servedFiles } from './served-files.ts'
import { staffSession } from './staff-session.ts'
import { stickClient } from './stick-client.ts'
import { storeClient } from './store-client.ts'
import { isUnderWay, updater } from './updater.ts'
import { kioskWindow } from './window.ts'
import type { KioskWindow } from './window.ts'

const lookAgainMs = 5_000
/** What a page asks that nobody touches; anything else is a sign of a person. */
const madeByItself: ReadonlySet<unknown> = new Set(['kiosk', 'home', 'painted', 'staffState', 'touchTrouble'])
const exitCode = { wrongUsage: 2, broken: 70, notAllowed: 77 }

begin()

function begin(): void {
  const read = readLaunchOptions({
    argv: process.argv,
    env: process.env,
    packaged: app.isPackaged,
    workingFolder: process.cwd(),
  })
  if (!read.ok) return leave(exitCode.wrongUsage, JSON.stringify(read.fault))
  const forbidden = forbiddenSwitch()
  if (forbidden) return leave(exitCode.notAllowed, JSON.stringify({ kind: 'forbidden-switch', forbidden }))

  const dataFolder = read.options.dataFolder ?? app.getPath('userData')
  app.setPath('userData', profileFolder(dataFolder))
  app.setPath('sessionData', app.getPath('userData'))
  // The lock lies in the profile, and the profile belongs to the data: two kiosks over two data folders are
  // two machines, two over one are a mistake, and the second leaves without a word.
  if (!app.requestSingleInstanceLock()) return app.exit(0)

  const log = machineLog(join(dataFolder, 'logs'))
  const life = { ending: false }
  dieWithAWord(log, life)
  declareScheme()
  lockApp()
  void app.whenReady().then(() => run(read.options, dataFolder, log, life))
}

function run(options: LaunchOptions, dataFolder: string, log: MachineLog, life: Life): void {
  log.write('start', { app: app.getVersion(), electron: process.versions.electron })
  const own = ownSession(dataFolder, log)
  let window: KioskWindow | null = null
  const contents = () => window?.contents() ?? null
  const machine = machineWith({
    options,
    dataFolder,
    log,
    tell: (event) => contents()?.send(eventChannel, event),
    contents,
    painted: once(() => {
      const painted = contents()
      if (options.screenshotFile && painted) void saveScreenshot(painted, options.screenshotFile, log.write)
      void repairIfDamaged(machine)
    }),
  })
  const { answer } = doors({ staff: machine.staff, report: log.write, handlers: handlers(machine) })
  const night = nightRound({
    round: options.round,
    isBusy: () => machine.staff.isOpen() || isUnderWay(machine.updater.state()),
    go() {
      log.write('night-round')
      // As at a start: what was damaged makes way for older content, and is built once more.
      machine.updater.repair()
      contents()?.reload()
    },
  })
  // The frame is looked at before anything is awaited: later it may be another one (electron 33).
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) => {
    if (!madeByItself.has(name)) night.asked()
    return answer({ fromOurPage: isOurPage(event, contents()), name, input })
  })
  window = kioskWindow({
    session: own,
    preload: ourFile('dist', 'electron', 'preload.cjs'),
    windowed: options.windowed,
    preview: options.preview,
    size: options.size,
    report: log.write,
    isEnding: () => life.ending,
    onLost: () => machine.staff.close(),
  })
  endProperly(life, () => {
    night.stop()
    machine.store.close()
    machine.sticks.close()
  })
}

/** After the first screen is up: villagers see older content at once, and the newest again when it is built. */
async function repairIfDamaged({ store, updater: updates }: Machine): Promise<void> {
  const state = await store.ask('kiosk', {}).catch(() => null)
  const kind = state?.trouble?.kind
  const needed = await store.ask('needsRepair', {}).catch(() => false)
  if (needed || kind === 'damaged' || kind === 'newer-schema' || kind === 'older-schema') updates.repair()
}

/** Kept in memory only: what Chromium remembers of a visitor is gone with the process. */
function ownSession(dataFolder: string, log: MachineLog): Session {
  app.on('session-created', (created) => lockSession(created, log.write))
  lockSession(session.defaultSession, log.write)
  const own = session.fromPartition('kiosk')
  const pageFolder = ourFile('dist', 'renderer')
  serve(own, servedFiles({ pageFolder, attachmentsFolder: attachmentsFolder(dataFolder) }))
  return own
}

/** Store, updates, sticks and the clerk's session, each telling the page what it must know. */
function machineWith(of: {
  options: LaunchOptions
  dataFolder: string
  log: MachineLog
  tell: (event: KioskEvent) => void
  contents: () => WebContents | null
  painted: () => void
}): Machine {
  const { options, dataFolder, log, tell } = of
  // Before the store starts, which clears it away.
  const interrupted = wasInterrupted(dataFolder)
  const store = storeClient({
    fork: () => fork('store-process', [dataFolder, ourFile('assets', 'pinyin', 'mingbai-pinyin.bin')]),
    report: log.write,
    onRestart: () => void contentChanged(),
  })
  const lookAgain = async (tellAnyway: boolean) => {
    const { generation, changed } = await store
      .ask('lookAgain', {})
      .catch(() => ({ generation: null, changed: false }))
    if (changed || tellAnyway) tell({ kind: 'content-changed', generation: generation ?? '' })
  }
  const contentChanged = () => lookAgain(true)
  // The kiosk command may import beside us, over a maintenance line: the screen follows.
  setInterval(() => void lookAgain(false), lookAgainMs).unref()

  const updates = updater({
    fork: () => fork('importer-process', [dataFolder, app.getVersion()], fewerYoung),
    onState: (state) => {
      // Nobody is locked out while they wait for what they began.
      if (isUnderWay(state)) staff.touch()
      tell({ kind: 'update', state })
    },
    onSwitched: () => void contentChanged(),
    onCheck: (check) => void store.ask('noteSpotCheck', check).catch(() => log.write('spot-check-lost')),
    report: log.write,
    interrupted,
  })
  const seen = stickClient({
    fork: () => fork('stick-process', [dataFolder, app.getVersion(), JSON.stringify(options.stickFolders)]),
    report: log.write,
  })
  const staff = staffSession({
    idleMs: options.staffIdleMs,
    onChange(open) {
      log.write(open ? 'staff-in' : 'staff-out')
      if (open) printing.allowMore()
      if (open) return seen.watch(() => tell({ kind: 'sticks-changed' }))
      seen.unwatch()
      // What was only looked at is put away; what is under way runs on, and what was brought may still be compared.
      const state = updates.state()
      if (!isUnderWay(state) && state.kind !== 'applied') updates.dismiss()
      tell({ kind: 'locked' })
    },
  })
  const printing = printDesk({
    printers: async () => (await of.contents()?.getPrintersAsync()) ?? [],
    chosen: () => store.ask('printerSetting', {}),
    send: printWindow(ourFile('dist', 'renderer')),
    queue: printQueue(runProgram, process.platform),
    report: log.write,
  })
  void printing.tidy().catch(() => log.write('print-queue-unknown'))
  const versions = { app: app.getVersion(), electron: process.versions.electron }
  const { painted } = of
  const report = log.write
  const startedAt = new Date().toISOString()
  return {
    startedAt,
    store,
    staff,
    sticks: seen,
    updater: updates,
    printing,
    given: options,
    versions,
    painted,
    report,
    contentChanged,
  }
}

/** Until it is ending, a closed window comes back; from then on nothing holds one open. */
type Life = { ending: boolean }

function isOurPage(event: IpcMainInvokeEvent, contents: WebContents | null): boolean {
  const frame = event.senderFrame
  if (contents === null || frame === null || event.sender !== contents) return false
  return frame === contents.mainFrame && frame.origin === pageOrigin
}

/** What V8 of Electron 33 does by itself; newer ones keep 100 MB more of what an import has long thrown away. */
const fewerYoung = ['--max-semi-space-size=16']

function fork(
  name: 'store-process' | 'importer-process' | 'stick-process',
  args: string[],
  execArgv: string[] = [],
): ChildLine {
  const child = utilityProcess.fork(ourFile('dist', 'electron', `${name}.cjs`), args, {
    serviceName: `mingbai ${name}`,
    stdio: 'inherit',
    execArgv,
  })
  return {
    postMessage: (message) => child.postMessage(message),
    kill: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', listener),
  }
}

const ourFile = (...parts: string[]) => join(app.getAppPath(), ...parts)

/** Chromium wants a folder it can write to even where the kiosk's data is on a read-only disk. */
function profileFolder(dataFolder: string): string {
  try {
    mkdirSync(dataFolder, { recursive: true })
    accessSync(dataFolder, constants.W_OK)
    return join(dataFolder, 'electron-profile')
  } catch {
    const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 16)
    return join(tmpdir(), `mingbai-profile-${name}`)
  }
}

/** A signal or the system's shutdown ends the app; nothing a page does can. */
function endProperly(life: Life, closeStore: () => void): void {
  app.on('window-all-closed', () => {})
  app.on('before-quit', () => {
    life.ending = true
    closeStore()
  })
  app.on('quit', (_event, code) => endAtOnce(code))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
}

/**
 * Chromium ends only when its threads have; one of them waits for the speech daemon, and a daemon that hangs would keep
 * the machine from ever ending. Nothing is left to be written by then. Electron's own `process.exit` asks Chromium.
 */
function endAtOnce(code: number): void {
  const end: unknown = Reflect.get(process, 'reallyExit')
  if (typeof end === 'function') end.call(process, code)
}

// Without these an exception opens Electron's modal window and freezes the machine behind it.
function dieWithAWord(log: MachineLog, life: Life): void {
  const die = (event: string) => (thrown: unknown) => {
    life.ending = true
    log.write(event, factsOf(thrown))
    app.exit(exitCode.broken)
  }
  process.on('uncaughtException', die('uncaught-exception'))
  process.on('unhandledRejection', die('unhandled-rejection'))
}

function leave(code: number, word: string): void {
  process.stderr.write(`${word}\n`)
  app.exit(code)
}

function once(act: () => void): () => void {
  let done = false
  return () => {
    if (done) return
    done = true
    act()
  }
}
