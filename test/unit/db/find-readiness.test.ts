// The first letter somebody types costs no more than the second: what it needs was read when the screen opened.
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStore, type Store } from '../../../electron/store-answers.ts'
import { dibao, posting, readingOf, temporaryFolder, villageCodes } from '../../stand-ins/pack-world.ts'

const asked: string[] = []
vi.mock('pinyin-pro', async (real) => {
  const { pinyin, ...others } = await real<typeof import('pinyin-pro')>()
  const counted = (text: string, options: object) => {
    asked.push(text)
    return pinyin(text, options)
  }
  return { ...others, pinyin: counted }
})

const place = temporaryFolder()
const [villageCode] = villageCodes
let store: Store

beforeAll(async () => {
  const { data, reader } = await readingOf(place.folder, [
    posting({ period: '2026Q2' }),
    dibao({ payees: ['单福生', '仇桂兰'] }),
  ])
  reader.close()
  store = openStore(data)
})
afterAll(() => {
  store.close()
  place[Symbol.dispose]()
})

const looked = (text: string) => store.answer('find', { villageCode, text })
const atRest = () => new Promise((resolve) => setImmediate(resolve))

test('an opened screen of finding is answered before any character is read, and then all of them are', async () => {
  expect(await looked('')).toMatchObject({
    items: [{ itemType: 'posting-sheet' }, { itemType: 'dibao-list' }],
  })
  expect(asked).toEqual([])
  await atRest()
  expect(asked).toEqual(expect.arrayContaining(['单', '仇']))
  asked.length = 0
  expect(await looked('s')).toMatchObject({ persons: [{ name: '单福生' }] })
  expect(await looked('shan')).toMatchObject({ persons: [{ name: '单福生' }] })
  expect(asked).toEqual([])
})

test('a store that is closed meanwhile reads nothing more', async () => {
  using other = temporaryFolder()
  const { data, reader } = await readingOf(other.folder, [posting({ period: '2026Q2', title: '龘龘' })])
  reader.close()
  const brief = openStore(data)
  await brief.answer('find', { villageCode, text: '' })
  brief.close()
  await atRest()
  expect(asked).not.toContain('龘')
})
