// The sum of what an npm test reported, as one line a machine can read.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * @param {string} folder vitest's JSON reports, and a file NAME.failed for each gate that failed
 * @param {boolean} succeeded whether npm test ended with 0
 * @returns {string} e.g. "120 passed, 0 failed"
 */
export function closingLine(folder, succeeded) {
  const names = existsSync(folder) ? readdirSync(folder) : []
  let [passed, failed] = [0, 0]
  for (const name of names.filter((each) => each.endsWith('.json'))) {
    const report = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    passed += report.numPassedTests
    failed += report.numFailedTests
  }
  // Types, lint, or a test file that does not even load have no tests to count.
  const gates = names.filter((each) => each.endsWith('.failed')).length
  if (failed === 0 && !succeeded) failed = Math.max(1, gates)
  return `${passed} passed, ${failed} failed`
}
