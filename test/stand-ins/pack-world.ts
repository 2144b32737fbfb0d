// An invented township for tests: keys made on the spot, entries with the right totals, packs, and kiosks that trust it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Building } from '../../db/generation.ts'
import { applyPack, type Applied } from '../../db/updates.ts'
import { openDesk } from '../../db/desk.ts'
import { openReader, type Reader } from '../../db/reader.ts'
import { stagePack } from '../../db/staging.ts'
import { openWriter } from '../../db/writer.ts'
import { pinTownship, trustOf } from '../../db/trust.ts'
import { entryId, type Entry, type Row } from '../../disclosure/entry.ts'
import type { Value } from '../../disclosure/fields.ts'
import { itemTypeOf } from '../../disclosure/item-types/all.ts'
import { columnsOf, type ItemType } from '../../disclosure/item-type.ts'
import type { Swept } from '../../disclosure/privacy.ts'
import type { Township } from '../../disclosure/township.ts'
import { openPack, type Opened, type Trust, type VerifiedPack } from '../../pack/open.ts'
import type { PublicKeyFile } from '../../pack/signature.ts'
import { isSubLineOf, totalsOf } from '../../pack/totals.ts'
import { makeKeys, readKey, readPub, type KeyFile } from '../../township/keys.ts'
import { writePack, type EntryToWrite, type PackToWrite } from '../../township/write.ts'

export const appVersion = '0.1.0'

export const villageCodes = ['990102100201', '990102100202', '990102100203'] as const
const [liugou, shiqiaotou, changling] = villageCodes

export const township: Township = {
  code: '990102',
  name: '石桥镇',
  hotlines: [{ body: '镇纪委', phone: '12388' }],
  windows: [{ no: 1, name: '民政窗口', handles: '低保、救助', phone: '0960-6218001' }],
  villages: [
    village(liugou, '柳沟村', 'liugoucun', 'lgc'),
    village(shiqiaotou, '石桥头村', 'shiqiaotoucun', 'sqtc'),
    village(changling, '长岭村', 'changlingcun', 'clc'),
  ],
}

function village(code: string, name: string, pinyin: string, initials: string): Township['villages'][number] {
  return { code, name, pinyin, initials, groups: [1, 2, 3], households: 100, population: 400, hotlines: [] }
}

/** A folder of this test's own; `dispose` takes it away. */
export function temporaryFolder(at: string = tmpdir()): { folder: string; [Symbol.dispose](): void } {
  const folder = mkdtempSync(join(at, 'mingbai-'))
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}

export async function keysOf(
  folder: string,
  of: { code?: string; name?: string; role?: PublicKeyFile['role'] } = {},
): Promise<{ key: KeyFile; pub: PublicKeyFile }> {
  const made = await makeKeys({ out: folder, code: '990102', name: '石桥镇', ...of })
  if (!made.ok) throw new Error(made.kind)
  const [key, pub] = [await readKey(made.keyFile), await readPub(made.pubFile)]
  if (!key.ok || !pub.ok) throw new Error('keys just made cannot be read')
  return { key: key.key, pub: pub.key }
}

export function typeNamed(id: string): ItemType {
  const type = itemTypeOf(id)
  if (!type) throw new Error(`no item type ${id}`)
  return type
}

/** What the township's reader never does: texts of a test taken for swept, so that the kiosk's own gate is tried. */
export function passedOff<T>(value: T): Swept<T> {
  const anything: unknown = value
  return anything as Swept<T>
}

/** A row by field names; the rest is empty. */
export function row(itemType: string, cells: Readonly<Record<string, Value>>): Row {
  return columnsOf(typeNamed(itemType)).map((column) => cells[column.id] ?? null)
}

export type EntryWish = Partial<Entry> & { itemType: string; rowsOf: readonly Row[]; distinction?: string }

/** An entry whose counts and totals are those of its rows, unless the wish says otherwise. */
export function entry({ rowsOf, distinction, ...wish }: EntryWish): EntryToWrite {
  const type = typeNamed(wish.itemType)
  const isSubLine = isSubLineOf(type)
  const totals = totalsOf(type)
  for (const each of rowsOf) totals.add(each)
  const subRows = rowsOf.filter(isSubLine).length
  const about = {
    villageCode: wish.villageCode === undefined ? liugou : wish.villageCode,
    itemType: wish.itemType,
    stage: wish.stage ?? null,
    period: wish.period ?? '2026Q2',
  }
  return {
    rows: passedOff(rowsOf),
    entry: passedOff<Entry>({
      id: entryId({ ...about, ...(distinction === undefined ? {} : { distinction }) }),
      ...about,
      title: `${type.title}公示`,
      rows: rowsOf.length - subRows,
      subRows,
      totals: totals.values(),
      printedTotals: [],
      accountingEntity: null,
      approvals: [],
      publishedOn: '2026-07-05',
      notice: null,
      hotlines: [],
      body: null,
      correctionNote: null,
      explanations: [],
      source: { file: '公示.xls', sheet: null },
      attachments: [],
      ...wish,
    }),
  }
}

export function dibao(
  of: Partial<EntryWish> & { payees: readonly string[]; monthly?: number },
): EntryToWrite {
  const { payees, monthly = 30_000, ...wish } = of
  const rowsOf = payees.map((payee, index) =>
    row('dibao-list', { group: (index % 3) + 1, payee, beneficiaries: 1, monthly }),
  )
  return entry({ itemType: 'dibao-list', rowsOf, ...wish })
}

export function posting(of: Partial<EntryWish> & { income?: number; expense?: number } = {}): EntryToWrite {
  const { income = 50_000, expense = 30_000, ...wish } = of
  const rowsOf = [
    row('posting-sheet', { direction: 'income', subject: '经营收入', amount: income }),
    row('posting-sheet', {
      direction: 'income',
      subject: '其中:租金',
      parent: '经营收入',
      amount: income - 1,
    }),
    row('posting-sheet', { direction: 'expense', subject: '办公费', amount: expense }),
  ]
  return entry({ itemType: 'posting-sheet', rowsOf, ...wish })
}

export type World = { folder: string; key: KeyFile; pub: PublicKeyFile }

export async function worldIn(folder: string): Promise<World> {
  return { folder, ...(await keysOf(join(folder, 'keys'))) }
}

/** Writes a pack that must succeed; returns its file. */
export async function packOf(
  world: World,
  sequence: number,
  entries: PackToWrite['entries'],
  more: Partial<PackToWrite> = {},
): Promise<string> {
  const out = join(world.folder, `${sequence}.mbpack`)
  const written = await writePack({
    out,
    key: world.key,
    township: passedOff(township),
    sequence,
    issuedOn: '2026-07-10',
    entries,
    ...more,
  })
  if (!written.ok) throw new Error(`pack ${sequence}: ${JSON.stringify(written.refusal)}`)
  return more.out ?? out
}

export const trustIn = (world: World, more: Partial<Trust> = {}): Trust => ({
  townshipCode: '990102',
  townshipName: '石桥镇',
  keys: [
    {
      keyId: world.pub.keyId,
      algorithm: world.pub.algorithm,
      publicKey: world.pub.publicKey,
      role: 'township',
      revoked: false,
    },
  ],
  keyNumber: 0,
  floor: null,
  appVersion,
  ...more,
})

export const openIn = (
  world: World,
  file: string,
  more: Partial<Trust> = {},
): Promise<Opened<VerifiedPack>> => openPack(file, trustIn(world, more))

/** A data folder that trusts the world's township. */
export function kioskOf(world: World, name = 'kiosk'): string {
  const data = join(world.folder, name)
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  pinTownship(opened.desk, world.pub)
  opened.desk.close()
  return data
}

/** What the machine does with a pack on a stick: stage, open, apply. */
export async function importInto(data: string, file: string, building: Building = {}): Promise<Applied> {
  const opened = openWriter(data)
  if (!opened.ok) return opened
  const { writer } = opened
  try {
    const found = trustOf(writer, appVersion)
    if (!found.ok) return found
    const staged = await stagePack(writer, file)
    if (!staged.ok) return staged
    const checked = await openPack(staged.file, found.trust)
    return checked.ok ? await applyPack(writer, checked.pack, building) : checked
  } finally {
    writer.close()
  }
}

/** A kiosk of its own that shows these entries, opened for reading. */
export async function readingOf(
  folder: string,
  entries: PackToWrite['entries'],
): Promise<{ data: string; reader: Reader }> {
  const world = await worldIn(folder)
  const data = kioskOf(world)
  const outcome = await importInto(data, await packOf(world, 1, entries))
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return { data, reader: openReader(data).reader }
}
