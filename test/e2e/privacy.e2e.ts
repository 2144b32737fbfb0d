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

test('there is something to look for, and it would be found', () => {
  expect(forbidden.length).toBeGreaterThan(5000)
  const [first = '', last = ''] = [forbidden[0], forbidden.at(-1)]
  expect(found(`张三${first}，${last}。`)).toEqual(expect.arrayContaining([first, last]))
})

test('no forbidden number or word is on any sheet of the village that has most of them', async () => {
  const [village = { code: '' }] = truth.villages
  const categories = ['finance', 'subsidy', 'social-assistance', 'land', 'organization', 'notice'] as const
  let text = ''
  for (const category of categories) {
    const reply = await kiosk.call('entries', { villageCode: village.code, category, period: '2026Q3' })
    const entries = reply.ok ? reply.answer.entries : []
    for (const { id } of entries.slice(0, 1)) {
      if (await kiosk.isThere('nav-home')) await kiosk.tap('nav-home')
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

// Long values are looked up by how they begin, in one walk over the text: one search for each would take minutes.
const beginning = 8
const longByBeginning = new Map<string, string[]>()
for (const value of forbidden.filter((each) => each.length >= beginning)) {
  const group = longByBeginning.get(value.slice(0, beginning))
  if (group) group.push(value)
  else longByBeginning.set(value.slice(0, beginning), [value])
}
const short = forbidden.filter((value) => value.length < beginning)

function found(text: string): string[] {
  const hits = short.filter((value) => text.includes(value))
  for (let at = 0; at <= text.length - beginning; at++) {
    const candidates = longByBeginning.get(text.slice(at, at + beginning))
    if (candidates) hits.push(...candidates.filter((value) => text.startsWith(value, at)))
  }
  return hits
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
