// The machine under the screen: started twice, killed in parts, ended, and on disks that are not as they should be.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { chromiumSwitches, environment, kioskWith, seeAllRisks, world } from './harness.ts'
import type { Kiosk, Wishes } from './harness.ts'
import { root } from './places.ts'
import { kioskCommand } from './programs.ts'
import { mayMount, onSmallDisk, whileReadOnly } from '../stand-ins/small-disk.ts'

let kiosk: Kiosk | null = null
afterEach(async () => {
  await kiosk?.close()
  kiosk = null
})
const started = async (wishes: Wishes = {}) =>
  (kiosk = await kioskWith({ data: world().afterQuarter, ...wishes }))

test('a second start over the same data leaves at once, and the first goes on', async () => {
  const first = await started()
  const second = startedPlainly(first.dataFolder, ['kiosk://open?x=1', '--data-hostile'])
  expect(await endOf(second, 10_000)).toEqual({ code: 0, signal: null })
  expect(await first.call('home', {})).toMatchObject({ ok: true })
})

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s ends it within five seconds', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-signal-'))
  cpSync(world().afterQuarter, join(folder, 'data'), { recursive: true })
  const running = startedPlainly(join(folder, 'data'))
  await until(() => logOf(join(folder, 'data')).includes('"start"'))
  await pause(1500)
  running.kill(signal)
  expect((await endOf(running, 5000))?.signal).toBe(null)
  rmSync(folder, { recursive: true, force: true })
})

test('a speech daemon that never answers does not keep it from ending', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-daemon-'))
  cpSync(world().afterQuarter, join(folder, 'data'), { recursive: true })
  let asked = false
  const daemon = createServer((caller) => {
    asked = true
    caller.resume().on('error', () => caller.destroy())
  }).listen(join(folder, 'daemon'))
  const running = startedPlainly(join(folder, 'data'), [], {
    SPEECHD_ADDRESS: `unix_socket:${join(folder, 'daemon')}`,
  })
  // Without the system's speech library nobody asks, and it ends all the same.
  await until(() => asked).catch(() => {})
  running.kill('SIGTERM')
  expect(await endOf(running, 5000)).toEqual({ code: 0, signal: null })
  daemon.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a crashed page is back within two seconds', async () => {
  const { app } = await started()
  for (let n = 0; n < 3; n++) {
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
    )
    await pause(150)
    await until(async () => (await elements(app)) > 0, 2000)
  }
})

test('a closed window is replaced by a new one', async () => {
  const { app } = await started()
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.destroy())
  await until(async () => (await elements(app)) > 0, 3000)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('a page that hangs without anybody touching it is brought back', async () => {
  const { app } = await started()
  await app.evaluate(({ BrowserWindow }) => {
    void BrowserWindow.getAllWindows()[0]
      ?.webContents.executeJavaScript('for (;;);')
      .catch(() => {})
  })
  await until(async () => (await elements(app)) > 0, 30_000)
}, 60_000)

test('a store process that is killed comes back, and the screen with it', async () => {
  const running = await started()
  const [store] = await childrenOf(running, 'store-process')
  process.kill(store ?? 0, 'SIGKILL')
  await until(async () => (await running.call('home', {})).ok, 3000)
  expect(await childrenOf(running, 'store-process')).not.toContain(store)
})

test('an import that is killed leaves the old content, and can be done again', async () => {
  const running = await started({ data: world().beforeQuarter })
  running.put(world().packs.newest)
  await running.call('setFirstPin', { pin: '135790' })
  await readFirstPack(running)
  const [importer] = await childrenOf(running, 'importer-process')
  process.kill(importer ?? 0, 'SIGKILL')
  await until(async () => (await stateOf(running)).kind === 'failed')
  expect(await stateOf(running)).toMatchObject({ fault: { kind: 'interrupted' } })
  expect(await sequenceOf(running)).toBe(10)
  await readFirstPack(running)
  await seeAllRisks(running)
  await running.call('applyUpdate', { sequence: 11 })
  await until(async () => (await stateOf(running)).kind === 'applied')
  expect(await sequenceOf(running)).toBe(11)
  expect(readdirSync(join(running.dataFolder, 'staging'))).toEqual([])
})

test('content that another process imported shows by itself', async () => {
  const running = await started({ data: world().beforeQuarter })
  expect(await sequenceOf(running)).toBe(10)
  kioskCommand(running.dataFolder, 'import', world().packs.newest)
  await until(async () => (await sequenceOf(running)) === 11, 12_000)
})

test('an exception in the main process ends it with 70 and a line in the log, not with a window', async () => {
  const { app, dataFolder } = await started()
  const gone = new Promise<number | null>((done) => app.process().once('exit', done))
  await app
    .evaluate(() => void setTimeout(() => Promise.reject(new Error('张三 thrown by a test')), 10))
    .catch(() => {})
  expect(await gone).toBe(70)
  const log = logOf(dataFolder)
  expect(log).toContain('unhandled-rejection')
  expect(log).not.toContain('张三')
  kiosk = null
})

test.runIf(mayMount)('a read-only disk is still shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-readonly-'))
  cpSync(world().afterQuarter, folder, { recursive: true })
  await whileReadOnly(folder, async () => {
    const running = await started({ data: folder, asIs: true })
    expect(await sequenceOf(running)).toBe(11)
    const reply = await running.call('kiosk', {})
    expect(reply).toMatchObject({ ok: true, answer: { trouble: { kind: 'read-only' } } })
    await closeNow()
  })
  rmSync(folder, { recursive: true, force: true })
})

test.runIf(mayMount)('a disk that fills up refuses the update and keeps what is shown', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-full-'))
  await onSmallDisk(folder, 64 * 1024, async () => {
    const data = join(folder, 'data')
    cpSync(world().beforeQuarter, data, { recursive: true })
    const running = await started({ data, asIs: true })
    running.put(world().packs.newest)
    await running.call('setFirstPin', { pin: '135790' })
    await readFirstPack(running)
    fillUp(folder)
    await seeAllRisks(running)
    await running.call('applyUpdate', { sequence: 11 })
    await until(async () => (await stateOf(running)).kind === 'failed')
    expect(await stateOf(running)).toMatchObject({ fault: { kind: 'disk-full' } })
    expect(await sequenceOf(running)).toBe(10)
    expect(await running.call('home', {})).toMatchObject({ ok: true })
    await closeNow()
  })
  rmSync(folder, { recursive: true, force: true })
})

test('a data folder of a newer kiosk says so and loses nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-newer-'))
  cpSync(world().afterQuarter, folder, { recursive: true })
  const state = join(folder, 'state.db')
  // SQLite keeps user_version big-endian at byte 60.
  const bytes = readFileSync(state)
  bytes.writeUInt32BE(9999, 60)
  writeFileSync(state, bytes)
  const running = await started({ data: folder, asIs: true })
  const reply = await running.call('kiosk', {})
  expect(reply).toMatchObject({ ok: true, answer: { trouble: { kind: 'newer-schema', found: 9999 } } })
  // The content's own files are of our kind and can still be read.
  expect(await sequenceOf(running)).toBe(11)
  expect(readFileSync(state).equals(bytes)).toBe(true)
  await closeNow()
  rmSync(folder, { recursive: true, force: true })
})

test('without --windowed it takes the whole screen, and takes it back', async () => {
  const { app } = await started({ args: [] })
  // Without a window manager Chromium sometimes gives a window one pixel less than it was asked for.
  const coversTheGlass = () =>
    app.evaluate(({ BrowserWindow, screen }) => {
      const [window] = BrowserWindow.getAllWindows()
      const glass = screen.getPrimaryDisplay().bounds
      const { x, y, width, height } = window?.getBounds() ?? { x: 0, y: 0, width: 0, height: 0 }
      const covers = x === 0 && y === 0 && glass.width - width <= 1 && glass.height - height <= 1
      return covers && window?.isKiosk()
    })
  expect(await coversTheGlass()).toBe(true)
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setKiosk(false))
  await expect.poll(coversTheGlass, { timeout: 5000 }).toBe(true)
})

test.runIf(process.getuid?.() !== 0)('the page runs inside Chromium’s sandbox', async () => {
  const { app } = await started()
  const pids = await app.evaluate((electron) =>
    electron.app.getAppMetrics().flatMap((each) => (each.type === 'Tab' ? [each.pid] : [])),
  )
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    expect(status).toMatch(/^Seccomp:\s*2$/m)
    expect(status).toMatch(/^NoNewPrivs:\s*1$/m)
  }
  expect(pids.length).toBe(1)
})

test('--screenshot writes the home screen once it is painted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-shot-'))
  const file = join(folder, 'home.png')
  await started({ args: ['--windowed', '--size', '1080x1920', '--screenshot', file] })
  await until(() => statSync(file, { throwIfNoEntry: false }) !== undefined)
  const png = readFileSync(file)
  expect(png.toString('latin1', 1, 4)).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1080, 1920])
  expect(readdirSync(folder)).toEqual(['home.png'])
  rmSync(folder, { recursive: true, force: true })
})

/** A disk is only taken away once nobody has a file of it open. */
async function closeNow(): Promise<void> {
  await kiosk?.close()
  kiosk = null
}

/** Until nothing more fits. */
function fillUp(folder: string): void {
  for (const size of [1 << 20, 1 << 16, 1 << 12]) {
    for (let n = 0; ; n++) {
      try {
        writeFileSync(join(folder, `filler-${size}-${n}`), Buffer.alloc(size))
      } catch {
        break
      }
    }
  }
}

function startedPlainly(
  dataFolder: string,
  more: string[] = [],
  env: Record<string, string> = {},
): ChildProcess {
  const program = process.env['MINGBAI_ELECTRON'] ?? ''
  const args = [...chromiumSwitches(), root, '--data', dataFolder, '--windowed', '--size', '800x600', ...more]
  return spawn(program, args, { cwd: root, env: { ...environment(), ...env }, stdio: 'ignore' })
}

function endOf(running: ChildProcess, withinMs: number) {
  return new Promise<{ code: number | null; signal: NodeJS.Signals | null } | null>((done) => {
    const timer = setTimeout(() => {
      running.kill('SIGKILL')
      done(null)
    }, withinMs)
    running.once('exit', (code, signal) => {
      clearTimeout(timer)
      done({ code, signal })
    })
  })
}

async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  await expect
    .poll(async () => Promise.resolve(holds()).catch(() => false), { timeout: withinMs, interval: 100 })
    .toBe(true)
}

/** How much is drawn; a page that just crashed never answers, so it is asked with little patience. */
const elements = (app: Kiosk['app']) =>
  app.evaluate(({ BrowserWindow }) => {
    const counted: Promise<number> | undefined =
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        'document.querySelectorAll("[data-testid]").length',
      )
    return Promise.race([counted ?? 0, new Promise<number>((done) => setTimeout(done, 300, 0))])
  })

const logOf = (dataFolder: string) => {
  try {
    return readFileSync(join(dataFolder, 'logs', 'machine.jsonl'), 'utf8')
  } catch {
    return ''
  }
}

/** Processes of the machine by the names it gave them. */
const childrenOf = ({ app }: Kiosk, name: string): Promise<number[]> =>
  app.evaluate(
    (electron, wanted) =>
      electron.app
        .getAppMetrics()
        .filter((each) => `${each.name} ${each.serviceName}`.includes(wanted))
        .map((each) => each.pid),
    name,
  )

async function readFirstPack(running: Kiosk): Promise<void> {
  const reply = await running.call('sticks', {})
  const packId = reply.ok ? reply.answer[0]?.packs[0]?.packId : undefined
  await running.call('readPack', { packId: packId ?? '' })
  await until(async () => (await stateOf(running)).kind === 'ready')
}

async function stateOf(running: Kiosk) {
  const reply = await running.call('updateState', {})
  if (!reply.ok) throw new Error(reply.kind)
  return reply.answer
}

async function sequenceOf(running: Kiosk): Promise<number | null> {
  const reply = await running.call('kiosk', {})
  return reply.ok ? (reply.answer.content?.sequence ?? null) : null
}
