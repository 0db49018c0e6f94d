import { firstSeen, markSeen } from '@lectern/core/payments'
import { recordDispute, settleCheckout } from '@lectern/core/registration'
import * as z from 'zod'
import { type Api, endpoint } from '../http/endpoint.ts'

/** Events from other services. */
export const webhookRoutes = (api: Api): void => {
  const { services } = api
  endpoint(
    api,
    {
      method: 'post',
      path: '/webhooks/stripe',
      id: 'receiveStripeEvent',
      tag: 'Webhooks',
      who: 'signed',
      summary: 'Receive an event from Stripe',
      description:
        'Signed by Stripe (`Stripe-Signature`). We fetch the current state from Stripe instead of trusting the event. Stripe sends it again after any response other than 2xx.',
      idempotency: 'none',
      bodyKilobytes: 1024,
      problems: [503],
      answers: { 200: { description: 'Received', schema: z.object({ received: z.literal(true) }) } },
    },
    async ({ now, c }) => {
      const { table, payments, realNow } = services
      const event = await payments.readWebhook(await c.req.text(), c.req.header('stripe-signature') ?? '')
      const { checkoutId, disputeId } = event
      const concernsUs = checkoutId !== undefined || disputeId !== undefined
      if (concernsUs && (await firstSeen(table, event.id, realNow()))) {
        if (checkoutId !== undefined) await settleCheckout(services, checkoutId, now)
        if (disputeId !== undefined) await recordDispute(services, disputeId, now)
        await markSeen(table, event.id, realNow())
      }
      return { status: 200, body: { received: true } }
    },
  )
}
