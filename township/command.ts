// The township's program without a window: keys, check, build, inspect and rows; JSON on stdout, words on stderr.
import { existsSync, readFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { Entry } from '../disclosure/entry.ts'
import type { Column } from '../disclosure/item-type.ts'
import { baseLanguage, languages, otherLanguages } from '../disclosure/languages.ts'
import { sweep } from '../disclosure/privacy.ts'
import type { SweptText } from '../disclosure/privacy.ts'
import { entryLinesOf, rowsOfEntry } from '../pack/entry-rows.ts'
import { inspectPack } from '../pack/open.ts'
import { publicNumbersIn, publicNumbersOfTownship, Review } from '../pack/manifest.ts'
import { isSystemError } from '../pack/refused.ts'
import { PublicKeyFile } from '../pack/signature.ts'
import { blocks, isBlocking } from './accept.ts'
import { readAnswers } from './answers.ts'
import type { Answers } from './answers.ts'
import { readCoverage, writeCoverage } from './coverage/coverage.ts'
import { namesOf } from './coverage/machines.ts'
import { changeKeys, readStatements, statementsBeside } from './key-statements.ts'
import { makeKeys, readKey, readPub } from './keys.ts'
import type { KeyFile } from './keys.ts'
import { faultOfSequence, makePack } from './make-pack.ts'
import { writeOntoStick } from './onto-stick.ts'
import { entriesBefore } from './previous-pack.ts'
import { readReceipts } from './receipts.ts'
import { sweptJson } from './sweep.ts'
import { sentencesOf } from './recordings/pack-sentences.ts'
import { readRecordings, recordInto } from './recordings/record.ts'
import { readScreenWords } from './screen-words.ts'
import type { SoundToWrite } from './recordings/record.ts'
import { sentenceKey } from './recordings/sentence-key.ts'
import { ownVoice } from './recordings/synthesis.ts'
import { limits } from '../pack/limits.ts'
import { readTownship } from './read-township.ts'
import type { Reading } from './read-township.ts'
import { writeReport } from './report-workbook.ts'
import { writeTemplates } from './template.ts'
import { sweptReason, withdrawFrom } from './withdraw.ts'

/** Whatever a program of the township says was swept: a path, a title, a fault. */
export type Streams = { out: (text: SweptText) => void; err: (text: SweptText) => void }

/** `open` are the numbers that may be shown; without them every mobile is hidden. */

type Outcome = (
  { done: object } | { failed: { kind: string; [more: string]: unknown } } | { usage: string }
) & { open?: ReadonlySet<string> }

type Said = { err: (text: string) => void }

const usage = `township keys    --out DIR --code CODE --name NAME [--passphrase-file FILE] [--county]
township change-keys --key SIGNER.key --statements FILE [--add NEW.pub]... [--revoke KEY_ID]... [--passphrase-file FILE]
township template --out DIR
township check   SHEETS_DIR [--answers FILE] [--previous FILE.mbpack] [--report FILE.xlsx]
township build   SHEETS_DIR --out FILE.mbpack --key township.key --sequence N [--passphrase-file FILE]
                 [--answers FILE] [--previous FILE.mbpack] [--report FILE.xlsx]
                 [--whole] [--withdraw ENTRY_ID]... [--reason TEXT] [--statements FILE]
                 [--pre-review NAME] [--secrecy-review NAME] [--reviewed-on DATE]
                 [--recordings DIR] [--words DIR]
township withdraw --pack LAST.mbpack... --id ENTRY_ID... --reason TEXT --out FILE.mbpack --key township.key --sequence N
                 [--passphrase-file FILE] [--statements FILE] [--pre-review NAME] [--secrecy-review NAME] [--reviewed-on DATE]
township record  FILE.mbpack --out DIR [--language ug|ko|en] [--no-voice]
township put     FILE.mbpack --to STICK_DIR --pub township.pub
township inspect FILE.mbpack
township rows    FILE.mbpack ENTRY_ID
township receipts DIR [--kiosks kiosks.json]
township coverage PACKS_DIR --pub township.pub [--receipts DIR] [--kiosks kiosks.json] [--quarter 2026Q3] [--on DATE] [--out FILE.xlsx]
`

/** The exit code: 0 done, 1 refused or faulty (the JSON says the kind), 2 wrong usage. */
export async function townshipCommand(args: readonly string[], streams: Streams): Promise<0 | 1 | 2> {
  const said: Said = { err: (text) => streams.err(sweep(text, new Set()).text) }
  const outcome = await run(args, said)
  if ('usage' in outcome) {
    said.err(`${outcome.usage}\n\n${usage}`)
    return 2
  }
  const answer: object = 'done' in outcome ? outcome.done : outcome.failed
  streams.out(sweptJson(answer, outcome.open))
  if ('done' in outcome) return 0
  said.err(`${outcome.failed.kind}\n`)
  return 1
}

async function run(args: readonly string[], streams: Said): Promise<Outcome> {
  const [act, ...rest] = args
  const given = readArguments(rest)
  if ('usage' in given) return given
  try {
    switch (act) {
      case 'keys':
        return await keys(given)
      case 'change-keys':
        return await changeTheKeys(given)
      case 'check':
        return await check(given, streams)
      case 'build':
        return await build(given, streams)
      case 'withdraw':
        return await withdrawItems(given, streams)
      case 'template':
        return await template(given)
      case 'record':
        return await record(given, streams)
      case 'put':
        return await put(given)
      case 'inspect':
        return await inspect(given)
      case 'rows':
        return await rows(given)
      case 'receipts':
        return await receipts(given)
      case 'coverage':
        return await coverage(given)
      default:
        return { usage: act === undefined ? 'no command' : `unknown command ${act}` }
    }
  } catch (thrown) {
    if (isSystemError(thrown)) return { failed: { kind: ioKind(thrown.code), code: thrown.code } }
    throw thrown
  }
}

const ioKind = (code: string): string =>
  ({ ENOSPC: 'disk-full', EROFS: 'read-only', EACCES: 'read-only', EPERM: 'read-only' })[code] ?? 'io'

const optionNames = [
  'out',
  'code',
  'name',
  'key',
  'sequence',
  'answers',
  'previous',
  'recordings',
  'words',
  'language',
  'report',
  'statements',
  'passphrase-file',
  'pre-review',
  'secrecy-review',
  'reviewed-on',
  'to',
  'pub',
  'kiosks',
  'receipts',
  'quarter',
  'on',
  'reason',
] as const

type Given = {
  values: Partial<Record<(typeof optionNames)[number], string>>
  whole: boolean
  county: boolean
  noVoice: boolean
  withdraw: string[]
  packs: string[]
  ids: string[]
  add: string[]
  revoke: string[]
  positionals: string[]
}

function readArguments(args: string[]): Given | { usage: string } {
  const option = { type: 'string' } as const
  const named = Object.fromEntries(optionNames.map((name) => [name, option])) as Record<
    (typeof optionNames)[number],
    typeof option
  >
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        ...named,
        county: { type: 'boolean' },
        'no-voice': { type: 'boolean' },
        add: { type: 'string', multiple: true },
        revoke: { type: 'string', multiple: true },
        previous: option,
        whole: { type: 'boolean' },
        withdraw: { type: 'string', multiple: true },
        pack: { type: 'string', multiple: true },
        id: { type: 'string', multiple: true },
      },
    })
    const {
      'no-voice': noVoice = false,
      whole = false,
      county = false,
      withdraw = [],
      add = [],
      revoke = [],
      pack: packs = [],
      id: ids = [],
      ...rest
    } = values
    return { values: rest, whole, county, noVoice, withdraw, packs, ids, add, revoke, positionals }
  } catch (thrown) {
    return { usage: thrown instanceof Error ? thrown.message : 'wrong arguments' }
  }
}

// ---- keys ----

async function keys({ values, county, positionals }: Given): Promise<Outcome> {
  const { out, code, name } = values
  if (!out || !code || !name || positionals.length > 0)
    return { usage: 'keys needs --out, --code and --name' }
  const passphrase = await passphraseOf(values['passphrase-file'])
  const { ok, ...made } = await makeKeys({
    out,
    code,
    name,
    role: county ? 'county' : 'township',
    passphrase,
  })
  return ok ? { done: made } : { failed: { kind: 'failed', ...made } }
}

/** The signer is a key that holds: an old one of the township, or the county's when that is lost. */
async function changeTheKeys({ values, add, revoke, positionals }: Given): Promise<Outcome> {
  const { key: keyFile, statements: file } = values
  if (!keyFile || !file || positionals.length > 0 || add.length + revoke.length === 0)
    return { usage: 'change-keys needs --key, --statements and something to --add or --revoke' }
  const wrong = revoke.find((id) => !PublicKeyFile.shape.keyId.safeParse(id).success)
  if (wrong !== undefined) return { usage: `--revoke ${wrong} is no id of a key` }
  const signer = await readKey(keyFile, await passphraseOf(values['passphrase-file']))
  if (!signer.ok) return { failed: { kind: 'bad-key', why: signer.kind, file: signer.file } }
  const added = []
  for (const each of add) {
    const read = await readPub(each)
    if (!read.ok) return { failed: { kind: 'bad-key', why: read.kind, file: read.file } }
    added.push(read.key)
  }
  const township = signer.key.role === 'county' ? added[0]?.code : signer.key.code
  if (township === undefined) return { usage: 'the county revokes only together with --add' }
  const changed = await changeKeys({ file, signer: signer.key, township, add: added, revoke })
  return changed.ok ? { done: { file, number: changed.number } } : { failed: { file, ...changed } }
}

/** The first line of a file, so that no passphrase stands in a shell's history or a list of processes. */
async function passphraseOf(file: string | undefined): Promise<string | null> {
  if (file === undefined) return null
  return (await readFile(file, 'utf8')).replace(/^\ufeff/, '').split(/\r?\n/, 1)[0] ?? ''
}

// ---- check and build ----

async function check(given: Given, streams: Said): Promise<Outcome> {
  const folder = given.positionals[0]
  if (!folder || given.positionals.length !== 1) return { usage: 'check needs the folder of sheets' }
  const read = await readSheets(folder, given.values, streams)
  if ('failed' in read) return read
  const { report } = read.reading
  const faulty = report.faults.some(blocks) || report.questions.some(isBlocking)
  const open = publicNumbersOfTownship(read.reading.township)
  return faulty ? { failed: { kind: 'faulty', ...report }, open } : { done: report, open }
}

async function build(given: Given, streams: Said): Promise<Outcome> {
  const folder = given.positionals[0]
  const { out, key: keyFile, sequence: written } = given.values
  const { withdraw } = given
  if (!folder || given.positionals.length !== 1 || !out || !keyFile || !written)
    return { usage: 'build needs the folder of sheets, --out, --key and --sequence' }
  const sequence = /^[1-9]\d{0,14}$/.test(written) ? Number(written) : null
  if (sequence === null) return { usage: '--sequence must be a positive whole number' }
  const mode = given.whole ? 'whole' : 'partial'
  // A whole pack says what there is; what it leaves out is gone without a word.
  if (given.whole && withdraw.length > 0) return { usage: '--withdraw has no meaning with --whole' }
  const strange = withdraw.find((id) => !Entry.shape.id.safeParse(id).success)
  if (strange !== undefined) return { usage: `--withdraw ${strange} is no id of an entry` }
  // All that can be known without reading the sheets is said before they are read.
  const reviews = reviewsOf(given.values)
  if (reviews === null)
    return { usage: '--pre-review and --secrecy-review take a name, --reviewed-on a day: 2026-11-22' }
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
    ...(reason ? { withdrawnReason: reason.text } : {}),
    reviews,
    statements,
  } as const
  const made = await makePack(read.reading, wish, keyFile)
  if (!made.ok) return { failed: made.failed }
  const { contentSha256: _content, ...pack } = made.pack
  return {
    open: publicNumbersOfTownship(read.reading.township),
    done: { ...read.reading.report, pack, ...recordings.told },
  }
}

/** All that can be wrong about a key, a number and a file before anything is read. */
async function readyToSign(of: {
  keyFile: string
  out: string
  sequence: number
  values: Given['values']
}): Promise<
  | { key: KeyFile; statements: NonNullable<Awaited<ReturnType<typeof readStatements>>> }
  | { failed: { kind: string; [more: string]: unknown } }
> {
  const { keyFile, out, sequence, values } = of
  const key = await readKey(keyFile, await passphraseOf(values['passphrase-file']))
  if (!key.ok) return { failed: { kind: 'bad-key', why: key.kind, file: key.file } }
  const statements = await readStatements(values.statements ?? statementsBeside(keyFile))
  if (!statements) return { failed: { kind: 'bad-statements', file: values.statements ?? keyFile } }
  const used = await faultOfSequence(keyFile, sequence)
  if (used) return { failed: used }
  if (existsSync(out)) return { failed: { kind: 'out-exists', file: out } }
  if (!(await isFolder(dirname(resolve(out)))))
    return { failed: { kind: 'no-such-folder', file: dirname(out) } }
  return { key: key.key, statements }
}

/** Urgent: from the packs alone, so that nobody has to look for a quarter's sheets first. */
async function withdrawItems(given: Given, streams: Said): Promise<Outcome> {
  const { out, key: keyFile, sequence: written, reason } = given.values
  const { packs, ids } = given
  if (packs.length === 0 || ids.length === 0 || given.positionals.length > 0 || !out || !keyFile || !written)
    return { usage: 'withdraw needs --pack, --id, --reason, --out, --key and --sequence' }
  if (reason === undefined)
    return { usage: 'withdraw needs --reason: villagers read it where the item stood' }
  const sequence = /^[1-9]\d{0,14}$/.test(written) ? Number(written) : null
  if (sequence === null) return { usage: '--sequence must be a positive whole number' }
  const strange = ids.find((id) => !Entry.shape.id.safeParse(id).success)
  if (strange !== undefined) return { usage: `--id ${strange} is no id of an entry` }
  const reviews = reviewsOf(given.values)
  if (reviews === null)
    return { usage: '--pre-review and --secrecy-review take a name, --reviewed-on a day: 2026-11-22' }
  const ready = await readyToSign({ keyFile, out, sequence, values: given.values })
  if ('failed' in ready) return ready
  streams.err(`writing ${out}\n`)
  const made = await withdrawFrom({
    ...ready,
    keyFile,
    out,
    sequence,
    issuedOn: today(),
    packs,
    ids,
    reason,
    reviews,
  })
  return made.ok ? { done: { pack: made.pack, withdrawn: made.withdrawn } } : { failed: made.failed }
}

/** Null if one of them is no review. */
function reviewsOf(values: Given['values']): Review[] | null {
  const on = values['reviewed-on'] ?? today()
  const reviews: Review[] = []
  for (const step of Review.shape.step.options) {
    const name = values[step]
    if (name === undefined) continue
    const review = Review.safeParse({ step, name, on })
    if (!review.success) return null
    reviews.push(review.data)
  }
  return reviews
}

// ---- recordings ----

/** Sentences of a pack into a folder, said by this computer where nobody has recorded them. */
async function record({ values, noVoice, positionals }: Given, streams: Said): Promise<Outcome> {
  const [file] = positionals
  const { out, language: code = baseLanguage } = values
  if (!file || positionals.length !== 1 || !out) return { usage: 'record needs one pack and --out' }
  const language = languages.find((each) => each.code === code)?.code
  if (language === undefined) return { usage: '--language is none of the kiosk' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const { manifest, entries } = opened.pack
  const said = sentencesOf({ township: manifest.township, entries }, language)
  const sentences = said.slice(0, limits.recordings)
  const voice = noVoice ? null : await ownVoice(language)
  const recorded = await recordInto(out, sentences, voice, (done, all) => {
    if (done % 50 === 0) streams.err(`recording ${done}/${all}\n`)
  })
  if (!recorded.ok) return { failed: { kind: recorded.kind, file: out } }
  const { ok: _ok, ...told } = recorded
  return { done: told }
}

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

/** Onto a stick, and read back from it. */
async function put({ values, positionals }: Given): Promise<Outcome> {
  const [pack] = positionals
  const { to, pub: pubFile } = values
  if (!pack || positionals.length !== 1 || !to || !pubFile)
    return { usage: 'put needs one pack, --to and --pub' }
  const pub = await readPub(pubFile)
  if (!pub.ok) return { failed: { kind: 'bad-key', why: pub.kind, file: pub.file } }
  const written = await writeOntoStick({ pack, folder: to, name: basename(pack), pub: pub.key })
  return written.ok ? { done: { ...written } } : { failed: written.fault }
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )

function isWithin(folder: string, file: string): boolean {
  const path = relative(folder, file)
  return !path.startsWith('..') && !isAbsolute(path)
}

async function readSheets(
  folder: string,
  given: Given['values'],
  streams: Said,
): Promise<{ reading: Reading; answers: Answers } | { failed: { kind: string } }> {
  const { report } = given
  // The copies beside a report would be read as sheets the next time.
  if (report && isWithin(folder, report)) return { failed: { kind: 'report-among-sheets' } }
  const answers = await readAnswers(given.answers)
  if (!answers.ok) return { failed: answers }
  const previous = await entriesBefore(given.previous)
  if ('failed' in previous) return previous
  const onFile = (_path: string, done: number, all: number) => {
    if (done % 20 === 0) streams.err(`reading sheets ${done}/${all}\n`)
  }
  const read = await readTownship(folder, answers.answers, today(), {
    onFile,
    previous,
  })
  if (!read.ok) return { failed: { kind: read.kind } }
  if (report) {
    streams.err(`writing ${report}\n`)
    await writeReport({ file: resolve(report), folder: resolve(folder), reading: read.reading })
  }
  return { reading: read.reading, answers: answers.answers }
}

/** The township's own day, not Greenwich's. */
function today(): string {
  const now = new Date()
  const two = (number: number) => String(number).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

async function template({ values: { out }, positionals }: Given): Promise<Outcome> {
  if (!out || positionals.length > 0) return { usage: 'template needs --out' }
  const written = await writeTemplates(out)
  if (!written.ok) return { failed: { kind: written.kind, file: written.file } }
  return { done: { files: written.files } }
}

// ---- looking into a pack ----

async function inspect({ positionals }: Given): Promise<Outcome> {
  const [file] = positionals
  if (!file || positionals.length !== 1) return { usage: 'inspect needs one pack' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const { manifest, bytes, signers, manifestSha256 } = opened.pack
  const { township, sequence, issuedOn, mode, withdrawn, periods, counts, leastApp, builder, reviews } =
    manifest
  const { withdrawnReason } = manifest
  return {
    open: publicNumbersIn(manifest),
    done: {
      township: {
        code: township.code,
        name: township.name,
        villages: township.villages.map(({ name }) => name),
      },
      sequence,
      issuedOn,
      mode,
      withdrawn,
      withdrawnReason: withdrawnReason ?? null,
      periods,
      counts,
      leastApp,
      builder,
      reviews: reviews ?? [],
      signers,
      bytes,
      manifestSha256,
      entries: entryLinesOf(opened.pack),
    },
  }
}

async function rows({ positionals }: Given): Promise<Outcome> {
  const [file, id] = positionals
  if (!file || !id || positionals.length !== 2) return { usage: 'rows needs a pack and the id of an entry' }
  const opened = await inspectPack(file)
  if (!opened.ok) return { failed: { ...opened.refusal } }
  const found = await rowsOfEntry(opened.pack, id)
  if (!found) return { failed: { kind: 'no-such-entry' } }
  const open = publicNumbersIn(opened.pack.manifest)
  return { open, done: { columns: printedColumns(found.entry.itemType, found.columns), rows: found.rows } }
}

// ---- what came home ----

/** Of a folder into which the files of returned sticks were copied. */
async function receipts({ values, positionals }: Given): Promise<Outcome> {
  const [folder] = positionals
  if (!folder || positionals.length !== 1) return { usage: 'receipts needs the folder with what came home' }
  const read = await readReceipts(folder, values.kiosks ?? join(folder, 'kiosks.json'))
  if (!read.ok) return { failed: { kind: read.kind, file: read.file } }
  const { receipts: found } = read
  // Whoever calls this from a script shall notice a forged or torn one.
  return found.refused.length > 0 ? { failed: { kind: 'some-refused', ...found } } : { done: found }
}

/** How well each village has disclosed: the matrix in words, and as a workbook if one is asked for. */
async function coverage({ values, positionals }: Given): Promise<Outcome> {
  const [packs] = positionals
  const { pub: pubFile, receipts: home, kiosks, quarter, on = today(), out } = values
  if (!packs || positionals.length !== 1 || !pubFile)
    return { usage: 'coverage needs the folder of packs and --pub' }
  if (!z.iso.date().safeParse(on).success) return { usage: `--on ${on} is no day: 2026-11-22` }
  if (quarter !== undefined && !/^\d{4}Q[1-4]$/.test(quarter))
    return { usage: `--quarter ${quarter} is no quarter: 2026Q3` }
  if (out !== undefined && existsSync(out)) return { failed: { kind: 'out-exists', file: out } }
  const pub = await readPub(pubFile)
  if (!pub.ok) return { failed: { kind: 'bad-key', why: pub.kind, file: pub.file } }
  const read = await readCoverage({
    packs,
    pub: pub.key,
    on,
    receipts: home ?? null,
    kiosks: kiosks ?? null,
    quarter: quarter ?? null,
  })
  if (!read.ok) return { failed: { kind: read.kind, file: read.file } }
  const { coverage: found } = read
  if (out !== undefined) await writeCoverage(out, found)
  const { machines, ...rest } = found
  const told = { ...rest, machines: machines && namesOf(machines) }
  return found.refusedPacks.length + found.refusedEnvelopes.length > 0
    ? { failed: { kind: 'some-refused', ...told } }
    : { done: told }
}

function printedColumns(itemType: string, columns: readonly Column[]): object[] {
  const titles = columnTitles(itemType)
  return columns.map(({ id, kind, unit }) => ({ id, title: titles[id] ?? id, kind, unit: unit ?? null }))
}

const Titles = z.record(
  z.string(),
  z.looseObject({ fields: z.record(z.string(), z.string()).optional() }).catch({}),
)

/** Field titles are locale strings; without the file the columns go by their ids. */
function columnTitles(itemType: string): Record<string, string> {
  const file = new URL('../assets/locales/zh-CN/disclosure.json', import.meta.url)
  const read = Titles.safeParse(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
  return (read.success && read.data[itemType]?.fields) || {}
}

// Whoever reads only the head of the answer closes the pipe; that is no fault.
const closedPipe = (thrown: Error & { code?: string }) => {
  if (thrown.code !== 'EPIPE') throw thrown
}

if (
  process.argv[1] &&
  resolve(process.argv[1]).endsWith('command.ts') &&
  import.meta.url.endsWith('/township/command.ts')
) {
  process.stdout.on('error', closedPipe)
  process.exitCode = await townshipCommand(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  })
}
