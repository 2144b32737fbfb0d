// The only thing the page gets of the machine: one call, one way to listen, and two doors of the browser nailed shut.
import { contextBridge, ipcRenderer, webFrame } from 'electron'
import type { CallName, InputOf, KioskBridge, KioskEvent, Reply } from './contract.ts'

// A sandboxed preload cannot import ours at run time; the types make sure these stay the contract's channels.
const callChannel: typeof import('./contract.ts').callChannel = 'kiosk:call'
const eventChannel: typeof import('./contract.ts').eventChannel = 'kiosk:event'

const listeners = new Set<(event: KioskEvent) => void>()
// The sender is stripped here: the page never touches an IPC object.
ipcRenderer.on(eventChannel, (_sender, event: KioskEvent) => {
  for (const listener of listeners) listener(event)
})

const bridge: KioskBridge = {
  call: <N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>> =>
    ipcRenderer.invoke(callChannel, name, input),
  on(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
}
contextBridge.exposeInMainWorld('kiosk', bridge)

// window.close() ends the window without asking, and window.print() opens a native dialog that no
// setting of Electron suppresses (measured), so the page must not have them at all.
void webFrame.executeJavaScript(`for (const name of ['close', 'print'])
  Object.defineProperty(window, name, { value: () => null, writable: false, configurable: false })`)
