// The real Electron, one window at a time, by a finger on the glass.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** As many at once as have a virtual screen each; on a person's own display, one. */
const screens = process.env['MINGBAI_SCREENS']?.split(',').length ?? 1

/** A walk over a whole glass takes minutes: begun last, it would be waited for alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWalk = ({ moduleId }: TestSpecification) => /\/crawl\/[^/]+$/.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isWalk), ...sorted.filter((each) => !isWalk(each))]
  }
}

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/e2e/township-world.ts'],
    setupFiles: ['test/e2e/own-screen.ts'],
    maxWorkers: screens,
    fileParallelism: screens > 1,
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Fingers and clocks on two cores with a whole Electron: once in some hundred tests the machine is late.
    // What comes right only the second time is named at the end (second-try.ts), so that a real race is seen and hunted.
    retry: 1,
  },
})
