// The journal: each line bound to the one before, so that a changed, missing, added or cut line shows.
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { openDesk } from '../../../db/desk.ts'
import { checkJournal, note } from '../../../db/journal.ts'
import { temporaryFolder } from '../../stand-ins/pack-world.ts'

// Real disks, and a machine that may be busy with other tests.
vi.setConfig({ testTimeout: 60_000 })

function journalOf(lines: number) {
  const place = temporaryFolder()
  const opened = openDesk(join(place.folder, 'data'))
  if (!opened.ok) throw new Error(opened.fault.kind)
  const { state } = opened.desk
  for (let n = 1; n <= lines; n++)
    note(state, `2026-07-0${n}T00:00:00Z`, 'clerk', 'imported', { sequence: n })
  return { state, [Symbol.dispose]: () => (opened.desk.close(), place[Symbol.dispose]()) }
}

test('an untouched journal is whole', () => {
  using empty = journalOf(0)
  expect(checkJournal(empty.state)).toMatchObject({ kind: 'whole', lines: 0 })
  using journal = journalOf(5)
  expect(checkJournal(journal.state)).toMatchObject({ kind: 'whole', lines: 5 })
})

test.each([
  ['UPDATE journal SET details = \'{"sequence":9}\' WHERE number = 3', { kind: 'changed-line', number: 3 }],
  ["UPDATE journal SET actor = 'kiosk' WHERE number = 5", { kind: 'changed-line', number: 5 }],
  ['DELETE FROM journal WHERE number = 2', { kind: 'missing-line', number: 2 }],
  ['DELETE FROM journal WHERE number = 5', { kind: 'cut-tail', has: 4, head: 5 }],
  ['UPDATE journal_head SET number = 4', { kind: 'lines-after-head', has: 5, head: 4 }],
  [`UPDATE journal_head SET hash = '${'a'.repeat(64)}'`, { kind: 'changed-line', number: 5 }],
])('%s shows', (sql, expected) => {
  using journal = journalOf(5)
  journal.state.exec(sql)
  expect(checkJournal(journal.state)).toEqual(expected)
})
