// What a kiosk sends home on the stick that brought a pack: signed with its own key, read by the township. No person in it.
import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { periodPattern } from '../disclosure/period.ts'
import { keyIdOf, PublicKey } from './signature.ts'
import { parseStrict, parseStrictBytes } from './strict-json.ts'

export const envelopeFormat = 'mingbai-return-1'
/** A large township's coverage of ten years is 300 KB. */
export const envelopeBytes = 4 * 1024 ** 2

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.number().int().nonnegative()
const VillageCode = z.string().regex(/^\d{12}$/)
const kindName = z.string().regex(/^[a-z][a-z0-9-]{0,60}$/)

/** Which kiosk it is for as long as it lives, whatever becomes of its key. */
export const KioskId = z.string().regex(/^[0-9a-f]{12}$/)

export const ImportReceipt = z.strictObject({
  sequence: z.number().int().positive(),
  issuedOn: z.iso.date(),
  generation: z.string().max(80),
  packSha256: sha256,
  manifestSha256: sha256,
  /** By the kiosk's clock, which nobody has to believe. */
  installedAt: z.iso.datetime(),
  entries: count,
  rows: count,
  /** What the kiosk's page says when an import is through: eight letters to compare over the telephone. */
  code: z
    .string()
    .regex(/^[0-9A-F]{8}$/)
    .nullable(),
})

/** One item at one time: in how many villages it is shown, and which of all villages have none. */
export const Coverage = z.strictObject({
  itemType: kindName,
  period: z.string().regex(periodPattern),
  entries: count,
  rows: count,
  presentIn: count,
  absentFrom: z.array(VillageCode),
  /** Shown for the township as a whole. */
  townshipWide: count,
})

export const Health = z.strictObject({
  app: z.string().max(40),
  startedAt: z.iso.datetime().nullable(),
  freeBytes: count,
  writable: z.boolean(),
  /** Kinds of what the kiosk reports of itself; the words for them are the township's. */
  notices: z.array(kindName).max(50),
})

export const JournalHead = z.strictObject({
  lines: count,
  head: sha256,
  /** False: the kiosk itself found its journal changed. */
  whole: z.boolean(),
  /** The readable copy that lies beside the envelope. */
  file: z.strictObject({ name: z.string().regex(/^[a-z0-9-]+\.csv$/), sha256 }),
})

export const EnvelopeBody = z.strictObject({
  format: z.literal(envelopeFormat),
  kiosk: z.strictObject({ id: KioskId, ...PublicKey.shape }),
  township: z.strictObject({ code: z.string().regex(/^\d{6,9}$/), name: z.string().min(1).max(40) }),
  writtenAt: z.iso.datetime(),
  /** The highest sequence ever accepted, whatever is on the screen now. */
  highest: count,
  /** What is on the screen; null before the first import. */
  shown: ImportReceipt.nullable(),
  villages: z.array(VillageCode),
  coverage: z.array(Coverage).max(20_000),
  health: Health,
  journal: JournalHead,
  /** Not yet: what villagers have said. */
  opinions: z.array(z.never()),
})
export type EnvelopeBody = z.infer<typeof EnvelopeBody>

const Envelope = z.strictObject({
  format: z.literal(envelopeFormat),
  publicKey: PublicKey.shape.publicKey,
  signature: z.string().max(100),
  /** The body as the text that was signed. */
  body: z.string(),
})

/** Domain-separated, so that nothing else a kiosk may ever sign can be passed off as this. */
export const envelopeMessage = (body: string): Buffer => Buffer.from(`mingbai-return-v1\0${body}`, 'utf8')

/** `sign` is the kiosk's; this file cannot sign. */
export function writeEnvelope(body: EnvelopeBody, sign: (message: Buffer) => Buffer): string {
  const text = JSON.stringify(EnvelopeBody.parse(body))
  const signature = sign(envelopeMessage(text)).toString('base64')
  const envelope = { format: envelopeFormat, publicKey: body.kiosk.publicKey, signature, body: text } as const
  return `${JSON.stringify(Envelope.parse(envelope))}\n`
}

export type EnvelopeFlaw =
  | { kind: 'not-an-envelope' }
  | { kind: 'too-large' }
  | { kind: 'bad-signature' }
  /** Signed as it should be, and of another form than this program knows. */
  | { kind: 'malformed'; at: string }

export type EnvelopeRead = { ok: true; body: EnvelopeBody } | { ok: false; flaw: EnvelopeFlaw }

/** Signature first: nothing of the body is parsed before it holds. Whose key it is, is another question. */
export function readEnvelope(bytes: Uint8Array): EnvelopeRead {
  if (bytes.length > envelopeBytes) return { ok: false, flaw: { kind: 'too-large' } }
  const outer = parseStrictBytes(bytes)
  const envelope = Envelope.safeParse(outer.ok ? outer.value : null)
  if (!envelope.success) return { ok: false, flaw: { kind: 'not-an-envelope' } }
  const { publicKey, signature, body } = envelope.data
  if (!isSignedWith(publicKey, envelopeMessage(body), signature))
    return { ok: false, flaw: { kind: 'bad-signature' } }
  const inner = parseStrict(body)
  const read = EnvelopeBody.safeParse(inner.ok ? inner.value : null)
  if (!read.success)
    return { ok: false, flaw: { kind: 'malformed', at: read.error.issues[0]?.path.join('.') ?? 'body' } }
  const { kiosk } = read.data
  const isOwn = kiosk.publicKey === publicKey && kiosk.keyId === keyIdOf(Buffer.from(publicKey, 'base64'))
  return isOwn ? { ok: true, body: read.data } : { ok: false, flaw: { kind: 'bad-signature' } }
}

/** By a kiosk's own key, as what it sends home names it. */
export function isSignedWith(publicKey: string, message: Buffer, signature: string): boolean {
  const raw = Buffer.from(publicKey, 'base64')
  // SubjectPublicKeyInfo of Ed25519 is this fixed prefix and the key (RFC 8410).
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const bytes = Buffer.from(signature, 'base64')
  // Base64 has several spellings of the same bytes; only the one without stray bits counts.
  return bytes.toString('base64') === signature && verify(null, message, key, bytes)
}
