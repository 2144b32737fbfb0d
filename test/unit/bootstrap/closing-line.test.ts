// The one line a machine reads after npm test.
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { closingLine, failures } from '../../../bootstrap/closing-line.mjs'

function reports(counts: [passed: number, failed: number][], failedGates: string[] = []) {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-reports-'))
  for (const [n, [numPassedTests, numFailedTests]] of counts.entries()) {
    writeFileSync(join(folder, `${n}.json`), JSON.stringify({ numPassedTests, numFailedTests }))
  }
  for (const each of failedGates) writeFileSync(join(folder, `${each}.failed`), '')
  return folder
}

test('the suites are added up', () => {
  const folder = reports([
    [100, 0],
    [20, 2],
  ])
  expect(closingLine(folder, false)).toBe('120 passed, 2 failed')
})

test('a run that failed without a failing test never reads as a success', () => {
  expect(closingLine(reports([[100, 0]], ['types', 'lint']), false)).toBe('100 passed, 2 failed')
  expect(closingLine('/nowhere', false)).toBe('0 passed, 1 failed')
})

test('a success says so', () => {
  expect(closingLine(reports([[7, 0]]), true)).toBe('7 passed, 0 failed')
})

test('what failed is said once more at the end, with why', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingbai-reports-'))
  const passed = { status: 'passed', fullName: 'goes', failureMessages: [] }
  const broken = { status: 'failed', fullName: 'does not', failureMessages: ['expected 1 to be 2'] }
  const testResults = [
    { name: 'a.test.ts', status: 'failed', assertionResults: [passed, broken] },
    { name: 'b.test.ts', status: 'failed', message: 'cannot be loaded', assertionResults: [] },
  ]
  writeFileSync(join(folder, 'unit.json'), JSON.stringify({ testResults }))
  expect(failures(folder)).toEqual([
    'a.test.ts: does not\n  expected 1 to be 2',
    'b.test.ts: cannot be loaded',
  ])
  expect(failures('/nowhere')).toEqual([])
})
