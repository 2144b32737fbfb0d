// Behind the window: its work, every call of the page, and what the reading process says on its way.
import { rm } from 'node:fs/promises'
import { answerHandlers } from './machine/answering.ts'
import { folderHandlers } from './machine/folder.ts'
import { reviewHandlers } from './machine/reviewing.ts'
import { signingHandlers } from './machine/signing.ts'
import { trying } from './machine/trying.ts'
import { freshDesk, type MachineParts } from './machine/work.ts'
import type { Handlers } from './office-doors.ts'
import { opinionHandlers } from './opinion-handlers.ts'
import type { Told } from './reading-orders.ts'

export type OfficeMachine = {
  handlers: Handlers
  told(told: Told): void
  /** Answers once nothing of what was only tried is left. */
  close(): Promise<void>
}

export function officeMachine(parts: MachineParts): OfficeMachine {
  const desk = freshDesk(parts)
  const { work, line, desktop, changed, keep } = desk
  const tries = trying(desk)
  const handlers: Handlers = {
    ...folderHandlers(desk, tries),
    ...answerHandlers(desk),
    ...reviewHandlers(desk, tries),
    ...signingHandlers(desk, tries),
    ...opinionHandlers({
      line,
      desktop,
      today: parts.today,
      open: () => (work.reading.kind === 'done' ? work.open : null),
      key: () => work.key,
      take: (takesOpinions) => {
        tries.forgetTried()
        keep({ takesOpinions })
      },
      tried: (isRight) => {
        work.wrongTries = isRight ? 0 : work.wrongTries + 1
        changed()
      },
    }),
  }
  return {
    handlers,
    told(told) {
      if (told.kind === 'file')
        work.reading = { kind: 'busy', file: told.file, done: told.done, all: told.all }
      else if (told.kind === 'written')
        work.writing = { kind: told.phase, done: told.done, total: told.total }
      else return
      changed()
    },
    async close() {
      line.stop()
      await desktop.closeKiosk()
      await rm(desk.tryFolder, { recursive: true, force: true })
    },
  }
}
