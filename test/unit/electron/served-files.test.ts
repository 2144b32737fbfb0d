// What app://kiosk/ gives out, and what it never does.
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { contentSecurityPolicy, servedFiles } from '../../../electron/served-files.ts'

const folder = mkdtempSync(join(tmpdir(), 'served-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
mkdirSync(join(folder, 'page', 'assets'), { recursive: true })
mkdirSync(join(folder, 'attachments'))
writeFileSync(join(folder, 'secret.html'), 'secret')
writeFileSync(join(folder, 'page', 'index.html'), '<!doctype html>')
writeFileSync(join(folder, 'page', 'assets', 'page.js'), '1')
writeFileSync(join(folder, 'page', 'built-from'), 'x')
writeFileSync(join(folder, 'page', 'assets', '宋.otf'), 'f')

const put = (bytes: string) => {
  const content = Buffer.from(bytes, 'latin1')
  const name = createHash('sha256').update(content).digest('hex')
  writeFileSync(join(folder, 'attachments', name), content)
  return name
}
const files = servedFiles({
  pageFolder: join(folder, 'page'),
  attachmentsFolder: join(folder, 'attachments'),
})
const get = (url: string, method = 'GET') => files.answer(url, method)

test('the page, its parts and the fonts are given with their types', async () => {
  expect(await get('app://kiosk/index.html')).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
  expect(await get('app://kiosk/assets/page.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' })
  expect(await get('app://kiosk/assets/宋.otf')).toMatchObject({ type: 'font/otf' })
})

test.each([
  'app://kiosk/',
  'app://kiosk/../secret.html',
  'app://kiosk/%2e%2e/secret.html',
  'app://kiosk/..%2fsecret.html',
  'app://kiosk/..%5csecret.html',
  'app://kiosk/..\\secret.html',
  'app://kiosk/index.html%00',
  'app://kiosk//etc/passwd',
  'app://kiosk/built-from',
  'app://kiosk/index.html?x=1',
  'app://other/index.html',
  'https://kiosk/index.html',
  'nonsense',
  `app://kiosk/${'a'.repeat(8192)}`,
  'app://kiosk/attachment/../../secret.html',
])('%s is not there', async (url) => {
  expect(await get(url)).toEqual({ status: 404 })
})

test('only GET is answered', async () => {
  expect(await get('app://kiosk/index.html', 'POST')).toEqual({ status: 404 })
})

test('an attachment is given by what its bytes are, and only if they are a picture', async () => {
  const png = put('\x89PNG\r\n\x1a\n....')
  const page = put('<svg onload=alert(1)>')
  expect(await get(`app://kiosk/attachment/${png}`)).toMatchObject({ status: 200, type: 'image/png' })
  expect(await get(`app://kiosk/attachment/${page}`)).toEqual({ status: 404 })
  expect(await get(`app://kiosk/attachment/${'0'.repeat(64)}`)).toEqual({ status: 404 })
  const link = 'f'.repeat(64)
  symlinkSync('/proc', join(folder, 'attachments', link))
  expect(await get(`app://kiosk/attachment/${link}`)).toEqual({ status: 404 })
})

test('the policy allows nothing inline, nothing evaluated and nothing from elsewhere', () => {
  expect(contentSecurityPolicy).not.toMatch(/unsafe|https?:|data:|\*/)
  expect(contentSecurityPolicy).toMatch(/^default-src 'none';/)
})
