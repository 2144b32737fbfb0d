// Each call of the page on its way in: from our own page, by a known name, with an input that fits.
import { calls } from './office-contract.ts'
import type { AnswerOf, CallName, InputOf, Reply } from './office-contract.ts'

export type Handlers = { [N in CallName]: (input: InputOf<N>) => Promise<AnswerOf<N>> }

export async function answerKnock(
  handlers: Handlers,
  knock: { fromOurPage: boolean; name: unknown; input: unknown },
  report: (thrown: unknown) => void,
): Promise<Reply<CallName>> {
  const { name } = knock
  if (!knock.fromOurPage) return { ok: false, kind: 'not-allowed' }
  if (!isCallName(name)) return { ok: false, kind: 'unknown-call' }
  const input = calls[name].safeParse(knock.input)
  if (!input.success) return { ok: false, kind: 'bad-input' }
  try {
    return { ok: true, answer: await handlerOf(handlers, name)(input.data) }
  } catch (thrown) {
    report(thrown)
    return { ok: false, kind: 'failed' }
  }
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}

// The table pairs each name with the handler of its own input; TypeScript cannot follow the pairing through a variable.
function handlerOf(handlers: Handlers, name: CallName): (input: unknown) => Promise<AnswerOf<CallName>> {
  return handlers[name] as (input: unknown) => Promise<AnswerOf<CallName>>
}
