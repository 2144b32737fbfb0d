// What is attached to an item, as one has it in the hand: photographs one after the other, and each document with its pages.
import type { Entry } from '../../electron/contract.ts'

type Attachment = Entry['attachments'][number]

/** `at`: where its pictures stand among the item's attachments, in order; `pages`: how many its captions promise. */
export type Paper =
  { kind: 'photos'; at: number[] } | { kind: 'document'; name: string; pages: number; at: number[] }

/** A page of a document is captioned by the township: 会议记录 2/5. */
const pageCaption = /^(.+) (\d+)\/(\d+)$/

/** All single pictures together come first; a document begins with its page 1 and has all that follow it. */
export function papersOf(attachments: readonly Attachment[]): Paper[] {
  const single: number[] = []
  const documents: Extract<Paper, { kind: 'document' }>[] = []
  let isOpen = false
  for (const [at, { label }] of attachments.entries()) {
    const [, name = '', page = '', pages = ''] = pageCaption.exec(label) ?? []
    const last = documents.at(-1)
    const goesOn = last?.name === name && last.pages === Number(pages) && last.at.length + 1 === Number(page)
    if (isOpen && last && goesOn) last.at.push(at)
    else if (page === '1' && Number(pages) > 1) {
      documents.push({ kind: 'document', name, pages: Number(pages), at: [at] })
      isOpen = true
    } else {
      single.push(at)
      isOpen = false
    }
  }
  return single.length > 0 ? [{ kind: 'photos', at: single }, ...documents] : documents
}
