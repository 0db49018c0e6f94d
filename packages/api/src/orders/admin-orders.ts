import { actorOf, type PersonActor } from '@lectern/core/identity'
import { type Column, Instant, type PageRequest } from '@lectern/core/platform'
import { Considered } from '@lectern/core/pricing'
import {
  listOrders,
  markShipped,
  type Order,
  QuoteRequest,
  RefundRequest,
  refundedCents,
  refundOrder,
  ShipmentRequest,
  simulateQuote,
} from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'
import { fieldColumns, ListQuery, listOrFile, pageOrFile } from '../http/lists.ts'
import { getPersonByReference } from '../people/find-person.ts'
import { loadOrderView, OrderView, QuoteView, quoteView } from './order-view.ts'
import { OrderParam } from './orders.ts'

const Simulation = QuoteRequest.extend({
  at: Instant.optional().describe('The time to price at; now if you leave it out.'),
  person: z.string().max(254).optional().describe('Whose membership and audience apply: an email address or an id.'),
})

const SimulationView = QuoteView.extend({
  considered: z
    .array(Considered)
    .describe('Every promotion considered, including hidden ones named by a code, and the result.'),
}).meta({ id: 'SimulatedQuote' })

const columns: Column<Order>[] = [
  ...fieldColumns('id', 'placedAt', 'status'),
  { name: 'buyerName', cell: (order) => order.buyer.name },
  { name: 'buyerEmail', cell: (order) => order.buyer.email },
  { name: 'skus', cell: (order) => order.lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join('; ') },
  { name: 'codes', cell: (order) => order.applied.flatMap(({ code }) => code ?? []).join('; ') },
  ...fieldColumns('listCents', 'discountCents', 'totalCents', 'paidCents'),
  { name: 'refundedCents', cell: (order) => refundedCents(order) },
]

/** Orders, and what organizers do with them and with prices. */
export const adminOrderRoutes = (api: Api): void => {
  const { services } = api
  const admins = endpoints(api, { who: 'admin', tag: 'Admin: sales' })
  const { table } = services

  /** A person as if they asked themselves. */
  const actingAs = async (reference: string): Promise<PersonActor> => ({
    ...actorOf(await getPersonByReference(table, reference), 'api-key'),
    admin: false,
  })

  admins.get('/api/admin/orders', 'listOrders', {
    audit: { action: 'order.list', subject: 'orders' },
    summary: 'List orders, newest first',
    query: ListQuery,
    answers: { 200: listOrFile('A page of orders, or all of them as CSV', OrderView) },
    run: ({ query, now, c }) => {
      const read = (page: PageRequest) => listOrders(table, page)
      return pageOrFile(c, query, { name: 'orders', columns, read }, (order) => loadOrderView(table, order, now))
    },
  })

  admins.post('/api/admin/quotes', 'simulateQuote', {
    audit: { action: 'person.quote', subject: 'quotes' },
    summary: 'Price a cart at any time, for any person',
    description: 'The simulator: this cart, for this person, at 11:59:59 PM Pacific. Nothing is saved or counted.',
    body: Simulation,
    bodyExample: {
      lines: [{ sku: '5w22:seat', quantity: 1 }],
      codes: ['LEAP29'],
      at: '2024-03-01T07:59:59Z',
      person: 'ada@example.com',
    },
    scope: 'read',
    answers: { 200: { description: 'The quote, with the reasons for its price', schema: SimulationView } },
    run: async ({ body: { at, person, ...request }, actor, now }) => {
      const asked = person === undefined ? actor : await actingAs(person)
      const { quote, considered } = await simulateQuote(table, request, asked, at ?? now)
      return { ...quoteView(quote), considered }
    },
  })

  admins.post('/api/admin/orders/{id}/refunds', 'refundOrder', {
    audit: { action: 'order.refund', subject: '{id}' },
    summary: 'Refund an order, or some of its lines',
    description:
      'Refunds what the lines cost when the order was placed, and releases their seats. Asking twice refunds once.',
    params: OrderParam,
    body: RefundRequest.meta({ id: 'RefundRequest' }),
    bodyOptional: true,
    bodyExample: { lines: ['l1'] },
    answers: { 201: { description: 'The order, with its refunds', schema: OrderView } },
    run: async ({ params, body, now }) => loadOrderView(table, await refundOrder(services, params.id, body, now), now),
  })

  admins.post('/api/admin/orders/{id}/shipment', 'shipOrder', {
    audit: { action: 'order.ship', subject: '{id}' },
    summary: 'Mark an order as shipped',
    description: 'The buyer gets one email. Send it again to correct the carrier and tracking number.',
    params: OrderParam,
    body: ShipmentRequest.meta({ id: 'ShipmentRequest' }),
    bodyOptional: true,
    bodyExample: { carrier: 'USPS', tracking: '9400100000000000000000' },
    answers: { 200: { description: 'The order, shipped', schema: OrderView } },
    run: async ({ params, body, now }) => loadOrderView(table, await markShipped(services, params.id, body, now), now),
  })
}
