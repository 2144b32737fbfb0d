// The real Electron, one window at a time, by a finger on the glass.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// Minutes of walking through every screen on every glass: asked for by name, `npm run e2e -- crawl`.
const isCrawl = process.argv.some((each) => each.includes('crawl'))

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    exclude: isCrawl ? [] : ['test/e2e/crawl.e2e.ts'],
    globalSetup: ['test/e2e/township-world.ts'],
    // One screen, two cores: a second Electron beside the first would only make both slow.
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Fingers and clocks on two cores with a whole Electron: once in some hundred tests the machine is late.
    // What comes right only the second time is named at the end (second-try.ts), so that a real race is seen and hunted.
    retry: 1,
  },
})
