// One update at a time: a state machine of plain states in front of the process that does the work.
import type { UpdateState } from './contract.ts'
import type { ChildLine } from './child-line.ts'
import { ImporterReport } from './importer-protocol.ts'
import type { ImporterOrder, ImporterState } from './importer-protocol.ts'
import type { LogFacts } from './machine-log.ts'
import type { FoundPack } from './sticks.ts'

export type Updater = {
  state(): UpdateState
  /** Begins with a pack, or says what is already going on. Null: the stick it lay on is gone. */
  read(pack: FoundPack | null): UpdateState
  /** Applies what was previewed, and only that: the number is the one the clerk saw. */
  apply(sequence: number): UpdateState
  /** At start: what is damaged is built once more, if nobody wants anything else. */
  repair(): void
  /** Back to nothing; an update that is being applied is not stopped. */
  dismiss(): void
}

export function updater(of: {
  fork: () => ChildLine
  onState: (state: UpdateState) => void
  /** The content may have been switched: the store looks at its pointer again. */
  onSwitched: () => void
  report: (event: string, facts?: LogFacts) => void
}): Updater {
  let state: UpdateState = { kind: 'idle' }
  let child: ChildLine | null = null

  const become = (next: UpdateState): UpdateState => {
    if (next.kind !== state.kind) of.report('update', aboutState(next))
    state = next
    of.onState(next)
    return next
  }

  const dropChild = () => {
    const dropped = child
    child = null
    dropped?.kill()
  }

  const start = (pack: FoundPack) => {
    const started = of.fork()
    child = started
    started.onMessage((message) => {
      const heard = ImporterReport.safeParse(message)
      if (!heard.success || child !== started || 'repaired' in heard.data) return
      // Nothing more is to come then; its end gives the data folder's lock back.
      if (isSettled(heard.data.state)) dropChild()
      if (heard.data.state.kind === 'applied') of.onSwitched()
      become(heard.data.state)
    })
    started.onExit((code) => {
      if (child !== started) return
      child = null
      if (isSettled(state)) return
      of.report('importer-gone', { code, while: state.kind })
      const file = 'file' in state ? state.file : pack.file
      // It may have died after the switch and before saying so.
      if (state.kind === 'applying') of.onSwitched()
      become({ kind: 'failed', file, fault: { kind: 'io', code: 'interrupted' } })
    })
    order(started, { kind: 'read', path: pack.path, file: pack.file })
  }

  return {
    state: () => state,
    read(pack) {
      if (isUnderWay(state)) return state
      dropChild()
      if (pack === null) return become({ kind: 'failed', file: '', fault: { kind: 'stick-gone' } })
      start(pack)
      return become({ kind: 'copying', file: pack.file, done: 0, total: pack.bytes })
    },
    apply(sequence) {
      if (state.kind !== 'ready' || state.preview.sequence !== sequence || child === null) return state
      order(child, { kind: 'apply' })
      const { file, preview } = state
      return become({ kind: 'applying', file, village: null, done: 0, total: preview.counts.rows })
    },
    repair() {
      if (child !== null || state.kind !== 'idle') return
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
      started.onExit(() => end(false))
      order(started, { kind: 'repair' })
    },
    dismiss() {
      if (state.kind === 'applying' || state.kind === 'idle') return
      dropChild()
      become({ kind: 'idle' })
    },
  }
}

const order = (child: ChildLine, what: ImporterOrder) => child.postMessage(what)

const isUnderWay = ({ kind }: UpdateState) => kind === 'copying' || kind === 'checking' || kind === 'applying'
const isSettled = ({ kind }: UpdateState) =>
  kind === 'idle' || kind === 'refused' || kind === 'failed' || kind === 'applied'

/** For the log: what happened, not what was in it. */
function aboutState(state: UpdateState | ImporterState): LogFacts {
  if (state.kind === 'refused') return { state: state.kind, refusal: state.refusal.kind }
  if (state.kind === 'failed') return { state: state.kind, fault: state.fault.kind }
  if (state.kind === 'applied') return { state: state.kind, sequence: state.sequence, entries: state.entries }
  return { state: state.kind }
}
