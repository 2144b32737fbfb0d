// Opens a PDF where it can do no harm: in a thread with a limit of time and memory, that gives back texts and pictures only.
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { z } from 'zod'

/** Notices and minutes have a few pages; more is a book that nobody reads standing. */
export const mostPages = 20
/** A scan of twenty pages. */
export const largestPdf = 32 * 1024 ** 2
/** Half a minute for twenty pages on an old office machine. */
const longestMs = 30_000

export type PdfFlaw =
  | 'too-large'
  | 'too-many-pages'
  | 'encrypted'
  | 'corrupt'
  | 'empty'
  | 'page-too-large'
  | 'too-slow'
  | 'unreadable'

export type PdfWish = 'texts' | 'pictures'
export type PdfRead = { ok: true; texts: string[]; pictures: Buffer[] } | { ok: false; why: PdfFlaw }

/** What the thread is given. */
export const PdfJob = z.strictObject({
  file: z.string(),
  wasm: z.string(),
  wish: z.enum(['texts', 'pictures']),
  mostPages: z.number(),
})
export type PdfJob = z.infer<typeof PdfJob>

/** What the thread says; it has read a stranger's file, so it is believed in nothing else. */
const Said = z.union([
  z.strictObject({
    ok: z.literal(true),
    texts: z.array(z.string()),
    pictures: z.array(z.instanceof(Uint8Array)),
  }),
  z.strictObject({
    ok: z.literal(false),
    why: z.enum(['too-many-pages', 'encrypted', 'corrupt', 'empty', 'page-too-large']),
  }),
])

export async function readPdf(file: string, wish: PdfWish): Promise<PdfRead> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  )
  if (size === null) return { ok: false, why: 'unreadable' }
  return size > largestPdf
    ? { ok: false, why: 'too-large' }
    : inThread({ file, wasm: wasmFile(), wish, mostPages })
}

function inThread(job: PdfJob): Promise<PdfRead> {
  return new Promise((resolve) => {
    const worker = new Worker(workerFile(), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: 256 },
      // Nothing of ours is its business, and what it prints is nobody's.
      env: {},
      stdout: true,
      stderr: true,
    })
    const end = (read: PdfRead) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(read)
    }
    const timer = setTimeout(() => end({ ok: false, why: 'too-slow' }), longestMs)
    worker.once('message', (said: unknown) => end(believed(said)))
    // Out of its memory, or a trap in the reader: the file is not as a PDF should be.
    worker.once('error', () => end({ ok: false, why: 'corrupt' }))
    worker.once('exit', () => end({ ok: false, why: 'corrupt' }))
  })
}

function believed(said: unknown): PdfRead {
  const read = Said.safeParse(said)
  if (!read.success) return { ok: false, why: 'corrupt' }
  if (!read.data.ok) return read.data
  const { texts, pictures } = read.data
  return { ok: true, texts, pictures: pictures.map((bytes) => Buffer.from(bytes)) }
}

/** Beside this program: as a source in development, as pdf-worker.cjs in a built one. */
function workerFile(): URL {
  const source = import.meta.url.endsWith('.ts')
  return new URL(source ? './pdf-worker.ts' : './pdf-worker.cjs', import.meta.url)
}

/** A built program has it beside itself, for it has no node_modules. */
function wasmFile(): string {
  const beside = fileURLToPath(new URL('./pdfium.wasm', import.meta.url))
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve('@hyzyla/pdfium/pdfium.wasm')
}
