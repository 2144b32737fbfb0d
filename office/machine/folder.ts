// The folder of sheets: opened, read, read again, and what the page may see of it.
import { stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { noAnswers, readAnswers } from '../../township/answers.ts'
import type { Report } from '../../township/report.ts'
import { answersName } from '../../township/source-files.ts'
import type { Handlers } from '../office-doors.ts'
import type { Done, Problem } from '../office-contract.ts'
import type { Township } from '../reading-orders.ts'
import { Stopped } from '../reading-line.ts'
import { stillOpen } from '../still-open.ts'
import { useKey, useLastPack, type Trying } from './trying.ts'
import { no, ok, situationOf, type Desk } from './work.ts'

type Calls =
  | 'situation'
  | 'chooseFolder'
  | 'makeTemplates'
  | 'openFolder'
  | 'readAgain'
  | 'cancelReading'
  | 'forgetFolder'
  | 'goTo'
  | 'report'
  | 'picture'
  | 'showInFolder'

export function folderHandlers(desk: Desk, tries: Trying): Pick<Handlers, Calls> {
  const { line, memory, desktop, work, changed, keep } = desk
  return {
    situation: async () => situationOf(desk, work),
    chooseFolder: async () => {
      const folder = await desktop.chooseFolder()
      return folder === null ? no('cancelled') : openFolder(desk, tries, folder)
    },
    makeTemplates: async () => {
      const out = await desktop.chooseOutFolder()
      if (out === null) return no('cancelled')
      const written = await line.ask('blanks', { out })
      if (!written.ok) return written
      desktop.showFile(written.first)
      return ok
    },
    openFolder: ({ folder }) => openFolder(desk, tries, resolve(folder)),
    readAgain: () => readNow(desk, tries),
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
      keep({ step })
      return null
    },
    report: async () =>
      work.report && {
        report: work.report,
        villages: work.township?.villages ?? [],
        accepted: work.answers.accepted,
        notForDisclosure: work.answers.notForDisclosure,
        answered: work.answered,
      },
    picture: async (input) =>
      work.open ? line.ask('picture', { folder: work.open.folder, ...input }) : null,
    showInFolder: async ({ file }) => {
      const { open } = work
      const path = open && resolve(open.folder, file)
      // The page names files of the folder; nothing else on this PC is shown for it.
      if (open && path?.startsWith(resolve(open.folder) + sep)) desktop.showFile(path)
      return null
    },
  }
}

async function openFolder(desk: Desk, tries: Trying, folder: string): Promise<Done> {
  const { work, memory } = desk
  const read = await readAnswers(join(folder, answersName))
  // No answers yet is the usual beginning; a file that is there and cannot be understood is not.
  if (!read.ok && (await isThere(join(folder, answersName)))) return no('bad-answers')
  work.answers = read.ok ? read.answers : noAnswers
  if (work.open?.folder !== folder) {
    work.open = memory.of(folder)
    work.key = null
    work.lastPack = null
    work.signed = null
    work.report = null
  }
  return readNow(desk, tries)
}

async function readNow(desk: Desk, tries: Trying): Promise<Done> {
  const { line, desktop, work, today, changed } = desk
  if (!work.open) return no('no-folder')
  const { folder, lastPack } = work.open
  void desktop.closeKiosk()
  tries.forgetTried()
  work.reading = { kind: 'busy', file: '', done: 0, all: 0 }
  changed()
  try {
    const read = await line.ask('read', { folder, answers: work.answers, today: today(), lastPack })
    if (work.open?.folder !== folder) return ok
    if (!read.ok) return refuse(desk, { kind: `folder-${read.kind}` })
    await take(desk, tries, read)
    return ok
  } catch (thrown) {
    if (!(thrown instanceof Stopped)) return refuse(desk, { kind: 'reading-broke' })
    work.reading = { kind: 'none' }
    changed()
    return no('cancelled')
  }
}

function refuse({ work, keep }: Desk, problem: Problem): Done {
  work.reading = { kind: 'refused', problem }
  work.report = null
  keep({ step: 'folder' })
  return { ok: false, problem }
}

type Read = { report: Report; township: Township; entries: number }

async function take(desk: Desk, tries: Trying, { report, township, entries }: Read): Promise<void> {
  const { work, keep, changed } = desk
  work.report = report
  work.township = township
  work.answered = []
  work.unread = false
  work.reading = {
    kind: 'done',
    round: ++work.round,
    township: township.name,
    entries,
    ...stillOpen(report, work.answers, work.answered),
  }
  if (work.open?.keyFile && !work.key) await useKey(desk, work.open.keyFile)
  if (work.open?.lastPack && !work.lastPack) await useLastPack(desk, work.open.lastPack)
  const step = work.open?.step ?? 'folder'
  keep({ name: township.name, step: step === 'folder' ? 'sheets' : step })
  // What was reviewed before the window was closed is looked at anew, unseen: it counts only if it is the same.
  if (work.open?.reviewed) await tries.tryPack()
  changed()
}

const isThere = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  )
