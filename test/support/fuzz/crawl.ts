import type { AdminSite } from '../admin-site.ts'
import { type Form, formsOf, linksOf } from './forms.ts'
import { addressOf, type Route, routeOf } from './routes.ts'
import { type Role, roles, type World } from './world.tsx'

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`

/** A form that a role sees, with the route that it is sent to. */
export type SeenForm = Form & { who: Role; route: Route }

export type Seen = {
  /** By route, an address that is there, with its query, and who was shown it. */
  addresses: Map<string, { who: Role; address: string }>
  /** Each form once, by where it goes and what it asks. */
  forms: SeenForm[]
  /** By route, what its links and forms ask in the query. */
  queries: Map<string, Set<string>>
  /** Pages as someone was shown them, each once by what it says. */
  pages: SeenPage[]
  /** Links of pages that lead to nothing. */
  broken: string[]
  /** Routes at which nobody was shown anything. */
  unseen: string[]
}

export type SeenPage = {
  who: Role
  address: string
  html: string
  status: number
  headers: Record<string, string>
  /** Shown as it was answered then: the answer to a form, or of another site. */
  kept?: true
}

/** What a page says, without what is around it on each page, and without addresses, keys, and the like. */
const mainOf = (html: string): string => (html.match(/<main[\s\S]*<\/main>/)?.[0] ?? html).replaceAll(/"[^"]*"/g, '')

/** Of refusals one of each kind. */
const addPage = (pages: Map<string, SeenPage>, page: SeenPage): void => {
  const key = [403, 404].includes(page.status) ? String(page.status) : mainOf(page.html)
  if (!pages.has(key)) pages.set(key, page)
}

/** What of an answer decides how a page is shown. */
const headersOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries(
    ['content-type', 'content-security-policy'].flatMap((name) => {
      const value = headers.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )

/** Where a form that only asks leads to, with all of its boxes ticked. */
const filledIn = ({ action, fields }: Form, origin: string): string => {
  const query = fields.map(({ name, value, ticked }) => [name, value ?? ticked ?? ''])
  return `${action.replace(origin, '').split('?')[0]}?${new URLSearchParams(query)}`
}

/** Follows links from every page that needs no name in its address, and from the mails: each route once for each role. What no link leads to is asked all the same. */
export const crawl = async (world: World): Promise<Seen> => {
  const addresses: Seen['addresses'] = new Map()
  const forms = new Map<string, SeenForm>()
  const queries: Seen['queries'] = new Map()
  const pages = new Map<string, SeenPage>()
  const broken: string[] = []
  const reached = new Set<string>()
  const asked = (route: Route, names: Iterable<string>) =>
    queries.set(keyOf(route), new Set([...(queries.get(keyOf(route)) ?? []), ...names]))
  const starts = world.pages.filter(({ method, names }) => method === 'GET' && names.length === 0)
  const made = world.pages.filter(({ method }) => method === 'GET').map((route) => addressOf(route, world.there))
  for (const who of roles.toReversed()) {
    const known = new Set<string>()
    const linked = new Map<string, string>()
    const [given, waiting] = [
      new Set(world.links),
      [...starts.map(({ path }) => path), ...world.links, ...(who === 'admin' ? made : [])],
    ]
    const headers = { cookie: world.cookies[who] }
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const [path = ''] = address.split('?')
      const route = routeOf(world.pages, 'GET', path)
      // Pages show other forms with another query: `?edit=`, `?token=`.
      const query = [...new URLSearchParams(address.slice(path.length)).keys()].toSorted().join()
      if (route) asked(route, new URLSearchParams(address.slice(path.length)).keys())
      else if (linked.has(address) && !path.startsWith('/api/'))
        broken.push(`${who} at ${linked.get(address)}: ${address} is no page`)
      if (!route || (known.has(`${keyOf(route)}?${query}`) && !given.delete(address))) continue
      known.add(`${keyOf(route)}?${query}`)
      const answer = await world.request(address, { headers })
      if (answer.ok || !addresses.has(keyOf(route))) {
        if (!(addresses.has(keyOf(route)) && !address.includes('token='))) addresses.set(keyOf(route), { who, address })
      }
      if (answer.status < 400) reached.add(route.path)
      const next = answer.headers.get('location')
      if (next) waiting.push(next.replace(world.origin, ''))
      if (answer.status >= 400 && linked.has(address))
        broken.push(`${who} at ${linked.get(address)}: ${address} answers ${answer.status}`)
      if (!answer.headers.get('content-type')?.includes('html')) continue
      const html = await answer.text()
      addPage(pages, { who, address, html, status: answer.status, headers: headersOf(answer) })
      for (const link of linksOf(html, world.origin)) {
        linked.set(link, linked.get(link) ?? address)
        waiting.push(link)
      }
      for (const form of formsOf(html, address)) {
        const to = routeOf(world.pages, form.method, form.action.replace(world.origin, '').split('?')[0] ?? '')
        if (to?.method === 'GET') waiting.push(filledIn(form, world.origin))
        const names = [...new Set(form.fields.map(({ name }) => name))].join()
        if (to?.method === 'POST') forms.set(`${who === 'visitor'} ${keyOf(to)} ${names}`, { ...form, who, route: to })
      }
    }
  }
  const unseen = world.pages
    .filter(({ method, path }) => method === 'GET' && !reached.has(path))
    .map(({ path }) => path)
  return { addresses, forms: [...forms.values()], queries, pages: [...pages.values()], broken, unseen }
}

/** A route's address that is there: as it was seen, or made of what was seen of others. */
export const seenAddress = (world: World, { addresses }: Seen, route: Route): string =>
  addresses.get(keyOf(route))?.address ?? addressOf(route, world.there)

/** The pages that answer forms, as they are shown and with nothing filled in: errors, previews, and what asks once more. */
export const answersToForms = async (world: World, { forms }: Pick<Seen, 'forms'>): Promise<SeenPage[]> => {
  const pages = new Map<string, SeenPage>()
  for (const { action, fields, who } of forms) {
    for (const isFilled of [true, false]) {
      const body = new URLSearchParams(
        fields.flatMap(({ name, value, type }) =>
          value === undefined ? [] : [[name, isFilled || type === 'hidden' ? value : '']],
        ),
      )
      const address = action.replace(world.origin, '')
      const headers = { cookie: world.cookies[who], origin: world.origin }
      const answer = await world.request(address, { method: 'POST', headers, body })
      if (answer.headers.get('content-type')?.includes('html'))
        addPage(pages, {
          who,
          address,
          html: await answer.text(),
          status: answer.status,
          headers: headersOf(answer),
          kept: true,
        })
      await world.rewind()
    }
  }
  return [...pages.values()]
}

/** The pages without a name in their address, on a site that holds nothing yet. */
export const emptyPages = async (world: World, { admin }: AdminSite): Promise<SeenPage[]> => {
  const pages = new Map<string, SeenPage>()
  for (const { path } of world.pages.filter(({ method, names }) => method === 'GET' && names.length === 0)) {
    const answer = await admin.get(path)
    if (answer.headers.get('content-type')?.includes('html'))
      addPage(pages, {
        who: 'admin',
        address: path,
        html: await answer.text(),
        status: answer.status,
        headers: headersOf(answer),
      })
  }
  return [...pages.values()]
}
