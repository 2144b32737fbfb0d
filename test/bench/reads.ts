// How long villagers wait for answers, while nothing else happens and while an import runs beside them: the real processes.
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { ImporterReport, type ImporterState } from '../../electron/importer-protocol.ts'
import { StoreReply, type StoreCall } from '../../electron/store-protocol.ts'
import { root } from '../e2e/places.ts'
import { appVersion } from '../stand-ins/pack-world.ts'
import { manyVillages } from './large-pack.ts'
import { medianOf, p95Of } from './took.ts'

/** What a villager's screens ask of the content. */
export const questions = ['kiosk', 'home', 'village', 'entries', 'entry', 'rows'] as const
export type Question = (typeof questions)[number]
type Waits = Record<Question, number[]>

export type ReadsBench = {
  usual: Record<Question, { medianMs: number; p95Ms: number; asked: number }>
  during: Record<
    Question,
    { medianMs: number; p95Ms: number; longestMs: number; asked: number; ratio: number }
  >
  /** Of all questions together, as screens ask them. */
  all: { usualP95Ms: number; duringP95Ms: number; ratio: number }
  /** From the importer's last word to the store's first answer of the new content. */
  afterSwitchMs: number
  importMs: number
}

/** `data` holds content already; `pack` is the next one, as large. */
export async function benchReads(data: string, pack: string, usualMs = 12_000): Promise<ReadsBench> {
  const store = new Store(data)
  const importer = child('importer-process', [data, appVersion])
  try {
    await store.ask('home', {})
    await asking(store, () => false, 2_000)
    const usual = await asking(store, () => false, usualMs)
    const started = performance.now()
    const importing = imported(importer, pack)
    let over = false
    void importing.finally(() => (over = true))
    const during = await asking(store, () => over, 600_000)
    await importing
    const importMs = performance.now() - started
    const switched = performance.now()
    await store.ask('lookAgain', {})
    await store.ask('home', {})
    return { ...compared(usual, during), afterSwitchMs: performance.now() - switched, importMs }
  } finally {
    store.close()
    importer.kill()
  }
}

function compared(usual: Waits, during: Waits): Pick<ReadsBench, 'usual' | 'during' | 'all'> {
  const each = <T>(of: (question: Question) => T) =>
    Object.fromEntries(questions.map((question) => [question, of(question)])) as Record<Question, T>
  const flat = (waits: Waits) => p95Of(questions.flatMap((question) => waits[question]))
  const about = (waits: number[]) => ({
    medianMs: medianOf(waits),
    p95Ms: p95Of(waits),
    asked: waits.length,
  })
  return {
    usual: each((question) => about(usual[question])),
    during: each((question) => ({
      ...about(during[question]),
      longestMs: Math.max(0, ...during[question]),
      ratio: p95Of(during[question]) / p95Of(usual[question]),
    })),
    all: { usualP95Ms: flat(usual), duringP95Ms: flat(during), ratio: flat(during) / flat(usual) },
  }
}

/** One question after the other, another village and period each time, with a breath between them. */
async function asking(store: Store, isOver: () => boolean, longestMs: number): Promise<Waits> {
  const waits: Waits = { kiosk: [], home: [], village: [], entries: [], entry: [], rows: [] }
  const until = performance.now() + longestMs
  for (let turn = 0; !isOver() && performance.now() < until; turn++)
    for (const question of questions) {
      const started = performance.now()
      await store.ask(question, inputOf(question, turn))
      waits[question].push(performance.now() - started)
      await new Promise((resolve) => setTimeout(resolve, breathMs))
    }
  return waits
}

const breathMs = 5

function inputOf(question: Question, turn: number): object {
  const villageCode = manyVillages.villages[(turn * 7) % manyVillages.villages.length]?.code ?? ''
  const year = 2017 + (turn % 10)
  const period = `${year}Q${(turn % 4) + 1}`
  const id = `${villageCode}.farmland-subsidy.${year}`
  switch (question) {
    case 'kiosk':
    case 'home':
      return {}
    case 'village':
      return { villageCode, period: turn % 2 === 0 ? null : period }
    case 'entries':
      return { villageCode, category: turn % 2 === 0 ? 'subsidy' : 'finance', period }
    case 'entry':
      return { id }
    case 'rows':
      return { id, offset: (turn * 50) % 1000, limit: 50 }
  }
}

/** Reads the pack, says yes to its preview, and waits until it is on screen. */
function imported(importer: ChildProcess, pack: string): Promise<void> {
  importer.send({ kind: 'read', path: pack, file: 'large.mbpack' })
  return new Promise((resolve, reject) => {
    importer.on('message', (message) => {
      const report = ImporterReport.safeParse(message)
      const state: ImporterState | null = report.success && 'state' in report.data ? report.data.state : null
      if (state?.kind === 'ready') importer.send({ kind: 'apply' })
      if (state?.kind === 'applied') resolve()
      if (state?.kind === 'refused' || state?.kind === 'failed') reject(new Error(JSON.stringify(state)))
    })
    importer.on('exit', (code) => reject(new Error(`the importer ended with ${code}`)))
  })
}

/** The store's own process, asked as the window's process asks it. */
class Store {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, (reply: StoreReply) => void>()
  #id = 0

  constructor(data: string) {
    this.#child = child('store-process', [data])
    this.#child.on('message', (message) => {
      const reply = StoreReply.parse(message)
      this.#waiting.get(reply.id)?.(reply)
      this.#waiting.delete(reply.id)
    })
  }

  async ask(name: StoreCall, input: object): Promise<unknown> {
    const id = ++this.#id
    const answered = new Promise<StoreReply>((resolve) => this.#waiting.set(id, resolve))
    this.#child.send({ id, name, input })
    const reply = await answered
    if (!reply.ok) throw new Error(`${name}: ${reply.name} at ${reply.where}`)
    return reply.answer
  }

  close(): void {
    this.#child.kill()
  }
}

const child = (name: 'store-process' | 'importer-process', args: string[]): ChildProcess =>
  fork(join(root, 'electron', `${name}.ts`), args, {
    execArgv: ['--import', join(root, 'test/bench/as-utility-process.ts')],
    // What Electron's binding is for is not what this Node needs.
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
