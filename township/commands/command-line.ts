// What a command of the township's program is given, what it may answer, and how its words are read.
import { parseArgs } from 'node:util'
import { localDay } from '../../disclosure/local-day.ts'

/** One command: the lines that say how it is called, and what it does. */
export type Command = { usage: string; run: (given: Given, said: Said) => Promise<Outcome> }

/** `open` are the numbers that may be shown; without them every mobile is hidden. */
export type Outcome = (
  { done: object } | { failed: { kind: string; [more: string]: unknown } } | { usage: string }
) & { open?: ReadonlySet<string> }

/** What a program of the township says to people on the way: swept before it is written. */
export type Said = { err: (text: string) => void }

const optionNames = [
  'out',
  'code',
  'name',
  'key',
  'sequence',
  'answers',
  'previous',
  'recordings',
  'words',
  'language',
  'report',
  'statements',
  'passphrase-file',
  'pre-review',
  'secrecy-review',
  'reviewed-on',
  'to',
  'pub',
  'kiosks',
  'receipts',
  'quarter',
  'on',
  'reason',
  'replies',
] as const

export type Given = {
  values: Partial<Record<(typeof optionNames)[number], string>>
  whole: boolean
  county: boolean
  noVoice: boolean
  /** Whether the township takes opinions; null: nothing was said of it. */
  opinions: boolean | null
  olderKeys: string[]
  olderPassphrases: string[]
  withdraw: string[]
  packs: string[]
  ids: string[]
  add: string[]
  revoke: string[]
  positionals: string[]
}

export function readArguments(args: string[]): Given | { usage: string } {
  const option = { type: 'string' } as const
  const named = Object.fromEntries(optionNames.map((name) => [name, option])) as Record<
    (typeof optionNames)[number],
    typeof option
  >
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...named,
        county: { type: 'boolean' },
        'no-voice': { type: 'boolean' },
        add: { type: 'string', multiple: true },
        revoke: { type: 'string', multiple: true },
        whole: { type: 'boolean' },
        opinions: { type: 'boolean' },
        'no-opinions': { type: 'boolean' },
        'older-key': { type: 'string', multiple: true },
        'older-passphrase-file': { type: 'string', multiple: true },
        withdraw: { type: 'string', multiple: true },
        pack: { type: 'string', multiple: true },
        id: { type: 'string', multiple: true },
      },
    })
    const {
      'no-voice': noVoice = false,
      whole = false,
      opinions: takesOpinions = false,
      'no-opinions': noOpinions = false,
      'older-key': olderKeys = [],
      'older-passphrase-file': olderPassphrases = [],
      county = false,
      withdraw = [],
      add = [],
      revoke = [],
      pack: packs = [],
      id: ids = [],
      ...rest
    } = values
    if (noOpinions && (takesOpinions || rest.replies !== undefined))
      return { usage: '--no-opinions has no meaning beside --opinions or --replies' }
    const opinions = noOpinions ? false : takesOpinions ? true : null
    return {
      values: rest,
      whole,
      county,
      noVoice,
      opinions,
      olderKeys,
      olderPassphrases,
      withdraw,
      packs,
      ids,
      add,
      revoke,
      positionals,
    }
  } catch (thrown) {
    return { usage: thrown instanceof Error ? thrown.message : 'wrong arguments' }
  }
}

/** The township's own day, not Greenwich's. */
export const today = (): string => localDay(new Date())
