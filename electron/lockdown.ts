// Everything Chromium offers that a public screen must not: refused for the app, for each session, for each page.
import { Menu, app } from 'electron'
import type { Session, WebContents } from 'electron'
import { homeUrl, pageOrigin } from './served-files.ts'

type Report = (event: string, facts?: Record<string, string | number | boolean | null>) => void

// With any of these somebody else drives the browser; no fuse covers the first.
const drivingSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-publish-uid',
  'no-sandbox',
  'disable-web-security',
  'user-data-dir',
  'load-extension',
  'proxy-server',
  'proxy-pac-url',
  'host-resolver-rules',
  'js-flags',
]

/** A switch with which the installed app refuses to start; null in development, where tests drive it. */
export function forbiddenSwitch(): string | null {
  if (!app.isPackaged) return null
  return drivingSwitches.find((each) => app.commandLine.hasSwitch(each)) ?? null
}

/** Before the app is ready. */
export function lockApp(): void {
  // As root with --no-sandbox (development only) this sends the network service into an endless crash loop.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  app.commandLine.appendSwitch('disable-pinch')
  app.commandLine.appendSwitch('overscroll-history-navigation', '0')
  app.commandLine.appendSwitch('disable-features', 'HardwareMediaKeyHandling,MediaSessionService')
  // Without it Chromium on Linux has no voices at all; it speaks to a daemon of the same machine, by a socket.
  if (process.platform === 'linux') app.commandLine.appendSwitch('enable-speech-dispatcher')
  // Before the first window, or its accelerators (Ctrl+W, Ctrl+M, Ctrl+Shift+I) exist for a moment.
  Menu.setApplicationMenu(null)
}

/** No permission, no device, no network, no download. */
export function lockSession(session: Session, report: Report): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => {
    report('permission-refused', { permission })
    decide(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, decide) => decide({}))
  session.setSpellCheckerEnabled(false)
  // Without a filter the listener hears everything; an empty list of addresses means less since Electron 35.
  session.webRequest.onBeforeRequest((details, decide) => {
    const isOurs = details.url.startsWith(`${pageOrigin}/`)
    if (!isOurs) report('request-blocked', { scheme: details.url.split(':', 1)[0] ?? '' })
    decide({ cancel: !isOurs })
  })
  session.on('will-download', (event) => event.preventDefault())
}

/** The page stays where it is, opens nothing, and keeps only the keys that a person types with. */
export function lockContents(contents: WebContents, report: Report): void {
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  // Preventing this event lets the page go: it may not ask to be kept.
  contents.on('will-prevent-unload', (event) => event.preventDefault())
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  // about: pages never ask (electron#21136): whoever arrives elsewhere is taken home.
  contents.on('did-navigate', (_event, url) => {
    if (url === homeUrl) return
    report('led-home', { scheme: url.split(':', 1)[0] ?? '' })
    void contents.loadURL(homeUrl)
  })
  contents.on('before-input-event', (event, input) => {
    if (!isTypingKey(input)) event.preventDefault()
  })
  contents.on('zoom-changed', () => contents.setZoomFactor(1))
  contents.on('did-finish-load', () => {
    contents.setZoomFactor(1)
    void contents.setVisualZoomLevelLimits(1, 1)
    interceptFileChooser(contents, report)
  })
}

const movingKeys = new Set(
  'Tab Enter Escape Backspace Delete ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown Shift'.split(
    ' ',
  ),
)

/** Keys for somebody who cannot touch: moving, choosing, letters and digits; nothing with Ctrl, Alt or Meta. */
export function isTypingKey(input: { key: string; control: boolean; alt: boolean; meta: boolean }): boolean {
  if (input.control || input.alt || input.meta) return false
  return movingKeys.has(input.key) || [...input.key].length === 1
}

// No page of ours has a file input; if a hole ever lets one in, its native dialog must still not open.
// Electron has no setting for that (electron#32671), the debugger protocol has.
function interceptFileChooser(contents: WebContents, report: Report): void {
  const { debugger: protocol } = contents
  try {
    if (!protocol.isAttached()) protocol.attach('1.3')
  } catch {
    return
  }
  protocol.removeAllListeners('message')
  protocol.on('message', (_event, method) => {
    if (method === 'Page.fileChooserOpened') report('file-chooser-refused')
  })
  void Promise.all([
    protocol.sendCommand('Page.enable'),
    protocol.sendCommand('Page.setInterceptFileChooserDialog', { enabled: true }),
  ]).catch(() => report('file-chooser-unguarded'))
}
