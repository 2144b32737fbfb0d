// The thread that opens one PDF: the text of its pages, or the pages drawn as pictures; then it is gone.
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import type { PDFiumDocument, PDFiumPage } from '@hyzyla/pdfium'
import { grayPng } from './gray-png.ts'
import { PdfJob } from './pdf.ts'

/** Long enough to read small print on a 32-inch screen that stands upright. */
const longSide = 1600
/** Points; a plan of two metres is no page for a screen. Fractions of a point would be a page of nothing. */
const [largestPage, smallestPage] = [6000, 10]
/** 512 MB, in pages of WebAssembly: what the library may take from a machine of 4 GB. */
const mostMemory = 8192
/** Characters of one page; more is no page but a list that somebody hid in it. */
const mostText = 200_000

type Flaw = 'too-many-pages' | 'encrypted' | 'corrupt' | 'empty' | 'page-too-large'

void read(PdfJob.parse(workerData)).then((said) => parentPort?.postMessage(said))

async function read({ file, wasm, wish, mostPages }: PdfJob) {
  const library = await PDFiumLibrary.init({ wasmBinary: withLessMemory(readFileSync(wasm)) })
  let document: PDFiumDocument
  try {
    document = await library.loadDocument(readFileSync(file))
  } catch (thrown) {
    return refused(/password|security/i.test(String(thrown)) ? 'encrypted' : 'corrupt')
  }
  const count = document.getPageCount()
  if (count === 0) return refused('empty')
  if (count > mostPages) return refused('too-many-pages')
  const pages = [...document.pages()]
  if (pages.some(isTooLarge)) return refused('page-too-large')
  const texts = pages.map((page) => page.getText().slice(0, mostText))
  const pictures: Uint8Array[] = []
  if (wish === 'pictures') for (const page of pages) pictures.push(await drawn(page))
  return { ok: true, texts, pictures }
}

function refused(why: Flaw) {
  return { ok: false, why }
}

function isTooLarge(page: PDFiumPage): boolean {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  return (
    Math.max(originalWidth, originalHeight) > largestPage ||
    Math.min(originalWidth, originalHeight) < smallestPage
  )
}

/** Form fields are drawn too: what is written into a form is what it is about. */
async function drawn(page: PDFiumPage): Promise<Uint8Array> {
  const { originalWidth, originalHeight } = page.getOriginalSize()
  const { data, width, height } = await page.render({
    scale: longSide / Math.max(originalWidth, originalHeight),
    colorSpace: 'Gray',
    renderFormFields: true,
    render: ({ data: pixels }) => Promise.resolve(Uint8Array.from(pixels)),
  })
  return grayPng(data, width, height)
}

/** Lowers the maximum that the module declares for its memory: the library then runs out of it instead of the machine. */
function withLessMemory(wasm: Buffer): ArrayBuffer {
  const bytes = Uint8Array.from(wasm)
  let at = 8
  const number = () => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const id = bytes[at++]
    const end = number() + at
    if (id === 5) {
      // One memory, with a maximum, then its least size.
      const [memories, flags] = [number(), number()]
      number()
      const start = at
      number()
      if (memories !== 1 || flags !== 1 || at - start !== 3)
        throw new Error('pdfium.wasm declares its memory otherwise')
      // Three bytes as before, so that nothing else moves.
      bytes.set([(mostMemory & 0x7f) | 0x80, ((mostMemory >> 7) & 0x7f) | 0x80, mostMemory >> 14], start)
      break
    }
    at = end
  }
  return bytes.buffer
}
