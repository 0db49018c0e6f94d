import type { Payments } from './payments.ts'
import type { StripeOptions } from './stripe.ts'

/**
 * Stripe Checkout, loaded when it is first asked: Stripe's SDK is a sixth of the site's bundle, and most requests
 * that a fresh process answers take no money.
 */
export const createStripePayments = (options: StripeOptions): Payments => {
  let connected: Promise<Payments> | undefined
  const stripe = (): Promise<Payments> => {
    connected ??= import('./stripe.ts').then(({ connectStripe }) => connectStripe(options))
    return connected
  }
  return {
    openCheckout: async (request) => (await stripe()).openCheckout(request),
    findCheckout: async (id) => (await stripe()).findCheckout(id),
    closeCheckout: async (id) => (await stripe()).closeCheckout(id),
    refund: async (request) => (await stripe()).refund(request),
    findDispute: async (id) => (await stripe()).findDispute(id),
    readWebhook: async (body, signature) => (await stripe()).readWebhook(body, signature),
  }
}
