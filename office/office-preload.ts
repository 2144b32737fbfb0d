// The only thing the window's page gets of the machine: one call, one way to listen, and where a dropped folder lies.
import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { CallName, InputOf, OfficeBridge, OfficeEvent, Reply } from './office-contract.ts'

// A sandboxed preload cannot import ours at run time; the types make sure these stay the contract's channels.
const callChannel: typeof import('./office-contract.ts').callChannel = 'office:call'
const eventChannel: typeof import('./office-contract.ts').eventChannel = 'office:event'

const listeners = new Set<(event: OfficeEvent) => void>()
ipcRenderer.on(eventChannel, (_sender, event: OfficeEvent) => {
  for (const listener of listeners) listener(event)
})

const bridge: OfficeBridge = {
  call: <N extends CallName>(name: N, input: InputOf<N>): Promise<Reply<N>> =>
    ipcRenderer.invoke(callChannel, name, input),
  on(listener) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  pathOf(dropped) {
    try {
      return webUtils.getPathForFile(dropped as Parameters<typeof webUtils.getPathForFile>[0])
    } catch {
      return ''
    }
  },
}
contextBridge.exposeInMainWorld('office', bridge)
