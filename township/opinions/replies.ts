// From 意见.xlsx to the answers of a pack: what is filled in, fit for everybody's eyes, and never what was asked.
import { parseDate } from '../../disclosure/dates.ts'
import { isOpinionNumber, longestReply, opinionDigits } from '../../disclosure/opinion.ts'
import { findPersonal, sweep } from '../../disclosure/privacy.ts'
import type { PersonalKind, SweptText } from '../../disclosure/privacy.ts'
import { cleanText } from '../../pack/clean-text.ts'
import { limits } from '../../pack/limits.ts'
import { reported, say } from '../wording.ts'
import type { OpinionsToWrite } from '../write.ts'
import {
  cellOf,
  isUnanswered,
  readOpinionSheet,
  type OpinionColumn,
  type OpinionLine,
  type OpinionSheet,
  type SheetRead,
} from './opinion-sheet.ts'

export type ReplyFault =
  | { cell: string; kind: 'personal-in-reply'; found: PersonalKind }
  | { cell: string; kind: 'bad-number' | 'reply-too-long' | 'bad-reply-date' | 'reply-in-future' }

export type RepliesRead =
  | {
      ok: true
      opinions: OpinionsToWrite
      /** `leftOut`: the oldest, which no longer have room in a pack. */
      told: { received: number; answered: number; replies: number; leftOut: number }
    }
  | { ok: false; kind: 'faulty-replies'; faults: ReplyFault[] }
  | { ok: false; kind: (SheetRead & { ok: false })['kind'] }

type Reply = OpinionsToWrite['replies'][number]

export async function readReplies(
  file: string,
  of: {
    numbers: ReadonlySet<string>
    today: string
    /** Of the last pack: they stay, unless the sheet knows their number. */
    before?: readonly Reply[]
  },
): Promise<RepliesRead> {
  const read = await readOpinionSheet(file)
  if (!read.ok) return read
  const { sheet } = read
  const faults: ReplyFault[] = []
  const answered = sheet.lines.filter(({ cells }) => !isUnanswered(cells))
  const replies = answered.flatMap((line) => {
    const reply = replyOf(sheet, line, of, faults)
    return reply ? [reply] : []
  })
  if (faults.length > 0) return { ok: false, kind: 'faulty-replies', faults }
  const numbersOf = (lines: readonly OpinionLine[]) =>
    new Set(lines.map(({ cells }) => opinionDigits(cells.number.text)))
  const waiting = numbersOf(sheet.lines.filter(({ cells }) => isUnanswered(cells)))
  const own = oneForEachNumber(replies.filter(({ number }) => !waiting.has(number)))
  const kept = (of.before ?? []).filter(({ number }) => !numbersOf(sheet.lines).has(number))
  const all = [...own, ...kept]
  const fitting = newestThatFit(all)
  // A new sheet begins with none; what the screens still answer was received and answered all the same.
  const counts = { received: sheet.lines.length + kept.length, answered: answered.length + kept.length }
  return {
    ok: true,
    opinions: { replies: fitting, counts },
    told: { ...counts, replies: fitting.length, leftOut: all.length - fitting.length },
  }
}

function replyOf(
  sheet: OpinionSheet,
  line: OpinionLine,
  { numbers, today }: { numbers: ReadonlySet<string>; today: string },
  faults: ReplyFault[],
): Reply | null {
  const before = faults.length
  const cell = (column: OpinionColumn) => cellOf(sheet, line, column)
  const number = opinionDigits(line.cells.number.text)
  if (!isOpinionNumber(number)) faults.push({ cell: cell('number'), kind: 'bad-number' })
  const text = cleanText(line.cells.reply.text).replace(/\s+/g, ' ').trim()
  if ([...text].length > longestReply) faults.push({ cell: cell('reply'), kind: 'reply-too-long' })
  // Not hidden but sent back: a reply with a hole in it helps nobody.
  const [found] = findPersonal(text, numbers)
  if (found) faults.push({ cell: cell('reply'), kind: 'personal-in-reply', found: found.kind })
  const on = dayOf(line, today)
  if (on === null) faults.push({ cell: cell('repliedOn'), kind: 'bad-reply-date' })
  else if (on > today) faults.push({ cell: cell('repliedOn'), kind: 'reply-in-future' })
  if (on === null || faults.length > before) return null
  return { number, on, text: sweep(text, numbers).text }
}

/** An answer without a day is of today. */
function dayOf({ cells }: OpinionLine, today: string): string | null {
  const read = parseDate(cells.repliedOn)
  if (read.kind === 'blank') return today
  return read.kind === 'value' && /^\d{4}-\d{2}-\d{2}$/.test(read.value) ? read.value : null
}

/** A number that chance gave twice has both answers, or neither: one of the two would read the other's for their own. */
function oneForEachNumber(replies: readonly Reply[]): Reply[] {
  const byNumber = new Map<string, Reply[]>()
  for (const reply of replies) byNumber.set(reply.number, [...(byNumber.get(reply.number) ?? []), reply])
  return [...byNumber.values()].flatMap((same) => {
    const [first] = same
    if (!first) return []
    const on = same.reduce((latest, each) => (each.on > latest ? each.on : latest), first.on)
    return [same.length === 1 ? first : { number: first.number, on, text: together(same) }]
  })
}

function together(same: readonly Reply[]): SweptText {
  const parts = same.map(({ text }, at) => say('opinion-sheet:several', { number: at + 1, text }))
  return reported([...parts.join(' ')].slice(0, longestReply).join(''))
}

function newestThatFit(replies: readonly Reply[]): Reply[] {
  let characters = 0
  return replies
    .toSorted((one, other) =>
      one.on > other.on ? -1 : one.on < other.on ? 1 : one.number < other.number ? -1 : 1,
    )
    .filter(({ text }, at) => at < limits.replies && (characters += text.length) <= limits.replyCharacters)
}
