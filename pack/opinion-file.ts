// Closed opinions on their way home on a stick: one file a kiosk and export, signed by the kiosk, readable by the township.
import { z } from 'zod'
import { OpinionNumber } from '../disclosure/opinion.ts'
import { isSignedWith, KioskId } from './return-envelope.ts'
import { sealedFor } from './opinion-seal.ts'
import { keyIdOf, PublicKey } from './signature.ts'
import { parseStrict, parseStrictBytes } from './strict-json.ts'

export const opinionFileFormat = 'mingbai-opinions-1'
/** One takes 2.2 KB, so this many are some 11 MB; what does not fit goes in the next file. */
export const mostOpinionsInFile = 5000
export const opinionFileBytes = 12 * 1024 ** 2

/** The number stands outside too, so that one that came twice is known before it is opened. It tells of nobody. */
export const SealedOpinion = z.strictObject({
  number: OpinionNumber,
  sealed: z.string().refine(isSealed, 'not a closed opinion'),
})
export type SealedOpinion = z.infer<typeof SealedOpinion>

export const OpinionFileBody = z.strictObject({
  format: z.literal(opinionFileFormat),
  kiosk: z.strictObject({ id: KioskId, ...PublicKey.shape }),
  township: z.strictObject({ code: z.string().regex(/^\d{6,9}$/), name: z.string().min(1).max(40) }),
  /** By the kiosk's clock, which nobody has to believe. */
  writtenAt: z.iso.datetime(),
  opinions: z.array(SealedOpinion).min(1).max(mostOpinionsInFile),
})
export type OpinionFileBody = z.infer<typeof OpinionFileBody>

const OpinionFile = z.strictObject({
  format: z.literal(opinionFileFormat),
  publicKey: PublicKey.shape.publicKey,
  signature: z.string().max(100),
  /** The body as the text that was signed. */
  body: z.string(),
})

/** As a receipt's: plain letters, and `making` grows with every file a kiosk has made. */
export const opinionFileName = (of: { township: string; kiosk: string; making: number }): string =>
  `mingbai-opinions-${of.township}-${of.kiosk}-${of.making}.json`

export const isOpinionFileName = (name: string): boolean => /^mingbai-opinions-[0-9a-z-]+\.json$/.test(name)

/** Domain-separated: a receipt can never be passed off as opinions. */
const opinionMessage = (body: string): Buffer => Buffer.from(`mingbai-opinions-v1\0${body}`, 'utf8')

/** In the order of their numbers, which are chance: nobody reads from the file who came after whom. */
export function writeOpinionFile(body: OpinionFileBody, sign: (message: Buffer) => Buffer): string {
  const opinions = body.opinions.toSorted((one, other) => (one.number < other.number ? -1 : 1))
  const text = JSON.stringify(OpinionFileBody.parse({ ...body, opinions }))
  const signature = sign(opinionMessage(text)).toString('base64')
  const { publicKey } = body.kiosk
  return `${JSON.stringify(OpinionFile.parse({ format: opinionFileFormat, publicKey, signature, body: text }))}\n`
}

export type OpinionFileFlaw =
  /** Empty, cut short, or something else altogether. */
  | { kind: 'not-an-opinion-file' }
  | { kind: 'too-large' }
  | { kind: 'bad-signature' }
  /** Signed as it should be, and of another form than this program knows. */
  | { kind: 'malformed'; at: string }
  | { kind: 'number-twice' }

export type OpinionFileRead = { ok: true; body: OpinionFileBody } | { ok: false; flaw: OpinionFileFlaw }

/** Signature first: nothing of the body is parsed before it holds. Whose key it is, is another question. */
export function readOpinionFile(bytes: Uint8Array): OpinionFileRead {
  if (bytes.length > opinionFileBytes) return { ok: false, flaw: { kind: 'too-large' } }
  const outer = parseStrictBytes(bytes)
  const file = OpinionFile.safeParse(outer.ok ? outer.value : null)
  if (!file.success) return { ok: false, flaw: { kind: 'not-an-opinion-file' } }
  const { publicKey, signature, body } = file.data
  if (!isSignedWith(publicKey, opinionMessage(body), signature))
    return { ok: false, flaw: { kind: 'bad-signature' } }
  const inner = parseStrict(body)
  const read = OpinionFileBody.safeParse(inner.ok ? inner.value : null)
  if (!read.success)
    return { ok: false, flaw: { kind: 'malformed', at: read.error.issues[0]?.path.join('.') ?? 'body' } }
  const { kiosk, opinions } = read.data
  if (kiosk.publicKey !== publicKey || kiosk.keyId !== keyIdOf(Buffer.from(publicKey, 'base64')))
    return { ok: false, flaw: { kind: 'bad-signature' } }
  if (new Set(opinions.map(({ number }) => number)).size !== opinions.length)
    return { ok: false, flaw: { kind: 'number-twice' } }
  return { ok: true, body: read.data }
}

function isSealed(text: string): boolean {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text && sealedFor(bytes) !== null
}
