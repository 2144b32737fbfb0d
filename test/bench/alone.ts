// Measurements that are asked for by name (`npm run bench -- taps`, `npm run bench -- taps 3000`): of what a villager waits for, and of what stays.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { benchFind, findLines } from './find.ts'
import { benchScreens, firstPaint, screenLines } from './screens.ts'
import { coldStart } from './start-and-tap.ts'
import { seconds, type Line } from './table.ts'
import { attractLine, benchAttract, benchTaps, tapsLines } from './taps.ts'

const rounds = 20
/** A start on the weakest terminal (ux.md L01): no part of it can be slowed from outside, so all of it counts four times. */
const usableMs = 8000

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
  start: async (folder: string, count = 10) => {
    const { p95, median, runs } = await coldStart(hallIn(folder), count)
    return [
      {
        what: `start of the program to a home screen that can be touched, four times what it takes, p95 of ${runs}`,
        baseline: ['8 s', '8 s'],
        ours: `${seconds(p95 * 4)}, median ${seconds(median * 4)}`,
        ratio: (p95 * 4) / usableMs,
        aim: 1,
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
