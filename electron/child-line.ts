// A child process as far as its parent needs one; Electron's utility processes and the tests' stand-ins both fit.

export type ChildLine = {
  postMessage(message: unknown): void
  kill(): void
  onMessage(listener: (message: unknown) => void): void
  onExit(listener: (code: number | null) => void): void
}
