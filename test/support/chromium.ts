import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium as driver } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { assetsDirectory, buildAssets } from '../../packages/web/build.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    browserEndpoint: string
  }
}

const installed = [
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** CHROME_PATH first; on Linux x64 the browser that comes from npm; elsewhere an installed Chrome. */
const findExecutable = async (): Promise<string> => {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH
  if (process.platform === 'linux' && process.arch === 'x64') {
    // Only where it believes to be on Lambda does the package unpack its shared libraries; it looks while it is imported.
    process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs22.x'
    const { default: chromium } = await import('@sparticuz/chromium')
    return chromium.executablePath()
  }
  const path = installed.find((candidate) => existsSync(candidate))
  if (path === undefined) throw new Error('No browser found: set CHROME_PATH to a Chrome or Chromium.')
  return path
}

const options = async () => ({
  executablePath: await findExecutable(),
  headless: true,
  args: ['--no-sandbox', '--no-zygote', '--disable-gpu', '--font-render-hinting=none'],
})

/**
 * A browser of one's own: for scripts, for files too large to be handed to the browser of the run, and for what a browser is
 * told when it starts.
 */
export const launchBrowser = async (more: readonly string[] = []): Promise<Browser> => {
  const { args, ...usual } = await options()
  return driver.launch({ ...usual, args: [...args, ...more] })
}

/**
 * One browser for the whole run; each test file connects to it, and sees only the pages that it opened itself. And assets
 * for these pages: `npm test` has built them, a run of one file may not.
 */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  if (!existsSync(join(assetsDirectory, '..', 'manifest.json'))) await buildAssets()
  const server = await driver.launchServer({ ...(await options()), host: '127.0.0.1' })
  project.provide('browserEndpoint', server.wsEndpoint())
  return () => server.close()
}
