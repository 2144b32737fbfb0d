// The township's key, the signature, and the way onto a stick.
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Handlers } from '../office-doors.ts'
import type { Done } from '../office-contract.ts'
import { reviewsFor } from '../reviews.ts'
import { useKey, type Trying } from './trying.ts'
import { no, ok, type Desk } from './work.ts'

type Calls = 'chooseKey' | 'makeKey' | 'sign' | 'drives' | 'writeToDrive' | 'writeToFolder'

export function signingHandlers(desk: Desk, tries: Trying): Pick<Handlers, Calls> {
  const { line, desktop, work, changed } = desk
  return {
    chooseKey: async () => {
      const file = await desktop.chooseKey()
      return file === null ? no('cancelled') : useKey(desk, file)
    },
    makeKey: async ({ passphrase }) => {
      const folder = await desktop.chooseKeyFolder()
      if (folder === null) return no('cancelled')
      const made = await line.ask('makeKey', { folder, passphrase })
      return made.ok ? useKey(desk, made.keyFile) : made
    },
    sign: (input) => sign(desk, tries, input),
    drives: async () => (await desktop.drives()).map(({ path: _path, ...drive }) => drive),
    writeToDrive: async ({ driveId }) => {
      const drive = (await desktop.drives()).find((each) => each.driveId === driveId)
      if (drive) return write(desk, drive.path)
      work.writing = { kind: 'failed', problem: { kind: 'stick-gone' } }
      changed()
      return no('stick-gone')
    },
    writeToFolder: async () => {
      const folder = await desktop.chooseOutFolder()
      return folder === null ? no('cancelled') : write(desk, folder)
    },
  }
}

async function sign(
  desk: Desk,
  tries: Trying,
  { passphrase, sequence }: { passphrase: string; sequence: number },
): Promise<Done> {
  const { line, work, workFolder, today, changed, keep } = desk
  const isReady = () => work.open && work.key && work.township && work.reading.kind === 'done'
  if (!isReady()) return no('nothing-read')
  if (work.key?.stranger) return no('key-stranger')
  const current = await tries.tryPack()
  if (!current.ok) return current
  // Looked at only now: a review may have been taken back, or another key named, while the pack was tried.
  const { open, key, township } = work
  if (!open || !key || !township || !isReady()) return no('nothing-read')
  const reviews = reviewsFor(open.reviews, open.reviewed === current.tried.contentSha256)
  if (reviews === null) return no('reviews-missing')
  const folder = join(workFolder, 'packs')
  const name = `${township.name}-第${sequence}期.mbpack`
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await rm(join(folder, name), { force: true })
  const wish = { keyFile: key.file, passphrase, sequence, out: join(folder, name), today: today(), reviews }
  const made = await line.ask('sign', { ...wish, opinions: tries.opinionsOrder() })
  if (!made.ok) {
    if (made.failed.kind === 'wrong-passphrase') work.wrongTries += 1
    changed()
    return no(made.failed.kind)
  }
  // Another folder was opened meanwhile: what was signed is not of it.
  if (work.open?.folder !== open.folder) return no('nothing-read')
  const { pack } = made
  work.wrongTries = 0
  work.signed = { name, sequence, bytes: pack.bytes, entries: pack.counts.entries, file: pack.file }
  work.writing = { kind: 'idle' }
  work.key = { ...key, lastSequence: sequence }
  keep({ step: 'stick' })
  return ok
}

async function write({ line, work, changed }: Desk, folder: string): Promise<Done> {
  const { signed, key } = work
  if (!signed || !key) return no('not-signed')
  const { file, name, bytes } = signed
  work.writing = { kind: 'writing', done: 0, total: bytes }
  changed()
  const written = await line
    .ask('write', { pack: file, keyFile: key.file, folder, name })
    .catch(() => ({ ok: false, fault: { kind: 'stick-fault', code: '' } }) as const)
  work.writing = written.ok
    ? { kind: 'done', place: written.file, sha256: written.sha256, bytes: written.bytes }
    : { kind: 'failed', problem: { ...written.fault } }
  changed()
  return written.ok ? ok : { ok: false, problem: { ...written.fault } }
}
