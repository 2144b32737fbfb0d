// A pack as heavy as a township's year with all its photographs, taken in on a terminal four times as weak (ux.md J03).
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../e2e/places.ts'
import { largePng, photoIn } from '../stand-ins/photo.ts'
import { entry, kioskOf, packOf, passedOff, row, worldIn } from '../stand-ins/pack-world.ts'
import type { ImportOnce } from './import-once.ts'
import { largeEntries, manyVillages } from './large-pack.ts'
import { seconds, type Line } from './table.ts'
import { together } from './took.ts'
import { timesWeaker, weakMachine } from './weak-machine.ts'

const photos = 120
const linesOfText = 100_000
/** From the clerk's touch to the new content. */
const mostMs = 180_000

export type HeavyBench = { once: ImportOnce; isHeld: boolean }

export async function benchHeavy(folder: string, many = photos): Promise<HeavyBench> {
  const world = await worldIn(folder)
  // A megabyte each, and no two alike.
  const attachments = Array.from({ length: many }, (_, at) => photoIn(folder, at, largePng(1000 + at)))
  const pack = await packOf(world, 1, entriesWith(attachments), {
    township: passedOff(manyVillages),
    attachments,
  })
  using weak = weakMachine(folder)
  const node = weak?.holding(process.execPath) ?? process.execPath
  const words = ['--max-semi-space-size=16', join(root, 'test/bench/import-once.ts'), kioskOf(world), pack]
  // What Electron's binding is for is not what this Node needs.
  const said = execFileSync(node, words, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, MINGBAI_SQLITE_BINDING: '' },
  })
  const once: ImportOnce = JSON.parse(said)
  return { once, isHeld: weak !== null }
}

/** A voucher is photographed for a line of a ledger; each of these hangs on a ledger of its own. */
function* entriesWith(attachments: readonly { sha256: string }[]) {
  yield* largeEntries(linesOfText)
  const { villages } = manyVillages
  for (const [at, { sha256 }] of attachments.entries()) {
    const villageCode = villages[at % villages.length]?.code ?? null
    const month = `2016-${String(Math.floor(at / villages.length) + 1).padStart(2, '0')}`
    yield entry({
      itemType: 'cash-ledger',
      villageCode,
      period: month,
      rowsOf: [row('cash-ledger', { date: `${month}-01`, summary: '付水电费', expense: 50_000 + at })],
      attachments: [{ sha256, type: 'image/png', label: `记-${at + 1}号凭证` }],
    })
  }
}

export function heavyLines({ once, isHeld }: HeavyBench): Line[] {
  const { ms } = together(...Object.values(once.steps))
  const steps = Object.entries(once.steps).map(([name, took]) => `${name} ${seconds(took.ms)}`)
  const times = isHeld ? 1 : timesWeaker
  const how = isHeld ? 'in a quarter of the processors' : 'four times what it takes'
  return [
    {
      what: `${Math.round(once.packBytes / 1024 ** 2)} MB with photographs and ${once.lines} lines taken in, ${how}`,
      baseline: ['180 s', '180 s'],
      ours: `${seconds(ms * times)} (${steps.join(', ')})`,
      ratio: (ms * times) / mostMs,
      aim: 1,
    },
  ]
}
