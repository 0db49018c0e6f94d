import { serve } from '@hono/node-server'
import { createApi } from '@lectern/api'
import type { FileStore } from '@lectern/core/materials'
import { createSite } from '@lectern/web'
import type { Browser, Page } from 'playwright-core'
import { desktop, readAsset, withPage } from '../../support/browser.ts'
import { openSite, type TestSite, type Visitor } from '../../support/site.ts'

export type WatchSite = TestSite & {
  /** Shows someone signed in a page of the site. */
  show: (browser: Browser, visitor: Visitor, path: string, use: (page: Page) => Promise<void>) => Promise<void>
}

/** The site with the API beside it, since a player keeps its place there. */
export const openWatchSite = async (options: { now: string; files: FileStore }): Promise<WatchSite> => {
  const inner = await openSite(options)
  let answer: (request: Request) => Response | Promise<Response> = () => new Response('starting', { status: 503 })
  const server = await new Promise<{ url: string; stop: () => Promise<void> }>((resolve) => {
    const started = serve({ fetch: (request) => answer(request), port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      const stop = () =>
        new Promise<void>((done) => {
          started.close(() => done())
          if ('closeAllConnections' in started) started.closeAllConnections()
        })
      resolve({ url: `http://127.0.0.1:${port}`, stop })
    })
  })
  const services = { ...inner.services, siteUrl: server.url }
  const [site, api] = [createSite(services), createApi({ ...services, version: 'tests' })]
  answer = (request) => {
    const { pathname } = new URL(request.url)
    if (pathname.startsWith('/assets/')) return readAsset(pathname)
    return pathname.startsWith('/api/') ? api.fetch(request) : site.fetch(request)
  }
  const show: WatchSite['show'] = (browser, visitor, path, use) =>
    withPage(browser, { baseURL: server.url, viewport: desktop }, async (page) => {
      const cookies = [...visitor.cookies].map(([name, value]) => ({ name, value, url: server.url }))
      await page.context().addCookies(cookies)
      await page.goto(path)
      await use(page)
    })
  const stop = async () => {
    await server.stop()
    await inner.stop()
  }
  return { ...inner, url: server.url, show, stop }
}
