// What pinyin may stand for, on the dictionary that is shipped: common words, readings that differ, cuts, and a village's own words.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pinyin } from 'pinyin-pro'
import { describe, expect, test } from 'vitest'
import { ownWordsOf } from '../../../db/own-words.ts'
import { candidatesFor, type OwnWord } from '../../../db/pinyin-candidates.ts'
import { cutsOf } from '../../../db/pinyin-cuts.ts'
import { openDictionary, textOfWord } from '../../../db/pinyin-dictionary.ts'
import type { Household, IndexedEntry } from '../../../db/village-index.ts'
import { itemTypes } from '../../../disclosure/item-types/all.ts'

const root = join(import.meta.dirname, '../../..')
const file = readFileSync(join(root, 'assets/pinyin/mingbai-pinyin.bin'))
const dictionary = openDictionary(file)
if (!dictionary) throw new Error('the shipped dictionary cannot be read')

/** The 200 most frequent words of two to four characters in the list of another program (jieba, MIT), none left out. */
const common = readFileSync(join(root, 'test/fixtures/pinyin/common-words.txt'), 'utf8').trim().split('\n')

/** As somebody who knows the word writes it; by a library that has nothing to do with the dictionary. */
const spelled = (word: string): string =>
  pinyin(word, { toneType: 'none', v: true, type: 'array' }).join('').normalize()

const entryOf = (itemType: string, title: string): IndexedEntry => ({
  id: title,
  item_type: itemType,
  stage: null,
  period: '2026Q3',
  series: title,
  title,
  last_month: 0,
  lines: 1,
})

const householdOf = (surname: string): [string, Household] => [
  `1 ${surname}某`,
  { group: 1, name: `${surname}某`, surname, places: [] },
]

/** A village with an item of every type there is. */
function ownOf(of: {
  villages?: string[]
  titles?: string[]
  households?: string[]
  surnames?: boolean
}): OwnWord[] {
  const titles = (of.titles ?? []).map((title) => entryOf('posting-sheet', title))
  return ownWordsOf({
    dictionary: dictionary ?? neverNull(),
    villages: of.villages ?? [],
    surnames: of.surnames ?? true,
    index: {
      entries: [...titles, ...itemTypes.map(({ id, title }) => entryOf(id, title))],
      texts: new Map(),
      households: new Map((of.households ?? []).map(householdOf)),
    },
  })
}
function neverNull(): never {
  throw new Error('there is no dictionary')
}

const candidates = (letters: string, own: readonly OwnWord[] = []): string[] =>
  candidatesFor(letters, { dictionary, own }).map(({ text }) => text)

const placeOf = (word: string, own: readonly OwnWord[] = []): number =>
  candidates(spelled(word), own).indexOf(word)

describe('200 common words (F05)', () => {
  const farOf = (own: readonly OwnWord[]) =>
    common.filter((word) => {
      const place = placeOf(word, own)
      return place < 0 || place > 4
    })

  test('are among the first five, all but a county’s name that no dictionary of words has', () => {
    expect(common).toHaveLength(200)
    expect(farOf([])).toEqual(['石首'])
  })

  test('are so too where a village has an item of every type, and a hundred surnames', () => {
    const surnames = [
      ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈',
    ]
    expect(farOf(ownOf({ households: surnames }))).toEqual(['石首'])
  })

  test('most of them are the very first', () => {
    expect(common.filter((word) => placeOf(word) === 0).length).toBeGreaterThan(190)
  })
})

describe('a village’s own words', () => {
  const villages = ['赵家湾村', '重庆路社区', '长岭村', '单家集村', '柳沟村']
  const titles = ['村道硬化工程', '水渠清淤']
  const own = ownOf({ villages, titles, households: ['单', '曾', '仇', '欧阳'] })

  test('are the first of all: villages, titles, and every title of a type (F05)', () => {
    const types = itemTypes.map(({ title }) => title).filter((title) => /^\p{Script=Han}{2,10}$/u.test(title))
    expect(types.length).toBeGreaterThan(20)
    const late = [...villages, '赵家湾', '长岭', ...titles, ...types].filter(
      (word) => placeOf(word, own) !== 0,
    )
    expect(late).toEqual([])
  })

  test('come while they are still being typed, and by first letters', () => {
    expect(candidates('zhaojia', own)[0]).toBe('赵家湾村')
    expect(candidates('gaol', own).slice(0, 2)).toContain('高龄津贴')
    expect(candidates('gljt', own)[0]).toBe('高龄津贴')
    expect(candidates('clc', own)[0]).toBe('长岭村')
  })

  test('a village whose name is read in two ways comes by either', () => {
    expect(candidates('chongqinglu', own)[0]).toBe('重庆路')
    expect(candidates('shanjiajicun', own)[0]).toBe('单家集村')
  })

  test('a surname is read as one: 单 shan, 曾 zeng, 仇 qiu, 欧阳 whole', () => {
    expect(candidates('shan', own)[0]).toBe('单')
    expect(candidates('dan', own)[0]).not.toBe('单')
    expect(candidates('zeng', own)[0]).toBe('曾')
    expect(candidates('qiu', own)[0]).toBe('仇')
    expect(candidates('chou', own)[0]).not.toBe('仇')
    expect(candidates('ouyang', own)[0]).toBe('欧阳')
  })

  test('nobody’s surname is offered where nobody may be looked up', () => {
    const without = ownOf({ households: ['单'], surnames: false })
    expect(candidates('shan', without)[0]).not.toBe('单')
  })

  test('stand within a sentence that nobody wrote down', () => {
    expect(candidates('zhaojiawandibaomingdan', own)[0]).toBe('赵家湾低保名单')
  })
})

describe('letters', () => {
  test('a word is read in its own way: 重庆 chong, 重要 zhong, 曾经 ceng, 长江 chang, 校长 zhang', () => {
    for (const [word, letters] of Object.entries({
      重庆: 'chongqing',
      重要: 'zhongyao',
      曾经: 'cengjing',
      长江: 'changjiang',
      校长: 'xiaozhang',
      单位: 'danwei',
      银行: 'yinhang',
      行为: 'xingwei',
    }))
      expect(candidates(letters)[0], letters).toBe(word)
    expect(candidates('baochou').slice(0, 2)).toContain('报仇')
    expect(candidates('zhongqing').slice(0, 5)).not.toContain('重庆')
  })

  test('a character comes under each of its readings', () => {
    for (const letters of ['dan', 'shan', 'chan']) expect(candidates(letters), letters).toContain('单')
    for (const letters of ['zeng', 'ceng']) expect(candidates(letters), letters).toContain('曾')
    for (const letters of ['qiu', 'chou']) expect(candidates(letters), letters).toContain('仇')
  })

  test('xian is 先 and 西安, fangan 方案 and 反感', () => {
    expect(candidates('xian').slice(0, 5)).toEqual(expect.arrayContaining(['先', '西安']))
    expect(candidates('fangan').slice(0, 2).sort()).toEqual(['反感', '方案'])
  })

  test('what is typed to its end comes before what might still become longer', () => {
    expect(candidates('shan')[0]).toBe('山')
    expect(candidates('shan').slice(0, 5)).not.toContain('但是')
  })

  test('first letters, whole syllables and both together find the same', () => {
    const own = ownOf({ titles: ['粮食补贴'] })
    for (const letters of ['lsbt', 'liangshibt', 'liangsbutie', 'liangshibut', 'liangshibutie', 'lshibt'])
      expect(candidates(letters, own)[0], letters).toBe('粮食补贴')
  })

  test('ü is v, and lue and nue are written either way', () => {
    expect(candidates('lvse')[0]).toBe('绿色')
    expect(candidates('nv')[0]).toBe('女')
    for (const letters of ['shenglve', 'shenglue']) expect(candidates(letters)[0]).toBe('省略')
  })

  test('of a sentence the first words can be chosen, and say how much they used', () => {
    const found = candidatesFor('woshizhongguoren', { dictionary, own: [] })
    expect(found[0]).toEqual({ text: '我是中国人', letters: 16 })
    expect(found).toContainEqual({ text: '我', letters: 2 })
    for (const { letters } of found) expect([2, 5, 10, 13, 16]).toContain(letters)
  })

  test('letters that are no pinyin have no candidates, and long rows of them take no time', () => {
    expect(candidates('uuu')).toEqual([])
    expect(candidates('')).toEqual([])
    expect(cutsOf('a'.repeat(40), dictionary.syllables).length).toBeLessThan(10)
    for (const letters of ['a'.repeat(40), 'ang'.repeat(13), 'zhs'.repeat(13)])
      expect(candidates(letters).length).toBeLessThanOrEqual(40)
  })

  test('no candidate is told twice, and none stands for more letters than there are', () => {
    for (const letters of ['xian', 'gongan', 'lsbt', 'g', 'shishi', 'fangangan']) {
      const found = candidatesFor(letters, { dictionary, own: [] })
      expect(new Set(found.map(({ text }) => text)).size, letters).toBe(found.length)
      for (const each of found) expect(each.letters).toBeLessThanOrEqual(letters.length)
    }
  })
})

describe('the dictionary', () => {
  test('has all 8,105 characters of the national table, each to be chosen by each of its syllables', () => {
    const standard = readFileSync(join(root, 'test/fixtures/characters/standard-8105.txt'), 'utf8')
    const reached = new Set(dictionary.syllables.flatMap((syllable) => candidates(syllable)))
    expect([...standard.replaceAll('\n', '')].filter((character) => !reached.has(character))).toEqual([])
  })

  test('every word is found by its own pinyin, among the words that are spelled like it', () => {
    const lost: string[] = []
    for (const group of dictionary.groups.slice(1)) {
      // All of them take a minute; every 31st is another length and letter each time.
      for (let word = 0; word < group.count; word += 31) {
        const sounds = [...group.sounds.subarray(word * group.length, (word + 1) * group.length)]
        const letters = sounds.map((sound) => dictionary.syllables[sound]).join('')
        const text = textOfWord(dictionary, group, word)
        if (!candidates(letters).includes(text)) lost.push(`${text} ${letters}`)
      }
    }
    expect(lost).toEqual([])
  })

  test('is small, and a file that is another one or broken off is none', () => {
    expect(file.length).toBeLessThan(2_000_000)
    expect(openDictionary(new Uint8Array())).toBeNull()
    expect(openDictionary(file.subarray(0, file.length - 2))).toBeNull()
    expect(openDictionary(file.subarray(0, 30))).toBeNull()
    const other = new Uint8Array(file)
    other[0] = 0
    expect(openDictionary(other)).toBeNull()
  })
})
