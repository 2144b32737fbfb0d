// What each key costs that somebody types into 找一找, by first letters and by whole pinyin, with a million lines behind it.
// The store's process is not the page's, which alone can be slowed: its processor time is counted, and four times of it.
import { join } from 'node:path'
import { candidatesFrom } from '../../db/candidates.ts'
import { expectLetters, find } from '../../db/find.ts'
import { openReader, type Reader } from '../../db/reader.ts'
import { root } from '../e2e/places.ts'
import { importInto, kioskOf, temporaryFolder, worldIn } from '../stand-ins/pack-world.ts'
import { manyVillages, writeLargePack } from './large-pack.ts'
import { seconds, type Line } from './table.ts'
import { medianOf, p95Of, stopwatch } from './took.ts'

/** Items, subjects of the ledger, surnames with all their readings, names, nothing. */
const typed = ['gdbt', 'dbmd', 'szgk', 'glf', 'bgf', 'wxy', 'zjg', 'czg', 'dan', 'lihaiyan', 'qqqq']
/** What the whole pinyin tab asks with each key besides: characters to choose, of words, a sentence, a syllable of many. */
const spelled = [
  'gaolingjintie',
  'dibaomingdan',
  'shizhangongkai',
  'lihaiyan',
  'woshizhongguoren',
  'yi',
  'lsbt',
]
const dictionaryFile = join(root, 'assets/pinyin/mingbai-pinyin.bin')
const slowed = 4
const longestMs = 100

export type FindBench = {
  lines: number
  keys: number
  openedMs: number
  /** From then until the first letter costs no more than the others; nobody has typed yet. */
  readyMs: number
  medianMs: number
  p95Ms: number
  longestMs: number
  /** The same keys in whole pinyin: found and to be chosen together. */
  pinyin: { keys: number; firstMs: number; medianMs: number; p95Ms: number; longestMs: number }
}

export async function benchFind(lines = 1_000_000): Promise<FindBench> {
  using place = temporaryFolder()
  const world = await worldIn(place.folder)
  const data = kioskOf(world)
  const applied = await importInto(data, await writeLargePack(world, 1, lines))
  if (!applied.ok) throw new Error(JSON.stringify(applied))
  const { reader } = openReader(data)
  const [first, ready, later]: [number[], number[], number[]] = [[], [], []]
  for (const { code: villageCode } of manyVillages.villages.slice(0, 5)) {
    const took = stopwatch()
    // Opening the screen asks with nothing typed; the village is read when that has been answered.
    find(reader, { villageCode, text: '' })
    first.push(took().processorMs)
    expectLetters(reader, villageCode)
    ready.push(took().processorMs)
    for (const word of typed)
      for (let length = 1; length <= word.length; length++) {
        took()
        find(reader, { villageCode, text: word.slice(0, length) })
        later.push(took().processorMs)
      }
  }
  const pinyin = pinyinKeys(reader)
  reader.close()
  return {
    lines,
    keys: later.length,
    openedMs: Math.max(...first),
    readyMs: Math.max(...ready),
    medianMs: medianOf(later),
    p95Ms: p95Of(later),
    longestMs: Math.max(...later),
    pinyin,
  }
}

function pinyinKeys(reader: Reader): FindBench['pinyin'] {
  const candidates = candidatesFrom(dictionaryFile)
  const took = stopwatch()
  const [first, later]: [number[], number[]] = [[], []]
  for (const { code: villageCode } of manyVillages.villages.slice(0, 5)) {
    find(reader, { villageCode, text: '' })
    expectLetters(reader, villageCode)
    took()
    // The very first reads the dictionary; the first of a village makes a list of its words.
    candidates(reader, { villageCode, letters: 'g' })
    first.push(took().processorMs)
    for (const word of spelled)
      for (let length = 1; length <= word.length; length++) {
        const letters = word.slice(0, length)
        took()
        find(reader, { villageCode, text: letters })
        candidates(reader, { villageCode, letters })
        later.push(took().processorMs)
      }
  }
  return {
    keys: later.length,
    firstMs: Math.max(...first),
    medianMs: medianOf(later),
    p95Ms: p95Of(later),
    longestMs: Math.max(...later),
  }
}

export const findLines = (found: FindBench): Line[] => [
  {
    what: `each key of 找一找 with ${found.lines} lines, processor time slowed four times, p95 of ${found.keys}`,
    baseline: ['100 ms', '100 ms'],
    ours: `${seconds(found.p95Ms * slowed)}, median ${seconds(found.medianMs * slowed)}, longest ${seconds(found.longestMs * slowed)}`,
    ratio: (found.p95Ms * slowed) / longestMs,
    aim: 1,
  },
  {
    what: `… in whole pinyin, found and to be chosen together, p95 of ${found.pinyin.keys}`,
    baseline: ['100 ms', '100 ms'],
    ours: `${seconds(found.pinyin.p95Ms * slowed)}, median ${seconds(found.pinyin.medianMs * slowed)}, longest ${seconds(found.pinyin.longestMs * slowed)}, first letter of all ${seconds(found.pinyin.firstMs * slowed)}`,
    ratio: (found.pinyin.p95Ms * slowed) / longestMs,
    aim: 1,
  },
  {
    what: 'opening 找一找 in a village for the first time, likewise, longest of 5; then read for the first letter',
    ours: `${seconds(found.openedMs * slowed)}; ${seconds(found.readyMs * slowed)} while nobody waits`,
  },
]
