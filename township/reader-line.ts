// How the program reaches its reading process: a process of its own, because nothing else bounds the memory of a file.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { limits } from './source-limits.ts'

/** `idle` says that nothing is expected: an idle reader keeps no program from ending. */
export type ReaderLine = {
  post: (message: object) => void
  idle: (isIdle: boolean) => void
  end: () => void
}

/** Who listens: `ended` is told once, whatever the reason. */
export type Listener = { message: (message: unknown) => void; ended: () => void }

export type StartReader = (listener: Listener) => ReaderLine

/**
 * Beside this file as it is written (Node 24 reads TypeScript), or beside the bundle that this file went into: whoever
 * bundles the program bundles source-process.ts as well and puts source-process.cjs into the same folder.
 */
export const readerFile = (): string =>
  fileURLToPath(
    new URL(
      import.meta.url.endsWith('.ts') ? './source-process.ts' : './source-process.cjs',
      import.meta.url,
    ),
  )

/** An out-of-memory of V8, or of a native call, ends the process it happens in; so it happens in another one. */
export const forkedReader: StartReader = (listener) => forkedWith(limits.heapMegabytes)(listener)

export const forkedWith =
  (heapMegabytes: number): StartReader =>
  (listener) => {
    const child = fork(readerFile(), [], {
      serialization: 'advanced',
      // Only ours: a test runner's or a debugger's own arguments are not for the reader.
      execArgv: [`--max-old-space-size=${heapMegabytes}`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let isOver = false
    const over = () => {
      if (!isOver) listener.ended()
      isOver = true
    }
    child.on('message', (message) => isOver || listener.message(message))
    child.once('exit', over)
    child.once('error', over)
    return {
      post: (message) => {
        if (!isOver) child.send(message, (failed) => failed && child.kill('SIGKILL'))
      },
      idle: (isIdle) => {
        child[isIdle ? 'unref' : 'ref']()
        child.channel?.[isIdle ? 'unref' : 'ref']()
      },
      end: () => void child.kill('SIGKILL'),
    }
  }

/**
 * For an Electron that may not run as Node and is not its main process. A thread bounds V8's heap only, and some
 * out-of-memories in it end the whole process: second best.
 */
export const threadedReader: StartReader = (listener) => {
  const thread = new Worker(readerFile(), {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    execArgv: [],
  })
  thread.on('message', listener.message)
  // The reason does not matter here; without a listener an error of the thread would be one of the program.
  thread.on('error', () => undefined)
  thread.once('exit', listener.ended)
  return {
    post: (message) => thread.postMessage(message),
    idle: (isIdle) => thread[isIdle ? 'unref' : 'ref'](),
    end: () => void thread.terminate(),
  }
}

/** What Electron's utilityProcess.fork gives, as far as it is needed here. */
export type UtilityChild = {
  postMessage: (message: unknown) => void
  on: (event: 'message', listen: (message: unknown) => void) => unknown
  once: (event: 'exit', listen: () => void) => unknown
  kill: () => boolean
}

/**
 * For Electron's main process, where nothing may run as Node: the window gives
 * `() => utilityProcess.fork(readerFile(), [], { execArgv: readerArguments, stdio: 'ignore' })`.
 */
export const utilityReader =
  (start: () => UtilityChild): StartReader =>
  (listener) => {
    const child = start()
    child.on('message', listener.message)
    child.once('exit', listener.ended)
    return {
      post: (message) => child.postMessage(message),
      // A utility process keeps no application from ending.
      idle: () => undefined,
      end: () => void child.kill(),
    }
  }

/** What bounds V8 in it; the reading process itself watches the rest. */
export const readerArguments = [`--max-old-space-size=${limits.heapMegabytes}`]
