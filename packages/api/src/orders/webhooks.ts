import { hearOfPayment } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoints } from '../http/endpoint.ts'

/** Events from other services. */
export const webhookRoutes = (api: Api): void => {
  const { services } = api
  endpoints(api, { who: 'signed', tag: 'Webhooks' }).post('/webhooks/stripe', 'receiveStripeEvent', {
    summary: 'Receive an event from Stripe',
    description:
      'Signed by Stripe (`Stripe-Signature`). We fetch the current state from Stripe instead of trusting the event. Stripe sends it again after any response other than 2xx.',
    idempotency: 'none',
    bodyKilobytes: 1024,
    problems: [503],
    answers: { 200: { description: 'Received', schema: z.object({ received: z.literal(true) }) } },
    run: async ({ now, c }) => {
      const { payments, realNow } = services
      const event = await payments.readWebhook(await c.req.text(), c.req.header('stripe-signature') ?? '')
      await hearOfPayment(services, event, { now, realNow: realNow() })
      return { received: true as const }
    },
  })
}
