import { addSeconds, type Instant, newId } from '../platform/index.ts'
import type { Quote } from '../pricing/index.ts'
import type { Attendee, CartLine } from './cart.ts'
import { graceSeconds, type Order, type OrderLine, type OrderRequest, paymentSeconds, termsVersion } from './order.ts'
import type { Registration } from './registration.ts'
import { poolsOf } from './seat.ts'

/** An attendee who is somebody, and how often they had registered for this before. */
export type Seated = Attendee & { personId: string; round: number }

/**
 * The order and registrations that a request amounts to, at the price of a quote: confirmed at once when nothing is
 * to be paid, held otherwise. Pure but for the ids it makes.
 */
export const buildOrder = (
  request: OrderRequest,
  lines: readonly CartLine[],
  attendees: readonly Seated[],
  quote: Quote,
  buyer: { personId: string },
  now: Instant,
): { order: Order; registrations: Registration[] } => {
  const id = newId('order')
  const free = quote.totalCents === 0
  const orderLines = lines.map(({ sku, quantity, event, ticket }, index): OrderLine => {
    const price = quote.lines[index]
    if (!price || price.sku !== sku) throw new Error('The quote does not match the lines')
    return {
      id: `l${index + 1}`,
      sku,
      title: event.title,
      ticketName: ticket.name,
      quantity,
      unitCents: ticket.priceCents,
      listCents: price.listCents,
      discountCents: price.discountCents,
      totalCents: price.totalCents,
      applied: price.applied,
      pools: poolsOf(event, ticket.slug).map(({ pool }) => pool),
      status: 'live',
    }
  })
  const registrations = attendees.map(({ sku, event, ticket, email, name, answers, personId, round }): Registration => {
    const other = email !== request.buyer.email
    return {
      id: newId('registration'),
      personId,
      event: event.slug,
      sku,
      ticketName: ticket.name,
      orderId: id,
      status: free ? 'confirmed' : 'held',
      name,
      email,
      ...(other ? { boughtBy: request.buyer.name } : {}),
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
    seats: registrations.map((registration) => ({
      line: orderLines.find((line) => line.sku === registration.sku)?.id ?? '',
      personId: registration.personId,
      event: registration.event,
      registration: registration.id,
    })),
    currency: quote.currency,
    listCents: quote.listCents,
    discountCents: quote.discountCents,
    totalCents: quote.totalCents,
    applied: quote.applied,
    uses: quote.uses,
    terms: { version: termsVersion, acceptedAt: now },
    placedAt: now,
    ...(free ? {} : { holdEndsAt: addSeconds(now, paymentSeconds + graceSeconds) }),
    paidCents: 0,
    refunds: [],
    revision: 1,
  }
  return { order, registrations }
}
