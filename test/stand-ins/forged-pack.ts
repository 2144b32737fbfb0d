// What whoever holds the township's key could sign: any content, any parts, any manifest, in a container of our format.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { headerLength, readHeader, writeHeader } from '../../pack/container.ts'
import type { ImageType } from '../../pack/image-type.ts'
import { Manifest } from '../../pack/manifest.ts'
import { signManifest } from '../../township/sign.ts'
import type { World } from './pack-world.ts'
import { sha256Of } from './photo.ts'

export type Front = { manifest: Buffer; signatures: Buffer; rest: Buffer }

export function frontOf(bytes: Buffer): Front {
  const header = readHeader(bytes.subarray(0, headerLength), bytes.length)
  const signaturesAt = headerLength + header.manifestLength
  const restAt = signaturesAt + header.signaturesLength
  return {
    manifest: bytes.subarray(headerLength, signaturesAt),
    signatures: bytes.subarray(signaturesAt, restAt),
    rest: bytes.subarray(restAt),
  }
}

export function bytesOfFront({ manifest, signatures, rest }: Front): Buffer {
  const header = writeHeader({ manifestLength: manifest.length, signaturesLength: signatures.length })
  return Buffer.concat([header, manifest, signatures, rest])
}

export type Forgery = {
  /** The content's text, or its bytes as they lie in the file when they are packed in some way of their own. */
  content?: (text: string) => string | Buffer
  packed?: (plain: Buffer) => Buffer
  encoding?: 'none' | 'gzip'
  attachments?: readonly { bytes: Buffer; type: ImageType }[]
  manifest?: (manifest: Manifest) => unknown
  /** The manifest's text in the end. */
  text?: (text: string) => string | Buffer
  signatures?: (manifest: Buffer) => unknown
}

/** A good pack changed as wished and signed again, with every hash and length right that the wish leaves alone. */
export function forged(world: World, good: string, wish: Forgery = {}): string {
  const { manifest: signed, rest } = frontOf(readFileSync(good))
  const manifest = Manifest.parse(JSON.parse(signed.toString()))
  const text = gunzipSync(rest.subarray(0, manifest.parts[0]?.size)).toString()
  const plain = Buffer.from(wish.content?.(text) ?? text)
  const encoding = wish.encoding ?? 'gzip'
  const packed = wish.packed?.(plain) ?? (encoding === 'gzip' ? gzipSync(plain) : plain)
  const content = {
    ...sizes(packed, plain),
    name: 'content',
    mediaType: 'application/x-ndjson' as const,
    encoding,
  }
  const attachments = (wish.attachments ?? []).map(({ bytes, type }) => ({
    ...sizes(bytes, bytes),
    name: sha256Of(bytes),
    mediaType: type,
    encoding: 'none' as const,
  }))
  const counts = { ...manifest.counts, attachments: attachments.length }
  const changed: unknown = { ...manifest, counts, parts: [content, ...attachments] }
  const wished = wish.manifest?.(Manifest.parse(changed)) ?? changed
  const written = JSON.stringify(wished)
  const bytes = Buffer.from(wish.text?.(written) ?? written)
  const signatures = wish.signatures?.(bytes) ?? [signManifest(bytes, world.key)]
  const file = join(world.folder, 'forged.mbpack')
  writeFileSync(
    file,
    bytesOfFront({
      manifest: bytes,
      signatures: Buffer.from(JSON.stringify(signatures)),
      rest: Buffer.concat([packed, ...(wish.attachments ?? []).map((each) => each.bytes)]),
    }),
  )
  return file
}

const sizes = (packed: Buffer, plain: Buffer) => ({
  size: packed.length,
  sha256: sha256Of(packed),
  plainSize: plain.length,
  plainSha256: sha256Of(plain),
})
