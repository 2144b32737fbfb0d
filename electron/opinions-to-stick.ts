// Opinions between the page, the store and the stick: they count as handed over only when the stick was read back.
import type { SaveAnswer } from './contract.ts'
import type { Handlers } from './doors.ts'
import type { Machine } from './handlers.ts'
import type { opinionCalls } from './contract/opinion-calls.ts'
import type { ReturnFile } from './return-files.ts'
import type { StoreClient } from './store-client.ts'

export function opinionHandlers(store: StoreClient): Pick<Handlers, keyof typeof opinionCalls> {
  return {
    opinionAsSent: (input) => store.ask('opinionAsSent', input),
    leaveOpinion: (input) => store.ask('leaveOpinion', input),
    opinionByNumber: (input) => store.ask('opinionByNumber', input),
    opinionCounts: () => store.ask('opinionCounts', {}),
    opinionsWaiting: () => store.ask('opinionsWaiting', {}),
  }
}

/**
 * Whatever goes home goes on one touch: a clerk who has to think of two things forgets one. `save` answers only after each
 * file was synced, read back and compared; a stick that is pulled before leaves every opinion waiting for the next.
 */
export async function saveWithOpinions(
  { store, sticks }: Pick<Machine, 'store' | 'sticks'>,
  stickId: string,
  files: readonly ReturnFile[],
): Promise<SaveAnswer> {
  const opinions = await store.ask('opinionsForStick', {})
  const all = opinions ? [opinions.file, ...files] : [...files]
  const saved = await sticks.ask('save', { stickId, files: all })
  if (!opinions || saved.kind !== 'saved') return saved
  await store.ask('opinionsHandedOver', { numbers: opinions.numbers })
  return { ...saved, opinions: opinions.numbers.length }
}
