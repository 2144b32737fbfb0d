// The township's keys: made once, never over an existing one, readable by nobody else.
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fingerprintOf } from '../../../pack/signature.ts'
import { makeKeys, readKey, readPub } from '../../../township/keys.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

const wish = (out: string) => ({ out, code: '990102', name: '石桥镇' })

test('two files: one secret and ours alone, one for every kiosk', async () => {
  using place = temporaryFolder()
  const made = await makeKeys(wish(place.folder))
  if (!made.ok) throw new Error(made.kind)
  expect(statSync(made.keyFile).mode & 0o777).toBe(0o600)
  const [key, pub] = [await readKey(made.keyFile), await readPub(made.pubFile)]
  expect(key.ok && pub.ok && key.key.keyId === pub.key.keyId).toBe(true)
  expect(readFileSync(made.pubFile, 'utf8')).not.toContain('privateKey')
  expect(made.fingerprint).toBe(fingerprintOf(made.keyId))
})

test('a second making leaves the first key as it is', async () => {
  using place = temporaryFolder()
  await makeKeys(wish(place.folder))
  const before = readFileSync(join(place.folder, 'township.key'))
  expect(await makeKeys(wish(place.folder))).toMatchObject({ ok: false, kind: 'exists' })
  expect(readFileSync(join(place.folder, 'township.key')).equals(before)).toBe(true)
})

test('wrong codes, other files and missing ones are told apart', async () => {
  using place = temporaryFolder()
  expect(await makeKeys({ ...wish(place.folder), code: 'abc' })).toEqual({
    ok: false,
    kind: 'wrong-code-or-name',
  })
  const file = join(place.folder, 'township.pub')
  expect(await readPub(file)).toMatchObject({ ok: false, kind: 'unreadable' })
  writeFileSync(file, '{"format":"something else"}')
  expect(await readPub(file)).toMatchObject({ ok: false, kind: 'not-a-key' })
})
