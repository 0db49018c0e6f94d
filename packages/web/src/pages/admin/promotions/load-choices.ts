import { listEvents, listProducts, skuOf } from '@lectern/core/catalog'
import { listPlans, type Plan } from '@lectern/core/membership'
import type { Table } from '@lectern/core/platform'
import type { QuoteLine } from '@lectern/core/pricing'
import { loadQuoteLines } from '@lectern/core/registration'
import { gather } from '../../../lists/gather.ts'

/** What the shop sells, as promotions name it: for pickers, and to try prices on. */
export type Choices = {
  events: { slug: string; title: string }[]
  products: { slug: string; title: string }[]
  tags: string[]
  authors: string[]
  plans: Plan[]
  /** Every ticket and format on sale as one unit would be priced, with its name. */
  lines: (QuoteLine & { name: string })[]
}

const sorted = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => a.localeCompare(b))

/** Reads the newest published events and the titles on sale, a few hundred of each. */
export const loadChoices = async (table: Table): Promise<Choices> => {
  const all = () => true
  const [{ items: events }, { items: products }, plans] = await Promise.all([
    gather((cursor) => listEvents(table, { status: 'published' }, { cursor, limit: 100, order: 'desc' }), all, {
      enough: 200,
      pages: 3,
    }),
    gather((cursor) => listProducts(table, 'on-sale', { cursor, limit: 100 }), all, { enough: 300, pages: 4 }),
    listPlans(table),
  ])
  const named = [
    ...events.flatMap((event) =>
      event.tickets.map((ticket) => ({ sku: skuOf(event.slug, ticket), name: `${event.title}: ${ticket.name}` })),
    ),
    ...products.flatMap((product) =>
      product.formats.map((format) => ({ sku: skuOf(product.slug, format), name: `${product.title}: ${format.name}` })),
    ),
  ]
  const names = new Map(named.map(({ sku, name }) => [sku, name]))
  const lines = await loadQuoteLines(
    table,
    named.map(({ sku }) => ({ sku, quantity: 1 })),
    { kind: 'system' },
  )
  return {
    events: events.map(({ slug, title }) => ({ slug, title })),
    products: products.map(({ slug, title }) => ({ slug, title })),
    tags: sorted([...events, ...products].flatMap(({ tags }) => tags.map((tag) => tag.toLowerCase()))),
    plans,
    authors: sorted(products.flatMap(({ authors }) => authors)),
    lines: lines.map((line) => ({ ...line, name: names.get(line.sku) ?? line.title })),
  }
}
