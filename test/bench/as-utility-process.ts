// Lets a process of the kiosk run under plain Node: the line to its parent that Electron would give it, over Node's own.
Object.defineProperty(process, 'parentPort', {
  value: {
    on: (_event: 'message', listener: (event: { data: unknown }) => void) =>
      process.on('message', (data) => listener({ data })),
    postMessage: (message: unknown) => process.send?.(message),
  },
})
