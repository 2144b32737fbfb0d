// Preloaded into the importer's process where there is no Electron: its line to the window, over Node's own channel.
const port = {
  on(_event: 'message', listener: (event: { data: unknown }) => void): void {
    process.on('message', (data: unknown) => listener({ data }))
  },
  postMessage(message: unknown): void {
    process.send?.(message)
  },
}
Object.defineProperty(process, 'parentPort', { value: port })
