// Reads letters: plain text, Markdown and Word documents, as paragraphs.
import { plainText } from '../disclosure/parse.ts'
import { corrupt, Unreadable, tooLarge } from './source-limits.ts'
import { unescaped } from './xml-scan.ts'
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
export function readWord(parts: ZipParts): string[] {
  const xml = parts.text('word/document.xml')
  if (xml === null) throw corrupt()
  if (xml.length > largestXml) throw new Unreadable(tooLarge('partBytes', 'word/document.xml'))
  const paragraphs = xml.split('</w:p>').map((paragraph) => plainText(textOfParagraph(paragraph)))
  return paragraphs.filter((text) => text !== '')
}

/** Only w:t holds text; deleted text of tracked changes (w:delText) must not come back. */
function textOfParagraph(xml: string): string {
  return [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:tab|br)(?:\s[^>]*)?\/>/g)]
    .map((match) => (match[1] === undefined ? ' ' : unescaped(match[1])))
    .join('')
}
