// What every command that signs a pack asks for and holds against each other before it reads or writes anything.
import { existsSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Review } from '../../pack/manifest.ts'
import { readStatements, statementsBeside } from '../key-statements.ts'
import { readKey } from '../keys.ts'
import type { KeyFile } from '../keys.ts'
import { faultOfSequence } from '../make-pack.ts'
import { today } from './command-line.ts'
import type { Given } from './command-line.ts'
import { passphraseOf } from './passphrase-file.ts'

/** All that can be wrong about a key, a number and a file before anything is read. */
export async function readyToSign(of: {
  keyFile: string
  out: string
  sequence: number
  values: Given['values']
}): Promise<
  | { key: KeyFile; statements: NonNullable<Awaited<ReturnType<typeof readStatements>>> }
  | { failed: { kind: string; [more: string]: unknown } }
> {
  const { keyFile, out, sequence, values } = of
  const key = await readKey(keyFile, await passphraseOf(values['passphrase-file']))
  if (!key.ok) return { failed: { kind: 'bad-key', why: key.kind, file: key.file } }
  const statements = await readStatements(values.statements ?? statementsBeside(keyFile))
  if (!statements) return { failed: { kind: 'bad-statements', file: values.statements ?? keyFile } }
  const used = await faultOfSequence(keyFile, sequence)
  if (used) return { failed: used }
  if (existsSync(out)) return { failed: { kind: 'out-exists', file: out } }
  if (!(await isFolder(dirname(resolve(out)))))
    return { failed: { kind: 'no-such-folder', file: dirname(out) } }
  return { key: key.key, statements }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

/** Null if one of them is no review. */
export function reviewsOf(values: Given['values']): Review[] | null {
  const on = values['reviewed-on'] ?? today()
  const reviews: Review[] = []
  for (const step of Review.shape.step.options) {
    const name = values[step]
    if (name === undefined) continue
    const review = Review.safeParse({ step, name, on })
    if (!review.success) return null
    reviews.push(review.data)
  }
  return reviews
}

export const reviewUsage = '--pre-review and --secrecy-review take a name, --reviewed-on a day: 2026-11-22'

/** Null if it is no positive whole number. */
export const sequenceIn = (written: string): number | null =>
  /^[1-9]\d{0,14}$/.test(written) ? Number(written) : null
