// Measurements that are asked for by name (`npm run bench -- taps`, `npm run bench -- taps 3000`): of what a villager waits for, and of what stays.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { benchFind, findLines } from './find.ts'
import { benchScreens, firstPaint, screenLines } from './screens.ts'
import { seconds, type Line } from './table.ts'
import { attractLine, benchAttract, benchTaps, tapsLines } from './taps.ts'

const rounds = 20

/** Each makes in `folder` what it needs. */
export const alone = {
  screens: async (folder: string, count = rounds) => screenLines(await benchScreens(hallIn(folder), count)),
  paint: async (folder: string): Promise<Line[]> => {
    const { letters, usable } = await firstPaint(hallIn(folder), 10)
    return [
      {
        what: `page begun anew to its first letters, processor slowed four times, p95 of ${letters.runs}`,
        ours: `${seconds(letters.p95)}; home can be touched after ${seconds(usable.p95)}`,
      },
    ]
  },
  taps: async (folder: string, count?: number) => tapsLines(await benchTaps(hallIn(folder), count)),
  attract: async (folder: string) => [attractLine(await benchAttract(hallIn(folder)))],
  find: async () => findLines(await benchFind()),
} satisfies Record<string, (folder: string, count?: number) => Promise<Line[]>>

export const isAlone = (name: string): name is keyof typeof alone => Object.hasOwn(alone, name)

function hallIn(folder: string): string {
  execFileSync(process.execPath, [join(import.meta.dirname, 'hall.ts'), folder], {
    cwd: root,
    // What Electron's binding is for is not what this Node needs.
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
  return join(folder, 'kiosk')
}
