// What would be published: every item beside the last pack, the real kiosk over it, and the two reviews of exactly that.
import type { Handlers } from '../office-doors.ts'
import { freshMemory } from '../folder-memory.ts'
import { useLastPack, type Trying } from './trying.ts'
import { no, ok, type Desk } from './work.ts'

type Calls = 'entries' | 'chooseLastPack' | 'openPreview' | 'closePreview' | 'review'

export function reviewHandlers(desk: Desk, tries: Trying): Pick<Handlers, Calls> {
  const { line, desktop, work, changed, keep } = desk
  return {
    entries: async () => {
      const now = await tries.tryPack()
      if (!now.ok) return now
      changed()
      return line.ask('compare', { pack: now.tried.pack, lastPack: work.open?.lastPack ?? null })
    },
    chooseLastPack: async () => {
      const file = await desktop.choosePack()
      return file === null ? no('cancelled') : useLastPack(desk, file)
    },
    openPreview: async () => {
      work.preview = { kind: 'building' }
      changed()
      const now = await tries.tryPack()
      const closed = () => {
        work.preview = { kind: 'closed' }
        changed()
      }
      const opened = now.ok ? await desktop.openKiosk(now.tried.pack, now.tried.pub, closed) : now
      work.preview = opened.ok ? { kind: 'open' } : { kind: 'failed', problem: opened.problem }
      changed()
      return opened.ok ? ok : opened
    },
    closePreview: async () => {
      await desktop.closeKiosk()
      return null
    },
    review: async ({ step, done }) => {
      if (!work.open) return no('no-folder')
      const now = await tries.tryPack()
      if (!now.ok) return now
      // Looked at only now: the other reviewer may have pressed while the pack was tried.
      const { open } = work
      if (!open) return no('no-folder')
      const other = open.reviews[step === 'pre-review' ? 'secrecy-review' : 'pre-review']
      if (done && other && bare(other.name) === bare(done.name)) return no('same-person')
      // A review of something else is no review: the other one has to be given again too.
      const fresh = open.reviewed === now.tried.contentSha256
      const before = fresh ? open.reviews : freshMemory(open.folder).reviews
      work.signed = null
      keep({ reviews: { ...before, [step]: done }, reviewed: now.tried.contentSha256 })
      return ok
    },
  }
}

const bare = (name: string): string => name.replaceAll(/\s+/g, '')
