// What the window's process and an import say to each other: read this pack, apply what was previewed, and how far it is.
import { z } from 'zod'
import type { UpdateState } from './contract.ts'

export const ImporterOrder = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), path: z.string(), file: z.string() }),
  z.strictObject({ kind: z.literal('apply') }),
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

export const ImporterReport = z.strictObject({
  state: z.custom<ImporterState>((state) => {
    const { kind } = z.object({ kind: z.string() }).catch({ kind: '' }).parse(state)
    return kinds.some((each) => each === kind)
  }),
})
export type ImporterReport = z.infer<typeof ImporterReport>
