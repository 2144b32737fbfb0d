// Every question about opinions and the function of db/ that answers it, within the store's own process.
import type { Desk } from '../db/desk.ts'
import { opinionByNumber, opinionCounts } from '../db/opinion-answers.ts'
import { asSent, opinionBox, waitingIn } from '../db/opinions.ts'
import { markHandedOver, opinionsForStick, tidyOpinions } from '../db/opinions-home.ts'
import type { Reader } from '../db/reader.ts'
import { opinionFileName, writeOpinionFile } from '../pack/opinion-file.ts'
import type { OpinionStoreAnswers } from './contract/opinion-calls.ts'
import type { opinionStoreCalls } from './contract/opinion-calls.ts'
import type { z } from 'zod'

type Input<N extends keyof typeof opinionStoreCalls> = z.infer<(typeof opinionStoreCalls)[N]>
type Table = { [N in keyof typeof opinionStoreCalls]: (input: Input<N>) => OpinionStoreAnswers[N] }

export function openOpinionAnswers(of: { reader: Reader; desk: () => Desk }): {
  answers: Table
  /** Answers may have come: what has its own for long is let go of. */
  contentChanged(): void
} {
  const { reader, desk } = of
  const box = opinionBox()
  const hasAny = () => reader.state?.prepare('SELECT 1 FROM opinion LIMIT 1').get() !== undefined
  return {
    answers: {
      opinionAsSent: ({ text }) => ({ text: asSent(reader, text) }),
      leaveOpinion: (wish) => box.leave(desk, reader, wish),
      opinionByNumber: (input) => opinionByNumber(reader, input),
      opinionCounts: () => opinionCounts(reader),
      opinionsWaiting: () => ({ waiting: reader.state ? waitingIn(reader.state) : 0 }),
      opinionVisitOver: () => {
        box.visitOver()
        return null
      },
      opinionsForStick: () => {
        if (!hasAny()) return null
        const found = opinionsForStick(desk(), reader)
        if (!found) return null
        const { body, numbers, making, sign } = found
        const name = opinionFileName({ township: body.township.code, kiosk: body.kiosk.id, making })
        return { file: { name, text: writeOpinionFile(body, sign) }, numbers }
      },
      opinionsHandedOver: ({ numbers }) => {
        markHandedOver(desk(), numbers)
        return null
      },
    },
    contentChanged() {
      // On a disk that is only read nothing can be let go of, and nothing has to be.
      if (!hasAny() || reader.trouble) return
      tidyOpinions(desk(), reader)
    },
  }
}
