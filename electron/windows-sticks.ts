// Sticks on Windows: the drives it calls removable. NEVER RUN so far: written from Microsoft's documentation alone.
import { runProgram } from './run-program.ts'
import type { Run } from './run-program.ts'
import { stickFiles } from './stick-files.ts'
import type { StickDevice, StickMachine } from './stick-machine.ts'

/** DriveType 2 is removable; the volume's number changes with the stick. */
const query =
  "Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=2' | " +
  "ForEach-Object { $_.DeviceID + '|' + $_.VolumeSerialNumber + '|' + $_.VolumeName }"

export function windowsSticks(run: Run = runProgram): StickMachine {
  return {
    async devices() {
      const ended = await run('powershell.exe', ['-NoProfile', '-Command', query], 8_000)
      return ended.code === 0 ? drivesIn(ended.said) : []
    },
    // Windows mounts by itself; a drive it cannot read has no folder to look into.
    mount: async () => ({ ok: false, flaw: { kind: 'damaged' } }),
    // Its own sign in the corner of the screen takes a stick out; a page under a lock has no way there.
    unmount: async () => ({ ok: false, why: 'not-allowed' }),
    // Sticks are set to quick removal there; each file was flushed when it was written.
    sync: async () => true,
    files: stickFiles,
  }
}

export function drivesIn(list: string): StickDevice[] {
  return list.split(/\r?\n/).flatMap((line) => {
    const [letter = '', serial = '', name = ''] = line.trim().split('|')
    if (!/^[A-Z]:$/.test(letter)) return []
    const place = { folder: `${letter}\\`, writable: true, by: 'system' as const }
    return [{ key: `${letter} ${serial}`, label: name || letter, place, readOnly: false, node: letter }]
  })
}
