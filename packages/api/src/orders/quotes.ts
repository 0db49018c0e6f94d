import { QuoteRequest, quoteOrder } from '@lectern/core/registration'
import { type Api, endpoints } from '../http/endpoint.ts'
import { quoteExample } from './examples.ts'
import { QuoteView, quoteView } from './order-view.ts'

/** The price of a cart. */
export const quoteRoutes = (api: Api): void => {
  const { services } = api
  endpoints(api, { who: 'all', tag: 'Orders' }).post('/api/quotes', 'quote', {
    limits: ['codes'],
    summary: 'Price a cart',
    description:
      "Says which codes apply and why others don't. A client that tries too many unknown codes has to wait (429).",
    body: QuoteRequest.meta({ id: 'QuoteRequest' }),
    bodyExample: { lines: [{ sku: '5w22:seat', quantity: 1 }], codes: ['LEAP29'] },
    scope: 'read',
    problems: [404],
    answers: { 200: { description: 'The quote', schema: QuoteView, example: quoteExample } },
    run: async ({ body, actor, now, client }) => quoteView(await quoteOrder(services.table, body, actor, now, client)),
  })
}
