// Recordings of what a pack says: made, read back, bared of all but their sound, and found by the kiosk that was given the pack.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openReader } from '../../../db/reader.ts'
import { recordings } from '../../../db/recordings.ts'
import { soundType } from '../../../pack/sound-type.ts'
import { servedFiles } from '../../../electron/served-files.ts'
import { attachmentsFolder } from '../../../db/data-folder.ts'
import { Answers, noAnswers } from '../../../township/answers.ts'
import { bareMp3 } from '../../../township/recordings/bare-mp3.ts'
import { flacOf } from '../../../township/recordings/flac.ts'
import { sentencesOf } from '../../../township/recordings/pack-sentences.ts'
import { readRecordings, recordInto } from '../../../township/recordings/record.ts'
import { listFileIn, readList } from '../../../township/recordings/recording-list.ts'
import { sentenceKey } from '../../../township/recordings/sentence-key.ts'
import type { Voice } from '../../../township/recordings/synthesis.ts'
import { speechOf } from '../../../township/recordings/wave.ts'
import { decodedFlac } from '../../stand-ins/decoded-flac.ts'
import {
  dibao,
  importInto,
  kioskOf,
  openIn,
  packOf,
  posting,
  temporaryFolder,
  township,
  worldIn,
} from '../../stand-ins/pack-world.ts'

/** Says each sentence as a tone of its own length. */
const hums: Voice = {
  name: 'hums',
  say: (spoken) => Promise.resolve(wavOf(tone(1600 + spoken.length * 160))),
}
const tone = (length: number) =>
  Int16Array.from({ length }, (_each, at) => Math.round(9000 * Math.sin((at * 2 * Math.PI * 220) / 16_000)))

function wavOf(samples: Int16Array, more: { rate?: number; extra?: Buffer } = {}): Buffer {
  const { rate = 16_000, extra = Buffer.alloc(0) } = more
  const format = Buffer.alloc(24)
  format.write('fmt ', 'latin1')
  format.writeUInt32LE(16, 4)
  format.writeUInt16LE(1, 8)
  format.writeUInt16LE(1, 10)
  format.writeUInt32LE(rate, 12)
  format.writeUInt32LE(rate * 2, 16)
  format.writeUInt16LE(2, 20)
  format.writeUInt16LE(16, 22)
  const data = Buffer.alloc(8 + samples.length * 2)
  data.write('data', 'latin1')
  data.writeUInt32LE(samples.length * 2, 4)
  samples.forEach((sample, at) => data.writeInt16LE(sample, 8 + at * 2))
  const body = Buffer.concat([format, extra, data])
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

describe('a FLAC file of ours', () => {
  test('holds the samples, to the bits that are kept, whatever they are', () => {
    const samples = fc.array(fc.integer({ min: -32768, max: 32767 }), { minLength: 1, maxLength: 300 })
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 40 }), (few, times) => {
        const all = Int16Array.from({ length: few.length * times }, (_each, at) => few[at % few.length] ?? 0)
        const back = decodedFlac(flacOf({ rate: 16_000, samples: all }))
        expect(back.rate).toBe(16_000)
        expect(back.samples).toEqual([...all].map((sample) => (sample >> 6) << 6))
      }),
      { numRuns: 40 },
    )
  })

  test('of speech is less than half of its plain samples, and silence is nearly nothing', () => {
    const speech = tone(16_000 * 3)
    expect(flacOf({ rate: 16_000, samples: speech }).length).toBeLessThan(speech.length)
    expect(flacOf({ rate: 16_000, samples: new Int16Array(16_000 * 10) }).length).toBeLessThan(1500)
  })
})

describe('what a person recorded', () => {
  test('is written anew: what the file says beside the sound is gone', () => {
    const told = Buffer.from('LIST\x18\0\0\0INFOIART\x0c\0\0\0Zhang San 13', 'latin1')
    const wav = wavOf(tone(8000), { extra: told })
    const speech = speechOf(wav)
    expect(speech?.samples.length).toBe(8000)
    expect(flacOf(speech ?? { rate: 16_000, samples: new Int16Array() }).includes('Zhang')).toBe(false)
  })

  test('at another rate is as long as before', () => {
    const speech = speechOf(wavOf(tone(44_100), { rate: 44_100 }))
    expect(speech?.rate).toBe(16_000)
    expect(Math.abs((speech?.samples.length ?? 0) - 16_000)).toBeLessThan(40)
  })

  test('as MP3 keeps its frames and nothing before, between or after them', () => {
    // 32 kbit/s at 16 kHz: 144 bytes a frame.
    const frame = Buffer.alloc(144, 7)
    frame.writeUInt32BE(0xfff3_48c4)
    const frames = Buffer.concat(Array.from({ length: 20 }, () => frame))
    const id3 = Buffer.concat([
      Buffer.from([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 0, 9]),
      Buffer.from('GPS 36.1N'),
    ])
    const bare = bareMp3(Buffer.concat([id3, frames, Buffer.from(`TAG${'Zhang San'.padEnd(125)}`)]))
    expect(bare?.equals(frames)).toBe(true)
    expect(bare && soundType(bare)).toBe('audio/mpeg')
    expect(bareMp3(Buffer.from('no sound at all'.repeat(100)))).toBeNull()
  })

  test('that is no sound is no sound', () => {
    expect(speechOf(Buffer.from('RIFF....WAVE'))).toBeNull()
    expect(speechOf(Buffer.alloc(0))).toBeNull()
  })
})

describe('a folder of recordings', () => {
  const sentences = ['村里收了两元。', '花了一元。', '还剩一元。']

  test('gets a number for each sentence, which it keeps when more come', async () => {
    using temporary = temporaryFolder()
    const { folder } = temporary
    expect(await recordInto(folder, sentences, hums)).toMatchObject({
      ok: true,
      added: 3,
      made: 3,
      missing: 0,
    })
    expect(await recordInto(folder, ['新来的一句。', ...sentences], hums)).toMatchObject({
      added: 1,
      made: 1,
    })
    const list = await readList(folder)
    expect(list?.map(({ number, spoken }) => [number, spoken])).toEqual([
      ['0001', '村里收了两元。'],
      ['0002', '花了一元。'],
      ['0003', '还剩一元。'],
      ['0004', '新来的一句。'],
    ])
  })

  test('without a voice is a list to read from', async () => {
    using temporary = temporaryFolder()
    expect(await recordInto(temporary.folder, sentences, null)).toMatchObject({
      made: 0,
      missing: 3,
      voice: null,
    })
    expect(readFileSync(listFileIn(temporary.folder), 'utf8')).toContain('还剩一元。')
  })

  test('with a take of a person needs somebody who has listened to it; then it goes before the machine', async () => {
    using temporary = temporaryFolder()
    const { folder } = temporary
    await recordInto(folder, sentences, hums)
    writeFileSync(join(folder, '0002.wav'), wavOf(tone(12_345)))
    const unheard = await readRecordings(folder, sentences, noAnswers, 10)
    expect(unheard).toMatchObject({ ok: true, toHear: ['0002.wav'], unreadable: [] })
    expect(unheard.ok && unheard.sounds).toHaveLength(2)
    const heard = Answers.parse({ recording: { '0002.wav': 'play' } })
    const read = await readRecordings(folder, sentences, heard, 10)
    const own = read.ok
      ? read.sounds.find(({ sentence }) => sentence === sentenceKey('花了一元。'))
      : undefined
    expect(own && decodedFlac(own.bytes).samples).toHaveLength(12_345)
    const kept = await readRecordings(
      folder,
      sentences,
      Answers.parse({ recording: { '0002.wav': 'keep' } }),
      10,
    )
    expect(kept).toMatchObject({ toHear: [] })
    expect(kept.ok && kept.sounds).toHaveLength(2)
  })

  test('in which somebody put another sound under a name of ours is not taken for ours', async () => {
    using temporary = temporaryFolder()
    await recordInto(temporary.folder, sentences, hums)
    writeFileSync(join(temporary.folder, '0001.flac'), flacOf({ rate: 16_000, samples: tone(99) }))
    expect(await readRecordings(temporary.folder, sentences, noAnswers, 10)).toMatchObject({
      unreadable: ['0001.flac'],
    })
  })

  test('with a list that is none is told', async () => {
    using temporary = temporaryFolder()
    expect(await readRecordings(temporary.folder, sentences, noAnswers, 10)).toEqual({
      ok: false,
      kind: 'bad-recording-list',
    })
    writeFileSync(listFileIn(temporary.folder), '编号,要念的话\r\n1,=cmd|calc\r\n')
    expect(await readRecordings(temporary.folder, sentences, noAnswers, 10)).toEqual({
      ok: false,
      kind: 'bad-recording-list',
    })
  })
})

describe('a pack with recordings', () => {
  const sound = (spoken: string, length = 3000) => {
    const bytes = flacOf({ rate: 16_000, samples: tone(length) })
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return { sentence: sentenceKey(spoken), sha256, type: 'audio/flac' as const, bytes }
  }

  test('is opened, imported, and its sounds are served as sounds', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const said = sound('村里收了两元。')
    const pack = await packOf(world, 1, [posting()], {
      recordings: [said, { ...said, sentence: sentenceKey('又一句。') }],
    })
    const data = kioskOf(world)
    expect(await importInto(data, pack)).toMatchObject({ ok: true })
    const { reader } = openReader(data)
    expect(recordings(reader, [said.sentence, sentenceKey('没录过。')])).toEqual({
      total: 2,
      sounds: { [said.sentence]: said.sha256 },
    })
    reader.close()
    const files = servedFiles({
      pageFolder: join(temporary.folder, 'none'),
      attachmentsFolder: attachmentsFolder(data),
    })
    const served = await files.answer(`app://kiosk/attachment/${said.sha256}`, 'GET')
    expect(served).toMatchObject({ status: 200, type: 'audio/flac' })
  })

  test('leaves the sounds of the packs before it, and replaces those it says anew', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const data = kioskOf(world)
    const [old, kept, anew] = [sound('一。', 2000), sound('二。', 2100), sound('一。', 2200)]
    await importInto(data, await packOf(world, 1, [posting()], { recordings: [old, kept] }))
    await importInto(data, await packOf(world, 2, [posting({ period: '2026Q3' })], { recordings: [anew] }))
    const { reader } = openReader(data)
    expect(recordings(reader, [old.sentence, kept.sentence])).toEqual({
      total: 2,
      sounds: { [anew.sentence]: anew.sha256, [kept.sentence]: kept.sha256 },
    })
    reader.close()
  })

  test('is refused if a sound is none, says nothing, or a sentence has none', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const bytes = Buffer.from('<html>')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const no = { sentence: sentenceKey('一。'), sha256, type: 'audio/flac' as const, bytes }
    await expect(packOf(world, 1, [posting()], { recordings: [no] })).rejects.toThrow('not-its-type')
  })

  test('without any is byte for byte what it was', async () => {
    using temporary = temporaryFolder()
    const world = await worldIn(temporary.folder)
    const opened = await openIn(world, await packOf(world, 1, [posting()]))
    expect(opened.ok && 'recordings' in opened.pack.manifest).toBe(false)
  })
})

test('what is recorded is what the screens say: the village, the item, its sentence and its amount', async () => {
  using temporary = temporaryFolder()
  const world = await worldIn(temporary.folder)
  const opened = await openIn(world, await packOf(world, 1, [posting({ period: '2026Q2' })]))
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const said = sentencesOf({ township, entries: opened.pack.entries })
  expect(said).toEqual(
    expect.arrayContaining([
      '柳沟村，二零二六年第二季度',
      '收支公开榜',
      '二零二六年第二季度村里收了五百元。',
      '花了三百元。',
    ]),
  )
  expect(said.filter((each) => /[^\p{L}\p{M}，。、！？]|\p{N}/u.test(each))).toEqual([])
  expect(new Set(said).size).toBe(said.length)
})

test('another language is recorded in its own words, without the Chinese names in them', async () => {
  using temporary = temporaryFolder()
  const world = await worldIn(temporary.folder)
  const opened = await openIn(world, await packOf(world, 1, [posting({ period: '2026Q2' })]))
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const pack = { township, entries: opened.pack.entries }
  const [english, uyghur] = [sentencesOf(pack, 'en'), sentencesOf(pack, 'ug')]
  expect(english).toEqual(expect.arrayContaining(['second quarter of twenty twenty-six']))
  expect(english.join()).toContain('five hundred yuan')
  for (const said of [english, uyghur]) {
    expect(said.length).toBeGreaterThan(40)
    expect(said.filter((each) => /\p{Script=Han}|\p{N}/u.test(each))).toEqual([])
    expect(new Set(said).size).toBe(said.length)
  }
  expect(uyghur.filter((each) => !/\p{Script=Arabic}/u.test(each))).toEqual([])
  // Every one of them goes through the list that a person records from.
  const list = join(temporary.folder, 'spoken')
  const recorded = await recordInto(list, [...english, ...uyghur], null)
  expect(recorded).toMatchObject({ ok: true, sentences: english.length + uyghur.length })
  expect((await readList(list))?.map(({ spoken }) => spoken)).toEqual([...english, ...uyghur])
})

test('what is counted is said with its number', async () => {
  using temporary = temporaryFolder()
  const world = await worldIn(temporary.folder)
  const opened = await openIn(world, await packOf(world, 1, [dibao({ payees: ['张三', '李四'] })]))
  if (!opened.ok) throw new Error(opened.refusal.kind)
  const said = sentencesOf({ township, entries: opened.pack.entries })
  expect(said.join()).toMatch(/两户/)
  // The name of a word that was not found, spelled letter by letter.
  expect(said.filter((each) => each.includes('西欧'))).toEqual([])
})
