// The window's calls about opinions: whether they are taken, what the sheet holds, and fetching them from a stick.
import type { Memory } from './folder-memory.ts'
import type { Handlers } from './office-doors.ts'
import type { Done, KeyState, Problem } from './office-contract.ts'
import type { Desktop } from './machine/work.ts'
import type { ReadingLine } from './reading-line.ts'

type OpinionCalls = 'opinions' | 'takeOpinions' | 'collectFromDrive' | 'collectFromFolder'

export function opinionHandlers(of: {
  line: ReadingLine
  desktop: Pick<Desktop, 'drives' | 'chooseStickFolder'>
  today: () => string
  open: () => Memory | null
  key: () => KeyState | null
  /** Remembers it; what was tried before held something else. */
  take: (taken: boolean) => void
  /** Another passphrase than the key's, or the right one. */
  tried: (isRight: boolean) => void
}): Pick<Handlers, OpinionCalls> {
  const { line, desktop, today, open, key } = of
  const no = (kind: string): { ok: false; problem: Problem } => ({ ok: false, problem: { kind } })

  const collect = async (stick: string, passphrase: string) => {
    const [memory, own] = [open(), key()]
    if (!memory) return no('no-folder')
    if (!own) return no('no-key')
    if (own.stranger) return no('key-stranger')
    const { folder, lastPack } = memory
    const wish = { folder, stick, keyFile: own.file, passphrase, lastPack, today: today() }
    const collected = await line.ask('collect', wish)
    if (collected.ok || collected.problem.kind === 'wrong-passphrase') of.tried(collected.ok)
    return collected
  }

  return {
    opinions: async () => {
      const memory = open()
      if (!memory) return null
      const { folder, lastPack, takesOpinions } = memory
      const found = await line.ask('opinions', { folder, lastPack, today: today() })
      if (!found) return null
      const { before, sheet } = found
      return { taken: takesOpinions ?? (before || sheet.kind === 'there'), sheet }
    },
    takeOpinions: async ({ taken }): Promise<Done> => {
      if (!open()) return no('no-folder')
      of.take(taken)
      return { ok: true }
    },
    collectFromDrive: async ({ driveId, passphrase }) => {
      const drive = (await desktop.drives()).find((each) => each.driveId === driveId)
      return drive ? collect(drive.path, passphrase) : no('opinions-not-collected')
    },
    collectFromFolder: async ({ passphrase }) => {
      const folder = await desktop.chooseStickFolder()
      return folder === null ? no('cancelled') : collect(folder, passphrase)
    },
  }
}
