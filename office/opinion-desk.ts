// The acts behind the window's page of opinions, without a window: what the sheet holds, and what a stick brings home.
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { publicNumbersOfTownship } from '../pack/manifest.ts'
import { claimsOf } from '../pack/open.ts'
import { readKey, type KeyFile } from '../township/keys.ts'
import { collectOpinions } from '../township/opinions/collect.ts'
import { opinionsFor } from '../township/opinions/in-pack.ts'
import type { OpinionsFor } from '../township/opinions/in-pack.ts'
import { openerOf } from '../township/opinions/opinion-key.ts'
import { isUnanswered, readOpinionSheet, textOf } from '../township/opinions/opinion-sheet.ts'
import { readReplies } from '../township/opinions/replies.ts'
import type { Reading } from '../township/read-township.ts'
import { opinionsName } from '../township/source-files.ts'
import type { OpinionsToWrite } from '../township/write.ts'
import type { OpinionSheetState } from './office-contract.ts'
import type { OpinionsOrder, Orders } from './reading-orders.ts'

type Township = Reading['township']

const sheetIn = (folder: string): string => join(folder, opinionsName)

export async function opinionsPage(
  { folder, lastPack, today }: Orders['opinions']['input'],
  township: Township,
): Promise<Orders['opinions']['answer']> {
  const claimed = lastPack === null ? null : await claimsOf(lastPack)
  const before = claimed?.ok === true && claimed.pack.manifest.opinionKey !== undefined
  return { before, sheet: await sheetState(sheetIn(folder), township, today) }
}

async function sheetState(file: string, township: Township, today: string): Promise<OpinionSheetState> {
  const read = await readOpinionSheet(file)
  if (!read.ok)
    return read.kind === 'no-opinion-sheet'
      ? { kind: 'none' }
      : { kind: 'unreadable', problem: { kind: read.kind } }
  const replies = await readReplies(file, { numbers: publicNumbersOfTownship(township), today })
  const { lines } = read.sheet
  const waiting = lines.filter(({ cells }) => isUnanswered(cells))
  return {
    kind: 'there',
    file: opinionsName,
    received: lines.length,
    unanswered: waiting.length,
    overdue: waiting.filter(({ cells }) => textOf(cells.due) < today).length,
    faults: !replies.ok && replies.kind === 'faulty-replies' ? replies.faults : [],
  }
}

export async function collectInto(
  { folder, stick, keyFile, passphrase, lastPack, today }: Orders['collect']['input'],
  township: Township,
): Promise<Orders['collect']['answer']> {
  const key = await readKey(keyFile, passphrase)
  if (!key.ok)
    return { ok: false, problem: { kind: key.kind === 'wrong-passphrase' ? key.kind : `key-${key.kind}` } }
  if (key.key.code !== township.code) return { ok: false, problem: { kind: 'key-stranger' } }
  const claimed = lastPack === null ? null : await claimsOf(lastPack)
  const collecting = await collectOpinions({
    folder: stick,
    sheet: sheetIn(folder),
    townshipCode: township.code,
    openers: [key.key, ...(await olderKeysBeside(keyFile, passphrase, key.key))].map(openerOf),
    kiosksFile: join(folder, 'kiosks.json'),
    villages: township.villages,
    publicNumbers: publicNumbersOfTownship(township),
    replies: claimed?.ok ? (claimed.pack.manifest.replies ?? []) : [],
    today,
  }).catch(() => null)
  // A stick that was pulled, a folder that cannot be written, a sheet that is open in Excel.
  if (!collecting) return { ok: false, problem: { kind: 'opinions-not-collected' } }
  if (!collecting.ok) return { ok: false, problem: { kind: collecting.kind } }
  const { files, added, known, refused, notOpened } = collecting.collected
  const closed = notOpened.reduce((sum, { count }) => sum + count, 0)
  return { ok: true, collected: { files, added, known, refused: refused.length, notOpened: closed } }
}

/** After a change of keys what was closed before still comes home; the key given up lies where the new one does. */
async function olderKeysBeside(keyFile: string, passphrase: string, own: KeyFile): Promise<KeyFile[]> {
  const folder = dirname(keyFile)
  const names = (await readdir(folder)).filter((name) => name.endsWith('.key') && name !== basename(keyFile))
  const older: KeyFile[] = []
  for (const name of names.slice(0, mostOlderKeys)) {
    const read = await readKey(join(folder, name), passphrase)
    if (read.ok && read.key.code === own.code && read.key.publicKey !== own.publicKey) older.push(read.key)
  }
  return older
}

/** Each is opened with a passphrase, and that takes a moment by intention. */
const mostOlderKeys = 5

/** With the sheet that lies in the folder, where there is one. */
export function opinionsOf(
  { folder, taken, lastPack }: OpinionsOrder,
  township: Township,
  today: string,
): Promise<OpinionsFor> {
  const sheet = sheetIn(folder)
  const wish = {
    taken,
    ...(existsSync(sheet) ? { replies: sheet } : {}),
    ...(lastPack === null ? {} : { previous: lastPack }),
  }
  return opinionsFor(wish, { numbers: publicNumbersOfTownship(township), today })
}

/** What was looked at in the review: the words of every answer, whatever day they get. */
export const reviewedReplies = (opinions: OpinionsToWrite | null): string =>
  JSON.stringify((opinions?.replies ?? []).map(({ number, text }) => `${number} ${text}`).sort())
