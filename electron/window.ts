// The one window: full-screen, always there, back within moments when its page crashes, hangs or is closed.
import { BrowserWindow, app, screen } from 'electron'
import type { Session, WebContents } from 'electron'
import { setTimeout as pause } from 'node:timers/promises'
import { lockContents } from './lockdown.ts'
import { homeUrl } from './served-files.ts'

const aborted = -3

type Report = (event: string, facts?: Record<string, string | number | boolean | null>) => void

export type KioskWindow = { contents(): WebContents | null }

export type WindowWishes = {
  session: Session
  preload: string
  windowed: boolean
  /** A title: then the window is one of an ordinary PC and its closing ends the program. */
  preview: string | null
  size: { width: number; height: number } | null
  report: Report
  /** The app is ending: now the window may close. */
  isEnding: () => boolean
  /** The screen stopped being the clerk's: another window is in front, or the page is gone. */
  onLost: () => void
}

export function kioskWindow(wishes: WindowWishes): KioskWindow {
  let window: BrowserWindow | null = null
  const { isEnding } = wishes
  let falls: number[] = []

  const show = () => {
    const shown = newWindow(wishes)
    window = shown
    lockContents(shown.webContents, wishes.report)
    stayInFront(shown, wishes)
    shown.webContents.on('render-process-gone', (_event, details) => {
      wishes.report('page-gone', { reason: details.reason, exitCode: details.exitCode })
      wishes.onLost()
      void comeBack(shown)
    })
    // about:srcdoc asks nobody and ends on Chromium's error page; -3 is a navigation that was refused in time.
    shown.webContents.on('did-fail-load', (_event, code, _words, _url, isMainFrame) => {
      if (!isMainFrame || code === aborted) return
      wishes.report('page-not-loaded', { code })
      void comeBack(shown)
    })
    shown.on('closed', () => {
      if (window === shown) window = null
      wishes.onLost()
      if (wishes.preview !== null) return app.quit()
      // window.close() in a page does not ask: then there is simply a new window.
      if (!isEnding()) show()
    })
    void shown.loadURL(homeUrl).catch(() => {})
    watchHeartbeat(shown, wishes)
  }

  // Killing and reloading in one breath never reloads (measured).
  const comeBack = async (fallen: BrowserWindow) => {
    const now = performance.now()
    falls = [...falls.filter((at) => now - at < 60_000), now]
    await pause(waitAfterFalls(falls.length))
    if (!isEnding() && !fallen.isDestroyed()) await fallen.loadURL(homeUrl).catch(() => {})
  }

  show()
  return {
    contents: () => (window === null || window.isDestroyed() ? null : window.webContents),
  }
}

/** 0.2 s for the first falls of a minute, then doubling to half a minute: back at once, but never a loop. */
export function waitAfterFalls(inLastMinute: number): number {
  return Math.min(30_000, 200 * 2 ** Math.max(0, inLastMinute - 3))
}

function newWindow(wishes: WindowWishes): BrowserWindow {
  return new BrowserWindow({
    ...placeOf(wishes),
    ...(wishes.preview === null ? fixedFrame(wishes.windowed) : openFrame(wishes.preview)),
    useContentSize: true,
    autoHideMenuBar: true,
    backgroundColor: '#ffffff',
    webPreferences: {
      session: wishes.session,
      preload: wishes.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
      disableDialogs: true,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
    },
  })
}

const fixedFrame = (windowed: boolean) => ({
  ...(windowed ? {} : { kiosk: true }),
  frame: false,
  roundedCorners: false,
  resizable: false,
  movable: false,
  minimizable: false,
  maximizable: false,
  closable: false,
  skipTaskbar: true,
})

const openFrame = (title: string) => ({ title, center: true, resizable: false, maximizable: false })

const upright = { width: 1080, height: 1920 }

/** Full-screen is the window manager's doing; where there is none, the window itself is as large as the screen. */
function placeOf({ windowed, size, preview }: WindowWishes) {
  if (preview !== null) return size ?? upright
  if (windowed) return { x: 0, y: 0, ...(size ?? upright) }
  const { x, y, width, height } = screen.getPrimaryDisplay().bounds
  return { x, y, ...(size ?? { width, height }) }
}

function stayInFront(window: BrowserWindow, wishes: WindowWishes): void {
  if (wishes.preview !== null) return void window.on('page-title-updated', (event) => event.preventDefault())
  window.on('close', (event) => {
    if (!wishes.isEnding()) event.preventDefault()
  })
  window.on('blur', wishes.onLost)
  window.on('minimize', () => window.restore())
  window.on('leave-full-screen', () => {
    if (!wishes.windowed && !wishes.isEnding()) window.setKiosk(true)
  })
  // A screen that was turned, replaced or plugged in again.
  const fit = () => window.setBounds(placeOf(wishes))
  screen.on('display-metrics-changed', fit)
  window.on('closed', () => screen.off('display-metrics-changed', fit))
}

const beatMs = 5_000
// Chromium itself notices a hung page only when somebody touches it, and then after 15 s (measured).
const patienceMs = 10_000

function watchHeartbeat(window: BrowserWindow, { report, isEnding }: WindowWishes): void {
  const { webContents } = window
  const beat = async () => {
    await pause(beatMs, undefined, { ref: false })
    if (window.isDestroyed() || isEnding()) return
    if (!webContents.isCrashed() && !webContents.isLoading() && !(await answers(webContents))) {
      report('page-hung')
      // render-process-gone follows, and with it the way back.
      webContents.forcefullyCrashRenderer()
    }
    void beat()
  }
  void beat()
}

function answers(contents: WebContents): Promise<boolean> {
  const asked = contents.executeJavaScript('1').then(
    () => true,
    () => true,
  )
  return Promise.race([asked, pause(patienceMs, false, { ref: false })])
}
