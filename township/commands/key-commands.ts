// The commands that make a township's key, and change which keys hold.
import { PublicKeyFile } from '../../pack/signature.ts'
import { changeKeys } from '../key-statements.ts'
import { makeKeys, readKey, readPub } from '../keys.ts'
import type { Command, Given, Outcome } from './command-line.ts'
import { passphraseOf } from './passphrase-file.ts'

export const keysCommand: Command = {
  usage: 'township keys    --out DIR --code CODE --name NAME [--passphrase-file FILE] [--county]',
  run: keys,
}

export const changeKeysCommand: Command = {
  usage:
    'township change-keys --key SIGNER.key --statements FILE [--add NEW.pub]... [--revoke KEY_ID]... [--passphrase-file FILE]',
  run: changeTheKeys,
}

async function keys({ values, county, positionals }: Given): Promise<Outcome> {
  const { out, code, name } = values
  if (!out || !code || !name || positionals.length > 0)
    return { usage: 'keys needs --out, --code and --name' }
  const passphrase = await passphraseOf(values['passphrase-file'])
  const { ok, ...made } = await makeKeys({
    out,
    code,
    name,
    role: county ? 'county' : 'township',
    passphrase,
  })
  return ok ? { done: made } : { failed: { kind: 'failed', ...made } }
}

/** The signer is a key that holds: an old one of the township, or the county's when that is lost. */
async function changeTheKeys({ values, add, revoke, positionals }: Given): Promise<Outcome> {
  const { key: keyFile, statements: file } = values
  if (!keyFile || !file || positionals.length > 0 || add.length + revoke.length === 0)
    return { usage: 'change-keys needs --key, --statements and something to --add or --revoke' }
  const wrong = revoke.find((id) => !PublicKeyFile.shape.keyId.safeParse(id).success)
  if (wrong !== undefined) return { usage: `--revoke ${wrong} is no id of a key` }
  const signer = await readKey(keyFile, await passphraseOf(values['passphrase-file']))
  if (!signer.ok) return { failed: { kind: 'bad-key', why: signer.kind, file: signer.file } }
  const added = []
  for (const each of add) {
    const read = await readPub(each)
    if (!read.ok) return { failed: { kind: 'bad-key', why: read.kind, file: read.file } }
    added.push(read.key)
  }
  const township = signer.key.role === 'county' ? added[0]?.code : signer.key.code
  if (township === undefined) return { usage: 'the county revokes only together with --add' }
  const changed = await changeKeys({ file, signer: signer.key, township, add: added, revoke })
  return changed.ok ? { done: { file, number: changed.number } } : { failed: { file, ...changed } }
}
