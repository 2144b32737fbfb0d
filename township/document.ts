// Reads letters: plain text, Markdown and Word documents, as paragraphs, and the tables in the latter.
import { plainText } from '../disclosure/parse.ts'
import { corrupt, Unreadable, tooLarge } from './source-limits.ts'
import { readWordBody } from './word-body.ts'
import type { WordBody } from './word-body.ts'
import type { ZipParts } from './zip-parts.ts'

/** Word holds a notice of a page in 10 KB of XML; a hundred times that is no notice. */
const largestXml = 8 * 1024 ** 2

export const paragraphsOfText = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => plainText(line.replace(/^#{1,6}\s+/, '').replace(/\*\*(.+?)\*\*/g, '$1')))
    .filter((line) => line !== '')

/** Throws Unreadable. */
export function readWord(parts: ZipParts): WordBody {
  const xml = parts.text('word/document.xml')
  if (xml === null) throw corrupt()
  if (xml.length > largestXml) throw new Unreadable(tooLarge('partBytes', 'word/document.xml'))
  return readWordBody(xml)
}
