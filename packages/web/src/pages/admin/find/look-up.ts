import { type Event, kindLabels, listEvents, listStore, productKindLabels, searchTitles } from '@lectern/core/catalog'
import { EmailAddress, findPersonByEmail, type Person } from '@lectern/core/identity'
import { cutText, formatCents, type Table } from '@lectern/core/platform'
import { findPromotionsByCodes } from '@lectern/core/pricing'
import {
  findOrder,
  findOrderByNumber,
  listOrdersOf,
  type Order,
  orderNumber,
  readOrderNumber,
} from '@lectern/core/registration'
import { adminLinks } from '../../../layout/navigation.ts'
import { orderStatusLabels } from '../orders/list-orders.tsx'

export type Hit = { href: string; title: string; about?: string | undefined }
/** What was found of one sort, and whether there is more than is shown. */
export type Group = { name: string; hits: readonly Hit[]; more?: { href: string; label: string } | undefined }

export type Found = {
  groups: readonly Group[] /** Whether it tells of people, which is recorded. */
  personal: boolean
}

/** So many of each sort are shown: the rest is on the list's own page. */
const most = 5

/** Pages that the rail doesn't name. */
const more: readonly { href: string; label: string }[] = [
  { href: '/admin/events/new', label: 'New event' },
  { href: '/admin/promotions/new', label: 'New promotion' },
  { href: '/admin/sales/new', label: 'New sale' },
  { href: '/admin/store/new', label: 'New title' },
  { href: '/admin/simulator', label: 'Try a price' },
  { href: '/admin/storage', label: 'Storage' },
  { href: '/admin/store-terms', label: 'Shipping and tax' },
  { href: '/admin/messages/suppressed', label: 'Blocked addresses' },
  { href: '/admin/orders?status=to-ship', label: 'Orders to ship' },
]

const pagesFor = (text: string): Hit[] =>
  [...adminLinks, ...more]
    .filter(({ label }) => label.toLowerCase().includes(text.toLowerCase()))
    .map(({ href, label }) => ({ href, title: label }))

const personHit = ({ id, name, email }: Person): Hit => ({ href: `/admin/people/${id}`, title: name, about: email })

const orderHit = (order: Order): Hit => ({
  href: `/admin/orders/${order.id}`,
  title: `${orderNumber(order)} · ${order.buyer.name}`,
  about: `${formatCents(order.totalCents)}, ${orderStatusLabels[order.status].toLowerCase()}`,
})

const eventHit = (event: Event): Hit => ({
  href: `/admin/events/${event.slug}`,
  title: event.title,
  about: [kindLabels[event.kind].one, event.code, event.status === 'draft' && 'draft'].filter(Boolean).join(' · '),
})

const findOrders = async (table: Table, text: string, person: Person | undefined): Promise<Order[]> => {
  if (person) return listOrdersOf(table, person.id, most + 1)
  const number = readOrderNumber(text)
  const id = number ? await findOrderByNumber(table, number) : /^ord_\w+$/.test(text) ? text : undefined
  const order = id === undefined ? undefined : await findOrder(table, id)
  return order ? [order] : []
}

const group = (name: string, hits: readonly Hit[], all?: Group['more']): Group[] =>
  hits.length === 0 ? [] : [{ name, hits: hits.slice(0, most), more: hits.length > most ? all : undefined }]

/**
 * What the admin has under some words: a person by the whole email address, with their orders; an order by its number; events
 * and titles by their words; a promotion by its code; pages by name. Each is a look-up or a search of an index: what it reads
 * doesn't depend on how much there is.
 */
export const lookUp = async (table: Table, typed: string): Promise<Found> => {
  const text = cutText(typed.trim(), 120)
  if (text === '') return { groups: [{ name: 'Pages', hits: pagesFor('') }], personal: false }
  const email = EmailAddress.safeParse(text)
  const person = email.success ? await findPersonByEmail(table, email.data) : undefined
  const words = email.success ? undefined : text
  const page = { limit: most + 1 }
  const [orders, published, drafts, titles, promotions] = await Promise.all([
    findOrders(table, text, person),
    words === undefined
      ? { items: [] }
      : listEvents(table, { status: 'published', text: words }, { ...page, order: 'desc' }),
    words === undefined ? { items: [] } : listEvents(table, { status: 'draft', text: words }, page),
    words === undefined ? [] : listStore(table).then((all) => searchTitles(all, { text: words })),
    words === undefined ? [] : findPromotionsByCodes(table, [words]),
  ])
  const query = encodeURIComponent(text)
  return {
    groups: [
      ...group('People', person ? [personHit(person)] : []),
      ...group('Orders', orders.map(orderHit), {
        href: `/admin/orders?q=${query}`,
        label: 'All orders of this person',
      }),
      ...group('Events', [...published.items, ...drafts.items].map(eventHit), {
        ...{ href: `/admin/events?q=${query}&when=all`, label: 'More events' },
      }),
      ...group(
        'Titles',
        titles.map(({ slug, title, kind }) => ({
          href: `/admin/store/${slug}`,
          title,
          about: productKindLabels[kind].one,
        })),
        { href: `/admin/store?q=${query}`, label: 'More titles' },
      ),
      ...group(
        'Promotions',
        promotions.map(({ id, title, code }) => ({ href: `/admin/promotions/${id}`, title, about: code })),
      ),
      ...group('Pages', pagesFor(text)),
    ],
    personal: person !== undefined || orders.length > 0,
  }
}
