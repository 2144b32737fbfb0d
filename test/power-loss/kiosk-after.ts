// A kiosk started on what a kill, a fault or a power cut has left: what it shows, and everything that is wrong with it.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openReadable } from '../../db/database.ts'
import { generationFile, stateFile } from '../../db/data-folder.ts'
import { openReader, type Reader } from '../../db/reader.ts'
import { keptName } from '../../db/kept-packs.ts'
import { neededForRebuilding } from '../../db/lineage.ts'
import { generations, keptGenerations, sequenceFloor } from '../../db/state.ts'
import { stateCopy } from '../../db/state-copy.ts'
import { verifyStore } from '../../db/verify.ts'
import { openWriter } from '../../db/writer.ts'

/** `trouble`: what the staff's page would say. */
export type Started = { sequence: number | null; trouble: string | null; flaws: string[] }

/** A start that throws is the worst flaw of all. */
export function started(data: string): Started {
  try {
    return start(data)
  } catch (thrown) {
    return { sequence: null, trouble: null, flaws: [`threw: ${String(thrown)}`] }
  }
}

function start(data: string): Started {
  const flaws: string[] = []
  const opened = openWriter(data)
  if (opened.ok) opened.writer.close()
  else flaws.push(`writer: ${opened.fault.kind}`)
  const { reader } = openReader(data)
  try {
    const { content, state } = reader
    flaws.push(...verifyStore(reader).flaws.map((flaw) => flaw.kind))
    const floor = state && sequenceFloor(state)?.sequence
    if (content && (floor ?? 0) < content.sequence) flaws.push('floor below what is shown')
    flaws.push(...orphans(data, reader))
    if (!readFileSync(stateFile(data)).equals(readFileSync(stateCopy(data)))) flaws.push('copy behind')
    return { sequence: content?.sequence ?? null, trouble: reader.trouble?.kind ?? null, flaws }
  } finally {
    reader.close()
  }
}

const always = [
  'state.db',
  'state.db.bak',
  'lock.db',
  'staging.lock',
  'generations',
  'packs',
  'attachments',
  'staging',
]

/** The whole folder, name by name, against what the rows speak of: nothing more, nothing less. */
function orphans(data: string, reader: Reader): string[] {
  const { state } = reader
  if (!state) return ['no state']
  const kept = keptGenerations(state)
  // Of what is damaged and may be built again nobody can be asked which pictures it needs: all stay until it is.
  const isWaiting = generations(state).some((row) => row.condition === 'damaged')
  const wanted = new Set([
    ...always,
    ...kept.map((row) => join('generations', `${row.name}.db`)),
    ...neededForRebuilding(state).map((row) => join('packs', keptName(row))),
    ...kept.flatMap((row) => attachmentsIn(data, row.name)).map((sha256) => join('attachments', sha256)),
  ])
  const found = readdirSync(data, { recursive: true, encoding: 'utf8' })
  // Kept on purpose beside a state.db that was put back.
  const extra = found.filter(
    (name) => !wanted.has(name) && name !== 'state.db.damaged' && !(isWaiting && isAttachment(name)),
  )
  const missing = [...wanted].filter((name) => !found.includes(name))
  return [...extra.map((name) => `left over: ${name}`), ...missing.map((name) => `missing: ${name}`)]
}

const isAttachment = (name: string): boolean => /^attachments.[0-9a-f]{64}$/.test(name)

function attachmentsIn(data: string, generation: string): string[] {
  const db = openReadable(generationFile(data, generation))
  try {
    const rows = db.prepare<[], { sha256: string }>('SELECT DISTINCT sha256 FROM attachment').all()
    return rows.map((row) => row.sha256)
  } finally {
    db.close()
  }
}
