// The corpora of crypto and JSON inside the development Electron: its BoringSSL and its V8 are what a kiosk runs on.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripTypeScriptTypes } from 'node:module'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { electronHere } from '../../../bootstrap/electron-runtime.mjs'
import { cacheFolder } from '../../../bootstrap/places.mjs'
import { parseStrictBytes } from '../../../pack/strict-json.ts'
import { jsonCorpus } from '../../stand-ins/json-corpus.ts'

const Said = z.looseObject({ json: z.array(z.tuple([z.string(), z.string()])) })

const electron = electronHere(process.env, cacheFolder(process.env))
const program = electron?.program ?? ''

/** Our own reader of JSON, as it is, without its types: the development Electron knows none. */
const ours = ['limits', 'strict-json']
  .map((name) => readFileSync(join(import.meta.dirname, `../../../pack/${name}.ts`), 'utf8'))
  .map((text) =>
    stripTypeScriptTypes(text)
      .replaceAll(/^import .*$/gm, '')
      .replaceAll(/^export /gm, ''),
  )
  .join('\n')
const corpus = Object.entries(jsonCorpus).map(([what, text]) => [what, Buffer.from(text).toString('base64')])

/** Electron as a bare Node: the same crypto and the same JavaScript as in the kiosk's processes, without a window. */
const script = `
  const crypto = require('node:crypto')
  const said = {}
  const { publicKey, privateKey } = crypto.generateKeyPairSync('ed25519')
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-32)
  const message = Buffer.from('mingbai-pack-v1\\0{}')
  const signature = crypto.sign(null, message, privateKey)
  const check = (bytes, by = raw, over = message) => {
    try {
      const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), by])
      return crypto.verify(null, over, crypto.createPublicKey({ key, format: 'der', type: 'spki' }), bytes)
    } catch { return false }
  }
  const order = BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed')
  const large = Buffer.from(signature)
  let s = BigInt('0x' + Buffer.from(large.subarray(32)).reverse().toString('hex')) + order
  for (let at = 32; at < 64; at++, s >>= 8n) large[at] = Number(s & 0xffn)
  said.good = check(signature)
  said.bad = {
    largeS: check(large),
    zeros: check(Buffer.alloc(64)),
    short: check(signature.subarray(1)),
    long: check(Buffer.concat([signature, Buffer.alloc(1)])),
    otherMessage: check(signature, raw, Buffer.from('mingbai-keys-v1\\0{}')),
    zeroKey: check(Buffer.alloc(64), Buffer.alloc(32)),
    neutralKey: check(Buffer.concat([Buffer.from([1]), Buffer.alloc(63)]), Buffer.concat([Buffer.from([1]), Buffer.alloc(31)])),
  }
  // RFC 8032, test 2.
  said.vector = check(
    Buffer.from('92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00', 'hex'),
    Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex'),
    Buffer.from('72', 'hex'),
  )
  said.sha256 = crypto.createHash('sha256').update('abc').digest('hex')
  const decodes = (bytes) => { try { new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(bytes)); return true } catch { return false } }
  said.decodes = [[0xca, 0xaf, 0xc7, 0xc5], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0x80]].map(decodes)
  ${ours}
  const corpus = ${JSON.stringify(corpus)}
  said.json = corpus.map(([what, base64]) => [what, parseStrictBytes(Buffer.from(base64, 'base64')).why ?? 'taken'])
  said.boringssl = Boolean(process.versions.electron)
  process.stdout.write(JSON.stringify(said))
`

test.skipIf(!existsSync(program))(
  'P05 P22 T2.5 inside Electron a forged signature is none, and bytes that are no UTF-8 are no text',
  () => {
    const ran = spawnSync(program, ['-'], {
      input: script,
      encoding: 'utf8',
      cwd: join(import.meta.dirname, '../../..'),
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    })
    const { json, ...said } = Said.parse(JSON.parse(ran.stdout || '{}'))
    // Refused there for the very reasons it is refused for here.
    expect(json).toEqual(
      Object.entries(jsonCorpus).map(([what, text]) => {
        const here = parseStrictBytes(Buffer.from(text))
        return [what, here.ok ? 'taken' : here.why]
      }),
    )
    expect(said, ran.stderr).toEqual({
      good: true,
      // The neutral key signs anything in libraries that take it; no kiosk ever trusts it, for a key is pinned.
      bad: {
        largeS: false,
        zeros: false,
        short: false,
        long: false,
        otherMessage: false,
        zeroKey: expect.any(Boolean),
        neutralKey: expect.any(Boolean),
      },
      vector: true,
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      decodes: [false, false, false, false, false],
      boringssl: true,
    })
  },
)
