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
  // No stream of its own: each leaves a listener on the file, and a pack has a thousand parts.
  for (let done = 0; done < length;) {
    const buffer = Buffer.allocUnsafe(Math.min(1 << 18, length - done))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start + done)
    if (bytesRead === 0) return
    done += bytesRead
    watch.signal?.throwIfAborted()
    yield buffer.subarray(0, bytesRead)
  }
}

/** Refuses a part whose bytes are not the promised ones. Nothing of it is unpacked or parsed before. */
export async function checkBytes(file: FileHandle, part: Part, span: Span, watch: Watch): Promise<void> {
  const held = heldBytes(bytesOf(file, span, watch), part, watch)
  while ((await held.next()).done !== true) continue
}

/** The same bytes; after the last of them a refusal unless they were the promised ones. */
export async function* heldBytes(
  chunks: AsyncIterable<Buffer>,
  promised: Pick<Part, 'name' | 'size' | 'sha256'>,
  watch: Watch,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of chunks) {
    size += chunk.length
    hash.update(chunk)
    watch.onBytes?.(chunk.length)
    yield chunk
  }
  if (size !== promised.size || hash.digest('hex') !== promised.sha256)
    refuse({ kind: 'damaged-part', part: promised.name })
}

/** What a part holds, unpacked if it is packed. */
export async function* plainBytes(
  packed: AsyncGenerator<Buffer>,
  part: Part,
  watch: Watch,
): AsyncGenerator<Buffer> {
  if (part.encoding === 'none') return yield* packed
  // The cap is on what comes out, so a bomb ends one chunk after the promised size.
  const gunzip = createGunzip({ chunkSize: 1 << 18 })
  const feeding = feed(packed, gunzip)
  let size = 0
  try {
    for await (const chunk of gunzip) {
      watch.signal?.throwIfAborted()
      size += chunk.length
      if (size > part.plainSize) refuse({ kind: 'damaged-part', part: part.name })
      yield chunk
    }
    // Zeros behind the packed stream are passed over in silence: they would be a place to hide something.
    if (gunzip.bytesWritten !== part.size) refuse({ kind: 'damaged-part', part: part.name })
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
