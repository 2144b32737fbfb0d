// A child process that a test plays itself: it hears what the parent says and answers as the test decides.
import type { ChildLine } from '../../../electron/child-line.ts'

export class ChildStandIn implements ChildLine {
  readonly heard: unknown[] = []
  killed = false
  private messageListeners: ((message: unknown) => void)[] = []
  private exitListeners: ((code: number | null) => void)[] = []

  postMessage(message: unknown) {
    this.heard.push(structuredClone(message))
  }
  kill() {
    this.killed = true
    this.exits(null)
  }
  onMessage(listener: (message: unknown) => void) {
    this.messageListeners.push(listener)
  }
  onExit(listener: (code: number | null) => void) {
    this.exitListeners.push(listener)
  }
  says(message: unknown) {
    for (const listener of this.messageListeners) listener(message)
  }
  exits(code: number | null) {
    for (const listener of this.exitListeners) listener(code)
  }
}
