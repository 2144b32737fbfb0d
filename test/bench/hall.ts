// A kiosk's data as it stands in a hall, for measuring its screens: eighteen villages, lists of 400 households over five
// quarters, ledgers, photographs. Run as a program of its own: `hall.ts FOLDER` leaves it in FOLDER/kiosk.
import { mkdirSync } from 'node:fs'
import type { Row } from '../../disclosure/entry.ts'
import type { EntryToWrite } from '../../township/write.ts'
import { largePng, photoIn } from '../stand-ins/photo.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  passedOff,
  posting,
  row,
  worldIn,
} from '../stand-ins/pack-world.ts'
import { manyVillages } from './large-pack.ts'

const quarters = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3']
const surnames = [...'王李张刘陈杨赵黄周吴']
const givenNames = [...'秀英桂兰建国淑珍玉梅志强海燕春花']
/** As long as a list becomes in a large village. */
const households = 400

const nameOf = (at: number): string =>
  `${surnames[at % 10] ?? ''}${givenNames[Math.floor(at / 10) % 16] ?? ''}${givenNames[(at * 7 + 3) % 16] ?? ''}`

function* entriesWith(photo: string): Generator<EntryToWrite> {
  for (const { code: villageCode } of manyVillages.villages)
    for (const period of quarters) {
      yield posting({
        villageCode,
        period,
        rowsOf: subjects(period),
        attachments: [{ sha256: photo, type: 'image/png', label: '记-12号凭证' }],
      })
      yield dibao({
        villageCode,
        period,
        payees: Array.from({ length: households }, (_, at) => nameOf(at)),
      })
      yield entry({ itemType: 'cash-ledger', villageCode, period, rowsOf: payments(period) })
    }
}

const subjects = (period: string): Row[] =>
  Array.from({ length: 14 }, (_, at) =>
    row('posting-sheet', {
      direction: at < 5 ? 'income' : 'expense',
      subject: `${['经营收入', '办公费', '管护费', '误工补贴'][at % 4] ?? ''}${at}`,
      amount: 100_000 + at * 77_000 + quarters.indexOf(period) * 1_300,
    }),
  )

const payments = (period: string): Row[] =>
  Array.from({ length: 60 }, (_, at) =>
    row('cash-ledger', {
      date: `${period.slice(0, 4)}-0${(at % 3) + 1}-1${at % 10}`,
      voucherNo: `记-${at + 1}`,
      summary: `付${['道路硬化', '办公用品', '水电费'][at % 3] ?? ''}`,
      expense: 50_000 + at * 100,
    }),
  )

const [folder] = process.argv.slice(2)
if (folder && import.meta.main) {
  mkdirSync(folder, { recursive: true })
  const world = await worldIn(folder)
  const photo = photoIn(folder, 1, largePng(600))
  const pack = await packOf(world, 1, entriesWith(photo.sha256), {
    issuedOn: '2026-10-10',
    township: passedOff(manyVillages),
    attachments: [photo],
  })
  const applied = await importInto(kioskOf(world), pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
}
