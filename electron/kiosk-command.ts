// The kiosk without a window: trust, import, look and verify from a command line. Runs on Node alone.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { dayTold, ownTime } from '../db/own-time.ts'
import { openDesk } from '../db/desk.ts'
import { entryLines, entryPage, rows } from '../db/entries.ts'
import { kioskState } from '../db/kiosk-state.ts'
import { history, rollBack } from '../db/history.ts'
import { exportedJournal } from '../db/journal.ts'
import { setLanguage } from '../db/language-switches.ts'
import { kioskName } from '../db/kiosk-key.ts'
import { notices } from '../db/staff-notices.ts'
import { openReader, type Reader } from '../db/reader.ts'
import { repairContent } from '../db/repair.ts'
import { historyBudget, keptBytes, setHistoryBudget } from '../db/retention.ts'
import { stagePack } from '../db/staging.ts'
import { sequenceFloor } from '../db/state.ts'
import { fingerprints, knownKeys, pinTownship, trustOf } from '../db/trust.ts'
import { previewPack } from '../db/update-preview.ts'
import { applyPack, noteRefusal } from '../db/updates.ts'
import { verifyStore } from '../db/verify.ts'
import { openWriter, type Writer } from '../db/writer.ts'
import { otherLanguages } from '../disclosure/languages.ts'
import { itemTypeOf } from '../disclosure/item-types/all.ts'
import { columnsOf } from '../disclosure/item-type.ts'
import { openPack } from '../pack/open.ts'
import type { Refusal, StoreFault } from '../pack/refusal.ts'
import { PublicKeyFile } from '../pack/signature.ts'

const usage = `kiosk --data DIR trust FILE.pub | status | preview PACK | import PACK | rollback | repair
                 | entries [--village NAME] | rows ENTRY_ID | verify | journal [--json]
                 | budget MEGABYTES|auto | language ug=on|ug=off|ko=on|…`

/** JSON for programs goes to `out`, words for people to `err`. */
export type Terminal = { out: (text: string) => void; err: (text: string) => void }

/** 0 done, 1 refused or faulty (the JSON says the kind), 2 wrong usage. */
export type ExitCode = 0 | 1 | 2

type Failure = { kind: string } | Refusal | StoreFault
type Outcome = { done: unknown } | { told: string } | { failed: Failure }
type Given = { village?: string | undefined; json?: boolean | undefined }

type Command = {
  takes: 0 | 1
  run: (folder: string, argument: string, given: Given) => Outcome | Promise<Outcome>
}

const commands: Readonly<Record<string, Command>> = {
  trust: { takes: 1, run: trust },
  status: { takes: 0, run: (folder) => reading(folder, status) },
  preview: { takes: 1, run: preview },
  import: { takes: 1, run: importPack },
  rollback: { takes: 0, run: rollback },
  repair: { takes: 0, run: repair },
  entries: {
    takes: 0,
    run: (folder, _none, { village }) => reading(folder, (reader) => listEntries(reader, village)),
  },
  rows: { takes: 1, run: (folder, id) => reading(folder, (reader) => listRows(reader, id)) },
  verify: { takes: 0, run: (folder) => reading(folder, verify) },
  journal: { takes: 0, run: (folder, _none, given) => reading(folder, (reader) => journal(reader, given)) },
  budget: { takes: 1, run: budget },
  language: { takes: 1, run: language },
}

export async function kioskCommand(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const asked = understood(argv)
  if (!asked) {
    terminal.err(`${usage}\n`)
    return 2
  }
  const outcome = await asked.command.run(asked.folder, asked.argument, asked.given)
  if ('done' in outcome) {
    terminal.out(`${JSON.stringify(outcome.done)}\n`)
    return 0
  }
  if ('told' in outcome) {
    terminal.out(outcome.told)
    return 0
  }
  terminal.out(`${JSON.stringify(outcome.failed)}\n`)
  terminal.err(`kiosk: ${outcome.failed.kind}\n`)
  return 1
}

function understood(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { data: { type: 'string' }, village: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [name = '', ...rest] = positionals
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command || !values.data || rest.length !== command.takes) return null
    const { data, village, json } = values
    if ((village !== undefined && name !== 'entries') || (json !== undefined && name !== 'journal'))
      return null
    return { command, folder: resolve(data), argument: rest[0] ?? '', given: { village, json } }
  } catch {
    return null
  }
}

function trust(folder: string, file: string): Outcome {
  let text
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return { failed: { kind: 'unreadable', code: 'ENOENT' } }
  }
  const key = PublicKeyFile.safeParse(jsonOrNull(text))
  if (!key.success) return { failed: { kind: 'not-a-key' } }
  const opened = openDesk(folder)
  if (!opened.ok) return { failed: opened.fault }
  try {
    const pinned = pinTownship(opened.desk, key.data, 'installer')
    if (!pinned.ok) return { failed: pinned.refusal }
    const { code, name } = key.data
    return { done: { kind: 'trusted', township: { code, name }, fingerprint: pinned.fingerprint } }
  } finally {
    opened.desk.close()
  }
}

function status(reader: Reader): Outcome {
  const { township, content, trouble } = kioskState(reader)
  const found = reader.state && trustOf(reader, appVersion())
  return {
    done: {
      township: found?.ok ? { code: found.trust.townshipCode, name: township?.name ?? null } : null,
      fingerprints: fingerprints(reader),
      keys: knownKeys(reader),
      notices: notices(reader),
      kept: existsSync(reader.folder)
        ? { bytes: keptBytes(reader.folder), budget: historyBudget(reader) }
        : null,
      content,
      clock: clockTold(reader),
      sequenceFloor: (reader.state && sequenceFloor(reader.state)?.sequence) ?? null,
      entries: entryLines(reader).length,
      generations: history(reader),
      trouble,
      kiosk: reader.state && kioskName(reader.state),
    },
  }
}

function clockTold(reader: Reader): object {
  const { nowMs, systemMs, floorMs, correctionMs, doubt } = ownTime(reader)
  const iso = (ms: number) => new Date(ms).toISOString()
  return {
    own: iso(nowMs),
    system: iso(systemMs),
    floor: iso(floorMs),
    correctionSeconds: correctionMs === null ? null : Math.round(correctionMs / 1000),
    doubt,
  }
}

/** Installs nothing and so copies nothing; the import stages the file and checks it anew. */
async function preview(folder: string, file: string): Promise<Outcome> {
  return reading(folder, async (reader) => {
    const found = trustOf(reader, appVersion())
    if (!found.ok) return { failed: found.fault }
    const opened = await openPack(resolve(file), found.trust)
    return opened.ok
      ? { done: previewPack(reader, opened.pack, dayTold(reader)) }
      : { failed: opened.refusal }
  })
}

async function importPack(folder: string, file: string): Promise<Outcome> {
  if (!existsSync(folder)) return { failed: { kind: 'not-provisioned' } }
  const opened = openWriter(folder)
  if (!opened.ok) return { failed: opened.fault }
  const { writer } = opened
  try {
    return await importWith(writer, file)
  } finally {
    writer.close()
  }
}

async function importWith(writer: Writer, file: string): Promise<Outcome> {
  const found = trustOf(writer, appVersion())
  if (!found.ok) return { failed: found.fault }
  const staged = await stagePack(writer, resolve(file))
  if (!staged.ok) return 'fault' in staged ? { failed: staged.fault } : refused(writer, staged.refusal)
  try {
    const checked = await openPack(staged.file, found.trust)
    if (!checked.ok) return refused(writer, checked.refusal)
    const applied = await applyPack(writer, checked.pack, { actor: 'command' })
    if (!applied.ok) return 'fault' in applied ? { failed: applied.fault } : refused(writer, applied.refusal)
    const { ok: _ok, ...result } = applied
    return { done: { kind: 'applied', ...result } }
  } finally {
    // What was applied has moved to the kept packs.
    rmSync(staged.file, { force: true })
  }
}

function refused(writer: Writer, refusal: Refusal): Outcome {
  noteRefusal(writer, refusal, 'command')
  return { failed: refusal }
}

function rollback(folder: string): Outcome {
  if (!existsSync(folder)) return { failed: { kind: 'not-provisioned' } }
  const opened = openWriter(folder)
  if (!opened.ok) return { failed: opened.fault }
  try {
    const back = rollBack(opened.writer, undefined, 'command')
    if (!back.ok) return { failed: back.fault }
    return { done: { kind: 'rolled-back', generation: back.generation, sequence: back.sequence } }
  } finally {
    opened.writer.close()
  }
}

async function repair(folder: string): Promise<Outcome> {
  if (!existsSync(folder)) return { failed: { kind: 'not-provisioned' } }
  const opened = openWriter(folder)
  if (!opened.ok) return { failed: opened.fault }
  try {
    const repaired = await repairContent(opened.writer)
    if (!repaired.ok) return { failed: repaired.fault }
    const { ok: _ok, ...result } = repaired
    return { done: result }
  } finally {
    opened.writer.close()
  }
}

function listEntries(reader: Reader, village?: string): Outcome {
  if (!reader.state && !reader.content) return { failed: reader.trouble ?? { kind: 'not-provisioned' } }
  return { done: { entries: entryLines(reader, village) } }
}

function listRows(reader: Reader, id: string): Outcome {
  if (!reader.state && !reader.content) return { failed: reader.trouble ?? { kind: 'not-provisioned' } }
  const page = entryPage(reader, { id })
  const type = page && itemTypeOf(page.entry.itemType)
  if (!page || !type) return { failed: { kind: 'no-such-entry' } }
  const titles = columnTitles(type.id)
  const columns = columnsOf(type).map(({ id: field, kind, unit }) => ({
    id: field,
    title: titles[field] ?? field,
    kind,
    unit: unit ?? null,
  }))
  return { done: { columns, rows: rows(reader, { id, offset: 0, limit: page.lines }).rows } }
}

function verify(reader: Reader): Outcome {
  const verified = verifyStore(reader)
  if (reader.trouble && reader.trouble.kind !== 'read-only')
    return { failed: { ...reader.trouble, ...verified } }
  return verified.flaws.length > 0
    ? { failed: { kind: 'damaged', ...verified } }
    : { done: { kind: 'whole', ...verified } }
}

/** With `--json` all that a program needs to walk the chain itself; else a line a line, for whoever reads it here. */
function journal({ state, trouble }: Reader, { json = false }: Given): Outcome {
  if (!state) return { failed: trouble ?? { kind: 'not-provisioned' } }
  const exported = exportedJournal(state)
  if (json) return { done: exported }
  const lines = exported.lines.map((line) =>
    [line.number, line.at, line.actor, line.action, line.details, line.hash.slice(0, 8)].join('\t'),
  )
  return { told: [...lines, JSON.stringify(exported.check), ''].join('\n') }
}

/** What kept content may take up on this disk. */
function budget(folder: string, asked: string): Outcome {
  const megabytes = asked === 'auto' ? 0 : Number(asked)
  if (!Number.isSafeInteger(megabytes) || megabytes < 0 || asked.trim() === '')
    return { failed: { kind: 'not-a-size' } }
  if (!existsSync(folder)) return { failed: { kind: 'not-provisioned' } }
  const opened = openDesk(folder)
  if (!opened.ok) return { failed: opened.fault }
  try {
    setHistoryBudget(opened.desk, megabytes * 1024 ** 2, 'command')
    return { done: { kind: 'budget', bytes: historyBudget(opened.desk), kept: keptBytes(folder) } }
  } finally {
    opened.desk.close()
  }
}

/** Whether villagers may choose a language: `ug=on`. */
function language(folder: string, asked: string): Outcome {
  const [code, state] = asked.split('=')
  const chosen = otherLanguages.find((each) => each === code)
  if (!chosen || (state !== 'on' && state !== 'off')) return { failed: { kind: 'not-a-language' } }
  if (!existsSync(folder)) return { failed: { kind: 'not-provisioned' } }
  const opened = openDesk(folder)
  if (!opened.ok) return { failed: opened.fault }
  try {
    setLanguage(opened.desk, { language: chosen, on: state === 'on' })
    return { done: { kind: 'language', language: chosen, on: state === 'on' } }
  } finally {
    opened.desk.close()
  }
}

async function reading(
  folder: string,
  work: (reader: Reader) => Outcome | Promise<Outcome>,
): Promise<Outcome> {
  const { reader } = openReader(folder)
  try {
    return await work(reader)
  } finally {
    reader.close()
  }
}

const Titles = z.record(
  z.string(),
  z.looseObject({ fields: z.record(z.string(), z.string()).optional() }).catch({}),
)

/** Field titles are locale strings; without the file the columns go by their ids. */
function columnTitles(itemType: string): Record<string, string> {
  const file = new URL('../assets/locales/zh-CN/disclosure.json', import.meta.url)
  const read = Titles.safeParse(existsSync(file) ? jsonOrNull(readFileSync(file, 'utf8')) : null)
  return (read.success && read.data[itemType]?.fields) || {}
}

function appVersion(): string {
  const file = new URL('../package.json', import.meta.url)
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

if (
  process.argv[1] &&
  import.meta.url.endsWith('/kiosk-command.ts') &&
  resolve(process.argv[1]).endsWith('kiosk-command.ts')
)
  // Without a top-level await, so that Electron's process can carry this file in one with its own.
  void kioskCommand(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  }).then((code) => {
    process.exitCode = code
  })
