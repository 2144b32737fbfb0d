// Unpacking the development Electron's archive without an unzip program.
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { unzip } from '../../../bootstrap/unzip.mjs'

type File = { name: string; content: string; mode?: number; packed?: boolean }

function zipOf(files: File[]) {
  const locals: Buffer[] = []
  const centrals: Buffer[] = []
  let at = 0
  for (const { name, content, mode = 0o644, packed = true } of files) {
    const body = packed ? deflateRawSync(content) : Buffer.from(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(packed ? 8 : 0, 4)
    common.writeUInt32LE(crc32(content), 10)
    common.writeUInt32LE(body.length, 14)
    common.writeUInt32LE(Buffer.byteLength(content), 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE((0o100000 + mode) * 0x10000, 6)
    rest.writeUInt32LE(at, 10)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body])
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, rest, Buffer.from(name)]))
    locals.push(local)
    at += local.length
  }
  const central = Buffer.concat(centrals)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(at, 16)
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-unzip-'))
  writeFileSync(join(folder, 'it.zip'), Buffer.concat([...locals, central, end]))
  return { zip: join(folder, 'it.zip'), out: join(folder, 'out') }
}

test('the wanted files come out under their new names, programs as programs', () => {
  const { zip, out } = zipOf([
    { name: 'Cypress/Cypress', content: 'a program', mode: 0o755 },
    { name: 'Cypress/locales/zh-CN.pak', content: '石桥'.repeat(1000) },
    { name: 'Cypress/LICENSE', content: 'stored as it is', packed: false },
    { name: 'Cypress/resources/app.asar', content: 'not ours' },
  ])
  expect(unzip(zip, out, withoutResources)).toBe(3)
  expect(readFileSync(join(out, 'locales', 'zh-CN.pak'), 'utf8')).toBe('石桥'.repeat(1000))
  expect(readFileSync(join(out, 'LICENSE'), 'utf8')).toBe('stored as it is')
  expect(statSync(join(out, 'Cypress')).mode & 0o777).toBe(0o755)
  expect(existsSync(join(out, 'resources'))).toBe(false)
})

function withoutResources(name: string) {
  return name.includes('resources') ? undefined : name.replace('Cypress/', '')
}

test('a name that leads out of the folder stops everything', () => {
  const { zip, out } = zipOf([{ name: '../../escape', content: 'x' }])
  expect(() => unzip(zip, out, (name) => name)).toThrow('escape')
})
