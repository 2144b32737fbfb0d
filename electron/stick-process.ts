// The sticks' own process: whatever a dying stick holds up or a damaged one breaks, the window and the villagers stay.
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { stateFile } from '../db/data-folder.ts'
import { openReadable } from '../db/database.ts'
import { trustOf } from '../db/trust.ts'
import type { Trust } from '../pack/open.ts'
import { withGivenFolders } from './given-sticks.ts'
import { linuxSticks } from './linux-sticks.ts'
import { factsOf } from './machine-log.ts'
import { argumentOf, dieWhenThrown, parentPort } from './parent-port.ts'
import type { StickMachine } from './stick-machine.ts'
import { StickAsk, stickCalls } from './stick-protocol.ts'
import type { StickAnswers, StickCall, StickInput, StickReply } from './stick-protocol.ts'
import { sticks } from './sticks.ts'
import { windowsSticks } from './windows-sticks.ts'

dieWhenThrown()
const port = parentPort()
const dataFolder = argumentOf(0)
const appVersion = argumentOf(1)
const given = z.array(z.string()).parse(JSON.parse(argumentOf(2)))
const seen = sticks({ machine: withGivenFolders(machineHere(), given), trust: trustHere })

type Table = { [N in StickCall]: (input: StickInput<N>) => Promise<StickAnswers[N]> }
const table: Table = {
  list: () => seen.list(),
  find: async ({ packId }) => seen.find(packId),
  eject: ({ stickId }) => seen.eject(stickId),
  save: ({ stickId, files }) =>
    seen.save(
      stickId,
      files.map(({ name, text }) => ({ name, bytes: Buffer.from(text, 'utf8') })),
    ),
  leave: async () => {
    await seen.leave()
    return null
  },
}

port.hear((message) => {
  const ask = StickAsk.parse(message)
  const reply = (ok: boolean, answer: unknown) => port.say({ id: ask.id, ok, answer } satisfies StickReply)
  answerOf(ask.name)(stickCalls[ask.name].parse(ask.input)).then(
    (answer) => reply(true, answer),
    (thrown: unknown) => reply(false, factsOf(thrown)),
  )
})

// As in doors.ts: the table pairs each name with its input, TypeScript cannot follow that through a variable.
function answerOf(name: StickCall): (input: unknown) => Promise<unknown> {
  return table[name] as (input: unknown) => Promise<unknown>
}

function machineHere(): StickMachine {
  if (process.platform === 'win32') return windowsSticks()
  // Of this user alone, and gone with the next start of the machine.
  const ownFolder = existsSync('/run') && process.getuid?.() === 0 ? '/run/mingbai-sticks' : ownTemporary()
  return linuxSticks({ ownFolder })
}

function ownTemporary(): string {
  return join(tmpdir(), `mingbai-sticks-${process.getuid?.() ?? 0}`)
}

/** Whose packs are taken here, asked anew at every look: an import changes what is older. */
function trustHere(): Trust | null {
  if (!existsSync(stateFile(dataFolder))) return null
  let state
  try {
    state = openReadable(stateFile(dataFolder))
    const found = trustOf({ state }, appVersion)
    return found.ok ? found.trust : null
  } catch {
    // A damaged or busy state.db is told elsewhere; packs are then listed by their files alone.
    return null
  } finally {
    state?.close()
  }
}
