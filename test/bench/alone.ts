// Measurements that are asked for by name (`npm run bench -- taps`, `npm run bench -- taps 3000`): of what a villager waits for, and of what stays.
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { benchFind, findLines } from './find.ts'
import { benchHeavy, heavyLines } from './heavy.ts'
import { benchScreens, firstPaint, screenLines } from './screens.ts'
import { coldStart } from './start-and-tap.ts'
import { seconds, type Line } from './table.ts'
import { attractLine, benchAttract, benchTaps, tapsLines } from './taps.ts'
import { timesWeaker, weakMachine } from './weak-machine.ts'

const rounds = 20
/** On a terminal four times as weak as this machine (ux.md L01). */
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
    const data = hallIn(folder)
    using weak = weakMachine(folder)
    const took = await coldStart(data, count, weak?.holding)
    const times = weak ? 1 : timesWeaker
    const how = weak ? 'all its processes in a quarter of the processors' : 'four times what it takes'
    return [
      {
        what: `start of the program to a home screen that can be touched, ${how}, p95 of ${took.runs}`,
        baseline: ['8 s', '8 s'],
        ours: `${seconds(took.p95 * times)}, median ${seconds(took.median * times)}`,
        ratio: (took.p95 * times) / usableMs,
        aim: 1,
      },
    ]
  },
  heavy: async (folder: string, count?: number) => heavyLines(await benchHeavy(folder, count)),
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
