// A key under a passphrase: opens with it alone, and only beside its own public half.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeKeys, readKey, readKeyFile } from '../../../township/keys.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

const passphrase = '石桥镇的口令 2026'

async function sealedIn(folder: string): Promise<string> {
  const made = await makeKeys({ out: folder, code: '990102', name: '石桥镇', passphrase })
  if (!made.ok) throw new Error(made.kind)
  return made.keyFile
}

test('the right passphrase opens it, blanks around it do not matter, any other does not', async () => {
  using place = temporaryFolder()
  const file = await sealedIn(place.folder)
  expect(readFileSync(file, 'utf8')).not.toContain('privateKey')
  expect((await readKey(file, passphrase)).ok).toBe(true)
  expect((await readKey(file, ` ${passphrase}\n`)).ok).toBe(true)
  expect(await readKey(file, passphrase.slice(1))).toMatchObject({ ok: false, kind: 'wrong-passphrase' })
  expect(await readKey(file)).toMatchObject({ ok: false, kind: 'passphrase-needed' })
})

test('whose key it is can be read without the passphrase', async () => {
  using place = temporaryFolder()
  const read = await readKeyFile(await sealedIn(place.folder))
  expect(read).toMatchObject({ ok: true, key: { code: '990102', name: '石桥镇' } })
})

test('a secret half moved beside another public half does not open', async () => {
  using place = temporaryFolder()
  using other = temporaryFolder()
  const [mine, theirs] = [await sealedIn(place.folder), await sealedIn(other.folder)]
  const [one, two] = [mine, theirs].map((file) => JSON.parse(readFileSync(file, 'utf8')) as object)
  const mixed = join(place.folder, 'mixed.key')
  writeFileSync(mixed, JSON.stringify({ ...one, sealed: (two as { sealed: object }).sealed }))
  expect(await readKey(mixed, passphrase)).toMatchObject({ ok: false, kind: 'wrong-passphrase' })
})

test('seven characters are too few', async () => {
  using place = temporaryFolder()
  const made = await makeKeys({
    out: place.folder,
    code: '990102',
    name: '石桥镇',
    passphrase: '一二三四五六七 ',
  })
  expect(made).toEqual({ ok: false, kind: 'short-passphrase' })
})
