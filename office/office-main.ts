// The township's window put together: page, doors, the reading process, dialogs, sticks and the kiosk beside it.
// oxlint-disable-next-line no-restricted-imports -- the clerk wants to find a sheet in the file manager; nothing else is opened with it
import { app, dialog, ipcMain, screen, shell, utilityProcess } from 'electron'
import type { BrowserWindow, IpcMainInvokeEvent, OpenDialogOptions } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { localDay } from '../disclosure/local-day.ts'
import { folderMemory } from './folder-memory.ts'
import { kioskBeside } from './kiosk-beside.ts'
import { callChannel, eventChannel } from './office-contract.ts'
import type { Drive, OfficeEvent } from './office-contract.ts'
import { answerKnock } from './office-doors.ts'
import type { Desktop } from './machine/work.ts'
import { officeMachine } from './office-machine.ts'
import type { OfficeMachine } from './office-machine.ts'
import { readOfficeOptions } from './office-options.ts'
import type { OfficeOptions } from './office-options.ts'
import { declareScheme, pageOrigin, servePage } from './office-protocol.ts'
import { lockOffice, officeSession, officeWindow } from './office-window.ts'
import { readingLine } from './reading-line.ts'
import type { Child } from './reading-line.ts'
import { removableDrives } from './removable-drives.ts'

const broken = 70
const appFolder = join(__dirname, '..', '..')
const drivesEveryMs = 2000

begin()

function begin(): void {
  const options = readOfficeOptions(process.argv, process.cwd())
  app.setName('mingbai-office')
  const dataFolder = options.dataFolder ?? join(app.getPath('appData'), 'mingbai-office')
  app.setPath('userData', dataFolder)
  app.setPath('sessionData', join(dataFolder, 'electron-profile'))
  // Two windows over one memory would each forget what the other keeps.
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  process.on('uncaughtException', die)
  process.on('unhandledRejection', die)
  declareScheme()
  lockOffice()
  void app.whenReady().then(() => run(options, dataFolder))
}

function run(options: OfficeOptions, dataFolder: string): void {
  const words = officeWords()
  const workFolder = join(dataFolder, 'work')
  const own = officeSession()
  servePage(own, join(__dirname, 'page'))
  let window: BrowserWindow | null = null
  const tell = (event: OfficeEvent) => {
    if (window && !window.isDestroyed()) window.webContents.send(eventChannel, event)
  }
  const machine: OfficeMachine = officeMachine({
    line: readingLine({ fork: forkReading, onTold: (told) => machine.told(told) }),
    memory: folderMemory(join(dataFolder, 'folders')),
    desktop: desktopOf({ window: () => window, options, words, workFolder }),
    workFolder,
    version: app.getVersion(),
    today,
    tell,
  })
  // The frame is looked at before anything is awaited: later it may be another one.
  ipcMain.handle(callChannel, (event, name: unknown, input: unknown) =>
    answerKnock(machine.handlers, { fromOurPage: isOurPage(event, window), name, input }, say),
  )
  window = officeWindow({
    session: own,
    preload: join(__dirname, 'preload.cjs'),
    title: words.title,
    size: options.size,
  })
  app.on('second-instance', () => window?.focus())
  app.on('window-all-closed', () => app.quit())
  leaveNothing(machine)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit())
  watchDrives(options, tell)
}

/** What was only tried goes before the program does. */
function leaveNothing(machine: OfficeMachine): void {
  let cleared = false
  app.on('before-quit', (event) => {
    if (cleared) return
    event.preventDefault()
    void machine
      .close()
      .catch(say)
      .then(() => {
        cleared = true
        app.quit()
      })
  })
}

/** A stick that is put in appears by itself. */
function watchDrives(options: OfficeOptions, tell: (event: OfficeEvent) => void): void {
  let seen = ''
  const look = async () => {
    const drives: Drive[] = (await removableDrives(options.stickFolders)).map(
      ({ path: _path, ...drive }) => drive,
    )
    const now = JSON.stringify(drives)
    if (now !== seen) tell({ kind: 'drives', drives })
    seen = now
    // A dying stick can hold a look for seconds: the next one begins when this one has ended.
    setTimeout(() => void look().catch(say), drivesEveryMs).unref()
  }
  void look().catch(say)
}

function isOurPage(event: IpcMainInvokeEvent, window: BrowserWindow | null): boolean {
  const frame = event.senderFrame
  if (window === null || window.isDestroyed() || frame === null) return false
  const { webContents } = window
  return event.sender === webContents && frame === webContents.mainFrame && frame.origin === pageOrigin
}

function forkReading(): Child {
  const child = utilityProcess.fork(join(__dirname, 'reading-process.cjs'), [], {
    serviceName: 'mingbai reading',
    stdio: 'inherit',
    // A roster of 100,000 lines and its workbook side by side.
    execArgv: ['--max-old-space-size=3072'],
  })
  return {
    postMessage: (message) => child.postMessage(message),
    kill: () => void child.kill(),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.on('exit', () => listener()),
  }
}

// ---- the desktop ----

function desktopOf(of: {
  window: () => BrowserWindow | null
  options: OfficeOptions
  words: Words
  workFolder: string
}): Desktop {
  const { window, options, words } = of
  const ask = async (wish: OpenDialogOptions): Promise<string | null> => {
    const over = window()
    const answer = over ? await dialog.showOpenDialog(over, wish) : await dialog.showOpenDialog(wish)
    return answer.canceled ? null : (answer.filePaths[0] ?? null)
  }
  const packs = [{ name: words.pack, extensions: ['mbpack'] }]
  const keys = [{ name: words.key, extensions: ['key'] }]
  const beside = kioskBeside({
    program: process.execPath,
    switches: ['no-sandbox', 'disable-gpu', 'log-level']
      .filter((name) => app.commandLine.hasSwitch(name))
      .map((name) => `--${name}${withValue(app.commandLine.getSwitchValue(name))}`),
    appFolder,
    folder: join(of.workFolder, 'preview'),
    title: words.preview,
    size: previewSize,
    command: kioskCommand,
  })
  return {
    chooseFolder: () => ask({ title: words.chooseFolder, properties: ['openDirectory'] }),
    choosePack: () => ask({ title: words.choosePack, properties: ['openFile'], filters: packs }),
    chooseKey: () => ask({ title: words.chooseKey, properties: ['openFile'], filters: keys }),
    chooseKeyFolder: () =>
      ask({ title: words.chooseKeyFolder, properties: ['openDirectory', 'createDirectory'] }),
    chooseOutFolder: () =>
      ask({ title: words.chooseOutFolder, properties: ['openDirectory', 'createDirectory'] }),
    chooseStickFolder: () => ask({ title: words.chooseStickFolder, properties: ['openDirectory'] }),
    showFile: (path) => shell.showItemInFolder(path),
    drives: () => removableDrives(options.stickFolders),
    openKiosk: beside.open,
    closeKiosk: beside.close,
  }
}

const withValue = (value: string): string => (value === '' ? '' : `=${value}`)

/** The kiosk's own command inside Electron: no second Node has to be on this PC. */
function kioskCommand(args: readonly string[]): Promise<boolean> {
  const program = join(appFolder, 'dist', 'kiosk-command.cjs')
  const child = utilityProcess.fork(program, [...args], {
    serviceName: 'mingbai kiosk command',
    stdio: 'ignore',
  })
  return new Promise((done) => child.once('exit', (code) => done(code === 0)))
}

/** As the kiosk hangs, lying down, as large as this screen allows. */
function previewSize(): { width: number; height: number } {
  const { width, height } = screen.getPrimaryDisplay().workAreaSize
  const side = Math.min(width * 0.94, (height * 0.88 * 16) / 9, 1920)
  return { width: Math.round(side), height: Math.round((side * 9) / 16) }
}

// ---- words of the frame and the dialogs, which the page cannot draw ----

const Words = z.object({
  title: z.string(),
  preview: z.string(),
  pack: z.string(),
  key: z.string(),
  chooseFolder: z.string(),
  choosePack: z.string(),
  chooseKey: z.string(),
  chooseKeyFolder: z.string(),
  chooseOutFolder: z.string(),
  chooseStickFolder: z.string(),
})
type Words = z.infer<typeof Words>

function officeWords(): Words {
  const file = join(appFolder, 'assets', 'locales', 'zh-CN', 'office.json')
  return z.object({ frame: Words }).parse(JSON.parse(readFileSync(file, 'utf8'))).frame
}

/** The township's own day, not Greenwich's. */
function today(): string {
  return localDay(new Date())
}

/** Where it happened and nothing else: a message may carry what stood in a sheet. */
function say(thrown: unknown): void {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : typeof thrown
  const where = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
  process.stderr.write(`${JSON.stringify({ event: 'office-fault', where: where.slice(0, 3) })}\n`)
}

// Without this an exception opens Electron's modal window, in English.
function die(thrown: unknown): void {
  say(thrown)
  app.exit(broken)
}
