// Reads letters: plain text, Markdown and Word documents, as paragraphs, and the tables in the latter.
import * as XLSX from '@e965/xlsx'
import { plainText } from '../disclosure/parse.ts'
import { readWordBody } from './word-body.ts'
import type { WordBody } from './word-body.ts'

/** Word holds a notice of a page in 10 KB of XML; a hundred times that is no notice. */
const largestXml = 8 * 1024 ** 2

export const paragraphsOfText = (text: string): string[] =>
  text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .map((line) => plainText(line.replace(/^#{1,6}\s+/, '').replace(/\*\*(.+?)\*\*/g, '$1')))
    .filter((line) => line !== '')

export type WordRead = ({ ok: true } & WordBody) | { ok: false; why: 'corrupt' | 'too-large' }

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
  return { ok: true, ...readWordBody(xml) }
}
