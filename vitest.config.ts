import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

/** Test files by what they do, which their text says; what takes long has `.slow.test.` in its name. */
const [slow, files] = [globSync('test/**/*.slow.test.{ts,tsx}'), globSync('test/**/*.test.{ts,tsx}')]
const those = (does: RegExp) => files.filter((file) => !slow.includes(file) && does.test(readFileSync(file, 'utf8')))
const browsing = those(/support\/(browser|looks|local-platform)/)
const mocking = those(/vi\.mock\(/)

export default defineConfig({
  test: {
    globalSetup: ['test/support/engine.ts'],
    // Generous, for machines that do something else meanwhile: no test is about how long something takes.
    testTimeout: 90_000,
    hookTimeout: 90_000,
    projects: [
      // More browsers than cores only wait for one another.
      {
        extends: true,
        test: { name: 'browser', include: browsing, isolate: false, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      // Files share their workers' modules: loading them anew for each file takes half of the time.
      {
        extends: true,
        test: {
          ...{ name: 'all', include: files, exclude: [...browsing, ...mocking, ...slow] },
          ...{ isolate: false, maxWorkers: 4, sequence: { groupOrder: 1 } },
        },
      },
      // What a file replaces of ours must reach no other file.
      {
        extends: true,
        test: { name: 'mocking', include: mocking, maxWorkers: 4, sequence: { groupOrder: 1 } },
      },
      // `npm run test:slow`; `npm test` runs all others.
      {
        extends: true,
        test: { name: 'slow', include: slow, isolate: false, maxWorkers: 2, sequence: { groupOrder: 2 } },
      },
    ],
  },
})
