// An import steps back for whoever answers villagers: every thread of it, and those it begins later.
import { execFileSync } from 'node:child_process'
import { constants } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const program = `
  import { readdirSync } from 'node:fs'
  import { getPriority } from 'node:os'
  import { promisify } from 'node:util'
  import { gunzip, gzipSync } from 'node:zlib'
  import { giveWay } from ${JSON.stringify(join(import.meta.dirname, '../../../electron/give-way.ts'))}
  const before = getPriority()
  giveWay()
  // Unpacking begins threads of its own.
  await promisify(gunzip)(gzipSync('x'.repeat(1000)))
  const threads = process.platform === 'linux' ? readdirSync('/proc/self/task').map(Number) : [0]
  console.log(JSON.stringify({ before, after: threads.map((thread) => getPriority(thread)) }))
`

test('every thread of an importing process is less important than it was', () => {
  const said = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
  })
  const { before, after }: { before: number; after: number[] } = JSON.parse(said)
  expect(before).toBeLessThan(constants.priority.PRIORITY_BELOW_NORMAL)
  expect(after.length).toBeGreaterThan(0)
  expect(Math.min(...after)).toBe(constants.priority.PRIORITY_BELOW_NORMAL)
})
