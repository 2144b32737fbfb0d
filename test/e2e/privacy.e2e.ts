// What must never be on a kiosk is neither on its glass nor anywhere in its files.
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { kioskWith, world } from './harness.ts'
import type { Kiosk } from './harness.ts'
import { forbidden, truth } from './truth.ts'

let kiosk: Kiosk
beforeAll(async () => {
  kiosk = await kioskWith({ data: world().afterQuarter })
})
afterAll(() => kiosk?.close())

test('there is something to look for', () => {
  expect(forbidden.length).toBeGreaterThan(5000)
})

test('no forbidden number or word is on any sheet of the village that has most of them', async () => {
  const [village = { code: '' }] = truth.villages
  const categories = ['finance', 'subsidy', 'social-assistance', 'land', 'organization', 'notice'] as const
  let text = ''
  for (const category of categories) {
    const reply = await kiosk.call('entries', { villageCode: village.code, category, period: '2026Q3' })
    const entries = reply.ok ? reply.answer.entries : []
    for (const { id } of entries.slice(0, 3)) {
      await kiosk.tap('nav-home').catch(() => {})
      await kiosk.tap('home-start')
      await kiosk.reach(`village-${village.code}`)
      await kiosk.reach(`category-${category}`)
      await kiosk.reach(`entry-${id}`)
      text += await kiosk.textOfAllPages()
    }
  }
  expect(text.length).toBeGreaterThan(1000)
  expect(found(text)).toEqual([])
}, 240_000)

test('no answer the page can get holds one, whatever it asks for', async () => {
  let text = ''
  const categories = ['finance', 'subsidy', 'social-assistance', 'land', 'organization', 'notice'] as const
  const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3']
  const seen = new Set<string>()
  for (const { code } of truth.villages)
    for (const category of categories)
      for (const period of periods) {
        const reply = await kiosk.call('entries', { villageCode: code, category, period })
        for (const { id } of reply.ok ? reply.answer.entries : []) seen.add(id)
      }
  for (const id of seen) text += JSON.stringify(await kiosk.call('entry', { id })) + (await allRows(id))
  expect(seen.size).toBeGreaterThan(100)
  expect(found(text)).toEqual([])
}, 240_000)

test('no file of the data folder holds one, packed or not', () => {
  const files = readdirSync(kiosk.dataFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  const kinds = files.filter((file) => /\.(db|mbpack|jsonl)$/.test(file))
  expect(kinds.length).toBeGreaterThan(3)
  // Were the packs not really unpacked, nothing would be found in them either.
  const [pack = ''] = kinds.filter((file) => file.endsWith('.mbpack'))
  expect(readableIn(pack)).toContain('"itemType":"posting-sheet"')
  const hits = kinds.flatMap((file) => found(readableIn(file)).map((value) => `${value} in ${file}`))
  expect(hits).toEqual([])
})

/** The few that are in a text; a search word by word would take minutes. */
function found(text: string): string[] {
  return forbidden.filter((value) => text.includes(value))
}

/** A file's bytes as text, and what is compressed in it unpacked: the content part begins with gzip's mark. */
function readableIn(file: string): string {
  const bytes = readFileSync(file)
  let text = bytes.toString('utf8')
  for (let at = bytes.indexOf(gzipMark); at >= 0; at = bytes.indexOf(gzipMark, at + 1)) {
    try {
      text += gunzipSync(bytes.subarray(at)).toString('utf8')
    } catch {
      continue
    }
  }
  return text
}
const gzipMark = Buffer.from([0x1f, 0x8b, 0x08])

async function allRows(id: string): Promise<string> {
  let text = ''
  for (let offset = 0; ; offset += 100) {
    const reply = await kiosk.call('rows', { id, offset, limit: 100 })
    if (!reply.ok || reply.answer.rows.length === 0) return text
    text += JSON.stringify(reply.answer.rows)
  }
}
