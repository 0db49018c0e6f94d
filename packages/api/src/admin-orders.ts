import { actorOf, type PersonActor } from '@lectern/core/identity'
import { Instant } from '@lectern/core/platform'
import { QuoteRequest, quoteOrder, RefundRequest, refundOrder } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoint } from './endpoint.ts'
import { getPersonByReference } from './find-person.ts'
import { loadOrderView, OrderView, QuoteView, quoteView } from './order-view.ts'
import { OrderParam } from './orders.ts'

/** Bodies by the names that the document gives them. */
const bodies = {
  RefundRequest: RefundRequest.meta({ id: 'RefundRequest' }),
}

const Simulation = QuoteRequest.extend({
  at: Instant.optional().describe('The moment to price at; now, when it is left out.'),
  person: z.string().max(254).optional().describe('Whose membership and audience count: an e-mail address or an id.'),
})

/** What organisers do with prices and orders. */
export const adminOrderRoutes = (api: Api): void => {
  const { services } = api
  const { table } = services

  /** A person as if they asked themselves. */
  const actingAs = async (reference: string): Promise<PersonActor> => ({
    ...actorOf(await getPersonByReference(table, reference), 'api-key'),
    admin: false,
  })

  endpoint(
    api,
    {
      method: 'post',
      path: '/api/admin/quotes',
      id: 'simulateQuote',
      tag: 'Admin: sales',
      who: 'admin',
      summary: 'Price a cart at any moment, for anybody',
      description: 'The simulator: this cart, this person, at 23:59:59 Pacific. Nothing is written or counted.',
      body: Simulation,
      bodyExample: {
        lines: [{ sku: '5w22:seat', quantity: 1 }],
        codes: ['LEAP29'],
        at: '2024-03-01T07:59:59Z',
        person: 'ada@example.com',
      },
      idempotency: 'none',
      answers: { 200: { description: 'The quote', schema: QuoteView } },
    },
    async ({ body: { at, person, ...request }, actor, now }) => {
      const asked = person === undefined ? actor : await actingAs(person)
      return { status: 200, body: quoteView(await quoteOrder(table, request, asked, at ?? now)) }
    },
  )

  endpoint(
    api,
    {
      method: 'post',
      path: '/api/admin/orders/{id}/refunds',
      id: 'refundOrder',
      tag: 'Admin: sales',
      who: 'admin',
      summary: 'Refund an order, or some of its lines',
      description:
        'What the lines cost, as it was frozen, goes back, and their seats with it. Asking twice refunds once.',
      params: OrderParam,
      body: bodies.RefundRequest,
      bodyOptional: true,
      bodyExample: { lines: ['l1'] },
      problems: [409],
      answers: { 201: { description: 'The order, with its refunds', schema: OrderView } },
    },
    async ({ params, body, now }) => {
      const order = await refundOrder(services, params.id, body, now)
      return { status: 201, body: await loadOrderView(table, order, now) }
    },
  )
}
