import { defineConfig } from 'vitest/config'

/** Files that replace modules of ours; what they replace must reach no other file. */
const mocking = ['test/core/pricing/quote-cost.test.ts', 'test/infra/data/indexes.test.ts']
const all = 'test/**/*.test.{ts,tsx}'

export default defineConfig({
  test: {
    globalSetup: ['test/support/engine.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two machines' worth of workers on a laptop's two cores only makes the browser tests time out.
    maxWorkers: 2,
    projects: [
      // Files share their workers' modules: loading them anew for each file takes half of the time.
      { extends: true, test: { name: 'all', include: [all], exclude: mocking, isolate: false } },
      { extends: true, test: { name: 'mocking', include: mocking } },
    ],
  },
})
