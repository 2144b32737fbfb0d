// Each call on its way in: from our own page, by a known name, by somebody who may, with an input that fits.
import { calls } from './contract.ts'
import type { AnswerOf, CallName, InputOf, Reply } from './contract.ts'
import type { LogFacts } from './machine-log.ts'

export type Handlers = { [N in CallName]: (input: InputOf<N>) => Promise<AnswerOf<N>> }

/** What is known of a knock at the moment it arrives; later the frame may be gone. */
export type Knock = { fromOurPage: boolean; name: unknown; input: unknown }

export type Doors = { answer(knock: Knock): Promise<Reply<CallName>> }

export function doors(of: {
  handlers: Handlers
  staff: { isOpen(): boolean; touch(): void }
  report: (event: string, facts: LogFacts) => void
}): Doors {
  const shut = (kind: 'not-allowed' | 'bad-input' | 'unknown-call', name: unknown): Reply<CallName> => {
    // The name is only repeated when it is one of ours: a page gone wrong must not write into the log.
    of.report('call-refused', { kind, call: isCallName(name) ? name : null })
    return { ok: false, kind }
  }
  return {
    async answer(knock) {
      const { name } = knock
      if (!knock.fromOurPage) return shut('not-allowed', name)
      if (!isCallName(name)) return shut('unknown-call', name)
      if (calls[name].staff && !of.staff.isOpen()) return { ok: false, kind: 'not-allowed' }
      const input = calls[name].input.safeParse(knock.input)
      if (!input.success) return shut('bad-input', name)
      if (calls[name].staff) of.staff.touch()
      try {
        return { ok: true, answer: await handlerOf(of.handlers, name)(input.data) }
      } catch (thrown) {
        of.report('call-failed', { call: name, why: thrown instanceof Error ? thrown.name : typeof thrown })
        return { ok: false, kind: 'failed' }
      }
    },
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

// The table pairs each name with the handler of its own input; TypeScript cannot follow the pairing through a variable.
function handlerOf(handlers: Handlers, name: CallName): (input: unknown) => Promise<AnswerOf<CallName>> {
  return handlers[name] as (input: unknown) => Promise<AnswerOf<CallName>>
}
