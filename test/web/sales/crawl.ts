import { createApi } from '@lectern/api'
import { importApiKey, type Person } from '@lectern/core/identity'
import { readAsset } from '../../support/browser.ts'
import type { TestSite } from '../../support/site.ts'

/** An answer as a crawler sees it: everything that a visitor's machine is told. */
export type Seen = { path: string; status: number; said: string }

/** Who asks: the cookies of a browser, and the key of a program; neither for a visitor. */
export type Asker = { cookie?: string; key?: string }

const textual = /text|json|javascript|xml|svg|calendar/

/** Pages, assets and API under one roof, as at one's door. */
export const openDoor = (site: TestSite) => {
  const api = createApi({ ...site.services, version: '0' })
  const ask = (
    path: string,
    { cookie, key }: Asker = {},
    init: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> } = {},
  ): Promise<Response> | Response => {
    const { pathname } = new URL(path, site.url)
    if (pathname.startsWith('/assets/')) return readAsset(pathname)
    const headers: Record<string, string> = { ...(cookie ? { cookie } : {}), ...init.headers }
    if (!/^\/(api|webhooks)(\/|$)/.test(pathname)) return site.request(path, { ...init, headers })
    if (key) headers.authorization = `Bearer ${key}`
    return api.request(`${site.url}${path}`, { ...init, headers })
  }
  return ask
}
type Ask = ReturnType<typeof openDoor>

const linksIn = (text: string, from: string, home: string): string[] =>
  [
    ...text.matchAll(
      /(?:href|src|action|formaction)="([^"#]+)|(?:URL[^:\r\n]*:|")(\/[a-z][^"\s<>]*|https?:\/\/[^"\s<>]+)/gi,
    ),
  ]
    .map(([, attribute, other]) => (attribute ?? other ?? '').replaceAll('&amp;', '&'))
    .flatMap((link) => {
      try {
        const url = new URL(link, new URL(from, home))
        // The way to sign in names the page it was asked from, and so would the next one, without end.
        const search = url.pathname === '/sign-in' ? '' : url.search
        return url.origin === new URL(home).origin ? [`${url.pathname}${search}`] : []
      } catch {
        return []
      }
    })

type Operation = { parameters?: { name: string; in: string }[] }

/** Every GET of the API's document, its parameters filled in with each of the names that there are. */
const operationsOf = async (ask: Ask, names: Record<string, readonly string[]>): Promise<string[]> => {
  const { paths } = (await (await ask('/api/openapi.json')).json()) as { paths: Record<string, { get?: Operation }> }
  return Object.entries(paths).flatMap(([path, { get }]) => {
    if (!get) return []
    const [, parameter] = /{(\w+)}/.exec(path) ?? []
    const filled = parameter
      ? (names[parameter] ?? ['x']).map((name) => path.replaceAll(`{${parameter}}`, name))
      : [path]
    return filled.flatMap((one) => [one, `${one}?format=csv`])
  })
}

/** A shop of a few offerings has fewer addresses; more would mean that the crawl goes round in circles. */
const longest = 1_500

/** Follows every link from the home page and from the API's document, and answers all that was seen. */
export const crawl = async (
  site: TestSite,
  who: Asker,
  { names, start = [] }: { names: Record<string, readonly string[]>; start?: readonly string[] },
): Promise<Seen[]> => {
  const ask = openDoor(site)
  const queue = ['/', '/robots.txt', '/sitemap.xml', '/feed', ...start, ...(await operationsOf(ask, names))]
  const known = new Set(queue)
  const seen: Seen[] = []
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const response = await ask(path, who)
    const type = response.headers.get('content-type') ?? ''
    const body = textual.test(type) ? await response.text() : ''
    const head = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
    seen.push({ path, status: response.status, said: `${path}\n${head}\n\n${body}` })
    for (const link of linksIn(`${body} "${response.headers.get('location') ?? ''}"`, path, site.url)) {
      // Signing out would end the crawl of anyone who is signed in.
      if (known.has(link) || link.startsWith('/sign-out')) continue
      known.add(link)
      if (known.size > longest) throw new Error(`The crawl does not come to an end: ${[...known].slice(-3)}`)
      queue.push(link)
    }
  }
  return seen
}

/** The key and the cookies of someone signed in. */
export const askerOf = async (site: TestSite, visitor: Awaited<ReturnType<TestSite['signIn']>>): Promise<Asker> => ({
  cookie: [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
  key: await crawlerKey(site, visitor.person),
})

const crawlerKey = async (site: TestSite, person: Person): Promise<string> => {
  const key = `lk_crawler${person.id.slice(-8)}_secret-of-tests`
  await importApiKey(site.table, person, key, 'Crawler', site.clock.now)
  return key
}
