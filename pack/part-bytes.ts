// The bytes of a pack's parts: as they lie in the file, held against their promised hash, and unpacked.
import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import type { Span } from './container.ts'
import type { Part } from './manifest.ts'
import { refuse } from './refused.ts'

export type Watch = { onBytes?: (bytes: number) => void; signal?: AbortSignal | undefined }

/** Chunk by chunk, the bytes of a part as they lie in the file. */
export async function* bytesOf(file: FileHandle, span: Span, watch: Watch = {}): AsyncGenerator<Buffer> {
  if (span.length === 0) return
  const { start, length } = span
  const stream = file.createReadStream({
    start,
    end: start + length - 1,
    autoClose: false,
    highWaterMark: 1 << 18,
  })
  for await (const chunk of stream) {
    watch.signal?.throwIfAborted()
    yield chunk
  }
}

/** Refuses a part whose bytes are not the promised ones. Nothing of it is unpacked or parsed before. */
export async function checkBytes(file: FileHandle, part: Part, span: Span, watch: Watch): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of bytesOf(file, span, watch)) {
    hash.update(chunk)
    watch.onBytes?.(chunk.length)
  }
  if (hash.digest('hex') !== part.sha256) refuse({ kind: 'damaged-part', part: part.name })
}

/** What a part holds, unpacked if it is packed. */
export async function* plainBytes(
  file: FileHandle,
  part: Part,
  span: Span,
  watch: Watch,
): AsyncGenerator<Buffer> {
  const packed = bytesOf(file, span, watch)
  if (part.encoding === 'none') return yield* packed
  // The cap is on what comes out, so a bomb ends one chunk after the promised size.
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  const feeding = feed(packed, gunzip)
  try {
    for await (const chunk of gunzip) {
      watch.signal?.throwIfAborted()
      yield chunk
    }
  } catch (thrown) {
    if (isZlibError(thrown)) refuse({ kind: 'damaged-part', part: part.name })
    throw thrown
  } finally {
    gunzip.destroy()
    await feeding
  }
}

async function feed(packed: AsyncIterable<Buffer>, into: ReturnType<typeof createGunzip>): Promise<void> {
  try {
    for await (const chunk of packed) {
      if (into.destroyed) return
      if (!into.write(chunk)) await drained(into)
    }
    into.end()
  } catch (thrown) {
    into.destroy(thrown instanceof Error ? thrown : new Error(String(thrown)))
  }
}

const drained = (stream: ReturnType<typeof createGunzip>): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done).off('error', done)
      resolve()
    }
    stream.on('drain', done).on('close', done).on('error', done)
  })

const isZlibError = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && String(thrown.code).startsWith('Z_')
