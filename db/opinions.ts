// Opinions that villagers leave (提意见): closed at once, so that of what they wrote nothing is kept that anybody here can read.
import { createHmac, randomBytes } from 'node:crypto'
import { longestOpinion, newOpinionNumber, type OpinionReason } from '../disclosure/opinion.ts'
import { hiddenMark, publicNumbersOf, sweep, type SweptText } from '../disclosure/privacy.ts'
import { sealOpinion } from '../pack/opinion-seal.ts'
import type { ReadableDb } from './database.ts'
import type { Desk } from './desk.ts'
import { townshipOf, villagesOf } from './whose-content.ts'
import { asFault, freeBytes } from './faults.ts'
import { opinionKeyIn, replyTo } from './opinion-replies.ts'
import { ownDay } from './own-day.ts'
import type { Reader } from './reader.ts'
import { keepCopy } from './state-copy.ts'

/** What no stick has carried home; at 1.7 KB each some 3 MB of state.db, which is copied after every act. */
export const mostWaiting = 2000
/** Over all persons: a queue of villagers with one in two minutes is served, a bored hand is not. */
export const mostAnHour = 30
const hourMs = 3_600_000
/** The same said twice by one person within it is one. */
const sameMs = 600_000
/** Below this the disk is for what the kiosk itself must write. */
const roomBytes = 64 * 1024 ** 2

export type OpinionWish = {
  /** Null: of what the township shows as a whole. */
  village: string | null
  entry: string | null
  reason: OpinionReason
  text: string
}

export const whyNotKept = ['closed', 'full', 'too-many', 'disk'] as const
export type OpinionLeft =
  { kind: 'kept'; number: string; on: string } | { kind: 'not-kept'; why: (typeof whyNotKept)[number] }

/** What is remembered of the person in front of the glass, and of this hour: in no file. */
export type OpinionBox = {
  leave(desk: () => Desk, reader: Reader, wish: OpinionWish): OpinionLeft
  visitOver(): void
}

export function opinionBox(): OpinionBox {
  // Whoever reads this process's memory later finds no words in it, not even as a hash that one could try words against.
  const secret = randomBytes(32)
  let left: { mark: string; at: number; answer: OpinionLeft }[] = []
  let times: number[] = []
  return {
    leave(deskOf, reader, wish) {
      const key = opinionKeyIn(reader)
      if (!key || !reader.content || !isShown(reader.content.db, wish)) return notKept('closed')
      try {
        const desk = deskOf()
        const at = desk.clock.monotonicMs()
        const text = asSent(reader, wish.text)
        const mark = createHmac('sha256', secret)
          .update(JSON.stringify({ ...wish, text }))
          .digest('base64')
        const same = left.find((each) => each.mark === mark && at - each.at < sameMs)
        if (same) return same.answer
        times = times.filter((each) => at - each < hourMs)
        if (times.length >= mostAnHour) return notKept('too-many')
        if (waitingIn(desk.state) >= mostWaiting || freeBytes(desk.folder) < roomBytes) return notKept('full')
        const answer = keep({ desk, reader }, wish, text, (opinion) => sealOpinion(opinion, key))
        times.push(at)
        left.push({ mark, at, answer })
        return answer
      } catch (thrown) {
        // Of a disk that takes nothing the person is told, and what they wrote stays before them.
        if (asFault(thrown, reader.folder) ?? isNoDesk(thrown)) return notKept('disk')
        throw thrown
      }
    },
    visitOver() {
      left = []
    },
  }
}

const notKept = (why: (typeof whyNotKept)[number]): OpinionLeft => ({ kind: 'not-kept', why })

/** Thrown where there is no writable side at all. */
export class NoDesk extends Error {
  override name = 'NoDesk'
}
const isNoDesk = (thrown: unknown): boolean => thrown instanceof NoDesk

function isShown(db: ReadableDb, { village, entry }: OpinionWish): boolean {
  if (village !== null && !villagesOf(db).some(({ code }) => code === village)) return false
  return entry === null || db.prepare('SELECT 1 FROM entry WHERE id = ?').get(entry) !== undefined
}

/** As it goes to the township: numbers of people, illnesses and children are hidden before anything is closed. */
export function asSent(reader: Reader, text: string): SweptText {
  const publicNumbers = reader.content ? telephonesOf(reader.content.db) : new Set<string>()
  const clean = text
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim()
  let swept = sweep(clean, publicNumbers).text
  // A mark is longer than what it hides; what is cut off may have held such a mark together, and so be swept anew.
  for (let room = longestOpinion; [...swept].length > longestOpinion; room -= hiddenMark.length)
    swept = sweep([...swept].slice(0, room).join('').replace(tornMark, ''), publicNumbers).text
  return swept
}

const tornMark = new RegExp(`${hiddenMark[0]}[${hiddenMark.slice(1, -1)}]*$`, 'u')

/** What the township tells people to call may be said back to it. */
function telephonesOf(db: ReadableDb): ReadonlySet<string> {
  const { hotlines, windows } = townshipOf(db)
  const ofVillages = villagesOf(db).flatMap((village) => village.hotlines)
  return publicNumbersOf([...hotlines, ...windows, ...ofVillages].map(({ phone }) => phone))
}

function keep(
  { desk, reader }: { desk: Desk; reader: Reader },
  { village, entry, reason }: OpinionWish,
  text: SweptText,
  seal: (opinion: Parameters<typeof sealOpinion>[0]) => Buffer,
): OpinionLeft {
  const on = ownDay(desk)
  const insert = desk.state.prepare(
    `INSERT OR IGNORE INTO opinion (number, village, entry, left_on, sealed)
     VALUES (@number, @village, @entry, @on, @sealed)`,
  )
  // A number that is given out already is drawn anew; of nine million that is rare and of no harm. So is one that another
  // kiosk gave out and the township has answered: whoever asked by it would be told a stranger's answer.
  for (;;) {
    const number = newOpinionNumber(randomBytes(8))
    if (replyTo(reader, number)) continue
    const sealed = seal({
      number,
      village,
      reason,
      on,
      ...(entry === null ? {} : { entry }),
      ...(text === '' ? {} : { text }),
    })
    if (insert.run({ number, village, entry, on, sealed }).changes === 0) continue
    keepCopy(desk)
    return { kind: 'kept', number, on }
  }
}

/** How many no stick has carried home. */
export const waitingIn = (state: ReadableDb): number =>
  state
    .prepare<[], { waiting: number }>('SELECT count(*) AS waiting FROM opinion WHERE handed_on IS NULL')
    .get()?.waiting ?? 0
