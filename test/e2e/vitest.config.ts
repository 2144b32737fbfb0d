// The real Electron, one window at a time, by a finger on the glass.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

// Minutes of walking through every screen on every glass: asked for by name, `npm run e2e -- crawl`.
const isCrawl = process.argv.some((each) => each.includes('crawl'))

/** As many at once as have a virtual screen each; on a person's own display, one. */
const screens = process.env['MINGBAI_SCREENS']?.split(',').length ?? 1

export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/e2e/**/*.e2e.ts'],
    exclude: isCrawl ? [] : ['test/e2e/crawl.e2e.ts'],
    globalSetup: ['test/e2e/township-world.ts'],
    setupFiles: ['test/e2e/own-screen.ts'],
    maxWorkers: screens,
    fileParallelism: screens > 1,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // Fingers and clocks on two cores with a whole Electron: once in some hundred tests the machine is late.
    // What comes right only the second time is named at the end (second-try.ts), so that a real race is seen and hunted.
    retry: 1,
  },
})
