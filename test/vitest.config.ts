// Arrows, unit and property tests: in plain Node, as many at once as the machine has cores.
import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: resolve(import.meta.dirname, '..'),
  test: {
    dir: 'test',
    exclude: ['test/e2e/**', '**/node_modules/**'],
    setupFiles: ['test/seed.ts'],
    // Guards against hanging, not against slowness: a machine that also does something else must not fail a test.
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
