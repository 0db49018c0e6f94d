import { Problem } from '@lectern/core/platform'
import type { Quote } from '@lectern/core/pricing'
import { cancelOrder, getOrderFor, type Order, OrderRequest, placeOrder } from '@lectern/core/registration'
import * as z from 'zod'
import { clientOf } from './client-address.ts'
import { type Api, type Asked, endpoint } from './endpoint.ts'
import { placedOrderExample } from './examples.ts'
import { loadOrderView, OrderView, PlacedOrderView, placedOrderView, quoteView, RegisteredView } from './order-view.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  OrderRequest: OrderRequest.meta({ id: 'OrderRequest' }),
}

export const OrderParam = z.object({ id: z.string().max(40) })

/** Registering, and what becomes of it. */
export const orderRoutes = (api: Api): void => {
  const { services } = api
  const { table, secret } = services

  const orderFor = ({ params, actor, token, c }: Asked<{ id: string }, unknown, unknown>): Promise<Order> =>
    getOrderFor(services, params.id, { actor, token, client: clientOf(services, c) })

  endpoint(
    api,
    {
      method: 'post',
      path: '/api/orders',
      id: 'placeOrder',
      tag: 'Orders',
      who: 'all',
      summary: 'Register, or order seats',
      description:
        'What costs nothing is confirmed at once; for the rest, send the buyer to `checkoutUrl`. A code that does not apply refuses the order, since nothing is placed at another price than the one asked for.',
      body: bodies.OrderRequest,
      bodyExample: {
        lines: [{ sku: '5w22:seat', quantity: 1 }],
        codes: [],
        buyer: { email: 'ada@example.com', name: 'Ada Lovelace' },
      },
      idempotency: 'own',
      problems: [403, 404, 409, 429, 503],
      answers: {
        200: { description: 'Everybody named is registered already', schema: RegisteredView },
        201: {
          description: 'Placed, now or by an earlier request with this key',
          schema: PlacedOrderView,
          example: placedOrderExample,
        },
      },
    },
    async ({ body, actor, key, now, c }) => {
      try {
        const placed = await placeOrder(services, body, { actor, now, key, client: clientOf(services, c) })
        if (placed.outcome === 'already-registered') {
          return { status: 200, body: { registrations: placed.registrations } }
        }
        const view = placedOrderView(placed.order, placed.registrations, { codes: body.codes, secret, now })
        return { status: 201, body: view }
      } catch (error) {
        throw withQuoteView(error)
      }
    },
  )

  endpoint(
    api,
    {
      method: 'get',
      path: '/api/orders/{id}',
      id: 'getOrder',
      tag: 'Orders',
      who: 'order',
      summary: 'Get an order',
      description: 'With its price as it was frozen. For whoever has its token, its buyer and admins.',
      params: OrderParam,
      problems: [429],
      answers: { 200: { description: 'The order', schema: OrderView } },
    },
    async (asked) => ({ status: 200, body: await loadOrderView(table, await orderFor(asked), asked.now) }),
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/api/orders/{id}/cancel',
      id: 'cancelOrder',
      tag: 'Orders',
      who: 'order',
      summary: 'Cancel an order',
      description: "As far as the events' policy allows. What was paid goes back.",
      params: OrderParam,
      body: z.strictObject({}),
      bodyOptional: true,
      problems: [409, 429, 503],
      answers: { 200: { description: 'The order, cancelled', schema: OrderView } },
    },
    async (asked) => {
      const order = await cancelOrder(services, (await orderFor(asked)).id, asked.now)
      return { status: 200, body: await loadOrderView(table, order, asked.now) }
    },
  )
}

/** A changed price comes with its quote, in the shape in which quotes are answered. */
const withQuoteView = (error: unknown): unknown => {
  if (!(error instanceof Problem) || error.code !== 'pricing.changed') return error
  const { kind, code, message, details } = error
  return new Problem(kind, code, message, { ...details, quote: quoteView(details.quote as Quote) })
}
