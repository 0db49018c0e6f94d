import { Problem } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import {
  askRefund,
  attendeeLimit,
  cancelOrder,
  cancelSeats,
  correctSeat,
  OrderRequest,
  placeOrder,
  RefundReasonText,
  SeatCorrection,
} from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { placedOrderExample } from './examples.ts'
import { loadOrderView, OrderView, PlacedOrderView, placedOrderView, quoteView, RegisteredView } from './order-view.ts'

const CancelRequest = z
  .strictObject({
    seats: z
      .array(z.string().max(40))
      .min(1)
      .max(attendeeLimit)
      .optional()
      .describe('Ids of the registrations to cancel. Leave it out to cancel the whole order.'),
  })
  .meta({ id: 'CancelRequest' })

export const OrderParam = z.object({ id: z.string().max(40) })
const SeatParam = OrderParam.extend({ registration: z.string().max(40) })

/** Orders: placing one, and what can be done with it afterwards. */
export const orderRoutes = (api: Api): void => {
  const { services } = api
  const anyone = endpoints(api, { who: 'all', tag: 'Orders' })
  const orders = endpoints(api, { who: 'order', tag: 'Orders' })
  const { table, secret } = services

  anyone.post('/api/orders', 'placeOrder', {
    limits: ['codes', 'unpaid-seats', 'other-people'],
    summary: 'Register, or order seats',
    description:
      "Free orders are confirmed right away; otherwise send the buyer to `checkoutUrl`. If a code doesn't apply, the order is refused, so no one pays a price they didn't expect.",
    body: OrderRequest.meta({ id: 'OrderRequest' }),
    bodyExample: {
      lines: [{ sku: '5w22:seat', quantity: 1 }],
      codes: [],
      buyer: { email: 'ada@example.com', name: 'Ada Lovelace' },
    },
    idempotency: 'own',
    problems: [404, 503],
    answers: {
      200: { description: 'Everyone named is already registered', schema: RegisteredView },
      201: {
        description: 'Placed by this request, or by an earlier one with the same key',
        schema: PlacedOrderView,
        example: placedOrderExample,
      },
    },
    run: async ({ body, actor, key, now, client }) => {
      try {
        const placed = await placeOrder(services, body, { actor, now, key, client })
        if (placed.outcome === 'already-registered') {
          return { status: 200, body: { registrations: placed.registrations } }
        }
        const view = placedOrderView(placed.order, placed.registrations, { codes: body.codes, secret, now })
        return { status: 201, body: view }
      } catch (error) {
        throw withQuoteView(error)
      }
    },
  })

  orders.get('/api/orders/{id}', 'getOrder', {
    audit: { action: 'order.read', subject: '{id}' },
    summary: 'Get an order',
    description:
      "Includes the price as it was when the order was placed. For the buyer, admins, and anyone with the order's token.",
    params: OrderParam,
    answers: { 200: { description: 'The order', schema: OrderView } },
    run: ({ order, now }) => loadOrderView(table, order, now),
  })

  orders.post('/api/orders/{id}/cancel', 'cancelOrder', {
    audit: { action: 'order.cancel', subject: '{id}' },
    summary: 'Cancel an order, or some of its seats',
    description:
      "Allowed as far as the event's policy permits. Payments are refunded. With `seats`, only those registrations are canceled; each is refunded an equal share of its line.",
    params: OrderParam,
    body: CancelRequest,
    bodyOptional: true,
    problems: [503],
    answers: { 200: { description: 'The canceled order', schema: OrderView } },
    run: async ({ order: { id }, body: { seats }, now }) => {
      const order = seats ? await cancelSeats(services, id, seats, now) : await cancelOrder(services, id, now)
      return loadOrderView(table, order, now)
    },
  })

  orders.patch('/api/orders/{id}/seats/{registration}', 'correctSeat', {
    audit: { action: 'order.correct', subject: '{id}' },
    limits: ['other-people'],
    summary: 'Correct or transfer a seat',
    description:
      'With a different name, corrects it and emails the attendee the confirmation again. With a different email address, transfers the seat to that person, until the event starts: both get an email, and the registration gets a new id.',
    params: SeatParam,
    body: SeatCorrection.meta({ id: 'SeatCorrection' }),
    bodyExample: { email: 'ada@example.com', name: 'Ada Lovelace' },
    answers: { 200: { description: 'The updated order', schema: OrderView } },
    run: async ({ params: { registration }, body, order: { id }, actor, client, now }) => {
      const order = await correctSeat(services, { order: id, registration }, body, { actor, client }, now)
      return loadOrderView(table, order, now)
    },
  })

  orders.post('/api/orders/{id}/refund-request', 'askRefund', {
    audit: { action: 'order.correct', subject: '{id}' },
    summary: 'Request a refund after the deadline',
    description: 'Sends a request to the organizer, who answers by email. You can have one open request at a time.',
    params: OrderParam,
    body: z.strictObject({ reason: RefundReasonText }).meta({ id: 'RefundQuestion' }),
    bodyExample: { reason: 'Our office was flooded this week.' },
    answers: { 200: { description: 'The order, with the request', schema: OrderView } },
    run: async ({ order: { id }, body: { reason }, now }) =>
      loadOrderView(table, await askRefund(services, id, reason, now), now),
  })
}

/** A changed price comes with its quote, in the shape in which quotes are answered. */
const withQuoteView = (error: unknown): unknown => {
  if (!(error instanceof Problem) || error.code !== 'pricing.changed') return error
  const { kind, code, message, details } = error
  return new Problem(kind, code, message, { ...details, quote: quoteView(details.quote as Quote) })
}
