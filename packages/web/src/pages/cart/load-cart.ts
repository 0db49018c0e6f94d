import { type Event, findEvents, mayView, readSku, salesState, type Ticket, ticketOf } from '@lectern/core/catalog'
import type { Actor } from '@lectern/core/identity'
import type { Instant } from '@lectern/core/platform'
import type { Quote, QuotedLine, Rejection } from '@lectern/core/pricing'
import { quoteOrder, remaining, seatLevels, viewerOf } from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'
import type { Cart } from './cart-cookie.ts'

export type CartItem = {
  sku: string
  quantity: number
  event: Event
  ticket: Ticket
  price: QuotedLine
  /** Why it cannot be registered for at this moment. */
  trouble?: string
}

/** A cart with what its lines name and cost at this moment. Prices come from the catalogue alone. */
export type CartView = {
  /** Without the lines that name nothing any more. */
  cart: Cart
  /** How many lines those were. */
  gone: number
  items: CartItem[]
  quote: Quote | undefined
}

const troubleOf = (event: Event, left: number | undefined, quantity: number, now: Instant): string | undefined => {
  const sales = salesState(event, now)
  if (sales === 'cancelled') return 'This was cancelled. Take it out to go on.'
  if (sales === 'closed') return 'Registration has closed. Take it out to go on.'
  if (sales !== 'open') return 'Registration has not opened yet.'
  if (left === 0) return 'Sold out. Only those to whom a seat was offered can still register.'
  if (left !== undefined && left < quantity) return `Only ${left} ${left === 1 ? 'seat is' : 'seats are'} left.`
  return undefined
}

export const loadCart = async (services: SiteServices, cart: Cart, actor: Actor, now: Instant): Promise<CartView> => {
  const { table } = services
  const read = cart.lines.map((line) => ({ line, sku: readSku(line.sku) }))
  const events = await findEvents(
    table,
    read.flatMap(({ sku }) => (sku ? [sku.event] : [])),
  )
  const viewer = viewerOf(actor)
  const known = read.flatMap(({ line, sku }) => {
    const event = sku && events.get(sku.event)
    const ticket = event && mayView(event, viewer) ? ticketOf(event, sku.ticket) : undefined
    return event && ticket ? [{ ...line, event, ticket }] : []
  })
  const lines = known.map(({ sku, quantity }) => ({ sku, quantity }))
  const kept: Cart = { lines, codes: cart.codes }
  const gone = cart.lines.length - lines.length
  if (lines.length === 0) return { cart: kept, gone, items: [], quote: undefined }
  const [quote, levels] = await Promise.all([
    quoteOrder(table, kept, actor, now),
    seatLevels(table, [...new Set(known.map(({ event }) => event))]),
  ])
  const items = known.flatMap((line, index): CartItem[] => {
    const price = quote.lines[index]
    const trouble = troubleOf(line.event, remaining(line.event, line.ticket.slug, levels), line.quantity, now)
    return price ? [{ ...line, price, ...(trouble === undefined ? {} : { trouble }) }] : []
  })
  return { cart: kept, gone, items, quote }
}

/** What became of one of the cart's codes. */
export const rejectionOf = (quote: Quote, code: string): Rejection | undefined =>
  quote.rejected.find((rejected) => rejected.code === code)
