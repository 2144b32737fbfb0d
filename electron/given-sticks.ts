// Folders given at start count as sticks that are mounted by somebody else; the machine's real ones come beside them.
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { within } from './stick-machine.ts'
import type { StickDevice, StickMachine } from './stick-machine.ts'

// A folder may lie on a real stick that is dying.
const lookMs = 1_000

export function withGivenFolders(machine: StickMachine, folders: readonly string[]): StickMachine {
  return {
    ...machine,
    devices: async () => {
      const given = await Promise.all(folders.map(givenDevice))
      return [...given.flatMap((device) => device ?? []), ...(await machine.devices())]
    },
  }
}

async function givenDevice(folder: string): Promise<StickDevice | null> {
  const found = await within(lookMs, stat(folder)).catch(() => null)
  if (!found?.isDirectory()) return null
  return {
    key: `given ${folder} ${found.dev} ${found.ino}`,
    label: basename(folder),
    place: { folder, writable: true, by: 'given' },
    readOnly: false,
    node: folder,
  }
}
