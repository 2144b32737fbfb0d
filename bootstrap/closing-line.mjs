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

/**
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, status: string, message?: string, assertionResults: Assertion[] }} TestFile
 */

/**
 * Each test that failed, with the first lines of why: a long output is often cut before it.
 * @param {string} folder vitest's JSON reports
 * @returns {string[]}
 */
export function failures(folder) {
  const names = existsSync(folder) ? readdirSync(folder).filter((each) => each.endsWith('.json')) : []
  return names.flatMap((name) => {
    /** @type {{ testResults: TestFile[] }} */
    const { testResults } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
    return testResults.flatMap(failuresOf)
  })
}

/** @type {(file: TestFile) => string[]} */
function failuresOf(file) {
  const failed = file.assertionResults.filter((each) => each.status === 'failed')
  if (file.status === 'failed' && failed.length === 0)
    return [`${file.name}: ${firstLines(file.message ?? '')}`]
  return failed.map(
    (each) => `${file.name}: ${each.fullName}\n  ${firstLines(each.failureMessages.join('\n'))}`,
  )
}

/** @type {(text: string) => string} */
const firstLines = (text) => text.split('\n').slice(0, 12).join('\n  ')
