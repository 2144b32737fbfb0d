// The township's record of its changes of keys: township.statements beside the key, added to every pack from then on.
import { readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { SignedStatement, type PublicKeyFile } from '../pack/signature.ts'
import { KeyStatement } from '../pack/trust-chain.ts'
import type { KeyFile } from './keys.ts'
import { signStatement } from './sign.ts'

const Statements = z.array(SignedStatement).max(64)

export const statementsBeside = (keyFile: string): string => join(dirname(keyFile), 'township.statements')

/** Null if the file is there and is none. A township that never changed its keys has no such file. */
export async function readStatements(file: string): Promise<SignedStatement[] | null> {
  let text
  try {
    text = await readFile(file, 'utf8')
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return []
    throw thrown
  }
  try {
    const read = Statements.safeParse(JSON.parse(text))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

/** Signs one more change with a key that holds and writes it down; the kiosks take it with the next pack. */
export async function changeKeys(of: {
  file: string
  signer: KeyFile
  township: string
  add: readonly PublicKeyFile[]
  revoke: readonly string[]
}): Promise<{ ok: true; number: number } | { ok: false; kind: 'bad-statements' | 'other-township' }> {
  const before = await readStatements(of.file)
  if (!before) return { ok: false, kind: 'bad-statements' }
  if (of.add.some((key) => key.code !== of.township)) return { ok: false, kind: 'other-township' }
  const statement: KeyStatement = {
    township: of.township,
    number: before.length + 1,
    add: of.add.map(({ keyId, algorithm, publicKey }) => ({ keyId, algorithm, publicKey })),
    revoke: [...of.revoke],
  }
  const after = [...before, signStatement(KeyStatement.parse(statement), of.signer)]
  // Beside it first: a half-written record would be the end of every later change.
  await writeFile(`${of.file}.part`, `${JSON.stringify(after, null, 2)}\n`, { flush: true })
  await rename(`${of.file}.part`, of.file)
  return { ok: true, number: statement.number }
}
