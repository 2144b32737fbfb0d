// Opens the opinions that came home on a stick and adds them to 意见.xlsx: each once, and nothing of the clerk's is touched.
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { partsOfId } from '../../disclosure/entry.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import {
  opinionDigits,
  replyDueOn,
  shownOpinionNumber,
  type Opinion,
  type Reply,
} from '../../disclosure/opinion.ts'
import { sweep } from '../../disclosure/privacy.ts'
import { cleanText } from '../../pack/clean-text.ts'
import {
  isOpinionFileName,
  opinionFileBytes,
  readOpinionFile,
  type OpinionFileBody,
  type OpinionFileFlaw,
} from '../../pack/opinion-file.ts'
import { readKnownKiosks } from '../known-kiosks.ts'
import { plainBytes } from '../receipts.ts'
import { periodWords, reported, say } from '../wording.ts'
import { openOpinion, type OpinionFlaw, type OpinionOpener } from './opinion-key.ts'
import {
  isUnanswered,
  noOpinions,
  readOpinionSheet,
  textOf,
  writeOpinionSheet,
  type OpinionColumn,
  type OpinionLine,
  type SheetRead,
} from './opinion-sheet.ts'

export type RefusedFile = {
  file: string
  kind: OpinionFileFlaw['kind'] | 'unreadable' | 'wrong-township' | 'key-mismatch' | 'too-many-files'
}

/** An opinion that did not open; `count` of that kind in that file. */
export type NotOpened = {
  file: string
  kind: OpinionFlaw['kind'] | 'other-number'
  count: number
  keyId?: string
}

export type Collected = {
  sheet: string
  files: number
  opened: number
  /** Of the opened: written down now, or already there. */
  added: number
  known: number
  unanswered: number
  overdue: number
  /** First seen: a kiosk whose receipts this township has not yet read. */
  kiosks: { id: string; key: 'known' | 'first-seen' }[]
  refused: RefusedFile[]
  notOpened: NotOpened[]
}

export type Collecting =
  | { ok: true; collected: Collected }
  | {
      ok: false
      kind: Exclude<(SheetRead & { ok: false })['kind'], 'no-opinion-sheet'> | 'bad-kiosks-file'
      file: string
    }

export type CollectWish = {
  folder: string
  /** 意见.xlsx, there or not. */
  sheet: string
  townshipCode: string
  openers: readonly OpinionOpener[]
  kiosksFile: string
  villages: readonly { code: string; name: string }[]
  /** What the township tells people to call: it may stand in what they say. */
  publicNumbers: ReadonlySet<string>
  /** Of the last pack: what has its answer there and comes once more, from a kiosk without that pack, stays away. */
  replies: readonly Pick<Reply, 'number' | 'on'>[]
  today: string
}

/** Sticks of some ten kiosks, each with some ten exports. */
const mostFiles = 500

export async function collectOpinions(wish: CollectWish): Promise<Collecting> {
  const read = await readOpinionSheet(wish.sheet)
  if (!read.ok && read.kind !== 'no-opinion-sheet') return { ok: false, kind: read.kind, file: wish.sheet }
  const before = read.ok ? read.sheet : noOpinions
  const came = await filesIn(wish)
  if (!came) return { ok: false, kind: 'bad-kiosks-file', file: wish.kiosksFile }
  const { opinions, notOpened } = openedIn(came.bodies, wish.openers)
  const added: OpinionLine[] = []
  for (const opinion of opinions) {
    const line = lineOf(opinion, wish, before.moreHeads.length)
    if (hasItsAnswer(opinion, wish)) continue
    if (![...before.lines, ...added].some((each) => isSame(each, line))) added.push(line)
  }
  const lines = [...before.lines, ...added.toSorted(byDay)]
  // Nothing new: the file is left as the clerk saved it, open in Excel or not.
  if (added.length > 0 || !read.ok) await writeOpinionSheet(wish.sheet, { ...before, lines }, wish.today)
  const waiting = lines.filter(({ cells }) => isUnanswered(cells))
  const { files, kiosks, refused } = came
  return {
    ok: true,
    collected: {
      sheet: wish.sheet,
      files,
      opened: opinions.length,
      added: added.length,
      known: opinions.length - added.length,
      unanswered: waiting.length,
      overdue: waiting.filter(({ cells }) => textOf(cells.due) < wish.today).length,
      kiosks,
      refused,
      notOpened,
    },
  }
}

// ---- the files ----

type Came = {
  bodies: { file: string; body: OpinionFileBody }[]
  files: number
  kiosks: Collected['kiosks']
  refused: RefusedFile[]
}

async function filesIn({ folder, kiosksFile, townshipCode }: CollectWish): Promise<Came | null> {
  const known = await readKnownKiosks(kiosksFile)
  if (!known) return null
  const names = (await readdir(folder)).filter(isOpinionFileName).sort()
  const bodies: Came['bodies'] = []
  const refused: RefusedFile[] = names.slice(mostFiles).map((file) => ({ file, kind: 'too-many-files' }))
  const seen = new Map<string, string>()
  for (const file of names.slice(0, mostFiles)) {
    const bytes = await plainBytes(join(folder, file), opinionFileBytes)
    const read = bytes && readOpinionFile(bytes)
    const flaw = !read ? 'unreadable' : read.ok ? strangeIn(read.body) : read.flaw.kind
    if (flaw) refused.push({ file, kind: flaw })
    else if (read?.ok) bodies.push({ file, body: read.body })
  }
  const kiosks = [...seen.keys()].map((id) => ({
    id,
    key: Object.hasOwn(known.kiosks, id) ? ('known' as const) : ('first-seen' as const),
  }))
  return { bodies, files: names.length, kiosks, refused }

  /** One kiosk speaks with one key: whoever signs with another is not that kiosk. */
  function strangeIn({ kiosk, township }: OpinionFileBody): RefusedFile['kind'] | null {
    if (township.code !== townshipCode) return 'wrong-township'
    const key = known?.kiosks[kiosk.id]?.publicKey ?? seen.get(kiosk.id)
    if (key !== undefined && key !== kiosk.publicKey) return 'key-mismatch'
    seen.set(kiosk.id, kiosk.publicKey)
    return null
  }
}

function openedIn(
  bodies: Came['bodies'],
  openers: readonly OpinionOpener[],
): { opinions: Opinion[]; notOpened: NotOpened[] } {
  const opinions: Opinion[] = []
  const notOpened = new Map<string, NotOpened>()
  for (const { file, body } of bodies) {
    for (const { number, sealed } of body.opinions) {
      const opened = openOpinion(Buffer.from(sealed, 'base64'), openers)
      if (opened.ok && opened.opinion.number === number) opinions.push(opened.opinion)
      else count(notOpened, { file, ...(opened.ok ? { kind: 'other-number' } : opened.flaw) })
    }
  }
  return { opinions, notOpened: [...notOpened.values()] }
}

function count(all: Map<string, NotOpened>, one: Omit<NotOpened, 'count'>): void {
  const key = JSON.stringify(one)
  all.set(key, { ...one, count: (all.get(key)?.count ?? 0) + 1 })
}

// ---- the lines ----

/** The villager's words are swept once more: the kiosk did so, and a kiosk may be an old one. */
function lineOf(opinion: Opinion, { villages, publicNumbers }: CollectWish, others: number): OpinionLine {
  const { number, on, village, entry, reason, text } = opinion
  const cells: Record<OpinionColumn, string> = {
    number: shownOpinionNumber(number),
    on,
    village: villageName(village, villages),
    item: entry === undefined ? '' : itemName(entry),
    reason: say(`opinion-sheet:reason.${reason}`),
    text: text === undefined ? '' : sweep(cleanText(text), publicNumbers).text,
    due: replyDueOn(on),
    reply: '',
    repliedOn: '',
  }
  const made = Object.fromEntries(Object.entries(cells).map(([name, each]) => [name, { text: each }]))
  return { row: null, cells: made as OpinionLine['cells'], more: Array.from({ length: others }, () => '') }
}

const villageName = (code: string | null, villages: CollectWish['villages']): string =>
  code === null ? say('opinion-sheet:township') : (villages.find((each) => each.code === code)?.name ?? code)

/** 现金日记账（2026年第三季度）: by its declaration, so that no pack is needed to say what was meant. */
function itemName(id: string): string {
  const parts = partsOfId(id)
  const title = parts && itemTypeOf(parts.itemType)?.title
  return title ? say('opinion-sheet:item', { title: reported(title), period: periodWords(parts.period) }) : id
}

/** A new sheet does not know of it; put there without an answer it would take the published one off the screens. */
const hasItsAnswer = ({ number, on }: Opinion, { replies }: CollectWish): boolean =>
  replies.some((reply) => reply.number === number && reply.on >= on)

/** One number may by chance have gone to two people at two machines: then they are two lines. */
function isSame(one: OpinionLine, other: OpinionLine): boolean {
  if (opinionDigits(one.cells.number.text) !== opinionDigits(other.cells.number.text)) return false
  const sameWords = one.cells.text.text !== '' && one.cells.text.text === other.cells.text.text
  return textOf(one.cells.on) === textOf(other.cells.on) || sameWords
}

const byDay = (one: OpinionLine, other: OpinionLine): number => {
  const [a, b] = [one, other].map(({ cells }) => `${textOf(cells.on)} ${cells.number.text}`)
  return (a ?? '') < (b ?? '') ? -1 : 1
}
