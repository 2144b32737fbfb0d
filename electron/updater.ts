// One update at a time: a state machine of plain states in front of the process that does the work.
import type { UpdateState } from './contract.ts'
import type { ChildLine } from './child-line.ts'
import { ImporterReport } from './importer-protocol.ts'
import type { ImporterOrder, ImporterState } from './importer-protocol.ts'
import type { LogFacts } from './machine-log.ts'
import type { FoundPack } from './sticks.ts'
import { seen as watched, told, watchFrom, type Watch } from './time-left.ts'

export type Updater = {
  state(): UpdateState
  /** Begins with a pack, or says what is already going on. Null: the stick it lay on is gone. */
  read(pack: FoundPack | null): UpdateState
  /** One of the preview's risks was looked at. */
  see(sequence: number, risk: string): UpdateState
  /** Applies what was previewed, and only that: the number is the one the clerk saw, and each risk was looked at. */
  apply(sequence: number): UpdateState
  /** After it: an item compared with paper. */
  check(id: string, result: 'matches' | 'differs'): UpdateState
  /** At start: what is damaged is built once more, if nobody wants anything else. */
  repair(): void
  /** Back to nothing; an update that is being applied is not stopped. */
  dismiss(): void
}

/** What the journal keeps of comparing with paper. */
export type SpotCheckNote =
  | { sequence: number; result: 'matches' | 'differs'; item: string }
  | { sequence: number; result: 'skipped'; left: number }

/** Whoever waits sees that time goes on, also while nothing else is told. */
const tickMs = 1_000

export function updater(of: {
  fork: () => ChildLine
  onState: (state: UpdateState) => void
  /** The content may have been switched: the store looks at its pointer again. */
  onSwitched: () => void
  report: (event: string, facts?: LogFacts) => void
  onCheck?: (check: SpotCheckNote) => void
  /** An update that was under way when this machine last went off. */
  interrupted?: boolean
  now?: () => number
}): Updater {
  const now = of.now ?? (() => performance.now())
  let state: UpdateState = of.interrupted
    ? { kind: 'failed', file: '', fault: { kind: 'interrupted' } }
    : { kind: 'idle' }
  let child: ChildLine | null = null
  let watch: Watch = watchFrom(0, 0)
  let ticking: ReturnType<typeof setInterval> | undefined
  /** A child that was told to go holds the data folder's lock until it is gone. */
  let leaving: ChildLine | null = null
  let waiting: (() => void) | null = null

  const become = (next: UpdateState): UpdateState => {
    if (next.kind !== state.kind) of.report('update', aboutState(next))
    state = next
    clearInterval(ticking)
    if (isUnderWay(next)) ticking = tick()
    of.onState(next)
    return next
  }

  const tick = () => {
    const timer = setInterval(() => {
      if (!isUnderWay(state)) return
      state = { ...state, ...pace() }
      of.onState(state)
    }, tickMs)
    timer.unref?.()
    return timer
  }

  const pace = () => {
    const at = now()
    const answer = told(watch, at)
    watch = answer.watch
    return { elapsedMs: at - watch.startedMs, leftMs: answer.leftMs }
  }

  /** A step that begins is timed anew; another of the same is one report more. */
  const paced = (kind: UpdateState['kind'], done: number, total: number) => {
    const atMs = now()
    watch = kind === state.kind ? watched(watch, { done, total, atMs }) : watchFrom(atMs, total)
    return { done, total, ...pace() }
  }

  const dropChild = () => {
    const dropped = child
    child = null
    if (!dropped) return
    leaving = dropped
    dropped.kill()
  }

  const gone = (ended: ChildLine) => {
    if (leaving !== ended) return
    leaving = null
    const next = waiting
    waiting = null
    next?.()
  }

  const start = (pack: FoundPack) => {
    const started = of.fork()
    child = started
    started.onMessage((message) => {
      const heard = ImporterReport.safeParse(message)
      if (!heard.success || child !== started || 'repaired' in heard.data) return
      const { state: said } = heard.data
      // Nothing more is to come then; its end gives the data folder's lock back.
      if (isSettled(said)) dropChild()
      if (said.kind === 'applied') of.onSwitched()
      become(stateOf(said))
    })
    started.onExit((code) => {
      gone(started)
      if (child !== started) return
      child = null
      if (isSettled(state)) return
      of.report('importer-gone', { code, while: state.kind })
      const file = 'file' in state ? state.file : pack.file
      // It may have died after the switch and before saying so.
      if (state.kind === 'applying') of.onSwitched()
      become({ kind: 'failed', file, fault: { kind: 'interrupted' } })
    })
    order(started, { kind: 'read', path: pack.path, file: pack.file })
  }

  const stateOf = (said: ImporterState): UpdateState => {
    if (said.kind === 'copying' || said.kind === 'checking' || said.kind === 'applying')
      return { ...said, ...paced(said.kind, said.done, said.total) }
    if (said.kind === 'ready') return { ...said, seen: [] }
    if (said.kind !== 'applied') return said
    const { drawn, ...applied } = said
    return { ...applied, checks: drawn.map((line) => ({ line, result: null })) }
  }

  /** What was drawn and not compared is noted as such. */
  const leaveChecks = () => {
    if (state.kind !== 'applied') return
    const left = state.checks.filter(({ result }) => result === null).length
    if (left > 0) of.onCheck?.({ sequence: state.sequence, result: 'skipped', left })
  }

  return {
    state: () => state,
    read(pack) {
      if (isUnderWay(state)) return state
      leaveChecks()
      dropChild()
      if (pack === null) return become({ kind: 'failed', file: '', fault: { kind: 'stick-gone' } })
      if (leaving) waiting = () => start(pack)
      else start(pack)
      return become({ kind: 'copying', file: pack.file, ...paced('copying', 0, pack.bytes) })
    },
    see(sequence, risk) {
      if (state.kind !== 'ready' || state.preview.sequence !== sequence) return state
      if (state.seen.includes(risk) || state.preview.risks.every(({ id }) => id !== risk)) return state
      return become({ ...state, seen: [...state.seen, risk] })
    },
    apply(sequence) {
      if (state.kind !== 'ready' || state.preview.sequence !== sequence || child === null) return state
      const { file, preview, seen } = state
      if (preview.risks.some(({ id }) => !seen.includes(id))) return state
      order(child, { kind: 'apply' })
      const progress = paced('applying', 0, preview.counts.rows)
      return become({ kind: 'applying', file, village: null, place: null, ...progress })
    },
    check(id, result) {
      if (state.kind !== 'applied' || state.checks.every(({ line }) => line.id !== id)) return state
      of.onCheck?.({ sequence: state.sequence, result, item: id })
      const checks = state.checks.map((each) => (each.line.id === id ? { ...each, result } : each))
      return become({ ...state, checks })
    },
    repair() {
      if (child !== null || isUnderWay(state)) return
      const started = of.fork()
      child = started
      const end = (repaired: boolean) => {
        if (child !== started) return
        dropChild()
        if (repaired) of.onSwitched()
        of.report('repair', { repaired })
      }
      started.onMessage((message) => {
        const heard = ImporterReport.safeParse(message)
        end(heard.success && 'repaired' in heard.data && heard.data.repaired)
      })
      started.onExit(() => {
        gone(started)
        end(false)
      })
      order(started, { kind: 'repair' })
    },
    dismiss() {
      if (state.kind === 'applying' || state.kind === 'idle') return
      leaveChecks()
      waiting = null
      dropChild()
      become({ kind: 'idle' })
    },
  }
}

const order = (child: ChildLine, what: ImporterOrder) => child.postMessage(what)

type UnderWay = Extract<UpdateState, { kind: 'copying' | 'checking' | 'applying' }>

export const isUnderWay = (state: UpdateState): state is UnderWay =>
  state.kind === 'copying' || state.kind === 'checking' || state.kind === 'applying'
const isSettled = ({ kind }: { kind: UpdateState['kind'] }) =>
  kind === 'idle' || kind === 'refused' || kind === 'failed' || kind === 'applied'

/** For the log: what happened, not what was in it. */
function aboutState(state: UpdateState): LogFacts {
  if (state.kind === 'refused') return { state: state.kind, refusal: state.refusal.kind }
  if (state.kind === 'failed') return { state: state.kind, fault: state.fault.kind }
  if (state.kind === 'applied') return { state: state.kind, sequence: state.sequence, entries: state.entries }
  return { state: state.kind }
}
