// What a kiosk does that may be killed in the midst of it: eight scenes, each with what must hold after.
import { createHash } from 'node:crypto'
import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generationFile, packsFolder, stateFile } from '../../db/data-folder.ts'
import { openDesk } from '../../db/desk.ts'
import { openReader } from '../../db/reader.ts'
import { setSetting } from '../../db/settings.ts'
import { keepCopy, stateCopy } from '../../db/state-copy.ts'
import { trustedKeys } from '../../db/state.ts'
import { kioskCommand } from '../../electron/kiosk-command.ts'
import type { SignedStatement } from '../../pack/signature.ts'
import { signStatement } from '../../township/sign.ts'
import {
  dibao,
  importInto,
  keysOf,
  kioskOf,
  packOf,
  posting,
  villageCodes,
  worldIn,
  type World,
} from '../stand-ins/pack-world.ts'
import { photoIn } from '../stand-ins/photo.ts'
import { started } from './kiosk-after.ts'
import { snapshotOf, type Snapshot } from './recorded-disk.ts'
import type { Act } from './recorded-run.ts'

/** Something the kiosk does, what it may show if killed in the midst of it, and what must still be possible after. */
export type Scene = {
  data: string
  before: Snapshot
  act: Act
  old: number | null
  new: number | null
  /** Of the steps it must go through, by the call that is about to happen when it is killed. */
  steps: Readonly<Record<string, string>>
  /** What a clerk or the kiosk does next; says what went wrong. */
  after: (data: string, shown: number | null) => Promise<string[]>
}

const importSteps = {
  copying: 'write staging/UUID.mbpack',
  'copied, not yet synced': 'sync staging/UUID.mbpack',
  'synced, its folder not': 'sync staging',
  'verified, nothing built': 'create attachments/HASH.UUID.tmp',
  'picture renamed': 'rename attachments/HASH',
  'building begun': 'create generations/GEN.tmp',
  inserted: 'write generations/GEN.tmp',
  'checked and hashed': 'sync generations/GEN.tmp',
  'file synced': 'rename generations/GEN.db',
  renamed: 'sync generations',
  'folder synced': 'rename packs/HASH.kept.mbpack',
  'pack kept': 'sync packs',
  'transaction begun': 'create state.db-journal',
  'written, not committed': 'unlink state.db-journal',
  committed: 'create state.db.bak.tmp',
  'state copied': 'rename state.db.bak',
}

export async function scenesIn(folder: string): Promise<Record<string, Scene>> {
  const world = await worldIn(folder)
  const second = await keysOf(join(folder, 'second'))
  const changed = { ...world, key: second.key }
  const statements: SignedStatement[] = [
    signStatement(
      { township: '990102', number: 1, add: [publicOf(second.key)], revoke: [world.key.keyId] },
      world.key,
    ),
  ]
  const photos = [photoIn(folder, 1), photoIn(folder, 2)] as const
  const withPhoto = (at: 0 | 1) => ({
    attachments: [{ sha256: photos[at].sha256, label: '照片', type: 'image/png' as const }],
  })
  const many = Array.from({ length: 400 }, (_, index) => `户主${index}`)
  const packs = {
    one: await packOf(world, 1, [posting(), dibao({ payees: ['赵甲一'], ...withPhoto(0) })], {
      attachments: [photos[0]],
    }),
    two: await packOf(
      world,
      2,
      [posting({ expense: 31_000 }), dibao({ payees: many, villageCode: villageCodes[1], ...withPhoto(1) })],
      { attachments: [photos[1]] },
    ),
    three: await packOf(world, 3, [posting({ expense: 32_000 })]),
    changing: await packOf(changed, 4, [posting({ expense: 33_000 })], { statements }),
    changed: await packOf(changed, 5, [posting({ expense: 34_000 })], { statements }),
    byOldKey: await packOf(world, 6, [posting({ expense: 35_000 })]),
  }
  const kiosk = async (name: string, ...installed: string[]): Promise<string> => {
    const data = kioskOf(world, name)
    for (const pack of installed) await must(data, pack)
    return data
  }
  const imported = async (data: string, shown: number | null): Promise<string[]> => [
    ...(await importIs(data, packs.two, shown === 2 ? 'already-installed' : 'applied')),
    ...(await importIs(data, packs.three, 'applied')),
  ]
  const scene = (
    data: string,
    act: Act,
    [old, next]: [number | null, number | null],
    steps: Scene['steps'],
    after: Scene['after'],
  ): Scene => ({ data, before: snapshotOf(data), act, old, new: next, steps, after })

  const full = await kiosk('full')
  // More quarters than must stay, each whole by itself, and a budget that leaves room for nothing more.
  leaveNoRoom(full)
  for (const [at, period] of ['2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1'].entries())
    await must(full, await packOf(world, 100 + at, [posting({ period })], { mode: 'whole' }))
  const dropping = await packOf(world, 110, [posting({ period: '2026Q2' })], { mode: 'whole' })
  const damaged = await kiosk('damaged', packs.one, packs.two)
  wreck(shownFile(damaged))
  const messy = await kiosk('messy', packs.one, packs.two)
  litter(messy)
  const behind = await kiosk('behind', packs.one)
  const copyOfThen = readFileSync(stateCopy(behind))
  await must(behind, packs.two)
  writeFileSync(stateCopy(behind), copyOfThen)
  truncateSync(stateFile(behind), 0)
  const fresh = join(folder, 'fresh')

  return {
    'an import by the command': scene(
      await kiosk('command', packs.one),
      { program: 'command', words: ['import', packs.two] },
      [1, 2],
      importSteps,
      imported,
    ),
    'an import by the window’s process': scene(
      await kiosk('window', packs.one),
      { program: 'importer', pack: packs.two },
      [1, 2],
      importSteps,
      imported,
    ),
    'an import that drops old content': scene(
      full,
      { program: 'command', words: ['import', dropping] },
      [104, 110],
      {
        'the old content goes': 'unlink generations/GEN.db',
        'and its pack': 'unlink packs/HASH.kept.mbpack',
      },
      (data, shown) => importIs(data, dropping, shown === 110 ? 'already-installed' : 'applied'),
    ),
    'an import that changes the keys': scene(
      await kiosk('rekeyed', packs.one),
      { program: 'command', words: ['import', packs.changing] },
      [1, 4],
      { 'keys, pointer and floor in one': 'unlink state.db-journal' },
      async (data, shown) => [
        // The key and the content it came with are there together or not at all.
        ...(keysOn(data) ===
        (shown === 4 ? `${world.key.keyId} revoked ${second.key.keyId}` : world.key.keyId)
          ? []
          : [`keys ${keysOn(data)} with ${shown}`]),
        ...(await importIs(data, packs.changed, 'applied')),
        ...(await importIs(data, packs.byOldKey, 'revoked-signer')),
      ],
    ),
    'the way back': scene(
      await kiosk('back', packs.one, packs.two),
      { program: 'command', words: ['rollback'] },
      [2, 1],
      { 'transaction begun': 'create state.db-journal', committed: 'unlink state.db-journal' },
      async (data) => [
        ...(await importIs(data, packs.one, 'older')),
        ...(await importIs(data, packs.two, 'already-installed')),
        ...(await importIs(data, packs.three, 'applied')),
      ],
    ),
    'the repair': scene(
      damaged,
      { program: 'command', words: ['repair'] },
      [1, 2],
      {
        'building again': 'create generations/GEN.tmp',
        'built again': 'rename generations/GEN.db',
        'put back': 'unlink state.db-journal',
      },
      // Whatever was interrupted, the next start's repair brings the newest content back, and then a new pack comes in.
      async (data) => {
        await told(data, 'repair')
        const { sequence } = started(data)
        return [
          ...(sequence === 2 ? [] : [`repaired it shows ${sequence}`]),
          ...(await importIs(data, packs.two, 'already-installed')),
          ...(await importIs(data, packs.three, 'applied')),
        ]
      },
    ),
    'the setting up': {
      data: fresh,
      before: new Map(),
      act: { program: 'command', words: ['trust', pubFile(folder)] },
      old: null,
      new: null,
      steps: { 'state.db is made': 'create state.db', 'and filled': 'unlink state.db-journal' },
      after: async (data) => {
        const again = await told(data, 'trust', pubFile(folder))
        return [
          ...(again.includes('"trusted"') ? [] : [`trust said ${again}`]),
          ...(await importIs(data, packs.one, 'applied')),
        ]
      },
    },
    'a start that has to clear up': scene(
      messy,
      { program: 'start' },
      [1, 1],
      {
        'what a copy left': 'unlink staging/UUID.mbpack',
        'what a building left': 'unlink generations/GEN.tmp',
        'state.db put back': 'rename state.db',
        'older content shown': 'unlink state.db-journal',
      },
      // The floor is that of the newest pack ever shown: what is older stays out.
      async (data) => [
        ...(await importIs(data, packs.one, 'older')),
        ...(await importIs(data, packs.three, 'applied')),
        ...(journalHas(data, 'state-restored')
          ? []
          : ['the journal does not say that state.db was put back']),
      ],
    ),
    'a start that puts back an older state.db': scene(
      behind,
      { program: 'start' },
      [2, 2],
      { 'put back': 'rename state.db' },
      // The copy has never heard of pack 2, which was on screen: it is known again, and what is older stays out.
      async (data) => [
        ...(await importIs(data, packs.one, 'older')),
        ...(await importIs(data, packs.two, 'already-installed')),
        ...(await importIs(data, packs.three, 'applied')),
      ],
    ),
  }
}

const pubFile = (folder: string): string => join(folder, 'keys', 'township.pub')
/** The same command in this process: no recorder, no kill, and no half second to start it. */
async function told(data: string, ...words: string[]): Promise<string> {
  let said = ''
  await kioskCommand(['--data', data, ...words], { out: (text) => (said += text), err: () => undefined })
  return said
}

const publicOf = ({ keyId, algorithm, publicKey }: World['key']) => ({ keyId, algorithm, publicKey })

async function must(data: string, pack: string): Promise<void> {
  const applied = await importInto(data, pack)
  if (!applied.ok) throw new Error(JSON.stringify(applied))
}

async function importIs(data: string, pack: string, expected: string): Promise<string[]> {
  const outcome = await importInto(data, pack)
  const kind = outcome.ok ? 'applied' : 'fault' in outcome ? outcome.fault.kind : outcome.refusal.kind
  return kind === expected ? [] : [`an import was ${kind} and not ${expected}`]
}

function shownFile(data: string): string {
  const { reader } = openReader(data)
  try {
    return generationFile(data, reader.content?.name ?? '')
  } finally {
    reader.close()
  }
}

function leaveNoRoom(data: string): void {
  const opened = openDesk(data)
  if (!opened.ok) throw new Error(opened.fault.kind)
  setSetting(opened.desk, 'historyBytes', 1)
  keepCopy(opened.desk)
  opened.desk.close()
}

function wreck(file: string): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xff, bytes.length >> 1))
}

/** Everything that earlier kills can leave, the newest content damaged, and state.db cut short. */
function litter(data: string): void {
  wreck(shownFile(data))
  writeFileSync(join(data, 'staging', `${createHash('md5').digest('hex')}.mbpack`), 'half a pack')
  writeFileSync(join(data, 'staging', '01234567-0123-4123-8123-0123456789ab.mbpack'), 'half a pack')
  writeFileSync(join(data, 'generations', '3-01234567.tmp'), 'half a content')
  writeFileSync(join(data, 'generations', '3-01234567.tmp-journal'), 'its journal')
  writeFileSync(join(packsFolder(data), `${'a'.repeat(64)}.mbpack`), 'a pack nobody knows')
  writeFileSync(join(data, 'attachments', `${'b'.repeat(64)}.x.tmp`), 'half a picture')
  writeFileSync(join(data, 'state.db.bak.tmp'), 'half a copy')
  truncateSync(stateFile(data), 5000)
}

function keysOn(data: string): string {
  const { reader } = openReader(data)
  try {
    const keys = reader.state ? trustedKeys(reader.state) : []
    return keys.map((key) => (key.revoked ? `${key.keyId} revoked` : key.keyId)).join(' ')
  } finally {
    reader.close()
  }
}

function journalHas(data: string, action: string): boolean {
  const { reader } = openReader(data)
  try {
    return reader.state?.prepare('SELECT 1 FROM journal WHERE action = ?').get(action) !== undefined
  } finally {
    reader.close()
  }
}
