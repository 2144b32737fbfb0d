// Opinions on their way to the township: what a stick takes along, what it is known to have taken, and what may go after its time.
import type { OpinionFileBody } from '../pack/opinion-file.ts'
import { mostOpinionsInFile } from '../pack/opinion-file.ts'
import type { Desk } from './desk.ts'
import { isoNow } from './desk.ts'
import { note } from './journal.ts'
import { ownKioskName, signAsKiosk } from './kiosk-key.ts'
import { repliedNumbers } from './opinion-replies.ts'
import { ownDay } from './own-day.ts'
import { ownTime } from './own-time.ts'
import type { Reader } from './reader.ts'
import { pinnedTownship } from './state.ts'
import { keepCopy } from './state-copy.ts'

/** An answer is asked for within a quarter; then nobody needs the closed paper here any more. */
const answeredDays = 90
/** What was carried home and never answered goes along once more for so long: sticks are lost. */
const againDays = 90
/** What went home long ago and was never answered makes room for others; what never went home stays. */
const mostHandedOver = 3000

export type OpinionsForStick = {
  body: OpinionFileBody
  /** Each that is in it, by which it is marked once the stick was read back. */
  numbers: string[]
  making: number
  sign: (message: Buffer) => Buffer
}

/**
 * What never went home, and with it what went on an earlier day and was not answered: nothing says of a stick that it
 * arrived. Null where there is neither, or where all of it went today.
 */
export function opinionsForStick(desk: Desk, reader: Reader): OpinionsForStick | null {
  const { state } = desk
  const township = pinnedTownship(state)
  tidyOpinions(desk, reader)
  if (!township) return null
  const at = isoNow(desk.clock)
  const kiosk = ownKioskName(desk, at)
  const replied = repliedNumbers(reader)
  const today = ownDay(desk)
  const since = dayBefore(today, againDays)
  const found = state
    .prepare<{ since: string }, { number: string; sealed: Buffer; handed_on: string | null }>(
      `SELECT number, sealed, handed_on
       FROM opinion
       WHERE handed_on IS NULL OR handed_on >= @since
       ORDER BY handed_on IS NOT NULL, number`,
    )
    .all({ since })
    .filter(({ number }) => !replied.has(number))
    .slice(0, mostOpinionsInFile)
  if (found.every(({ handed_on }) => handed_on === today)) return null
  const opinions = found.map(({ number, sealed }) => ({ number, sealed: sealed.toString('base64') }))
  return {
    body: { format: 'mingbai-opinions-1', kiosk, township, writtenAt: at, opinions },
    numbers: opinions.map(({ number }) => number),
    making: state.prepare<[], { n: number }>('SELECT max(number) AS n FROM journal').get()?.n ?? 0,
    sign: (message) => signAsKiosk(state, message),
  }
}

/** Only after the stick was read back: until then they wait as before. Once handed over, the first day stays. */
export function markHandedOver(desk: Desk, numbers: readonly string[]): void {
  const { state } = desk
  const mark = state.prepare('UPDATE opinion SET handed_on = ? WHERE number = ? AND handed_on IS NULL')
  const on = ownDay(desk)
  state
    .transaction(() => {
      const count = numbers.reduce((sum, number) => sum + mark.run(on, number).changes, 0)
      if (count > 0) note(state, isoNow(desk.clock), 'clerk', 'opinions-handed-over', { count })
    })
    .immediate()
  keepCopy(desk)
}

/** What never went home is never deleted; of what had its answer long ago only the count stays. */
export function tidyOpinions(desk: Desk, reader: Reader): void {
  const { state } = desk
  if (ownTime(desk, desk.clock).doubt !== null) return
  const before = dayBefore(ownDay(desk), answeredDays)
  const replied = [...repliedNumbers(reader)]
  const old = replied.flatMap(([number, on]) => (on < before ? [number] : []))
  state
    .transaction(() => {
      // An answer shows that it came home, whatever became of the stick's last word.
      const came = state.prepare('UPDATE opinion SET handed_on = ? WHERE number = ? AND handed_on IS NULL')
      for (const [number, on] of replied) came.run(on, number)
      const drop = state.prepare('DELETE FROM opinion WHERE number = ? AND handed_on IS NOT NULL')
      const answered = old.reduce((sum, number) => sum + drop.run(number).changes, 0)
      if (answered > 0)
        state
          .prepare(
            `INSERT INTO opinions_gone (one, answered) VALUES (1, @answered)
             ON CONFLICT (one) DO UPDATE SET answered = answered + @answered`,
          )
          .run({ answered })
      state
        .prepare(
          `DELETE FROM opinion
           WHERE number IN (
             SELECT number FROM opinion WHERE handed_on IS NOT NULL ORDER BY handed_on DESC, number LIMIT -1 OFFSET ?
           )`,
        )
        .run(mostHandedOver)
    })
    .immediate()
}

function dayBefore(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  return at.toISOString().slice(0, 10)
}
