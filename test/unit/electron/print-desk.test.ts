// Printing as the machine decides it: who may, what stops the paper, and that nothing is left for the next person.
import { expect, test } from 'vitest'
import { printDesk, printsPerHalfHour, printsPerSession } from '../../../electron/print-desk.ts'
import type { PrintPorts } from '../../../electron/print-desk.ts'
import { printQueue } from '../../../electron/print-queue.ts'
import type { PrintSheet } from '../../../electron/print-sheet.ts'
import { troubleOf } from '../../../electron/printer-state.ts'

const sheet: PrintSheet = {
  over: '石桥镇 柳沟村',
  title: '收支公开榜',
  before: [{ look: 'lead', value: '村里收了3万元。' }],
  tables: [],
  after: [],
  marks: [],
  pageWords: '{{page}}/{{pages}}',
}

/** One printer, a spooler that has `waiting` jobs at each look, and a clock that goes on by itself. */
function world(changes: Partial<PrintPorts> & { waiting?: (number | null)[]; off?: boolean } = {}) {
  const seen = { cleared: 0, sent: 0, told: [] as string[] }
  const waiting = changes.waiting ?? [1, 0]
  let now = 0
  let looks = 0
  const desk = printDesk({
    printers: async () => [{ name: 'P', displayName: '窗口', options: {} }],
    chosen: async () => ({ name: 'P', paper: 'slip' }),
    send: async () => {
      seen.sent++
      looks = 0
      return { ok: true, pages: 1 }
    },
    queue: {
      waiting: async () => waiting[Math.min(looks++, waiting.length - 1)] ?? null,
      unreachable: async () => changes.off ?? false,
      clear: async () => {
        seen.cleared++
      },
    },
    report: (event, facts) => seen.told.push(`${event} ${JSON.stringify(facts ?? {})}`),
    now: () => (now += 500),
    lookMs: 1,
    ...changes,
  })
  return { desk, seen, pass: (ms: number) => void (now += ms) }
}

test('a page that leaves the spooler is printed, and the spooler forgets it', async () => {
  const { desk, seen } = world()
  expect(await desk.print(sheet)).toEqual({ kind: 'printed', left: printsPerSession - 1 })
  expect(seen.cleared).toBe(2)
  expect(seen.told).toEqual(['printed {"paper":"slip","pages":1}'])
})

test('where nobody can look into the spooler, its word is taken', async () => {
  expect(await world({ waiting: [null] }).desk.print(sheet)).toMatchObject({ kind: 'printed' })
})

test('a page that never leaves is taken back, and said to be so', async () => {
  const { desk, seen } = world({ waiting: [1] })
  expect(await desk.print(sheet)).toEqual({ kind: 'not-printed', why: 'silent' })
  expect(seen.cleared).toBe(2)
  // It is not offered again at once, and staff see why.
  expect(await desk.now()).toEqual({ kind: 'unable', paper: 'slip', why: 'silent' })
  expect((await desk.device()).state).toBe('silent')
})

test('a printer that cannot be reached is off, long before patience ends; a minute later one may try again', async () => {
  const { desk, seen, pass } = world({ waiting: [1], off: true })
  expect(await desk.print(sheet)).toEqual({ kind: 'not-printed', why: 'off' })
  expect(seen.cleared).toBe(2)
  pass(61_000)
  expect(await desk.now()).toMatchObject({ kind: 'ready' })
  expect((await desk.device()).state).toBe('off')
})

test('a person who leaves takes what waits along, sooner than it would have been given up', async () => {
  let looks = 0
  const { desk, seen } = world({
    queue: {
      waiting: async () => {
        if (++looks === 2) desk.sessionOver()
        return 1
      },
      unreachable: async () => false,
      clear: async () => {
        seen.cleared++
      },
    },
  })
  expect(await desk.print(sheet)).toEqual({ kind: 'not-printed', why: 'silent' })
  expect(looks).toBeLessThan(25)
  expect(seen.cleared).toBe(2)
})

test('without a printer, with one that is gone, and with a list that never comes, there is a word at once', async () => {
  expect(await world({ chosen: async () => null }).desk.print(sheet)).toMatchObject({ why: 'none-set' })
  expect(await world({ printers: async () => [] }).desk.print(sheet)).toMatchObject({ why: 'gone' })
  const broken = world({ printers: () => Promise.reject(new Error('no spooler')) })
  expect(await broken.desk.print(sheet)).toMatchObject({ why: 'gone' })
  expect(broken.seen.sent).toBe(0)
})

test('a spooler that will not have it is said to have refused', async () => {
  const { desk } = world({ send: async () => ({ ok: false, pages: 1 }) })
  expect(await desk.print(sheet)).toEqual({ kind: 'not-printed', why: 'refused' })
})

test('two pages at once: the second is told to wait', async () => {
  const { desk } = world()
  const [one, other] = await Promise.all([desk.print(sheet), desk.print(sheet)])
  expect([one.kind, other]).toEqual(['printed', { kind: 'not-printed', why: 'busy' }])
})

test('five a person, twenty in half an hour; staff open it again, time does too, and their own page counts for nobody', async () => {
  const { desk, pass } = world()
  const print = async () => (await desk.print(sheet)).kind
  for (let page = 0; page < printsPerSession; page++) expect(await print()).toBe('printed')
  expect(await desk.print(sheet)).toEqual({ kind: 'not-printed', why: 'too-many' })
  expect(await desk.test(sheet)).toMatchObject({ kind: 'printed' })
  for (let person = 1; person < printsPerHalfHour / printsPerSession; person++) {
    desk.sessionOver()
    for (let page = 0; page < printsPerSession; page++) expect(await print()).toBe('printed')
  }
  desk.sessionOver()
  expect(await print()).toBe('not-printed')
  desk.allowMore()
  expect(await print()).toBe('printed')
  for (let page = 1; page < printsPerSession; page++) await print()
  expect(await print()).toBe('not-printed')
  desk.sessionOver()
  pass(31 * 60_000)
  expect(await desk.now()).toMatchObject({ kind: 'ready', left: printsPerSession })
})

test.each([
  [{ 'printer-state': '3', 'printer-state-reasons': 'none' }, null],
  [{ 'printer-state': '5', 'printer-state-reasons': 'paused' }, 'stopped'],
  [{ 'printer-state': '3', 'printer-state-reasons': 'media-empty-error' }, 'no-paper'],
  [{ 'printer-state': '5', 'printer-state-reasons': 'stopped,media-needed-report' }, 'no-paper'],
  [{ 'printer-state': '4', 'printer-state-reasons': 'media-low-warning' }, null],
  [{ 'printer-state': '3', 'printer-state-reasons': 'media-jam-error' }, 'jammed'],
  [{ 'printer-state': '3', 'printer-state-reasons': 'offline-report' }, 'off'],
  [{ 'printer-state': '3', 'printer-is-accepting-jobs': 'false' }, 'refused'],
  [{}, null],
])('%j is %s', (options, trouble) => {
  expect(troubleOf({ name: 'P', displayName: 'P', options })).toBe(trouble)
})

test('of the spooler only its own words are read: its jobs of this printer, and that it calls in vain', async () => {
  const asked: string[] = []
  const queue = printQueue(async (program, given) => {
    asked.push([program, ...given].join(' '))
    if (given.includes('-l')) return { code: 0, said: 'printer P disabled\n\tThe printer is not responding.' }
    if (program === 'cancel' && given.includes('-a')) return { code: 1, said: 'forbidden' }
    return { code: 0, said: 'P-12 root 1024 Sun\nP-x 3\nOther-4 root 9\n' }
  }, 'linux')
  expect(await queue.waiting('P')).toBe(1)
  expect(await queue.unreachable('P')).toBe(true)
  await queue.clear('P')
  expect(asked.at(-1)).toBe('cancel -x P-12')
  const elsewhere = printQueue(() => Promise.reject(new Error('never asked')), 'win32')
  expect(await elsewhere.waiting('P')).toBeNull()
  expect(await elsewhere.unreachable('P')).toBe(false)
})
