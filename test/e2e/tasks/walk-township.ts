// The township in which ux.md's walk-through tasks are done: eighteen villages, one of them with a year of its affairs.
// Run as a program of its own: `walk-township.ts FOLDER` leaves a kiosk's data in FOLDER/kiosk; with `alone` behind it
// there is one village only; `walk-township.ts FOLDER reply NUMBER` makes FOLDER/reply.mbpack, which answers an opinion,
// and with a clerk's sheet instead of a number, what is answered there.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '../../../disclosure/entry.ts'
import type { Township } from '../../../disclosure/township.ts'
import { readKey, readPub } from '../../../township/keys.ts'
import { opinionsFor } from '../../../township/opinions/in-pack.ts'
import type { EntryToWrite, OpinionsToWrite } from '../../../township/write.ts'
import {
  dibao,
  entry,
  importInto,
  kioskOf,
  packOf,
  passedOff,
  row,
  township,
  worldIn,
} from '../../stand-ins/pack-world.ts'
import { largePng, photoIn } from '../../stand-ins/photo.ts'
import { tellTheDay } from '../../stand-ins/told-the-day.ts'

/** As the township's own register spells them: 重庆 is chong, 长岭 chang, 曾 zeng. */
const named = [
  ['安平村', 'anpingcun', 'apc'],
  ['长岭村', 'changlingcun', 'clc'],
  ['重庆寨村', 'chongqingzhaicun', 'cqzc'],
  ['大沟村', 'dagoucun', 'dgc'],
  ['高桥村', 'gaoqiaocun', 'gqc'],
  ['河口村', 'hekoucun', 'hkc'],
  ['李家洼村', 'lijiawacun', 'ljwc'],
  ['柳树沟村', 'liushugoucun', 'lsgc'],
  ['马营村', 'mayingcun', 'myc'],
  ['南坪村', 'nanpingcun', 'npc'],
  ['清水村', 'qingshuicun', 'qsc'],
  ['上河村', 'shanghecun', 'shc'],
  ['田坝村', 'tianbacun', 'tbc'],
  ['王庄村', 'wangzhuangcun', 'wzc'],
  ['下河村', 'xiahecun', 'xhc'],
  ['杨柳村', 'yangliucun', 'ylc'],
  ['曾家坝村', 'zengjiabacun', 'zjbc'],
  ['赵家湾村', 'zhaojiawancun', 'zjwc'],
] as const

/** In the order in which a villager finds them. */
export const villageNames = named.map(([name]) => name)
export const codeOf = (name: string): string =>
  `9901021002${String(named.findIndex(([each]) => each === name) + 1).padStart(2, '0')}`

export const home = { name: '赵家湾村', code: codeOf('赵家湾村') }
export const farAway = { name: '重庆寨村', code: codeOf('重庆寨村') }
/** 㐂 stands on identity cards and in few fonts. */
export const oldMan = '赵㐂国'
export const signer = '周德明'
export const hotline = '0960-6218012'
export const guideTitle = '残疾人证办理'
export const dibaoHouseholds = 3
export const replyOn = '2026-11-20'
export const replyText = '低保名单已核对，您家的申请正在办。请带户口簿到1号窗口补材料。'

const villages: Township['villages'] = named.map(([name, pinyin, initials]) => ({
  code: codeOf(name),
  name,
  pinyin,
  initials,
  groups: [1, 2, 3],
  households: 210,
  population: 804,
  hotlines: [{ body: '村务监督委员会', phone: hotline }],
}))

const spent = { '2026Q3': 62_000, '2026Q2': 9_000, '2025Q3': 41_000 } as const

/** 修路 is most of what went out, and more than a year ago. */
function money(period: keyof typeof spent, more: { photo?: string } = {}): EntryToWrite {
  const subject = (direction: string, name: string, yuan: number): Row =>
    row('posting-sheet', { direction, subject: name, amount: yuan * 100 })
  const rowsOf = [
    subject('income', '转移支付', 90_000),
    subject('income', '发包收入', 33_000),
    subject('expense', '修路', spent[period]),
    subject('expense', '村干部报酬', 21_000),
    subject('expense', '办公水电', 8_600),
    subject('expense', '慰问困难户', 6_400),
  ]
  const expense = (spent[period] + 21_000 + 8_600 + 6_400) * 100
  return entry({
    villageCode: home.code,
    itemType: 'posting-sheet',
    period,
    rowsOf,
    totals: { income: 12_300_000, expense, closing: 45_600_000 },
    approvals: [
      { step: 'prepared', name: '李志强', on: '2026-09-30' },
      { step: 'supervision', name: signer, on: '2026-10-02' },
      { step: 'township-reviewed', name: null, on: '2026-10-05' },
    ],
    hotlines: [{ body: '镇纪委', phone: '12388' }],
    attachments: more.photo ? [{ sha256: more.photo, type: 'image/png', label: '记-31号凭证' }] : [],
  })
}

function allowances(period: string): EntryToWrite {
  const of = (group: number, payee: string, ageBand: string, monthly: number): Row =>
    row('senior-allowance', {
      group,
      payee,
      allowanceKind: 'senior',
      ageBand,
      monthly,
      months: 3,
      amount: monthly * 3,
    })
  const rowsOf = [
    of(1, '王秀英', '80-89岁', 5_000),
    of(2, '李桂兰', '90-99岁', 10_000),
    of(3, oldMan, '80-89岁', 5_000),
    of(3, '赵玉梅', '80-89岁', 5_000),
  ]
  return entry({ villageCode: home.code, itemType: 'senior-allowance', period, rowsOf })
}

function grain(): EntryToWrite {
  const rowsOf = ['王秀英', '李桂兰', oldMan, '赵玉梅'].map((payee, at) =>
    row('grain-grower-subsidy', {
      group: (at % 3) + 1,
      payee,
      crop: '玉米',
      area: 40_000 + at * 5_000,
      amount: 8_000 + at * 1_000,
    }),
  )
  return entry({ villageCode: home.code, itemType: 'grain-grower-subsidy', period: '2026', rowsOf })
}

function ledger(): EntryToWrite {
  const spend = (date: string, voucherNo: string, summary: string, yuan: number): Row =>
    row('cash-ledger', { date, voucherNo, summary, expense: yuan * 100, handler: '李志强', approver: signer })
  return entry({
    villageCode: home.code,
    itemType: 'cash-ledger',
    period: '2026Q3',
    rowsOf: [
      spend('2026-07-12', '记-12', '三组道路硬化一期', 40_000),
      spend('2026-08-03', '记-31', '三组道路硬化二期', 22_000),
      spend('2026-09-30', '记-40', '三季度干部报酬', 21_000),
    ],
    // The sheet itself was added up wrongly.
    printedTotals: [{ cell: 'F5', field: 'expense', printed: 8_400_000, sum: 8_300_000, matches: false }],
  })
}

function road(): EntryToWrite {
  return entry({
    villageCode: home.code,
    itemType: 'projects',
    period: '2026Q3',
    rowsOf: [
      row('projects', {
        name: '三组道路硬化',
        contractor: '清水建筑队',
        contractPrice: 6_200_000,
        finalPrice: 6_200_000,
        paid: 6_200_000,
      }),
    ],
  })
}

function guide(): EntryToWrite {
  return entry({
    villageCode: null,
    itemType: 'matter-guide',
    period: 'standing',
    distinction: 'canjizheng',
    title: guideTitle,
    rowsOf: [
      row('matter-guide', {
        title: guideTitle,
        conditions: '有本镇户口、符合残疾标准的人',
        materials: ['身份证', '户口簿', '一寸照片两张'],
        window: '1号窗口',
        promised: '15个工作日',
        fee: '不收费',
        steps: ['到窗口申请', '到指定医院评定', '回窗口领证'],
        inquiry: '0960-6218001',
      }),
    ],
  })
}

const entriesWith = (photo: string): EntryToWrite[] => [
  money('2026Q3', { photo }),
  money('2026Q2'),
  money('2025Q3'),
  ledger(),
  road(),
  allowances('2026Q3'),
  allowances('2026Q2'),
  grain(),
  guide(),
  dibao({
    villageCode: home.code,
    period: '2026Q3',
    payees: ['钱志强', '孙淑珍', '吴永福'].slice(0, dibaoHouseholds),
  }),
  dibao({ villageCode: farAway.code, period: '2026Q3', payees: ['重建国'] }),
]

/** Two weeks later: a pack that brings no item, and the answer to one number, or the answers of a sheet. */
async function replyPack(at: string, answering: string): Promise<void> {
  const keys = join(at, 'keys')
  const [key, pub] = [await readKey(join(keys, 'township.key')), await readPub(join(keys, 'township.pub'))]
  if (!key.ok || !pub.ok) throw new Error('the township has lost its keys')
  await packOf({ folder: at, key: key.key, pub: pub.key }, 2, [], {
    out: join(at, 'reply.mbpack'),
    issuedOn: replyOn,
    township: passedOff({ ...township, villages }),
    opinions: await answersOf(answering),
  })
}

async function answersOf(answering: string): Promise<OpinionsToWrite> {
  if (!answering.endsWith('.xlsx'))
    return {
      replies: [{ number: answering, on: replyOn, text: passedOff(replyText) }],
      counts: { received: 3, answered: 1 },
    }
  const found = await opinionsFor(
    { replies: answering, taken: null },
    { numbers: new Set(['12345', '12388']), today: replyOn },
  )
  if (!found.ok || !found.opinions) throw new Error(JSON.stringify(found))
  return found.opinions
}

const [folder, only, answering] = process.argv.slice(2)
if (folder && only === 'reply' && answering && import.meta.main) await replyPack(folder, answering)
else if (folder && import.meta.main) {
  mkdirSync(folder, { recursive: true })
  const world = await worldIn(folder)
  const voucher = photoIn(folder, 1, largePng())
  const there = only === 'alone' ? villages.filter(({ code }) => code === home.code) : villages
  const codes = new Set([null, ...there.map(({ code }) => code)])
  const ours = entriesWith(voucher.sha256).filter((each) => codes.has(each.entry.villageCode))
  const pack = await packOf(world, 1, ours, {
    issuedOn: '2026-10-10',
    township: passedOff({ ...township, villages: there }),
    attachments: [voucher],
    opinions: { replies: [] },
  })
  const data = kioskOf(world)
  tellTheDay(data)
  const applied = await importInto(data, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
}
