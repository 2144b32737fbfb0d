// Whether a villager of 68 can read what the screens say: short sentences, plain words, amounts as people say them.
// The rule of counting: a sentence ends at 。！？；： or at the end of its line; each character, digit and letter is one 字,
// marks and spaces are none. Words with a gap are counted without what fills it; sentences that are put together are
// counted as they come out for the sample township, names, periods and amounts included.
import { describe, expect, test } from 'vitest'
import type { Row } from '../../../disclosure/entry.ts'
import { itemTypeOf } from '../../../disclosure/item-types/all.ts'
import { goesByTitle, type ItemType } from '../../../disclosure/item-type.ts'
import { yuanWords } from '../../../disclosure/amount.ts'
import { laterFirst, neighbours } from '../../../disclosure/period.ts'
import { isForVillagers } from '../../../disclosure/languages.ts'
import { barsOf } from '../../../db/bars.ts'
import {
  agedWords,
  dateName,
  differenceWords,
  fieldOfTotal,
  noticeWords,
  periodName,
  sentenceOf,
} from '../../../renderer/words.ts'
import { readSample } from '../township/sample-township.ts'
import { wordFiles, wordsOf, type Words } from '../renderer/locale-words.ts'

const most = 25

/** Said in every language, because the voice's test speaks them, and read by staff alone. */
const voiceTest = 'speech:device.'

/**
 * Words of ledgers and offices (ux.md 1.6, domain.md 5): in a sentence only where the dictionary says what they mean.
 * Not made from the dictionary, which would allow whatever is not in it.
 */
const jargon = `
  债权 债务 应收款 应付款 一事一议 结余 期初 期末 科目 凭证 摘要
  转移支付 发包 投资收益 折旧 摊销 净值 权益 公积金 公益金 负债 计提
  核销 列支 拨付 统筹 挂账 预算 决算 中标 招标 验收 审计 确权
  流转 延包 宅基地 附着物 青苗 安置 征收 备案 供养 特困 低保 一卡通
  代发 地力 退耕还林 公示期 决议 预备党员 党费 监督委员会 三资 民主理财
  依法 相关 予以 逾期 据实 享受 涉及 在册 宗
`
  .trim()
  .split(/\s+/)

const t = (await wordsOf('zh-CN')).t
const files = wordFiles('zh-CN')
const meanings = Object.keys(files['terms']?.['meaning'] ?? {})

const leavesOf = (words: Words, under: string): [key: string, words: string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[under + key, value]] : leavesOf(value, `${under}${key}.`),
  )
const villagers = Object.entries(files)
  .flatMap(([file, words]) => leavesOf(words, `${file}:`))
  .filter(([key]) => isForVillagers(key) && !key.startsWith(voiceTest))

const sentencesIn = (text: string): string[] => text.split(/[。！？；：\n]/).filter(Boolean)
const charactersOf = (text: string): number =>
  [...text.replaceAll(/\{\{.*?\}\}/g, '')].filter((each) => /[\p{L}\p{N}]/u.test(each)).length
const tooLong = (text: string): string[] =>
  sentencesIn(text).filter((sentence) => charactersOf(sentence) > most)
const unexplained = (text: string): string[] =>
  jargon.filter(
    (word) => text.includes(word) && !meanings.some((term) => term.includes(word) && text.includes(term)),
  )

describe('the lint itself', () => {
  test('finds what it is for', () => {
    expect(villagers.length).toBeGreaterThan(600)
    expect(tooLong('一二三四五六七八九十一二三四五六七八九十一二三四五六。好')).toHaveLength(1)
    expect(tooLong('一二三四五六七八九十，一二三四五六七八九十，一二三四五。')).toEqual([])
    expect(unexplained('本季摊销')).toEqual(['摊销'])
    expect(unexplained('还有债权')).toEqual([])
  })
})

describe('words as they stand in the locale', () => {
  test('no sentence is longer than 25 characters', () => {
    expect(villagers.flatMap(([key, words]) => tooLong(words).map((each) => `${key} ${each}`))).toEqual([])
  })

  test('no word of ledgers stands in a sentence without its plain meaning', () => {
    const sentences = villagers.filter(([key]) => !key.startsWith('terms:meaning.'))
    expect(sentences.flatMap(([key, words]) => unexplained(words).map((each) => `${key} ${each}`))).toEqual(
      [],
    )
  })

  test('a meaning uses no other word of ledgers', () => {
    const told = villagers.filter(([key]) => key.startsWith('terms:meaning.'))
    const found = told.flatMap(([key, words]) =>
      jargon.filter((word) => words.includes(word)).map((word) => `${key} ${word}`),
    )
    expect(found).toEqual([])
  })

  test('nobody is told merely that there is nothing', () => {
    expect(villagers.filter(([, words]) => /暂无|无数据|没有数据|不详/.test(words))).toEqual([])
  })

  test('no amount stands as a ledger writes it', () => {
    expect(villagers.filter(([, words]) => /\d,\d{3}|\d\.\d{2}元|[¥￥]/.test(words))).toEqual([])
  })
})

type Made = { of: string; words: string }

describe('sentences that are put together, for every item of the sample township', async () => {
  const { entries, township } = await readSample()
  const villageOf = (code: string | null) =>
    township.villages.find((each) => each.code === code)?.name ?? null
  const made: Made[] = entries.flatMap(({ entry, rows }) => {
    const type = itemTypeOf(entry.itemType)
    if (!type) throw new Error(`no item type ${entry.itemType}`)
    const { period, totals } = entry
    const village = villageOf(entry.villageCode)
    const say = (words: string): Made => ({ of: entry.id, words })
    return [
      say(sentenceOf(t, { type, period, village, rows: entry.rows, totals })),
      ...(type.villageSummary ? ofVillage(totals, period, largestOf(type, rows)).map(say) : []),
      ...differencesOf(type, period, totals, largestOf(type, rows)).map(say),
      ...(entry.notice ? [say(noticeWords(t, entry.notice, null))] : []),
      ...(goesByTitle(type) ? [] : [say(t('entries.absent', { period: periodName(t, period) }))]),
      say(t('entries.nothing', { period: periodName(t, period) })),
    ]
  })

  /** As the village's own page says it. */
  function ofVillage(totals: Record<string, number>, period: string, largest: Largest): string[] {
    const words = (name: string) => yuanWords(totals[name] ?? 0)
    return [
      t('village.summary', {
        period: periodName(t, period),
        income: words('income'),
        expense: words('expense'),
      }) + t('village.left', { closing: words('closing') }),
      largest
        ? t('village.largest', { subject: largest.label, amount: yuanWords(largest.value) })
        : t('village.noFigures', { period: periodName(t, period) }),
    ]
  }

  /** Against the quarter before and the one a year ago, as if there had been nothing, and with a part named. */
  function differencesOf(
    type: ItemType,
    period: string,
    totals: Record<string, number>,
    largest: Largest,
  ): string[] {
    const now = type.headline === null ? undefined : totals[type.headline]
    const { previous, yearAgo } = neighbours(period)
    if (type.headline === null || now === undefined || previous === null || yearAgo === null) return []
    const field = fieldOfTotal(type, type.headline)
    const former = differenceWords(t, { field, period, now, former: { period: previous, value: 0 } })
    const ago = differenceWords(t, {
      field,
      period,
      now: 0,
      former: { period: yearAgo, value: now },
      than: t('period.yearAgo'),
    })
    return [
      t('compare.sentence', { difference: former }),
      ...(largest ? [t('compare.because', { difference: ago, part: largest.label })] : []),
    ]
  }

  test('there is one of every kind of item the township has', () => {
    expect(entries.length).toBeGreaterThan(500)
    expect(new Set(entries.map(({ entry }) => entry.itemType)).size).toBeGreaterThan(30)
    expect(entries.map(({ entry }) => entry.period).toSorted(laterFirst)[0]).not.toBe('standing')
  })

  test('none is longer than 25 characters', () => {
    const long = made.flatMap(({ of, words }) => tooLong(words).map((each) => `${of}: ${each}`))
    expect(onceEach(long)).toEqual([])
  })

  test('amounts are said as people say them', () => {
    // 12,345.67 is for tables; a sentence says 约1万2千元.
    const figures = made.filter(({ words }) => /\d,\d{3}|\d{5,}元|\d\.\d+元|[¥￥]/.test(words))
    expect(onceEach(figures.map(({ of, words }) => `${of}: ${words}`))).toEqual([])
    expect(made.filter(({ words }) => /约\d+万\d千元/.test(words)).length).toBeGreaterThan(20)
  })

  test('none has a hole, a key or an empty place', () => {
    const holes = made.filter(({ words }) =>
      /\{\{|\}\}|undefined|NaN|null|[a-z]+\.[a-z]+|，，|的，/.test(words),
    )
    expect(holes).toEqual([])
  })

  test('dates and ages of the data are short as well', () => {
    const others = [
      t('home.updated', { date: dateName(t, '2026-12-31') }),
      agedWords(t, '2025-12-31', '2026-12-31') ?? '',
      noticeWords(t, { start: '2026-12-20', end: '2026-12-31' }, '2026-12-19'),
      t('idle.left', { seconds: 30 }),
    ]
    expect(others.flatMap(tooLong)).toEqual([])
  })
})

type Largest = { label: string; value: number } | undefined

function largestOf(type: ItemType, rows: readonly Row[]): Largest {
  const bars = barsOf(type)
  for (const row of rows) bars?.add(row)
  return bars?.largest().find(({ label }) => label !== '')
}

/** The same sentence of eighteen villages is one thing to mend. */
function onceEach(told: readonly string[]): string[] {
  const byKind = new Map(told.map((each) => [each.replace(/^\d+\./, '').split('.')[0] ?? '', each]))
  return [...byKind.values()]
}
