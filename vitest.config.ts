import { globSync, readFileSync } from 'node:fs'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Test files by what they do, which their text says; what takes long has `.slow.test.` in its name. */
const [slow, files] = [globSync('test/**/*.slow.test.{ts,tsx}'), globSync('test/**/*.test.{ts,tsx}')]
const those = (does: RegExp) => files.filter((file) => !slow.includes(file) && does.test(readFileSync(file, 'utf8')))
const browsing = those(/support\/(browser|looks|local-platform)/)
const mocking = those(/vi\.mock\(/)
/** One browser for a whole project. */
const browser = { globalSetup: ['test/support/chromium.ts'] }

// Files of one worker share its modules: loading them for each file takes half of the time.
// Times are generous, for machines that do something else meanwhile: no test is about how long something takes.
const patience = { testTimeout: 900_000, hookTimeout: 900_000, expect: { poll: { timeout: 60_000 } } }
const shared = { isolate: false, setupFiles: ['test/support/seed.ts'], ...patience }

/** What takes longest comes first, so that it is not waited for at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => (/every-look|fuzz\.slow|journeys/.test(moduleId) ? 0 : 1)
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    globalSetup: ['test/support/engine.ts'],
    projects: [
      // More browsers than cores only wait for one another.
      {
        test: { ...shared, ...browser, name: 'browser', include: browsing, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        test: {
          ...{ ...shared, name: 'all', include: files, exclude: [...browsing, ...mocking, ...slow] },
          ...{ maxWorkers: 4, sequence: { groupOrder: 1 } },
        },
      },
      // What a file replaces of ours must reach no other file.
      {
        test: {
          ...shared,
          isolate: true,
          name: 'mocking',
          include: mocking,
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
        },
      },
      // `npm run test:slow`; `npm test` runs all others.
      { test: { ...shared, ...browser, name: 'slow', include: slow, maxWorkers: 2, sequence: { groupOrder: 2 } } },
    ],
  },
})
