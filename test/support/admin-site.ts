import type { Event } from '@lectern/core/catalog'
import type { Instant } from '@lectern/core/platform'
import { findOrder, type Order, OrderRequest, placeOrder } from '@lectern/core/registration'
import { openSite, type TestSite, type Visitor } from './site.ts'

/** What someone sends: fields by name; a list repeats its field. */
export type Fields = Readonly<Record<string, string | readonly string[]>>

export type AdminClient = {
  get: (path: string) => Promise<Response>
  post: (path: string, fields?: Fields) => Promise<Response>
  /** The text of a page, its tags taken away. */
  read: (path: string) => Promise<string>
}

export type AdminSite = TestSite & {
  /** The organizer's pages for someone signed in, or for a visitor. */
  as: (visitor: Pick<Visitor, 'cookies'>) => AdminClient
  admin: AdminClient
  /** Registers people for a ticket, one order of so many dollars; paid, unless told otherwise. */
  order: (event: Event, buyer: { email: string; name: string }, more?: OrderMore) => Promise<Order>
}

type OrderMore = { tickets?: string[]; paid?: boolean; answers?: Record<string, string | boolean> }

export const textOf = (html: string): string =>
  html
    .replace(/<script[^>]*>.*?<\/script>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

/** The organizer's pages on a table of their own, behind the site's middleware, with an admin signed in. */
export const openAdminSite = async (options: { now?: Instant } = {}): Promise<AdminSite> => {
  const site = await openSite(options)
  const { services } = site
  const as = ({ cookies }: Pick<Visitor, 'cookies'>): AdminClient => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const get = async (path: string) => site.request(path, { headers: { cookie } })
    const post = async (path: string, fields: Fields = {}) => {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
      )
      return site.request(path, {
        method: 'POST',
        body,
        headers: { cookie, origin: services.siteUrl },
      })
    }
    return { get, post, read: async (path) => textOf(await (await get(path)).text()) }
  }
  const order: AdminSite['order'] = async (event, buyer, { tickets = ['seat'], paid = true, answers } = {}) => {
    const request = OrderRequest.parse({
      lines: tickets.map((ticket) => ({ sku: `${event.slug}:${ticket}` })),
      buyer,
      ...(answers
        ? { attendees: tickets.map((ticket) => ({ sku: `${event.slug}:${ticket}`, ...buyer, answers })) }
        : {}),
    })
    const outcome = await placeOrder(services, request, { actor: { kind: 'visitor' }, now: site.clock.now })
    if (outcome.outcome !== 'placed') throw new Error(`${buyer.email} is registered already`)
    const { checkout } = outcome.order
    if (checkout && paid) await site.till.pay(checkout.id)
    const found = await findOrder(site.table, outcome.order.id)
    if (!found) throw new Error('the order is gone')
    return found
  }
  const admin = as(await site.signIn('karl@example.com', { name: 'Karl W. Palachuk', admin: true }))
  return { ...site, as, admin, order }
}
