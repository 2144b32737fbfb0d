// The clerk's window: an ordinary window of an ordinary PC, whose page can reach nothing but our own calls.
import { BrowserWindow, Menu, app, screen, session } from 'electron'
import type { Session, WebContents } from 'electron'
import { homeUrl, pageOrigin } from './office-protocol.ts'

/** Before the app is ready. */
export function lockOffice(): void {
  // As root with --no-sandbox (development only) this sends the network service into an endless crash loop.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  // Dates are written as year, month, day whatever language the PC has.
  app.commandLine.appendSwitch('lang', 'zh-CN')
  Menu.setApplicationMenu(null)
}

/** Nothing leaves this program: no request but for its own files, no permission, no download. */
export function lockOfficeSession(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  own.setPermissionCheckHandler(() => false)
  own.setDevicePermissionHandler(() => false)
  own.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  own.setSpellCheckerEnabled(false)
  own.webRequest.onBeforeRequest((details, decide) =>
    decide({ cancel: !details.url.startsWith(`${pageOrigin}/`) }),
  )
  own.on('will-download', (event) => event.preventDefault())
}

/** Kept in memory only: the page leaves nothing behind. */
export function officeSession(): Session {
  app.on('session-created', lockOfficeSession)
  lockOfficeSession(session.defaultSession)
  return session.fromPartition('office')
}

/** The least PC in a township: 1366×768, and a task bar. */
const smallest = { width: 1024, height: 640 }

export function officeWindow(of: {
  session: Session
  preload: string
  title: string
  size: { width: number; height: number } | null
}): BrowserWindow {
  const { workAreaSize } = screen.getPrimaryDisplay()
  const window = new BrowserWindow({
    ...(of.size ?? workAreaSize),
    ...(of.size ? { x: 0, y: 0 } : {}),
    useContentSize: of.size !== null,
    minWidth: smallest.width,
    minHeight: smallest.height,
    title: of.title,
    autoHideMenuBar: true,
    backgroundColor: '#fbf8f3',
    webPreferences: {
      session: of.session,
      preload: of.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      plugins: false,
      devTools: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      enableWebSQL: false,
    },
  })
  if (!of.size) window.maximize()
  lockPage(window.webContents)
  window.on('page-title-updated', (event) => event.preventDefault())
  void window.loadURL(homeUrl)
  return window
}

function lockPage(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // A page that has crashed comes back to the step it was at: the machine remembers, the page does not need to.
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && reason !== 'killed') void contents.loadURL(homeUrl)
  })
}
