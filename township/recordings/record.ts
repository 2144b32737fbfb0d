// A folder of recordings: made by this computer's voice where nobody has recorded, and read back for a pack.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { hashOf } from '../sweep.ts'
import type { SoundType } from '../../pack/sound-type.ts'
import type { Answers } from '../answers.ts'
import { bareMp3 } from './bare-mp3.ts'
import { flacOf } from './flac.ts'
import { readList, writeList, type Listed } from './recording-list.ts'
import { sentenceKey } from './sentence-key.ts'
import type { Voice } from './synthesis.ts'
import { speechOf } from './wave.ts'

export type Recorded =
  | { ok: true; sentences: number; added: number; made: number; missing: number; voice: string | null }
  | { ok: false; kind: 'bad-recording-list' }

/** Sentences keep their numbers for ever: a person's folder of last quarter is still right, only longer. */
export async function recordInto(
  folder: string,
  sentences: readonly string[],
  voice: Voice | null,
  onMade: (done: number, all: number) => void = () => {},
): Promise<Recorded> {
  await mkdir(folder, { recursive: true })
  const before = await readList(folder)
  if (!before) return { ok: false, kind: 'bad-recording-list' }
  const known = new Set(before.map((line) => line.spoken))
  const last = before.reduce((most, { number }) => Math.max(most, Number(number)), 0)
  const added: Listed[] = sentences
    .filter((spoken) => !known.has(spoken))
    .map((spoken, at) => ({ number: String(last + at + 1).padStart(4, '0'), spoken, made: null }))
  const lines = [...before, ...added]
  const there = new Set((await readdir(folder)).map((name) => name.split('.')[0]))
  const wanted = lines.filter(({ number }) => !there.has(number))
  let made = 0
  if (voice)
    for (const line of wanted) {
      const sound = await soundFrom(voice, line.spoken)
      if (!sound) continue
      await writeFile(join(folder, `${line.number}.flac`), sound)
      line.made = hashOf(sound)
      onMade(++made, wanted.length)
    }
  await writeList(folder, lines)
  const missing = wanted.length - made
  return { ok: true, sentences: lines.length, added: added.length, made, missing, voice: voice?.name ?? null }
}

async function soundFrom(voice: Voice, spoken: string): Promise<Buffer | null> {
  const wav = await voice.say(spoken)
  const speech = wav && speechOf(wav)
  return speech ? flacOf(speech) : null
}

export type SoundToWrite = { sentence: string; sha256: string; type: SoundType; bytes: Buffer }

/** `toHear`: somebody recorded it, and nobody has said yet that it was listened to. */
export type RecordingsRead =
  | { ok: true; sounds: SoundToWrite[]; toHear: string[]; unreadable: string[] }
  | { ok: false; kind: 'bad-recording-list' }

/** What of the folder a pack may take: sentences it has, sounds that are bare, persons' only after a yes. */
export async function readRecordings(
  folder: string,
  sentences: readonly string[],
  answers: Answers,
  most: number,
): Promise<RecordingsRead> {
  const list = await readList(folder)
  if (!list || list.length === 0) return { ok: false, kind: 'bad-recording-list' }
  const files = await readdir(folder)
  const bySpoken = new Map(list.map((line) => [line.spoken, line]))
  const read = {
    ok: true as const,
    sounds: [] as SoundToWrite[],
    toHear: [] as string[],
    unreadable: [] as string[],
  }
  for (const spoken of sentences) {
    if (read.sounds.length === most) break
    const line = bySpoken.get(spoken)
    const file = line && fileOf(files, line.number)
    if (!line || !file) continue
    const bytes = await readFile(join(folder, file))
    const sound =
      line.made === hashOf(bytes) ? { type: 'audio/flac' as const, bytes } : personsSound(file, bytes)
    if (!sound) read.unreadable.push(file)
    else if (line.made !== hashOf(bytes) && answers.recording?.[file] !== 'play') {
      if (answers.recording?.[file] !== 'keep') read.toHear.push(file)
    } else read.sounds.push({ sentence: sentenceKey(spoken), sha256: hashOf(sound.bytes), ...sound })
  }
  return read
}

/** A person's take comes before the machine's. */
function fileOf(files: readonly string[], number: string): string | undefined {
  const own = files.filter((file) => file.toLowerCase().startsWith(`${number}.`))
  return own.find((file) => !file.endsWith('.flac')) ?? own[0]
}

/** Only what can be made bare: samples are written anew, frames are taken out of what surrounds them. */
function personsSound(file: string, bytes: Buffer): { type: SoundType; bytes: Buffer } | null {
  if (/\.wav$/i.test(file)) {
    const speech = speechOf(bytes)
    return speech && { type: 'audio/flac', bytes: flacOf(speech) }
  }
  const frames = /\.mp3$/i.test(file) ? bareMp3(bytes) : null
  return frames && { type: 'audio/mpeg', bytes: frames }
}
