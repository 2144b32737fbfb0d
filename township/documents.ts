// Vouchers, photographed boards and PDFs beside the sheets: attached to the item they belong to, if a person looked and said so.
import { basename } from 'node:path/posix'
import type { Answers } from './answers.ts'
import { severityOfPaper } from './attachment-words.ts'
import { DocumentMatch } from './document-match.ts'
import type { Draft } from './draft.ts'
import type { Findings } from './findings.ts'
import { readPdf } from './pdf.ts'
import type { PdfFlaw } from './pdf.ts'
import { keptPicture, openPicture } from './pictures.ts'
import type { Attachments, Kept, Pictures } from './pictures.ts'
import type { SourceFile } from './source-files.ts'
import { hashOf } from './sweep.ts'
import type { Sweeper, SweptText } from './sweep.ts'
import type { VillageNames } from './village-names.ts'

export type PaperKind = 'picture' | 'pdf'
export type Paper = { source: SourceFile; kind: PaperKind }

type Office = { findings: Findings; sweeper: Sweeper; villages: VillageNames }
/** `readable`: a machine has read all its words, and nobody's number was among them. */
type Looked = { ok: true; readable: boolean } | { ok: false }

/** Adds to what each entry has already its papers, in the order of their names. */
export async function attachPapers(
  papers: readonly Paper[],
  drafts: readonly Draft[],
  attached: Map<string, Attachments>,
  pictures: Pictures,
  answers: Answers,
  office: Office,
): Promise<void> {
  const match = new DocumentMatch(drafts, office.villages)
  for (const paper of papers) {
    // What a sheet names by itself is attached already; what its file says beside the picture is told all the same.
    const isNamed = pictures.usedBy.has(paper.source.path)
    const draft = isNamed ? null : match.find(paper.source.path)
    const looked = await look(paper, draft, office)
    const shown = office.sweeper.name(paper.source.path)
    const answer = answers.picture[paper.source.path] ?? answers.picture[shown]
    const at = { file: shown, sheet: null }
    if (isNamed) continue
    if (answer === 'show' && !draft) office.findings.fault(at, 'picture-missing', 'warning', 'no-entry')
    if (!looked.ok || !draft || answer === 'keep') continue
    if (answer !== 'show') {
      askFor(paper, draft, looked.readable, office)
      continue
    }
    const own = attached.get(draft.id) ?? []
    attached.set(draft.id, own)
    await attach(own, paper, draft, pictures, office)
  }
}

// ---- what a machine can see ----

/** What is told of every paper; a fault keeps it out whatever the answer is. */
function look(paper: Paper, draft: Draft | null, office: Office): Promise<Looked> {
  return paper.kind === 'pdf' ? lookAtPdf(paper, draft, office) : lookAtPicture(paper, draft, office)
}

async function lookAtPicture(
  { source }: Paper,
  draft: Draft | null,
  { findings, sweeper }: Office,
): Promise<Looked> {
  const at = { file: sweeper.name(source.path), sheet: null }
  const picture = await openPicture(source)
  if (picture.ok) {
    const told = [...picture.metadata].join(', ')
    if (told !== '') findings.fault(at, 'picture-metadata', 'info', told)
    return { ok: true, readable: false }
  }
  // What belongs to nothing that is published need not be put right.
  if (draft) findings.fault(at, 'picture-missing', 'warning', picture.why)
  return { ok: false }
}

async function lookAtPdf(
  { source }: Paper,
  draft: Draft | null,
  { findings, sweeper }: Office,
): Promise<Looked> {
  // A township's folder holds policies of a hundred pages; only what could be attached is worth opening.
  if (!draft) return { ok: true, readable: false }
  const at = { file: sweeper.name(source.path), sheet: null }
  const read = await readPdf(source.absolute, 'texts')
  if (!read.ok) {
    findings.fault(at, 'document-refused', 'warning', read.why satisfies PdfFlaw)
    return { ok: false }
  }
  let isClean = true
  for (const [page, text] of read.texts.entries())
    for (const kind of new Set(sweeper.personalIn(text))) {
      const cell = `page ${page + 1}`
      isClean = false
      findings.swept.push({ ...at, cell, kind })
      findings.fault({ ...at, cell }, 'personal-in-document', 'error', kind)
    }
  // A scan has no words, or the few that a scanner put there.
  return isClean
    ? { ok: true, readable: read.texts.every((text) => text.trim().length >= leastText) }
    : { ok: false }
}

const leastText = 20

// ---- what only a person can see ----

function askFor({ source }: Paper, draft: Draft, readable: boolean, { findings, sweeper }: Office): void {
  const file = sweeper.name(source.path)
  const severity = readable ? null : severityOfPaper(basename(source.path))
  if (severity) findings.fault({ file, sheet: null }, 'personal-in-picture', severity)
  findings.ask({
    kind: 'may-picture-be-shown',
    file,
    sheet: null,
    cell: null,
    about: draft.title,
    key: file,
    candidates: [draft.id],
  })
}

// ---- into the pack ----

async function attach(
  own: Attachments,
  paper: Paper,
  draft: Draft,
  pictures: Pictures,
  office: Office,
): Promise<void> {
  const { source } = paper
  const at = { file: office.sweeper.name(source.path), sheet: null }
  const kept = paper.kind === 'pdf' ? await keptPages(source) : await keptPicture(source)
  if (typeof kept === 'string') {
    office.findings.fault(at, paper.kind === 'pdf' ? 'document-refused' : 'picture-missing', 'warning', kept)
    return
  }
  const pages = Array.isArray(kept) ? kept : [kept]
  const name = office.sweeper.name(basename(source.path).replace(/\.[A-Za-z]{2,5}$/, ''))
  for (const [page, each] of pages.entries()) {
    const lack = pictures.add(own, draft.id, source.path, each, captionOf(name, page, pages.length))
    if (lack) office.findings.fault(at, 'picture-missing', 'warning', lack)
  }
}

/** 2/5: a number needs no word in any language. */
const captionOf = (name: SweptText, page: number, pages: number): string =>
  pages === 1 ? name : `${name} ${page + 1}/${pages}`

async function keptPages(source: SourceFile): Promise<Kept[] | PdfFlaw> {
  const drawn = await readPdf(source.absolute, 'pictures')
  if (!drawn.ok) return drawn.why
  return drawn.pictures.map((picture, page) => ({
    sha256: hashOf(picture),
    type: 'image/png',
    bytes: async () => {
      const again = await readPdf(source.absolute, 'pictures')
      return again.ok ? (again.pictures[page] ?? null) : null
    },
  }))
}
