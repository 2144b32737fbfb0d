// What the window's process and an import say to each other: read this pack, apply what was previewed, and how far it is.
import { z } from 'zod'
import type { UpdateState } from './contract.ts'

export const ImporterOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), path: z.string(), file: z.string() }),
  z.strictObject({ kind: z.literal('apply') }),
  /** Not asked for by anybody: at start, whether something damaged can be built once more. */
  z.strictObject({ kind: z.literal('repair') }),
])
export type ImporterOrder = z.infer<typeof ImporterOrder>

/** States an import reports; `idle` belongs to whoever starts imports. */
export type ImporterState = Exclude<UpdateState, { kind: 'idle' }>

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
