// PDFs written byte by byte for a test: pages of a few words, or of nothing but a picture.

export type PdfPage = { words?: readonly string[]; size?: readonly [number, number]; picture?: Buffer }
export type PdfMore = { script?: string; trailer?: string }

export function madePdf(pages: readonly PdfPage[], { script, trailer = '' }: PdfMore = {}): Buffer {
  const objects: string[] = []
  const add = (body: string): number => objects.push(body)
  const font = add('<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>')
  const parent = pages.length * 3 + 2
  const kids = pages.map(({ words = [], size = [595, 842], picture }) => {
    const lines = words.map((word, at) => `BT /F ${12} Tf 60 ${780 - at * 20} Td (${word}) Tj ET`)
    const image = add(
      picture
        ? `<</Type/XObject/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/ASCIIHexDecode/Length ${picture.length * 2 + 1}>>stream\n${picture.toString('hex')}>\nendstream`
        : 'null',
    )
    const drawing = [...lines, picture ? 'q 400 0 0 400 60 300 cm /I Do Q' : ''].join('\n')
    const content = add(`<</Length ${drawing.length}>>stream\n${drawing}\nendstream`)
    return add(
      `<</Type/Page/Parent ${parent} 0 R/MediaBox[0 0 ${size[0]} ${size[1]}]/Contents ${content} 0 R/Resources<</Font<</F ${font} 0 R>>/XObject<</I ${image} 0 R>>>>>>`,
    )
  })
  add(`<</Type/Pages/Count ${pages.length}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`)
  const open = script === undefined ? '' : `/OpenAction<</S/JavaScript/JS(${script})>>`
  const root = add(`<</Type/Catalog/Pages ${parent} 0 R${open}>>`)
  return written(objects, `/Root ${root} 0 R${trailer}`)
}

function written(objects: readonly string[], trailer: string): Buffer {
  let text = '%PDF-1.4\n'
  const places = objects.map((body, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${body}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const start = text.length
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${text}trailer\n<</Size ${objects.length + 1}${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
    'latin1',
  )
}

/** A standard lock that opens with nobody's word. */
export const lockedTrailer = `/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${'11'.repeat(32)}>/U<${'22'.repeat(32)}>>>`
