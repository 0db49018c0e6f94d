import {
  deliveryOf,
  type Event,
  findEvents,
  findProductsWithParts,
  formatOf,
  mayView,
  type Product,
  readSku,
  salesState,
  ticketOf,
} from '@lectern/core/catalog'
import { type Instant, Problem } from '@lectern/core/platform'
import { getStoreTerms, type Quote, type QuotedLine, type Rejection, type StoreTerms } from '@lectern/core/pricing'
import {
  type Cart,
  findSaleOffer,
  needsAddress,
  quoteOrder,
  remaining,
  type SaleOffer,
  seatLevels,
  type TicketLine,
  type TitleLine,
  viewerOf,
} from '@lectern/core/registration'
import type { Asker, SiteServices } from '../../site.ts'

type Priced = {
  price: QuotedLine
  /** Why it may not come off at this moment. */
  trouble?: string
}
export type TicketItem = TicketLine & Priced
export type TitleItem = TitleLine & Priced
export type CartItem = TicketItem | TitleItem

/** What is still in the cart and can no longer be had: the page says so, and it isn't part of the order. */
export type LeftOut = { sku: string; title: string; href: string; why: string }

/** A cart with what its lines name and cost at this moment. Prices come from the catalogue alone. */
export type CartView = {
  /** Without the lines that name nothing any more. */
  cart: Cart
  /** How many lines those were. */
  gone: number
  items: CartItem[]
  leftOut: LeftOut[]
  /** What would be ordered: the items' lines, and the codes. */
  order: Cart
  quote: Quote | undefined
  /** Why the codes were not looked at: too many wrong ones were tried from where this reader is. */
  heldBack?: Problem | undefined
  /** The terms of the store, when there are titles in the cart. */
  terms: StoreTerms | undefined
  /** Whether something goes by post, and to which country it was priced. */
  byPost: boolean
  country: string | undefined
  /** A running sale that would lower it; looked for by `withOffer` alone. */
  offer?: SaleOffer | undefined
}

type Named = TicketLine | TitleLine | { kind: 'left-out'; left: LeftOut }

const namedBy = (
  { sku, quantity }: Cart['lines'][number],
  found: { event: Event | undefined; products: ReadonlyMap<string, Product> },
  now: Instant,
): Named | undefined => {
  const read = readSku(sku)
  if (!read) return undefined
  const { event, products } = found
  const ticket = event && ticketOf(event, read.item)
  if (event && ticket) {
    const why = goneLabels[salesState(event, now)]
    const left = { sku, title: event.title, href: `/events/${event.slug}`, why: why ?? '' }
    return why === undefined ? { kind: 'ticket', sku, quantity, event, ticket } : { kind: 'left-out', left }
  }
  const product = products.get(read.offering)
  const format = product && formatOf(product, read.item)
  if (!product || !format) return undefined
  if (product.status === 'withdrawn') {
    const left = { sku, title: product.title, href: `/store/${product.slug}`, why: 'This title is no longer sold.' }
    return { kind: 'left-out', left }
  }
  const delivers = { product: product.slug, ...deliveryOf(product, format, products) }
  // A download is had once; of copies one may want several.
  return { kind: 'title', sku, quantity: delivers.copies.length > 0 ? quantity : 1, product, format, delivers }
}

/** Why nothing of an event can be had any more, or not yet. */
const goneLabels: Partial<Record<ReturnType<typeof salesState>, string>> = {
  cancelled: 'This event was canceled.',
  closed: 'Registration has closed.',
  'not-open': 'Registration isn’t open yet.',
  'not-published': 'This is a draft, so registration isn’t open yet.',
}

const troubleOf = (left: number | undefined, quantity: number): string | undefined => {
  if (left === 0) return 'Sold out. Only people we’ve offered a spot to can still register.'
  if (left !== undefined && left < quantity) return `Only ${left} ${left === 1 ? 'seat is' : 'seats are'} left.`
  return undefined
}

const isLine = (named: Named): named is TicketLine | TitleLine => named.kind !== 'left-out'

/** A price; of someone who tried too many wrong codes, without any, so that the rest of the page still serves. */
const quoteOrHoldBack = async (
  services: SiteServices,
  request: Parameters<typeof quoteOrder>[1],
  { actor, now, client }: Asker,
): Promise<{ quote: Quote; heldBack?: Problem }> => {
  try {
    return { quote: await quoteOrder(services.table, request, actor, now, client) }
  } catch (error) {
    if (!(error instanceof Problem && error.kind === 'too-many')) throw error
    const quote = await quoteOrder(services.table, { ...request, codes: [] }, actor, now)
    return { quote, heldBack: error }
  }
}

/** @param country  where copies would go, once it is known: then sending them is in the price */
export const loadCart = async (
  services: SiteServices,
  cart: Cart,
  asker: Asker,
  country?: string,
): Promise<CartView> => {
  const { table } = services
  const { actor, now } = asker
  const slugs = cart.lines.flatMap(({ sku }) => readSku(sku)?.offering ?? [])
  const events = await findEvents(table, slugs)
  const products = await findProductsWithParts(
    table,
    slugs.filter((slug) => !events.has(slug)),
  )
  const viewer = viewerOf(actor)
  const named = cart.lines.flatMap((line): Named[] => {
    const event = events.get(readSku(line.sku)?.offering ?? '')
    const one = namedBy(line, { event: event && mayView(event, viewer) ? event : undefined, products }, now)
    return one ? [one] : []
  })
  const lines = named.filter(isLine)
  const leftOut = named.flatMap((one) => (isLine(one) ? [] : [one.left]))
  const kept = cart.lines.filter(({ sku }) => named.some((one) => (isLine(one) ? one.sku : one.left.sku) === sku))
  const order: Cart = { lines: lines.map(({ sku, quantity }) => ({ sku, quantity })), codes: cart.codes }
  const byPost = needsAddress(lines)
  const common = {
    cart: { ...cart, lines: kept },
    gone: cart.lines.length - kept.length,
    leftOut,
    order,
    byPost,
    country: byPost ? country : undefined,
  }
  if (lines.length === 0) return { ...common, items: [], quote: undefined, terms: undefined }
  const tickets = lines.filter((line) => line.kind === 'ticket')
  const [{ quote, heldBack }, levels, terms] = await Promise.all([
    quoteOrHoldBack(services, { ...order, ...(byPost && country ? { shipTo: { country } } : {}) }, asker),
    seatLevels(table, [...new Set(tickets.map(({ event }) => event))]),
    tickets.length < lines.length ? getStoreTerms(table) : undefined,
  ])
  const items = lines.flatMap((line, index): CartItem[] => {
    const price = quote.lines[index]
    if (!price) return []
    if (line.kind === 'title') return [{ ...line, price }]
    const trouble = troubleOf(remaining(line.event, line.ticket.slug, levels), line.quantity)
    return [{ ...line, price, ...(trouble === undefined ? {} : { trouble }) }]
  })
  return { ...common, items, quote, heldBack, terms }
}

/** The same with the running sale that would lower it, if there is one. */
export const withOffer = async ({ table }: SiteServices, view: CartView, { actor, now }: Asker): Promise<CartView> => {
  // Who tried too many wrong codes learns of none, not by a sum either.
  if (!view.quote || view.heldBack) return view
  const request = { ...view.order, ...(view.country === undefined ? {} : { shipTo: { country: view.country } }) }
  return { ...view, offer: await findSaleOffer(table, request, view.quote, actor, now) }
}

/** What became of one of the cart's codes. */
export const rejectionOf = (quote: Quote, code: string): Rejection | undefined =>
  quote.rejected.find((rejected) => rejected.code === code)

/** What an item is called: the event or title, and the ticket or format of it. */
export const nameOf = (item: TicketLine | TitleLine): { title: string; part: string; href: string } =>
  item.kind === 'ticket'
    ? { title: item.event.title, part: item.ticket.name, href: `/events/${item.event.slug}` }
    : { title: item.product.title, part: item.format.name, href: `/store/${item.product.slug}` }

export const isTicket = (item: CartItem): item is TicketItem => item.kind === 'ticket'
