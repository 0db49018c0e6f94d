import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assetPath } from '../../../packages/web/src/assets.ts'
import { openBrowser, readAsset, withPage } from '../../support/browser.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

/** A page whose second half is sent once its script has arrived, as one may be on a slow line with the script in the cache. */
const slowPage = async (script: string) => {
  const served = Promise.withResolvers<void>()
  const rest = Promise.withResolvers<void>()
  const server = createServer(async ({ url = '' }, response) => {
    if (url.startsWith('/assets/')) {
      const asset = await readAsset(url)
      response.setHeader('content-type', asset.headers.get('content-type') ?? '')
      response.end(new Uint8Array(await asset.arrayBuffer()))
      served.resolve()
      return
    }
    response.setHeader('content-type', 'text/html')
    response.write(
      `<!doctype html><title>Slow</title><script type="module" async src="${script}"></script><p>First</p>`,
    )
    await rest.promise
    response.end('<input id="code" value="LEAP29"><button type="button" data-copy="code" hidden>Copy</button>')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, served: served.promise, rest }
}

describe('a small script', () => {
  test('that arrives before the rest of its page starts once the page is whole', async () => {
    const { server, url, served, rest } = await slowPage(assetPath('clipboard.js'))
    try {
      await withPage(browser, {}, async (page) => {
        const loaded = page.goto(url)
        await served
        await page.waitForFunction(() => performance.getEntriesByType('resource').length === 1)
        await page.evaluate(() => new Promise(requestAnimationFrame))
        rest.resolve()
        await loaded
        await page.getByRole('button', { name: 'Copy' }).waitFor()
        expect(await page.getByRole('button').count()).toBe(1)
      })
    } finally {
      server.closeAllConnections()
      server.close()
    }
  })
})
