// What the window fetches from a stick: with the key that is in use, and with those given up that lie beside it.
import { copyFileSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectInto } from '../../../office/opinion-desk.ts'
import { localDay } from '../../../disclosure/local-day.ts'
import { sweep, sweepAll } from '../../../disclosure/privacy.ts'
import type { Opinion } from '../../../disclosure/opinion.ts'
import { makeKeys, readKey } from '../../../township/keys.ts'
import { opinionKeyFor } from '../../../township/opinions/opinion-key.ts'
import { numberFor, OpinionKiosk } from '../../stand-ins/opinion-kiosk.ts'

const passphrase = '石桥镇的印章放在柜子里'
const opinionOf = (name: string): Opinion => ({
  number: numberFor(name),
  village: null,
  reason: 'other',
  text: `${name}的话`,
  on: localDay(new Date()),
})

test('after a change of keys the window still opens what was closed for the key that lies beside the new one', async () => {
  const place = mkdtempSync(join(tmpdir(), 'mingbai-opinion-desk-'))
  const [stick, sheets, keys] = ['stick', 'sheets', 'keys'].map((name) => join(place, name))
  if (!stick || !sheets || !keys) throw new Error('three folders')
  for (const folder of [stick, sheets, keys]) mkdirSync(folder)
  const of = { code: '990102', name: '石桥镇', passphrase }
  const kiosks = []
  for (const id of ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc']) {
    const made = await makeKeys({ ...of, out: join(place, id) })
    const key = await readKey(join(place, id, 'township.key'), passphrase)
    if (!made.ok || !key.ok) throw new Error('no key')
    kiosks.push(new OpinionKiosk(id, opinionKeyFor(key.key)))
  }
  copyFileSync(join(place, 'aaaaaaaaaaaa', 'township.key'), join(keys, 'township.key'))
  copyFileSync(join(place, 'bbbbbbbbbbbb', 'township.key'), join(keys, '2025年.key'))
  kiosks.forEach((kiosk, at) => kiosk.export(stick, [opinionOf(`第${at + 1}台`)]))
  const bare = { code: '990102', name: '石桥镇', hotlines: [], windows: [], villages: [] }
  const township = sweepAll(bare, (text) => sweep(text, new Set()).text)
  const wish = { folder: sheets, stick, keyFile: join(keys, 'township.key'), passphrase, lastPack: null }
  const collecting = await collectInto({ ...wish, today: localDay(new Date()) }, township)
  // The third was closed for a key that is nowhere here.
  expect(collecting).toMatchObject({ ok: true, collected: { files: 3, added: 2, notOpened: 1 } })
}, 60_000)
