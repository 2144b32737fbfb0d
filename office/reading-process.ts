// A process of its own for sheets, keys and packs, so that the window never stands still while 130 files are read.
import { readingDesk } from './reading-desk.ts'
import type { Order, Told } from './reading-orders.ts'

const port = process.parentPort
const say = (told: Told) => port.postMessage(told)
const desk = readingDesk({
  onFile: (file, done, all) => say({ kind: 'file', file, done, all }),
  onWritten: (phase, done, total) => say({ kind: 'written', phase, done, total }),
})

port.on('message', (event) => void serve(event.data as Order))

async function serve(order: Order): Promise<void> {
  try {
    say({ kind: 'answer', id: order.id, answer: await desk.serve(order) })
  } catch (thrown) {
    // Only where it happened: a message may carry what stood in a sheet.
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : ''
    const where = stack.split('\n').filter((line) => line.trimStart().startsWith('at '))
    say({ kind: 'broken', id: order.id, why: `${(where[0] ?? '').trim()}` })
  }
}
