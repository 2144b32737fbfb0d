// What the window's process and an import say to each other: read this pack, apply what was previewed, and how far it is.
import { z } from 'zod'
import type { ChangeCounts, EntryLine, Place, Preview, Refusal, StoreFault, UpdateState } from './contract.ts'

export const ImporterOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), path: z.string(), file: z.string() }),
  z.strictObject({ kind: z.literal('apply') }),
  /** Not asked for by anybody: at start, whether something damaged can be built once more. */
  z.strictObject({ kind: z.literal('repair') }),
])
export type ImporterOrder = z.infer<typeof ImporterOrder>

type Done = { done: number; total: number }
type Applied = Extract<UpdateState, { kind: 'applied' }>

/** States an import reports; how long they take and what the clerk does is kept by whoever starts imports. */
export type ImporterState =
  | ({ kind: 'copying'; file: string } & Done)
  | ({ kind: 'checking'; file: string } & Done)
  | { kind: 'refused'; file: string; refusal: Refusal }
  | { kind: 'failed'; file: string; fault: StoreFault }
  | { kind: 'ready'; file: string; preview: Preview; again?: StoreFault }
  | ({ kind: 'applying'; file: string; village: string | null; place: Place | null } & Done)
  | (Omit<Applied, 'checks' | 'change'> & { change: ChangeCounts; drawn: EntryLine[] })

const kinds: readonly ImporterState['kind'][] = [
  'copying',
  'checking',
  'refused',
  'failed',
  'ready',
  'applying',
  'applied',
]

const StateReport = z.strictObject({
  state: z.custom<ImporterState>((state) => {
    const { kind } = z.object({ kind: z.string() }).catch({ kind: '' }).parse(state)
    return kinds.some((each) => each === kind)
  }),
})
/** `repaired`: whether something else is on screen since. */
export const ImporterReport = z.union([StateReport, z.strictObject({ repaired: z.boolean() })])
export type ImporterReport = z.infer<typeof ImporterReport>
