// Amounts, dates, names and numbers as they are said: what a voice gets has no digit and no mark it stumbles over.
import { describe, expect, test } from 'vitest'
import { breathsOf } from '../../../disclosure/spoken/sentences.ts'
import { spokenText } from '../../../disclosure/spoken/text.ts'

describe('a text as it is said', () => {
  test.each([
    ['1,234.56元', '一千二百三十四元五角六分'],
    ['20万2千元', '二十万两千元'],
    ['12万3千元', '十二万三千元'],
    ['约9万8千元', '约九万八千元'],
    ['-35.20元', '负三十五元两角'],
    ['0元', '零元'],
    ['0.05元', '五分'],
    ['1.05元', '一元零五分'],
    ['62,000.00元', '六万两千元'],
    ['10020元', '一万零二十元'],
    ['100110元', '十万零一百一十元'],
    ['100000000元', '一亿元'],
    ['210000000元', '两亿一千万元'],
    ['12,000,000元', '一千二百万元'],
    ['22元', '二十二元'],
    ['200元', '二百元'],
    ['¥1,200', '一千二百元'],
    ['3.5万元', '三点五万元'],
    ['35元/亩', '每亩三十五元'],
  ])('%s → %s: amounts', (written, said) => expect(spokenText(written)).toBe(said))

  test.each([
    ['2户 2人', '两户两人'],
    ['12户', '十二户'],
    ['第2页', '第二页'],
    ['2组', '二组'],
    ['2月', '二月'],
    ['共110条', '共一百一十条'],
    ['979.0112亩', '九百七十九点零一一二亩'],
    ['150m2', '一百五十平方米'],
    ['12.5%', '百分之十二点五'],
    ['1/3', '三分之一'],
  ])('%s → %s: counts, areas, shares', (written, said) => expect(spokenText(written)).toBe(said))

  test.each([
    ['2026-09-30', '二零二六年九月三十日'],
    ['2026年9月30日', '二零二六年九月三十日'],
    ['2026-07', '二零二六年七月'],
    ['2026年第三季度', '二零二六年第三季度'],
    ['3-5月', '三到五月'],
    ['2021.1.1-2025.12.31', '二零二一年一月一日到二零二五年十二月三十一日'],
    ['上午8:30-12:00', '上午八点三十分到十二点'],
    ['下午2:05', '下午两点零五分'],
  ])('%s → %s: times', (written, said) => expect(spokenText(written)).toBe(said))

  test.each([
    ['电话0960-6218001', '电话零九六零，六二幺八零零幺'],
    ['政务服务热线12345', '政务服务热线幺二三四五'],
    ['也可以打电话：镇纪委 12388', '也可以打电话，镇纪委幺二三八八'],
    ['举报电话12388，热线12345。', '举报电话幺二三八八，热线幺二三四五。'],
    ['电话费1234元，电话费1,234元', '电话费一千二百三十四元，电话费一千二百三十四元'],
    ['编号：0031', '编号零零三幺'],
    ['石政发〔2026〕12号', '石政发，二零二六年，第十二号'],
    ['赵*国', '赵某国'],
    ['张**', '张某某'],
    ['赵×国', '赵某国'],
    ['***', '某某某'],
    ['〔已隐去〕', '已隐去'],
    ['阿布·都', '阿布都'],
    ['《村民委员会组织法》第三十一条', '村民委员会组织法第三十一条'],
    ['请插U盘', '请插优盘'],
    ['耕地地力补贴（发放公示）', '耕地地力补贴，发放公示'],
  ])('%s → %s: names of things and people', (written, said) => expect(spokenText(written)).toBe(said))
})

describe('breaths', () => {
  test('each sentence is one, with the words it is written in', () => {
    expect(breathsOf('村里收了2元，花了1元。还剩1元。')).toEqual([
      { written: '村里收了2元，花了1元。', spoken: '村里收了两元，花了一元。' },
      { written: '还剩1元。', spoken: '还剩一元。' },
    ])
  })

  test('a long sentence is cut where one would draw breath, and shown whole meanwhile', () => {
    const long =
      '二零二六年第三季度村里收了二十万两千元，花了十九万八千元，期末还剩四千一百八十六元，比上季度多。'
    const breaths = breathsOf(long)
    expect(breaths.length).toBeGreaterThan(1)
    expect(breaths.every(({ written, spoken }) => written === long && spoken.length <= 34)).toBe(true)
    expect(breaths.map(({ spoken }) => spoken).join('，')).toBe(long)
  })

  test('what has no words is not said', () => expect(breathsOf(' — \n·…')).toEqual([]))
})
