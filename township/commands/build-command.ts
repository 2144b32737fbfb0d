// The command that makes a signed pack of a folder of sheets.
import { publicNumbersOfTownship } from '../../pack/manifest.ts'
import { limits } from '../../pack/limits.ts'
import { Entry } from '../../disclosure/entry.ts'
import { otherLanguages } from '../../disclosure/languages.ts'
import type { Answers } from '../answers.ts'
import { makePack } from '../make-pack.ts'
import { opinionsFor } from '../opinions/in-pack.ts'
import type { OpinionsWish } from '../opinions/in-pack.ts'
import type { Reading } from '../read-township.ts'
import { sentencesOf } from '../recordings/pack-sentences.ts'
import { readRecordings } from '../recordings/record.ts'
import type { SoundToWrite } from '../recordings/record.ts'
import { sentenceKey } from '../recordings/sentence-key.ts'
import { readScreenWords } from '../screen-words.ts'
import { sweptReason } from '../withdraw.ts'
import { today } from './command-line.ts'
import type { Command, Given, Outcome, Said } from './command-line.ts'
import { readyToSign, reviewsOf, reviewUsage, sequenceIn } from './ready-to-sign.ts'
import { readSheets } from './sheet-commands.ts'

export const buildCommand: Command = {
  usage: `township build   SHEETS_DIR --out FILE.mbpack --key township.key --sequence N [--passphrase-file FILE]
                 [--answers FILE] [--previous FILE.mbpack] [--report FILE.xlsx]
                 [--whole] [--withdraw ENTRY_ID]... [--reason TEXT] [--statements FILE]
                 [--pre-review NAME] [--secrecy-review NAME] [--reviewed-on DATE]
                 [--recordings DIR] [--words DIR]
                 [--opinions | --replies 意见.xlsx | --no-opinions]`,
  run: build,
}

async function build(given: Given, streams: Said): Promise<Outcome> {
  const folder = given.positionals[0]
  const { out, key: keyFile, sequence: written } = given.values
  const { withdraw } = given
  if (!folder || given.positionals.length !== 1 || !out || !keyFile || !written)
    return { usage: 'build needs the folder of sheets, --out, --key and --sequence' }
  const sequence = sequenceIn(written)
  if (sequence === null) return { usage: '--sequence must be a positive whole number' }
  const mode = given.whole ? 'whole' : 'partial'
  // A whole pack says what there is; what it leaves out is gone without a word.
  if (given.whole && withdraw.length > 0) return { usage: '--withdraw has no meaning with --whole' }
  const strange = withdraw.find((id) => !Entry.shape.id.safeParse(id).success)
  if (strange !== undefined) return { usage: `--withdraw ${strange} is no id of an entry` }
  // All that can be known without reading the sheets is said before they are read.
  const reviews = reviewsOf(given.values)
  if (reviews === null) return { usage: reviewUsage }
  if (given.values.reason !== undefined && withdraw.length === 0)
    return { usage: '--reason says why something is withdrawn: it needs --withdraw' }
  const ready = await readyToSign({ keyFile, out, sequence, values: given.values })
  if ('failed' in ready) return ready
  const { key, statements } = ready
  const read = await readSheets(folder, given.values, streams)
  if ('failed' in read) return read
  if (read.reading.entries.length === 0 && withdraw.length === 0)
    return { failed: { kind: 'nothing-to-build', ...read.reading.report } }
  const reason =
    given.values.reason === undefined
      ? null
      : sweptReason(given.values.reason, publicNumbersOfTownship(read.reading.township))
  if (reason && 'kind' in reason) return { failed: reason }
  const opinions = await opinionsFor(opinionsWish(given), {
    numbers: publicNumbersOfTownship(read.reading.township),
    today: today(),
  })
  if (!opinions.ok) return { failed: opinions.failed }
  const recordings = await recordingsFor(given.values, read)
  if (!recordings.ok) return { failed: { kind: recordings.kind, file: given.values.recordings ?? '' } }
  const words = given.values.words === undefined ? null : readScreenWords(given.values.words)
  if (words && !words.ok) return { failed: words.failed }
  streams.err(`writing ${out}\n`)
  const wish = {
    ...(words ? { words: words.words } : {}),
    recordings: recordings.sounds,
    out,
    key,
    sequence,
    issuedOn: today(),
    mode,
    withdraw,
    ...(opinions.opinions ? { opinions: opinions.opinions } : {}),
    ...(reason ? { withdrawnReason: reason.text } : {}),
    reviews,
    statements,
  } as const
  const made = await makePack(read.reading, wish, keyFile)
  if (!made.ok) return { failed: made.failed }
  const { contentSha256: _content, ...pack } = made.pack
  return {
    open: publicNumbersOfTownship(read.reading.township),
    done: { ...read.reading.report, pack, ...recordings.told, ...opinions.told },
  }
}

const opinionsWish = ({ values: { replies, previous }, opinions: taken }: Given): OpinionsWish => ({
  taken,
  ...(replies === undefined ? {} : { replies }),
  ...(previous === undefined ? {} : { previous }),
})

type RecordingsFor =
  | { ok: true; sounds: SoundToWrite[]; told: { recordings?: object } }
  | { ok: false; kind: 'bad-recording-list' }

async function recordingsFor(
  { recordings: folder }: Given['values'],
  { reading, answers }: { reading: Reading; answers: Answers },
): Promise<RecordingsFor> {
  if (folder === undefined) return { ok: true, sounds: [], told: {} }
  const { township, entries } = reading
  const said = { township, entries: entries.map(({ entry }) => entry) }
  const chinese = sentencesOf(said)
  // A folder holds what was recorded in whatever language; most have Chinese alone, and lack nothing.
  const others = otherLanguages.flatMap((language) => sentencesOf(said, language))
  const read = await readRecordings(folder, [...chinese, ...others], answers, limits.recordings)
  if (!read.ok) return read
  const { sounds, toHear, unreadable } = read
  const recorded = new Set(sounds.map((sound) => sound.sentence))
  const without = chinese.filter((spoken) => !recorded.has(sentenceKey(spoken))).length
  return { ok: true, sounds, told: { recordings: { used: sounds.length, without, toHear, unreadable } } }
}
