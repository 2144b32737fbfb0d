// A township as large as they get, invented: its villages' lists over ten years, as one pack of as many lines as wanted.
import { join } from 'node:path'
import type { Row } from '../../disclosure/entry.ts'
import type { Township } from '../../disclosure/township.ts'
import type { EntryToWrite } from '../../township/write.ts'
import { entry, packOf, passedOff, row, township, type World } from '../stand-ins/pack-world.ts'

const years = Array.from({ length: 10 }, (_, index) => String(2017 + index))
const quarters = ['Q1', 'Q2', 'Q3', 'Q4'] as const
const ledgerLines = 12
const syllables = [...'柳石长杨东河新红大小']

export const manyVillages: Township = {
  ...township,
  villages: Array.from({ length: 20 }, (_, index) => ({
    code: String(990102100201 + index),
    name: `${syllables[index % 10] ?? ''}${['岭', '沟'][Math.floor(index / 10)] ?? ''}村`,
    pinyin: `cun${index}`,
    initials: `c${index}`,
    groups: [1, 2, 3, 4, 5, 6],
    households: 800,
    population: 3000,
    hotlines: [],
  })),
}

/** Of each village and year a list of farmland; of each quarter one of minimum allowances and a ledger: 1,800 entries. */
export function* largeEntries(lines: number): Generator<EntryToWrite> {
  const ofVillageAndYear = Math.floor(lines / (manyVillages.villages.length * years.length))
  const inLists = ofVillageAndYear - quarters.length * ledgerLines
  const allowances = Math.floor(inLists / 20)
  const farms = inLists - quarters.length * allowances
  for (const [at, { code: villageCode }] of manyVillages.villages.entries())
    for (const year of years) {
      const seed = at * 101 + Number(year)
      const rowsOf = farmRows(farms, at, Number(year))
      yield entry({ itemType: 'farmland-subsidy', villageCode, period: year, rowsOf })
      for (const quarter of quarters) {
        const of = { villageCode, period: `${year}${quarter}` }
        yield entry({ itemType: 'dibao-list', ...of, rowsOf: allowanceRows(allowances, at) })
        yield entry({ itemType: 'posting-sheet', ...of, rowsOf: ledgerRows(seed) })
      }
    }
}

/** The entries are made one by one while they are written: they are never all in memory. */
export const writeLargePack = (world: World, sequence: number, lines: number): Promise<string> =>
  packOf(world, sequence, largeEntries(lines), {
    township: passedOff(manyVillages),
    out: join(world.folder, `${sequence}.mbpack`),
  })

/** What a township sends in a hurry: one corrected entry and nothing else. */
export const writeUrgentPack = (world: World, sequence: number): Promise<string> => {
  const villageCode = manyVillages.villages[3]?.code ?? null
  const corrected = { villageCode, period: '2026Q2', correctionNote: '更正一笔支出' }
  const entries = [entry({ itemType: 'posting-sheet', ...corrected, rowsOf: ledgerRows(77) })]
  return packOf(world, sequence, entries, { township: passedOff(manyVillages) })
}

/** The same households every year, each with its own area; the amounts change with the rate. */
function farmRows(count: number, village: number, year: number): Row[] {
  const rate = 6532 + (year - 2017) * 40
  return Array.from({ length: count }, (_, index) => {
    const area = 10_000 + ((index * 7919 + village * 104_729) % 90_000)
    const amount = Math.round((area * rate) / 10_000)
    return row('farmland-subsidy', {
      group: (index % 12) + 1,
      payee: nameOf(index, village),
      householdSize: (index % 6) + 1,
      contractArea: area,
      deductedArea: 0,
      area,
      rate: `${Math.floor(rate / 100)}.${String(rate % 100).padStart(2, '0')}00000`,
      amount,
      paid: amount,
      paidOn: `${year}-06-18`,
      status: 'paid',
    })
  })
}

const allowanceRows = (count: number, village: number): Row[] =>
  Array.from({ length: count }, (_, index) =>
    row('dibao-list', {
      group: (index % 12) + 1,
      payee: nameOf(index * 3, village),
      householdSize: (index % 5) + 1,
      beneficiaries: (index % 3) + 1,
      monthly: 30_000 + (index % 40) * 500,
    }),
  )

const ledgerRows = (seed: number): Row[] =>
  Array.from({ length: ledgerLines }, (_, index) =>
    row('posting-sheet', {
      direction: index % 3 === 0 ? 'income' : 'expense',
      subject: `${['经营收入', '办公费', '管护费', '误工补贴'][index % 4] ?? ''}${index}`,
      amount: 10_000 + ((seed * 7919 + index * 104_729) % 900_000),
    }),
  )

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗曾岭长单解'
const givenNames = '秀英桂兰建国淑珍玉梅志强海燕春花德明永福小龙雪莲金凤文斌'
const pick = (from: string, at: number) => from[at % from.length] ?? ''

const nameOf = (index: number, village: number): string =>
  pick(surnames, index * 31 + village) +
  pick(givenNames, Math.floor(index / 7) + village * 5) +
  pick(givenNames, index * 13 + 5)

/** 20,000 sheets of ten lines, each with a page of text: not the lines but the entries are many here. */
function* manyEntries(correctionNote: string | null): Generator<EntryToWrite> {
  const body = '经村民代表会议讨论通过，现将有关情况公布如下，请村民监督。'.repeat(60)
  for (const { code: villageCode } of manyVillages.villages)
    for (const year of years)
      for (const quarter of quarters)
        for (let number = 1; number <= 25; number++) {
          const of = { villageCode, period: `${year}${quarter}`, distinction: String(number), body }
          const rowsOf = ledgerRows(correctionNote === null ? number : number + 1)
          yield entry({ itemType: 'posting-sheet', ...of, correctionNote, rowsOf })
        }
}

export const writeManyEntries = (
  world: World,
  sequence: number,
  correctionNote: string | null = null,
): Promise<string> =>
  packOf(world, sequence, manyEntries(correctionNote), {
    township: passedOff(manyVillages),
    out: join(world.folder, `${sequence}.mbpack`),
  })
