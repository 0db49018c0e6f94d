import { refundDeadline, sessionsOf } from '../catalog/index.ts'
import { addSeconds, type Instant, newId } from '../platform/index.ts'
import type { QuotedLine } from '../pricing/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { discountRenews } from './buy-membership.ts'
import { type Attendee, type CartLine, planCents } from './cart.ts'
import { isTicket, sendsCopies } from './line-kind.ts'
import { type Order, type OrderRequest, openingSeconds } from './order.ts'
import { type LineContent, type OrderLine, shippingSku } from './order-line.ts'
import type { Priced } from './quote-order.ts'
import type { Registration } from './registration.ts'
import { poolsOf } from './seat.ts'

/** An attendee who is someone, how often they had registered for this before, and until when an offer keeps the seat. */
export type Seated = Attendee & {
  personId: string
  round: number
  offeredUntil?: Instant | undefined
  /** What they call themselves, as far as they have said. */
  ownName?: string | undefined
}

/** What a line is called, and what taking it means, beside its price. */
type UnpricedLine = Pick<OrderLine, 'sku' | 'title' | 'ticketName' | 'quantity' | 'unitCents'> & LineContent

const lineOf = (line: CartLine, free: boolean, team: string | undefined): UnpricedLine => {
  const { sku, quantity } = line
  if (line.kind === 'title') {
    const { product, format, delivers } = line
    const named = { title: product.title, ticketName: format.name, unitCents: format.priceCents }
    return { kind: 'title', sku, quantity, ...named, goods: delivers }
  }
  if (line.kind === 'membership') {
    const { plan, items } = line
    const isTeam = plan.holder === 'team'
    return {
      ...{ kind: 'membership', sku, quantity: 1, title: plan.title, unitCents: planCents(plan, quantity) },
      ticketName: isTeam ? `1 year, ${quantity} seats` : '1 year',
      ...{ plan: plan.slug, opens: { title: plan.title, allAccess: plan.allAccess }, seats: quantity, items },
      membership: newId('membership'),
      ...(isTeam ? { team } : {}),
    }
  }
  const { event, ticket } = line
  const pools = poolsOf(event, ticket.slug).map(({ pool }) => pool)
  const refundableUntil = free ? scheduleSpan(sessionsOf(event))?.startsAt : refundDeadline(event)
  const named = { title: event.title, ticketName: ticket.name, unitCents: ticket.priceCents }
  return {
    kind: 'ticket',
    sku,
    quantity,
    ...named,
    event: event.slug,
    ticket: ticket.slug,
    pools,
    ...(refundableUntil ? { refundableUntil } : {}),
  }
}

const shippingLine = ({ shipping }: Priced): UnpricedLine[] =>
  shipping
    ? [
        {
          kind: 'shipping',
          region: shipping.region,
          sku: shippingSku(shipping.region),
          quantity: 1,
          title: 'Shipping',
          ticketName: shipping.title,
          unitCents: shipping.priceCents,
        },
      ]
    : []

/**
 * The order and registrations that a request amounts to, at the price of a quote: confirmed at once when nothing is
 * to be paid, held otherwise. Pure but for the ids it makes.
 */
export const buildOrder = (
  request: OrderRequest,
  lines: readonly CartLine[],
  attendees: readonly Seated[],
  priced: Priced,
  buyer: { personId: string; termsVersion: string },
  now: Instant,
): { order: Order; registrations: Registration[] } => {
  const id = newId('order')
  const { quote } = priced
  const free = quote.totalCents === 0
  const orderLines = [...lines.map((line) => lineOf(line, free, request.team?.name)), ...shippingLine(priced)].map(
    (line, index): OrderLine => {
      const price: QuotedLine | undefined = quote.lines[index]
      if (price?.sku !== line.sku) throw new Error('The quote does not match the lines')
      const { listCents, discountCents, totalCents, applied } = price
      const facts = { id: `l${index + 1}`, listCents, discountCents, totalCents, applied, status: 'live' } as const
      if (line.kind !== 'membership' || !discountRenews(price, priced.input.promotions)) return { ...line, ...facts }
      return { ...line, ...facts, discountRenews: true }
    },
  )
  const sends = sendsCopies(orderLines)
  const registrations = attendees.map((attendee): Registration => {
    const { sku, event, ticket, email, name, ownName, answers, personId, round } = attendee
    const other = email !== request.buyer.email
    return {
      id: newId('registration'),
      personId,
      event: event.slug,
      sku,
      ticketName: ticket.name,
      orderId: id,
      status: free ? 'confirmed' : 'held',
      name: ownName ?? name,
      ...(ownName === undefined ? {} : { namedAs: name }),
      email,
      ...(other ? { boughtBy: request.buyer.email } : {}),
      ...(Object.keys(answers).length > 0 ? { answers } : {}),
      ...(round > 0 ? { round } : {}),
      registeredAt: now,
    }
  })
  const order: Order = {
    id,
    status: free ? 'confirmed' : 'awaiting-payment',
    buyer: { personId: buyer.personId, email: request.buyer.email, name: request.buyer.name },
    lines: orderLines,
    seats: registrations.map((registration, index) => ({
      line: orderLines.find((line) => isTicket(line) && line.sku === registration.sku)?.id ?? '',
      personId: registration.personId,
      event: registration.event,
      registration: registration.id,
      ...(attendees[index]?.offeredUntil ? { offeredUntil: attendees[index].offeredUntil } : {}),
    })),
    currency: quote.currency,
    listCents: quote.listCents,
    discountCents: quote.discountCents,
    totalCents: quote.totalCents,
    applied: quote.applied,
    uses: quote.uses,
    ...(sends ? { shipTo: request.shipTo, shipment: { state: 'to-ship' } } : {}),
    ...(request.billing?.company || request.billing?.purchaseOrder ? { billing: request.billing } : {}),
    terms: { version: buyer.termsVersion, acceptedAt: now },
    placedAt: now,
    ...(free ? {} : { holdEndsAt: addSeconds(now, openingSeconds) }),
    ...(request.payBy === 'invoice' && !free ? { payBy: 'invoice' } : {}),
    paidCents: 0,
    refunds: [],
    revision: 1,
  }
  return { order, registrations }
}
