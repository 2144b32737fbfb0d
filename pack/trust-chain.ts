// How a township's keys change after a kiosk was set up: signed statements in every pack, walked from the key one has.
import { z } from 'zod'
import { asMalformed } from './manifest.ts'
import { refuse } from './refused.ts'
import { hasSignatureBy, PublicKey, signedStatement, type SignedStatement } from './signature.ts'
import { parseStrict } from './strict-json.ts'

/** A county's key introduces and revokes a township's keys when the old ones are lost; it signs no content. */
export type TrustedKey = PublicKey & { role: 'township' | 'county'; revoked: boolean }

/** `number` counts a township's changes of keys: each is taken once and in order, so none can be played again. */
export const KeyStatement = z.strictObject({
  township: z.string().regex(/^\d{6,9}$/),
  number: z.number().int().positive(),
  add: z.array(PublicKey).max(8),
  revoke: z.array(PublicKey.shape.keyId).max(8),
})
export type KeyStatement = z.infer<typeof KeyStatement>

export type Keys = { keys: readonly TrustedKey[]; keyNumber: number }

/**
 * Takes the statements a kiosk has not seen, in order, as long as each is signed by a key that holds at that point. A
 * kiosk that has missed two changes walks both. What is signed by nobody we know is passed over like any other garbage.
 */
export function walkStatements(
  trust: Keys & { townshipCode: string },
  statements: readonly SignedStatement[],
): Keys & { changes: KeyStatement[] } {
  let now: Keys = { keys: trust.keys, keyNumber: trust.keyNumber }
  const changes: KeyStatement[] = []
  for (const signed of statements) {
    const holding = now.keys.filter((key) => !key.revoked)
    if (!hasSignatureBy(holding, signed.signatures, signedStatement(signed.statement))) continue
    const statement = readStatement(signed.statement)
    if (statement.township !== trust.townshipCode || statement.number !== now.keyNumber + 1) continue
    now = { keys: changed(now.keys, statement), keyNumber: statement.number }
    changes.push(statement)
  }
  return { ...now, changes }
}

/** Called only on text whose signature holds. */
function readStatement(text: string): KeyStatement {
  const parsed = parseStrict(text)
  if (!parsed.ok) return refuse({ kind: 'malformed', at: 'key-statement', why: parsed.why })
  const read = KeyStatement.safeParse(parsed.value)
  return read.success ? read.data : refuse(asMalformed('key-statement', read.error))
}

function changed(keys: readonly TrustedKey[], { add, revoke }: KeyStatement): TrustedKey[] {
  const known = new Set(keys.map((key) => key.keyId))
  const after = [
    ...keys.map((key) => ({
      ...key,
      revoked: key.revoked || (key.role === 'township' && revoke.includes(key.keyId)),
    })),
    ...add
      .filter((key) => !known.has(key.keyId))
      .map((key) => ({ ...key, role: 'township' as const, revoked: false })),
  ]
  // Such a statement would lock the township out of its own kiosks.
  if (!after.some((key) => key.role === 'township' && !key.revoked))
    refuse({ kind: 'malformed', at: 'key-statement', why: 'no-key-left' })
  return after
}
