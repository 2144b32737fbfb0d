// Says which tests came right only when tried again, and what went wrong first: a busy machine is forgiven, never silently.
import type { Reporter, TestCase } from 'vitest/node'

export default class SecondTry implements Reporter {
  readonly #late: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky !== true) return
    const why = test.result().errors?.[0]?.message ?? ''
    this.#late.push(`${test.module.relativeModuleId}: ${test.fullName}\n  ${why.slice(0, 600)}`)
  }

  onTestRunEnd(): void {
    for (const each of this.#late) process.stdout.write(`right only at the second try: ${each}\n`)
  }
}
