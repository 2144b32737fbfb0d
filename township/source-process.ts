// The process that reads files and may die of them: one file after another, each answered by its number.
import { parentPort, Worker } from 'node:worker_threads'
import { limits } from './source-limits.ts'
import { packRead } from './packed-read.ts'
import type { FileToRead, ReadAnswer } from './packed-read.ts'
import { readSource } from './read-source.ts'

/** Electron gives a utility process its line to the parent as an event target of its own. */
type UtilityPort = {
  on: (event: 'message', listen: (event: { data: FileToRead }) => void) => void
  postMessage: (message: unknown) => void
}

const utilityPort = (process as { parentPort?: UtilityPort }).parentPort

const send = (message: ReadAnswer): void => {
  if (parentPort) parentPort.postMessage(message)
  else if (utilityPort) utilityPort.postMessage(message)
  else process.send?.(message)
}

function answer({ number, file }: FileToRead): void {
  try {
    send({ number, read: packRead(readSource(file)) })
  } catch (thrown) {
    // Not foreseen, and still no reason to lose the other files.
    send({ number, failed: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) })
  }
}

if (parentPort) parentPort.on('message', answer)
else if (utilityPort) utilityPort.on('message', ({ data }) => answer(data))
else {
  process.on('message', (message) => answer(message as FileToRead))
  process.on('disconnect', () => process.exit())
}

/**
 * V8 bounds its own heap, but not the long texts and bytes beside it: a thread that is never busy looks at the whole
 * and ends the process before the machine has to.
 */
if (!parentPort) {
  const watch = `
    const { workerData } = require('node:worker_threads')
    setInterval(() => {
      if (process.memoryUsage.rss() > workerData) process.kill(process.pid, 'SIGKILL')
    }, 50)`
  new Worker(watch, { eval: true, workerData: limits.readerMegabytes * 1024 ** 2 }).unref()
}

send({ number: 0, ready: true })
