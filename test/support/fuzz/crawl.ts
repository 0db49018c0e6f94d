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
}

/** Where a form that only asks leads to, with all of its boxes ticked. */
const filledIn = ({ action, fields }: Form, origin: string): string => {
  const query = fields.map(({ name, value, ticked }) => [name, value ?? ticked ?? ''])
  return `${action.replace(origin, '').split('?')[0]}?${new URLSearchParams(query)}`
}

/** Follows links from every page that needs no name in its address, and from the mails: each route once for each role. */
export const crawl = async (world: World): Promise<Seen> => {
  const addresses: Seen['addresses'] = new Map()
  const forms = new Map<string, SeenForm>()
  const queries: Seen['queries'] = new Map()
  const asked = (route: Route, names: Iterable<string>) =>
    queries.set(keyOf(route), new Set([...(queries.get(keyOf(route)) ?? []), ...names]))
  const starts = world.pages.filter(({ method, names }) => method === 'GET' && names.length === 0)
  for (const who of roles.toReversed()) {
    const known = new Set<string>()
    const [given, waiting] = [new Set(world.links), [...starts.map(({ path }) => path), ...world.links]]
    const headers = { cookie: world.cookies[who] }
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
      const [path = ''] = address.split('?')
      const route = routeOf(world.pages, 'GET', path)
      // Pages show other forms with another query: `?edit=`, `?token=`.
      const query = [...new URLSearchParams(address.slice(path.length)).keys()].toSorted().join()
      if (route) asked(route, new URLSearchParams(address.slice(path.length)).keys())
      if (!route || (known.has(`${keyOf(route)}?${query}`) && !given.delete(address))) continue
      known.add(`${keyOf(route)}?${query}`)
      const answer = await world.request(address, { headers })
      if (answer.ok || !addresses.has(keyOf(route))) {
        if (!(addresses.has(keyOf(route)) && !address.includes('token='))) addresses.set(keyOf(route), { who, address })
      }
      const next = answer.headers.get('location')
      if (next) waiting.push(next.replace(world.origin, ''))
      if (!answer.headers.get('content-type')?.includes('html')) continue
      const html = await answer.text()
      waiting.push(...linksOf(html, world.origin))
      for (const form of formsOf(html, address)) {
        const to = routeOf(world.pages, form.method, form.action.replace(world.origin, '').split('?')[0] ?? '')
        if (to?.method === 'GET') waiting.push(filledIn(form, world.origin))
        const names = [...new Set(form.fields.map(({ name }) => name))].join()
        if (to?.method === 'POST') forms.set(`${who === 'visitor'} ${keyOf(to)} ${names}`, { ...form, who, route: to })
      }
    }
  }
  return { addresses, forms: [...forms.values()], queries }
}

/** A route's address that is there: as it was seen, or made of what was seen of others. */
export const seenAddress = (world: World, { addresses }: Seen, route: Route): string =>
  addresses.get(keyOf(route))?.address ?? addressOf(route, world.there)
