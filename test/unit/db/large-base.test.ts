// A small pack on a kiosk that holds very much: what it does not speak of stays as it is, and what it takes away is gone.
import { closeSync, openSync, readFileSync, readSync, statSync, writeSync } from 'node:fs'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { generationFile, generationsFolder, namesIn } from '../../../db/data-folder.ts'
import { entryPage, rows } from '../../../db/entries.ts'
import { openReader, type Reader } from '../../../db/reader.ts'
import type { Applied } from '../../../db/updates.ts'
import type { EntryToWrite } from '../../../township/write.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  passedOff,
  row,
  temporaryFolder,
  villageCodes,
  worldIn,
  type World,
} from '../../stand-ins/pack-world.ts'

// 200,000 lines are written, checked and built more than once.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const periods = ['2023', '2024', '2025', '2026'] as const
const leaving = '欧阳青峦'
const leavingText = '此清册有误待核'
const withdrawn = `${villageCodes[1]}.farmland-subsidy.2025`
const corrected = `${villageCodes[0]}.dibao-list.2026Q2`

const place = temporaryFolder()
let world: World
let data: string
let reader: Reader
let before: string
let after: string

beforeAll(async () => {
  world = await worldIn(place.folder)
  data = kioskOf(world)
  before = nameOf(await importInto(data, await packOf(world, 1, largeEntries())))
  reader = openReader(data).reader
  const correction = dibao({ payees: ['周秀英'], correctionNote: '漏登一户' })
  const small = await packOf(world, 2, [correction], { withdrawn: [passedOff(withdrawn)] })
  after = nameOf(await importInto(data, small))
})
afterAll(() => {
  reader.close()
  place[Symbol.dispose]()
})

describe('one entry corrected and one withdrawn among 200,000 lines', () => {
  test('everything else stays as it was, line by line', () => {
    const db = new Database(generationFile(data, after), { readonly: true })
    db.prepare('ATTACH ? AS old').run(generationFile(data, before))
    const differing = (table: string, columns: string) => {
      const of = (schema: string) => `SELECT entry.id, ${columns}
        FROM ${schema}.${table} AS part JOIN ${schema}.entry AS entry ON entry.key = part.${table === 'entry' ? 'key' : 'entry'}
        WHERE entry.id NOT IN ('${withdrawn}', '${corrected}')`
      const count = (sql: string) =>
        db.prepare<[], { found: number }>(`SELECT count(*) AS found FROM (${sql})`).get()?.found
      return {
        stayed: count(of('main')),
        lost: count(`${of('old')} EXCEPT ${of('main')}`),
        added: count(`${of('main')} EXCEPT ${of('old')}`),
      }
    }
    const lines = 12 * 16_667
    expect(differing('entry', 'part.digest, part.entry, part.totals')).toEqual({
      stayed: 11,
      lost: 0,
      added: 0,
    })
    expect(differing('line', 'part.number, part.search, part.cells')).toEqual({
      stayed: lines - 16_667,
      lost: 0,
      added: 0,
    })
    expect(differing('bar', 'part.number, part.label, part.value, part.rows')).toMatchObject({
      lost: 0,
      added: 0,
    })
    db.close()
  })

  test('what was withdrawn stands in no byte of the new file', () => {
    const bytesOf = (name: string) => readFileSync(generationFile(data, name))
    // That it was withdrawn is told; what stood in it is not.
    for (const trace of [leaving, leavingText]) {
      expect(bytesOf(before).includes(trace), trace).toBe(true)
      expect(bytesOf(after).includes(trace), trace).toBe(false)
    }
  })

  test('a store that was open all the time answers of the new content as soon as it looks', () => {
    expect(rows(reader, { id: withdrawn, offset: 16_000, limit: 2 }).rows).toHaveLength(2)
    expect(reader.refresh()).toBe(true)
    expect(reader.content?.name).toBe(after)
    expect(entryPage(reader, { id: withdrawn })).toBeNull()
    expect(entryPage(reader, { id: corrected })?.entry.correctionNote).toBe('漏登一户')
    expect(reader.refresh()).toBe(false)
  })

  test('an open store believes the import that has just hashed the file; one that starts looks itself', async () => {
    const third = nameOf(await importInto(data, await packOf(world, 3, [dibao({ payees: ['吴兰'] })])))
    flipLastByte(generationFile(data, third))
    expect(reader.refresh()).toBe(true)
    expect(reader.content?.name).toBe(third)
    const starting = openReader(data).reader
    expect(starting.content?.name).toBe(after)
    expect(starting.trouble).toEqual({ kind: 'damaged', file: `${third}.db` })
    // It keeps to that until the pointer is another, and does not hash everything at every look.
    expect(starting.refresh()).toBe(false)
    const fourth = nameOf(
      await importInto(data, await packOf(world, 4, [dibao({ payees: ['吴兰', '周兰'] })])),
    )
    expect(starting.refresh()).toBe(true)
    expect(starting.content?.name).toBe(fourth)
    expect(starting.trouble).toBeNull()
    starting.close()
    expect(namesIn(generationsFolder(data)).every((name) => name.endsWith('.db'))).toBe(true)
  })

  test('a file that was cut off is noticed without being read', async () => {
    const fifth = nameOf(await importInto(data, await packOf(world, 5, [dibao({ payees: ['郑强'] })])))
    const file = openSync(generationFile(data, fifth), 'r+')
    writeSync(file, Buffer.alloc(1), 0, 1, statSync(generationFile(data, fifth)).size)
    closeSync(file)
    reader.refresh()
    expect(reader.content?.name).not.toBe(fifth)
    expect(reader.trouble).toEqual({ kind: 'damaged', file: `${fifth}.db` })
  })
})

function* largeEntries(): Generator<EntryToWrite> {
  yield dibao({ payees: ['周兰'] })
  for (const villageCode of villageCodes)
    for (const period of periods) {
      const isLeaving = `${villageCode}.farmland-subsidy.${period}` === withdrawn
      const rowsOf = Array.from({ length: 16_667 }, (_, index) =>
        row('farmland-subsidy', {
          group: (index % 9) + 1,
          payee: isLeaving ? leaving : `张${'秀英桂兰建国淑珍'[index % 8]}`,
          area: 10_000 + index,
          amount: 5000 + index,
        }),
      )
      const body = isLeaving ? leavingText : null
      yield entry({ itemType: 'farmland-subsidy', villageCode, period, rowsOf, body })
    }
}

function nameOf(applied: Applied): string {
  if (!applied.ok) throw new Error(JSON.stringify(applied))
  return applied.generation
}

function flipLastByte(file: string): void {
  const descriptor = openSync(file, 'r+')
  const byte = Buffer.alloc(1)
  const at = statSync(file).size - 1
  readSync(descriptor, byte, 0, 1, at)
  writeSync(descriptor, Buffer.from([byte.readUInt8() ^ 1]), 0, 1, at)
  closeSync(descriptor)
}
