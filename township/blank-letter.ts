// A blank letter as Word opens it: title, text, who signs, day; for notices and rules, which have no table.
import type { ItemType } from '../disclosure/item-type.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { declaredText } from './blank-sheet.ts'
import { head, office, relations } from './ooxml.ts'
import { recogniseNotice } from './recognise.ts'
import { say } from './wording.ts'
import { xml } from './write-text.ts'
import { zipOf } from './write-zip.ts'

export function letterParagraphs(type: ItemType): SweptText[] {
  const kind = type.period === 'standing' ? 'standing' : 'dated'
  const titles = type.words.map((word) => say(`template.letter.${kind}`, { word: declaredText(word) }))
  const title = titles.find((each) => recogniseNotice(each) === type)
  if (title === undefined) throw new Error(`no title of a blank letter speaks for ${type.id}`)
  return [title, ...['body', 'more', 'issuer', 'day'].map((part) => say(`template.letter.${part}`))]
}

export function letterBytes(paragraphs: readonly SweptText[]): Buffer {
  const part = (name: string, content: string) => ({ name, content: Buffer.from(content, 'utf8') })
  const types = 'http://schemas.openxmlformats.org/package/2006/content-types'
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'
  const target = { id: 'rId1', type: `${office}/officeDocument`, target: 'word/document.xml' }
  return zipOf([
    part(
      '[Content_Types].xml',
      `${head}<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}"/></Types>`,
    ),
    part('_rels/.rels', relations([target])),
    part('word/document.xml', documentXml(paragraphs)),
  ])
}

/** The title in the middle, who signs and the day at the right, as letters of an office are. */
function documentXml(paragraphs: readonly SweptText[]): string {
  const written = paragraphs.map((text, at) => {
    const side = at === 0 ? 'center' : at >= paragraphs.length - 2 ? 'right' : 'both'
    const size = at === 0 ? 44 : 32
    const first = side === 'both' ? '<w:ind w:firstLineChars="200" w:firstLine="640"/>' : ''
    return `<w:p><w:pPr>${first}<w:jc w:val="${side}"/></w:pPr><w:r><w:rPr><w:rFonts w:eastAsia="仿宋"/>${at === 0 ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`
  })
  return `${head}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${written.join('')}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1588" w:bottom="1440" w:left="1588" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:body></w:document>`
}
