// A township's own words in other languages: held against ours, signed with a pack, kept with what it brought, off and on by review.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { rollBack } from '../../../db/history.ts'
import { openDesk } from '../../../db/desk.ts'
import { languagesHere, setLanguage } from '../../../db/language-switches.ts'
import { packWords } from '../../../db/pack-words.ts'
import { openReader } from '../../../db/reader.ts'
import { chineseWords, readScreenWords } from '../../../township/screen-words.ts'
import {
  importInto,
  kioskOf,
  packOf,
  passedOff,
  posting,
  temporaryFolder,
  worldIn,
} from '../../stand-ins/pack-world.ts'

describe('a file of words', () => {
  test('is taken if each word is one of ours and is given what ours is given', () => {
    using temporary = temporaryFolder()
    write(temporary.folder, 'ug', {
      reviewed: true,
      words: { 'ui:nav.back': 'قايتىش', 'ui:village.items_one': '{{count}} تۈر' },
    })
    expect(readScreenWords(temporary.folder)).toEqual({
      ok: true,
      words: [
        {
          language: 'ug',
          reviewed: true,
          words: { 'ui:nav.back': 'قايتىش', 'ui:village.items_one': '{{count}} تۈر' },
        },
      ],
    })
  })

  test('is refused with every fault in it at once', () => {
    using temporary = temporaryFolder()
    write(temporary.folder, 'en', {
      words: {
        'ui:nav.bach': 'Back',
        'staff:home.title': 'Staff',
        'ui:village.items': 'items',
        'ui:nav.home': '<b>Home</b>',
        'ui:nav.back': '$t(ui:nav.home)',
        'ui:nav.eyes': 'Clearer\u202e',
      },
    })
    write(temporary.folder, 'ko', { words: { 'ui:nav.back': 7 } })
    const read = readScreenWords(temporary.folder)
    expect(read.ok ? [] : read.failed.faults).toEqual([
      { file: 'ko.json', word: 'words.ui:nav.back', why: 'not-text' },
      { file: 'en.json', word: 'ui:nav.bach', why: 'no-such-word' },
      { file: 'en.json', word: 'staff:home.title', why: 'no-such-word' },
      { file: 'en.json', word: 'ui:village.items', why: 'other-names' },
      { file: 'en.json', word: 'ui:nav.home', why: 'not-plain' },
      { file: 'en.json', word: 'ui:nav.back', why: 'not-plain' },
      { file: 'en.json', word: 'ui:nav.eyes', why: 'not-plain' },
    ])
  })

  test('a folder without any is a mistake of whoever named it', () => {
    using temporary = temporaryFolder()
    expect(readScreenWords(temporary.folder).ok).toBe(false)
  })

  test('knows the words of villagers, and none of the staff', () => {
    const words = chineseWords()
    expect(words.get('ui:nav.back')).toBe('返回')
    expect([...words.keys()].filter((name) => name.startsWith('staff:'))).toEqual([])
  })
})

describe('words in a pack', () => {
  const uyghur = (words: Record<string, string>, reviewed = false) =>
    passedOff([{ language: 'ug' as const, reviewed, words }])

  test('come to the kiosk, replace those of before, and go back with what they came with', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const data = kioskOf(world)
    const first = uyghur({ 'ui:nav.back': 'قايتىش', 'ui:nav.home': 'باش بەت' })
    await importInto(data, await packOf(world, 1, [posting()], { words: first }))
    const second = uyghur({ 'ui:nav.back': 'ئارقىغا' }, true)
    await importInto(data, await packOf(world, 2, [posting({ period: '2026Q3' })], { words: second }))
    await importInto(data, await packOf(world, 3, [posting({ period: '2026Q4' })]))
    expect(wordsOn(data)).toEqual({ words: { 'ui:nav.back': 'ئارقىغا', 'ui:nav.home': 'باش بەت' }, on: true })
    back(data)
    back(data)
    expect(wordsOn(data)).toEqual({ words: { 'ui:nav.back': 'قايتىش', 'ui:nav.home': 'باش بەت' }, on: false })
  })

  test('that say they were read turn their language on, unless the township has turned it off', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const data = kioskOf(world)
    expect(wordsOn(data).on).toBe(false)
    await importInto(
      data,
      await packOf(world, 1, [posting()], { words: uyghur({ 'ui:nav.back': 'قايتىش' }, true) }),
    )
    expect(wordsOn(data).on).toBe(true)
    const opened = openDesk(data)
    if (!opened.ok) throw new Error(opened.fault.kind)
    setLanguage(opened.desk, { language: 'ug', on: false })
    opened.desk.close()
    expect(wordsOn(data).on).toBe(false)
  })

  test('are refused if a number of somebody stands in them, or a name that is none', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const somebody = packOf(world, 1, [posting()], { words: uyghur({ 'ui:nav.back': '13812345678' }) })
    await expect(somebody).rejects.toThrow('personal-data')
    const strange = packOf(world, 2, [posting()], { words: uyghur({ '13812345678': 'قايتىش' }) })
    await expect(strange).rejects.toThrow('malformed')
    const twice = packOf(world, 3, [posting()], {
      words: [...uyghur({ 'ui:nav.back': 'قايتىش' }), ...uyghur({ 'ui:nav.home': 'باش بەت' })],
    })
    await expect(twice).rejects.toThrow('twice')
  })
})

function write(folder: string, language: string, said: unknown): void {
  writeFileSync(join(folder, `${language}.json`), JSON.stringify(said))
}

function back(data: string): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  expect(rollBack(opened.desk)).toMatchObject({ ok: true })
  opened.desk.close()
}

function wordsOn(data: string): { words: Record<string, string>; on: boolean } {
  const { reader } = openReader(data)
  try {
    return {
      words: packWords(reader, 'ug'),
      on: languagesHere(reader).some(({ code, on }) => code === 'ug' && on),
    }
  } finally {
    reader.close()
  }
}
