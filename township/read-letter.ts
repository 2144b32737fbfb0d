// From a letter to the draft of one notice or rule: who signs it, for which village, since when.
import type { Village } from '../disclosure/township.ts'
import { compact } from '../disclosure/parse.ts'
import { draftId, sweptHotlines, titleMark } from './draft.ts'
import type { Draft, SweptSurroundings } from './draft.ts'
import { readSurroundings } from './footer.ts'
import { readNotice } from './notice-text.ts'
import type { NoticeText } from './notice-text.ts'
import { baseOf } from './around-table.ts'
import { skipped } from './sheet-read.ts'
import type { SheetRead, Township } from './sheet-read.ts'
import type { Line } from './sheet-lines.ts'
import { formedOrNull } from './sweep.ts'

export function readLetter(township: Township, file: string, paragraphs: readonly string[]): SheetRead {
  const notice = readNotice(paragraphs)
  if (!notice) return skipped('not-recognised')
  const { sweeper } = township
  const { type, issuedOn } = notice
  const shownFile = sweeper.name(file)
  const at = { file: shownFile, sheet: null, cell: 'line 1' }
  const title = sweeper.text(notice.title, at)
  const issuer = notice.issuer === null ? null : sweeper.text(notice.issuer, at)
  const village = villageOf(township, notice, file)
  const period = type.period === 'standing' ? 'standing' : (issuedOn ?? 'standing')
  const correction = /更正|订正/.test(compact(notice.title))
  const line: Line = {
    row: 0,
    type,
    village,
    values: { title, issuer, issuedOn: formedOrNull(issuedOn) },
    cells: {},
    isSubLine: false,
    isMinor: false,
    ageKnown: false,
    fullName: null,
    picture: null,
  }
  const draft: Draft = {
    id: draftId({ type, stage: null, village, period }, titleMark(title)),
    type,
    stage: null,
    village,
    period,
    file: shownFile,
    sheet: null,
    shownFile,
    shownSheet: null,
    title,
    lines: [line],
    figures: {},
    printed: [],
    figureCells: {},
    faults: [],
    surroundings: around(township, notice, paragraphs, shownFile, correction),
    body: sweeper.text(notice.body, at),
    source: correction ? 'correction' : 'publication',
    formNo: null,
    recognition: {
      confidence: 90,
      reasons: [{ by: 'title', words: [notice.title].map((word) => sweeper.name(word)) }],
    },
  }
  return { drafts: [draft], printed: [] }
}

/** 发展党员公示 names no village; the branch that signs it does, or the file's name. */
function villageOf({ villages }: Township, { title, issuer }: NoticeText, file: string): Village | null {
  for (const text of [title, issuer ?? '', baseOf(file)]) {
    const placed = villages.mentionedIn(text)
    if (placed) return placed.village
  }
  return null
}

function around(
  { sweeper, township }: Township,
  { issuedOn, notice }: NoticeText,
  paragraphs: readonly string[],
  file: string,
  correction: boolean,
): SweptSurroundings {
  const hint = issuedOn === null ? undefined : { year: Number(issuedOn.slice(0, 4)) }
  const { hotlines } = readSurroundings(paragraphs, hint, township)
  const at = { file, sheet: null, cell: 'line 1' }
  return {
    approvals: [],
    publishedOn: issuedOn,
    notice,
    hotlines: sweptHotlines(hotlines, (text) => sweeper.text(text, at)),
    accountingEntity: null,
    correction,
  }
}
