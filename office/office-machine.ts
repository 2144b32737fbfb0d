// Behind the window: what is open, read, answered, reviewed, signed and written, and every call of the page.
import { mkdir, rm, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { answerQuestion, noAnswers, readAnswers, writeAnswers } from '../township/answers.ts'
import type { Answers } from '../township/answers.ts'
import type { Report } from '../township/report.ts'
import { answersName } from '../township/source-files.ts'
import { freshMemory } from './folder-memory.ts'
import type { FolderMemory, Memory } from './folder-memory.ts'
import type { Handlers } from './office-doors.ts'
import type {
  Done,
  KeyState,
  OfficeEvent,
  PreviewState,
  Problem,
  ReadingState,
  Signed,
  Situation,
  WritingState,
} from './office-contract.ts'
import { opinionHandlers } from './opinion-handlers.ts'
import type { OpinionsOrder, Told, Township } from './reading-orders.ts'
import { Stopped } from './reading-line.ts'
import type { ReadingLine } from './reading-line.ts'
import type { FoundDrive } from './removable-drives.ts'
import { reviewsFor } from './reviews.ts'
import { isSamePlace, stillOpen } from './still-open.ts'

/** What only the desktop can do: its dialogs, its file manager, and the real kiosk beside the window. */
export type Desktop = {
  chooseFolder(): Promise<string | null>
  choosePack(): Promise<string | null>
  chooseKey(): Promise<string | null>
  chooseKeyFolder(): Promise<string | null>
  chooseOutFolder(): Promise<string | null>
  /** Where the files of a kiosk's stick lie. */
  chooseStickFolder(): Promise<string | null>
  showFile(path: string): void
  drives(): Promise<FoundDrive[]>
  /** Answers once it is on the screen; `onClosed` when the clerk has closed it. */
  openKiosk(pack: string, pub: string, onClosed: () => void): Promise<Done>
  closeKiosk(): Promise<void>
}

export type MachineParts = {
  line: ReadingLine
  memory: FolderMemory
  desktop: Desktop
  /** Packs and what is only tried lie here, never among the sheets. */
  workFolder: string
  version: string
  today: () => string
  tell: (event: OfficeEvent) => void
}

export type OfficeMachine = {
  handlers: Handlers
  told(told: Told): void
  /** Answers once nothing of what was only tried is left. */
  close(): Promise<void>
}

type TriedPack = { pack: string; pub: string; contentSha256: string }
type Tried = { ok: true; tried: TriedPack } | { ok: false; problem: Problem }

const ok: Done = { ok: true }
const no = (kind: string, more: Omit<Problem, 'kind'> = {}): Done => ({
  ok: false,
  problem: { kind, ...more },
})

export function officeMachine(parts: MachineParts): OfficeMachine {
  const { line, memory, desktop, workFolder, today } = parts
  let open: Memory | null = null
  let answers: Answers = noAnswers
  let reading: ReadingState = { kind: 'none' }
  let report: Report | null = null
  let township: Township | null = null
  let answered: string[] = []
  let unread = false
  let round = 0
  let tried: TriedPack | null = null
  let trying: Promise<Tried> | null = null
  const tryFolder = join(workFolder, 'try')
  let preview: PreviewState = { kind: 'closed' }
  let key: KeyState | null = null
  let wrongTries = 0
  let signed: (Signed & { file: string }) | null = null
  let writing: WritingState = { kind: 'idle' }
  let lastPack: Situation['lastPack'] = null

  // ---- what the page sees ----

  const situation = (): Situation => ({
    version: parts.version,
    recent: memory.recent(),
    folder: open?.folder ?? null,
    step: open?.step ?? 'folder',
    reading:
      reading.kind === 'done' && report ? { ...reading, ...stillOpen(report, answers, answered) } : reading,
    unread,
    preview,
    lastPack,
    reviews: open?.reviews ?? { 'pre-review': null, 'secrecy-review': null },
    reviewsStale: reviewsAreStale(),
    key,
    wrongTries,
    signed: signed && {
      name: signed.name,
      sequence: signed.sequence,
      bytes: signed.bytes,
      entries: signed.entries,
    },
    writing,
  })
  const changed = () => parts.tell({ kind: 'situation', situation: situation() })
  const keep = (next: Partial<Memory>) => {
    if (!open) return
    open = { ...open, ...next }
    memory.keep(open)
    changed()
  }
  const reviewsAreStale = (): boolean =>
    open !== null &&
    open.reviewed !== null &&
    tried !== null &&
    (open.reviews['pre-review'] !== null || open.reviews['secrecy-review'] !== null) &&
    open.reviewed !== tried.contentSha256

  // ---- reading ----

  const openFolder = async (folder: string): Promise<Done> => {
    const read = await readAnswers(join(folder, answersName))
    // No answers yet is the usual beginning; a file that is there and cannot be understood is not.
    if (!read.ok && (await isThere(join(folder, answersName)))) return no('bad-answers')
    answers = read.ok ? read.answers : noAnswers
    if (open?.folder !== folder) {
      open = memory.of(folder)
      key = null
      lastPack = null
      signed = null
      report = null
    }
    return readNow()
  }

  const readNow = async (): Promise<Done> => {
    if (!open) return no('no-folder')
    const { folder } = open
    void desktop.closeKiosk()
    forgetTried()
    reading = { kind: 'busy', file: '', done: 0, all: 0 }
    changed()
    try {
      const read = await line.ask('read', {
        folder,
        answers,
        today: today(),
        lastPack: open.lastPack,
      })
      if (open?.folder !== folder) return ok
      if (!read.ok) return refuse({ kind: `folder-${read.kind}` })
      await take(read)
      return ok
    } catch (thrown) {
      if (!(thrown instanceof Stopped)) return refuse({ kind: 'reading-broke' })
      reading = { kind: 'none' }
      changed()
      return no('cancelled')
    }
  }
  const refuse = (problem: Problem): Done => {
    reading = { kind: 'refused', problem }
    report = null
    keep({ step: 'folder' })
    return { ok: false, problem }
  }
  const take = async (read: { report: Report; township: Township; entries: number }) => {
    report = read.report
    township = read.township
    answered = []
    unread = false
    reading = {
      kind: 'done',
      round: ++round,
      township: read.township.name,
      entries: read.entries,
      ...stillOpen(report, answers, answered),
    }
    if (open?.keyFile && !key) await useKey(open.keyFile)
    if (open?.lastPack && !lastPack) await useLastPack(open.lastPack)
    keep({ name: read.township.name, step: open?.step === 'folder' ? 'sheets' : (open?.step ?? 'sheets') })
    // What was reviewed before the window was closed is looked at anew, unseen: it counts only if it is the same.
    if (open?.reviewed) await tryPack()
    changed()
  }
  const forgetTried = () => {
    tried = null
    signed = null
    writing = { kind: 'idle' }
  }

  // ---- trying, keys ----

  const tryPack = (): Promise<Tried> => {
    if (tried) return Promise.resolve({ ok: true, tried })
    // The list of items and the preview may ask in the same moment; one pack is enough for both.
    trying ??= makeTry().finally(() => (trying = null))
    return trying
  }
  const opinionsOrder = (): OpinionsOrder => ({
    folder: open?.folder ?? '',
    taken: open?.takesOpinions ?? null,
    lastPack: open?.lastPack ?? null,
  })
  const makeTry = async (): Promise<Tried> => {
    const asked = round
    const opinions = opinionsOrder()
    const made = await line.ask('tryPack', { folder: tryFolder, today: today(), opinions })
    if (!made.ok) return made
    const { pack, pub, contentSha256 } = made
    // Read again meanwhile: what was tried is not what is there now.
    if (asked !== round) return { ok: false, problem: { kind: 'nothing-read' } }
    tried = { pack, pub, contentSha256 }
    return { ok: true, tried }
  }
  const useKey = async (file: string): Promise<Done> => {
    const found = await line.ask('key', { file })
    if (!found.ok) return found
    key = { ...found.key, stranger: township !== null && found.key.code !== township.code }
    wrongTries = 0
    keep({ keyFile: file })
    return ok
  }
  const useLastPack = async (file: string): Promise<Done> => {
    const looked = await line.ask('lookIntoPack', { pack: file })
    if (!looked.ok) return looked
    if (township && looked.code !== township.code) return no('last-pack-of-another')
    lastPack = { name: basename(file), sequence: looked.sequence }
    keep({ lastPack: file })
    return ok
  }

  // ---- answers ----

  /** `about`: the key of the question that is answered with it. */
  const keepAnswers = async (next: Answers, about: string | null = null): Promise<Done> => {
    if (!open) return no('no-folder')
    try {
      await writeAnswers(join(open.folder, answersName), next)
    } catch {
      return no('answers-not-saved')
    }
    answers = next
    if (about !== null) answered = [...answered, about]
    unread = true
    changed()
    return ok
  }
  // ---- writing ----

  const write = async (folder: string): Promise<Done> => {
    if (!signed || !key) return no('not-signed')
    const { file, name, bytes } = signed
    writing = { kind: 'writing', done: 0, total: bytes }
    changed()
    const written = await line
      .ask('write', { pack: file, keyFile: key.file, folder, name })
      .catch(() => ({ ok: false, fault: { kind: 'stick-fault', code: '' } }) as const)
    writing = written.ok
      ? { kind: 'done', place: written.file, sha256: written.sha256, bytes: written.bytes }
      : { kind: 'failed', problem: { ...written.fault } }
    changed()
    return written.ok ? ok : { ok: false, problem: { ...written.fault } }
  }

  const sign = async (passphrase: string, sequence: number): Promise<Done> => {
    if (!open || !key || !township || reading.kind !== 'done') return no('nothing-read')
    if (key.stranger) return no('key-stranger')
    const current = await tryPack()
    if (!current.ok) return current
    const reviews = reviewsFor(open.reviews, open.reviewed === current.tried.contentSha256)
    if (reviews === null) return no('reviews-missing')
    const folder = join(workFolder, 'packs')
    const name = `${township.name}-第${sequence}期.mbpack`
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rm(join(folder, name), { force: true })
    const wish = { keyFile: key.file, passphrase, sequence, out: join(folder, name), today: today(), reviews }
    const made = await line.ask('sign', { ...wish, opinions: opinionsOrder() })
    if (!made.ok) {
      if (made.failed.kind === 'wrong-passphrase') wrongTries += 1
      changed()
      return no(made.failed.kind)
    }
    wrongTries = 0
    const { pack } = made
    signed = { name, sequence, bytes: pack.bytes, entries: pack.counts.entries, file: pack.file }
    writing = { kind: 'idle' }
    key = { ...key, lastSequence: sequence }
    keep({ step: 'stick' })
    return ok
  }

  const handlers: Handlers = {
    situation: async () => situation(),
    chooseFolder: async () => {
      const folder = await desktop.chooseFolder()
      return folder === null ? no('cancelled') : openFolder(folder)
    },
    makeTemplates: async () => {
      const out = await desktop.chooseOutFolder()
      if (out === null) return no('cancelled')
      const written = await line.ask('blanks', { out })
      if (!written.ok) return written
      desktop.showFile(written.first)
      return ok
    },
    openFolder: ({ folder }) => openFolder(resolve(folder)),
    readAgain: readNow,
    cancelReading: async () => {
      line.stop()
      return null
    },
    forgetFolder: async ({ folder }) => {
      memory.forget(folder)
      changed()
      return null
    },
    goTo: async ({ step }) => {
      if (open) keep({ step })
      return null
    },
    report: async () =>
      report && {
        report,
        villages: township?.villages ?? [],
        accepted: answers.accepted,
        notForDisclosure: answers.notForDisclosure,
        answered,
      },
    picture: async (input) => (open ? line.ask('picture', { folder: open.folder, ...input }) : null),
    showInFolder: async ({ file }) => {
      const path = open && resolve(open.folder, file)
      // The page names files of the folder; nothing else on this PC is shown for it.
      if (open && path?.startsWith(resolve(open.folder) + sep)) desktop.showFile(path)
      return null
    },

    answer: ({ kind, key: about, answer }) =>
      keepAnswers(answerQuestion(answers, { kind, key: about }, { value: answer }), about),
    notForDisclosure: ({ key: about, held }) => {
      const others = answers.notForDisclosure.filter((each) => each !== about)
      return keepAnswers(
        { ...answers, notForDisclosure: held ? [...others, about] : others },
        held ? about : null,
      )
    },
    accept: (wish) =>
      keepAnswers({
        ...answers,
        accepted: [...answers.accepted.filter((each) => !isSamePlace(each, wish)), wish],
      }),
    takeBack: (wish) =>
      keepAnswers({ ...answers, accepted: answers.accepted.filter((each) => !isSamePlace(each, wish)) }),

    entries: async () => {
      const now = await tryPack()
      if (!now.ok) return now
      changed()
      return line.ask('compare', { pack: now.tried.pack, lastPack: open?.lastPack ?? null })
    },
    chooseLastPack: async () => {
      const file = await desktop.choosePack()
      return file === null ? no('cancelled') : useLastPack(file)
    },
    openPreview: async () => {
      preview = { kind: 'building' }
      changed()
      const now = await tryPack()
      const closed = () => {
        preview = { kind: 'closed' }
        changed()
      }
      const opened = now.ok ? await desktop.openKiosk(now.tried.pack, now.tried.pub, closed) : now
      preview = opened.ok ? { kind: 'open' } : { kind: 'failed', problem: opened.problem }
      changed()
      return opened.ok ? ok : opened
    },
    closePreview: async () => {
      await desktop.closeKiosk()
      return null
    },

    review: async ({ step, done }) => {
      if (!open) return no('no-folder')
      const other = open.reviews[step === 'pre-review' ? 'secrecy-review' : 'pre-review']
      if (done && other && bare(other.name) === bare(done.name)) return no('same-person')
      const now = await tryPack()
      if (!now.ok) return now
      // A review of something else is no review: the other one has to be given again too.
      const fresh = open.reviewed === now.tried.contentSha256
      const before = fresh ? open.reviews : freshMemory(open.folder).reviews
      signed = null
      keep({ reviews: { ...before, [step]: done }, reviewed: now.tried.contentSha256 })
      return ok
    },

    chooseKey: async () => {
      const file = await desktop.chooseKey()
      return file === null ? no('cancelled') : useKey(file)
    },
    makeKey: async ({ passphrase }) => {
      const folder = await desktop.chooseKeyFolder()
      if (folder === null) return no('cancelled')
      const made = await line.ask('makeKey', { folder, passphrase })
      return made.ok ? useKey(made.keyFile) : made
    },
    sign: ({ passphrase, sequence }) => sign(passphrase, sequence),

    ...opinionHandlers({
      line,
      desktop,
      today,
      open: () => (reading.kind === 'done' ? open : null),
      key: () => key,
      take: (takesOpinions) => {
        forgetTried()
        keep({ takesOpinions })
      },
      tried: (isRight) => {
        wrongTries = isRight ? 0 : wrongTries + 1
        changed()
      },
    }),

    drives: async () => (await desktop.drives()).map(({ path: _path, ...drive }) => drive),
    writeToDrive: async ({ driveId }) => {
      const drive = (await desktop.drives()).find((each) => each.driveId === driveId)
      if (drive) return write(drive.path)
      writing = { kind: 'failed', problem: { kind: 'stick-gone' } }
      changed()
      return no('stick-gone')
    },
    writeToFolder: async () => {
      const folder = await desktop.chooseOutFolder()
      return folder === null ? no('cancelled') : write(folder)
    },
  }

  return {
    handlers,
    told(told) {
      if (told.kind === 'file') {
        reading = { kind: 'busy', file: told.file, done: told.done, all: told.all }
        changed()
      } else if (told.kind === 'written') {
        writing = { kind: told.phase, done: told.done, total: told.total }
        changed()
      }
    },
    async close() {
      line.stop()
      await desktop.closeKiosk()
      await rm(tryFolder, { recursive: true, force: true })
    },
  }
}

const bare = (name: string): string => name.replaceAll(/\s+/g, '')

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
