// Reads letters: plain text, Markdown and Word documents, as paragraphs.
import * as XLSX from '@e965/xlsx'
import { plainText } from '../disclosure/parse.ts'

/** Word holds a notice of a page in 10 KB of XML; a hundred times that is no notice. */
const largestXml = 8 * 1024 ** 2

export const paragraphsOfText = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => plainText(line.replace(/^#{1,6}\s+/, '').replace(/\*\*(.+?)\*\*/g, '$1')))
    .filter((line) => line !== '')

export type WordRead = { ok: true; paragraphs: string[] } | { ok: false; why: 'corrupt' | 'too-large' }

export function readWord(bytes: Buffer): WordRead {
  let xml
  try {
    const found = XLSX.CFB.find(XLSX.CFB.read(bytes, { type: 'buffer' }), '/word/document.xml')
    if (!found) return { ok: false, why: 'corrupt' }
    xml = Buffer.from(found.content).toString('utf8')
  } catch {
    return { ok: false, why: 'corrupt' }
  }
  if (xml.length > largestXml) return { ok: false, why: 'too-large' }
  const paragraphs = xml.split('</w:p>').map((paragraph) => plainText(textOfParagraph(paragraph)))
  return { ok: true, paragraphs: paragraphs.filter((text) => text !== '') }
}

/** Only w:t holds text; deleted text of tracked changes (w:delText) must not come back. */
function textOfParagraph(xml: string): string {
  return [...xml.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>|<w:(?:tab|br)(?:\s[^>]*)?\/>/g)]
    .map((match) => (match[1] === undefined ? ' ' : unescaped(match[1])))
    .join('')
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(lt|gt|quot|apos|amp));/gi, (_, decimal, hex, name) =>
    name
      ? (entities[name.toLowerCase()] ?? '')
      : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex, 16)),
  )
