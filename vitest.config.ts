import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    globalSetup: ['test/support/engine.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Two machines' worth of workers on a laptop's two cores only makes the browser tests time out.
    maxWorkers: 2,
  },
})
