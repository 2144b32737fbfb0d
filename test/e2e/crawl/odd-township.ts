// Makes the township nobody wishes to set in type: names and titles of 24 characters, 400 lines, one line, nothing.
// Run as a program of its own: `odd-township.ts FOLDER` leaves a kiosk's data in FOLDER/kiosk.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  passedOff,
  posting,
  row,
  township,
  worldIn,
} from '../../stand-ins/pack-world.ts'
import { barePicture } from '../../../township/bare-picture.ts'
import { root } from '../places.ts'
import { tellTheDay } from '../../stand-ins/told-the-day.ts'

export const longVillage = '990102100201'
export const shortVillage = '990102100202'
export const emptyVillage = '990102100203'

/** 24 characters each: as long as a village's, a matter's or a notice's name becomes (ux.md B13). */
export const longName = '石桥头镇下沙河湾民族团结进步示范行政村第一村民委员会'.slice(0, 24)
export const longTitle = '关于沙河湾至石桥头段通村道路加宽硬化工程招标的公告'.slice(0, 24)
const longSubject = '村集体经济发展项目前期勘察设计及可行性研究报告编制费'.slice(0, 24)

/** Names that have been on somebody's ID card for eighty years, and on no machine. */
export const rareNames = [
  '赵𠮷',
  '钱䶮',
  '孙㛃',
  '李𬱟',
  '周喆堃',
  '吴𪨶𬴃',
  '郑龘嚞',
  '阿依古丽·买买提明·艾合买提',
]

const letters = 'abcdefghjklmnopqrstwxyz'
const moreVillages = Array.from({ length: 23 }, (_, at) => {
  const letter = letters[at] ?? 'z'
  return {
    ...sample(),
    code: `9901021003${String(at + 10)}`,
    name: `${'柳桥河湾岭坪寨沟'.charAt(at % 8)}${'上下东西南北中前'.charAt(at % 7)}村`,
    pinyin: `${letter}${'acun'}`,
    initials: `${letter}c`,
  }
})

function sample() {
  const [first] = township.villages
  if (!first) throw new Error('the sample township has no village')
  return first
}

export const odd = {
  ...township,
  villages: [
    { ...sample(), code: longVillage, name: longName, pinyin: 'shiqiaotou', initials: 'sqt' },
    { ...sample(), code: shortVillage, name: '岭村', pinyin: 'lingcun', initials: 'lc' },
    { ...sample(), code: emptyVillage, name: '空山村', pinyin: 'kongshancun', initials: 'kscun' },
    ...moreVillages,
  ],
}

const paragraph =
  '各村民小组、各农户:为改善群众出行条件,经村民代表会议讨论通过,并报镇人民政府批准,现将有关事项公告如下,请互相转告。'

function entries(photo: string) {
  const villageCode = longVillage
  const subjects = (period: string) =>
    posting({
      villageCode,
      period,
      rowsOf: Array.from({ length: 14 }, (_, at) =>
        row('posting-sheet', {
          direction: at < 5 ? 'income' : 'expense',
          subject: at % 3 === 0 ? longSubject : `办公费${at}`,
          amount: 1_234_567_89 + at * 7,
        }),
      ),
    })
  const payees = Array.from({ length: 400 }, (_, at) => rareNames[at % 25] ?? `王${'大小'.charAt(at % 2)}明`)
  return [
    subjects('2026Q2'),
    subjects('2026Q1'),
    dibao({ villageCode, payees, approvals: [{ step: 'supervision', name: '赵大山', on: '2026-07-01' }] }),
    // One household with more lines than any glass holds.
    ...['2026Q1', '2025Q4', '2025Q3', '2025Q2'].map((period) =>
      dibao({ villageCode, period, payees: rareNames.flatMap((name) => [name, name, name, name]) }),
    ),
    dibao({ villageCode: shortVillage, payees: ['王小明'] }),
    entry({
      villageCode,
      itemType: 'cash-ledger',
      rowsOf: Array.from({ length: 60 }, (_, at) =>
        row('cash-ledger', {
          date: `2026-0${(at % 3) + 4}-1${at % 10}`,
          voucherNo: `记-${at + 1}`,
          summary: at % 4 === 0 ? `付${longSubject}` : '付办公费',
          expense: 50_000 + at,
          handler: '王小明',
        }),
      ),
    }),
    entry({
      villageCode,
      itemType: 'tender-notice',
      period: '2026-06-30',
      title: longTitle,
      body: Array.from({ length: 12 }, () => paragraph).join('\n'),
      notice: { start: '2026-07-01', end: '2099-07-07' },
      rowsOf: [row('tender-notice', { title: longTitle, issuer: longName, issuedOn: '2026-06-30' })],
      attachments: [longTitle, `${longSubject} 1/2`, `${longSubject} 2/2`].map((label) => ({
        sha256: photo,
        type: 'image/png',
        label,
      })),
    }),
  ]
}

const [folder] = process.argv.slice(2)
if (folder && import.meta.main) {
  mkdirSync(folder, { recursive: true })
  const world = await worldIn(folder)
  const picture = bareCopy(join(root, 'assets', 'pictures', 'village.png'), join(folder, 'picture.png'))
  const pack = await packOf(world, 1, entries(picture.sha256), {
    township: passedOff(odd),
    attachments: [{ ...picture, type: 'image/png' }],
    opinions: { replies: [] },
  })
  const data = kioskOf(world)
  tellTheDay(data)
  const applied = await importInto(data, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
}

/** A pack takes no picture that says more than it shows. */
function bareCopy(from: string, file: string): { file: string; sha256: string } {
  const bare = barePicture(readFileSync(from))
  if (!bare.ok) throw new Error(`${from}: ${bare.why}`)
  writeFileSync(file, bare.bytes)
  return { file, sha256: createHash('sha256').update(bare.bytes).digest('hex') }
}
