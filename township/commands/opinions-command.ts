// The command that opens what villagers said, from the files of a stick into a sheet in which the clerk answers.
import { dirname, join, resolve } from 'node:path'
import { publicNumbersIn } from '../../pack/manifest.ts'
import type { Manifest } from '../../pack/manifest.ts'
import { claimsOf } from '../../pack/open.ts'
import { readKey } from '../keys.ts'
import { collectOpinions, type CollectWish } from '../opinions/collect.ts'
import { openerOf, type OpinionOpener } from '../opinions/opinion-key.ts'
import { today } from './command-line.ts'
import type { Command, Given, Outcome } from './command-line.ts'
import { passphraseOf } from './passphrase-file.ts'

export const opinionsCommand: Command = {
  usage: `township opinions STICK_OR_DIR --key township.key --out 意见.xlsx [--passphrase-file FILE]
                 [--older-key OLD.key]... [--older-passphrase-file FILE]... [--pack LAST.mbpack]... [--kiosks kiosks.json]`,
  run: opinions,
}

async function opinions(given: Given): Promise<Outcome> {
  const [folder] = given.positionals
  const { key: keyFile, out, kiosks } = given.values
  if (!folder || given.positionals.length !== 1 || !keyFile || !out)
    return { usage: 'opinions needs the folder with what came home, --key and --out' }
  const read = await openersOf(keyFile, given)
  if ('failed' in read) return read
  const packs = await packsOf(given.packs)
  if ('failed' in packs) return packs
  const collecting = await collectOpinions({
    folder,
    sheet: out,
    townshipCode: read.code,
    openers: read.openers,
    kiosksFile: kiosks ?? join(dirname(resolve(out)), 'kiosks.json'),
    ...packs,
    today: today(),
  })
  if (!collecting.ok) return { failed: { kind: collecting.kind, file: collecting.file } }
  const { collected } = collecting
  if (collected.files === 0) return { failed: { kind: 'no-opinion-files', ...collected } }
  // What could be opened is in the sheet all the same; whoever calls this from a script shall notice the rest.
  return collected.refused.length + collected.notOpened.length > 0
    ? { failed: { kind: 'some-refused', ...collected } }
    : { done: collected }
}

type Openers =
  { code: string; openers: OpinionOpener[] } | { failed: { kind: string; [more: string]: unknown } }

/** An older key may have been closed with another passphrase; each of those that are given is tried. */
async function openersOf(keyFile: string, { values, olderKeys, olderPassphrases }: Given): Promise<Openers> {
  const files = [values['passphrase-file'], ...olderPassphrases]
  const passphrases = await Promise.all(files.map(passphraseOf))
  const openers: OpinionOpener[] = []
  let code = ''
  for (const file of [keyFile, ...olderKeys]) {
    const key = await firstThatOpens(file, passphrases)
    if (!key.ok) return { failed: { kind: 'bad-key', why: key.kind, file: key.file } }
    if (code !== '' && key.key.code !== code)
      return { failed: { kind: 'bad-key', why: 'wrong-township', file } }
    code = key.key.code
    openers.push(openerOf(key.key))
  }
  return { code, openers }
}

async function firstThatOpens(file: string, passphrases: readonly (string | null)[]) {
  const [first = null, ...others] = passphrases
  let read = await readKey(file, first)
  for (const passphrase of others) {
    if (read.ok) break
    read = await readKey(file, passphrase)
  }
  return read
}

/** What packs say is not trusted here: it names villages, and keeps what has its answer from coming twice. */
async function packsOf(
  files: readonly string[],
): Promise<
  | Pick<CollectWish, 'villages' | 'publicNumbers' | 'replies'>
  | { failed: { kind: string; [more: string]: unknown } }
> {
  const manifests: Manifest[] = []
  for (const file of files) {
    const claimed = await claimsOf(file)
    if (!claimed.ok) return { failed: { kind: 'bad-previous-pack', file, why: claimed.refusal } }
    manifests.push(claimed.pack.manifest)
  }
  return {
    villages: manifests.flatMap(({ township }) => township.villages),
    publicNumbers: new Set(manifests.flatMap((manifest) => [...publicNumbersIn(manifest)])),
    replies: manifests.flatMap(({ replies = [] }) => replies),
  }
}
