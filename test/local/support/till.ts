import type { DatabaseSync } from 'node:sqlite'
import Stripe from 'stripe'
import { openState } from '../../../packages/local/src/state.ts'
import { createStripeStandIn, type StripeStandIn } from '../../../packages/local/src/stripe/index.ts'
import { type Listening, listen } from './listen.ts'

export const webhookSecret = 'whsec_of_the_tests'

/** The real SDK, at a stand-in that is served over HTTP, with a clock to turn and the webhooks that arrived. */
export type Till = {
  stripe: Stripe
  standIn: StripeStandIn
  server: Listening
  state: DatabaseSync
  clock: { now: Date }
  /** The events that arrived, each verified with its signature. */
  arrived: Stripe.Event[]
  /** While true, the receiver of webhooks answers with an error. */
  deaf: { value: boolean }
  advance: (seconds: number) => void
  stop: () => Promise<void>
}

export const openTill = async (file: string | ':memory:' = ':memory:'): Promise<Till> => {
  const state = openState(file)
  const clock = { now: new Date('2024-02-29T08:00:00Z') }
  const arrived: Stripe.Event[] = []
  const deaf = { value: false }
  const standIn = createStripeStandIn({
    state,
    now: () => clock.now,
    siteUrl: () => 'http://127.0.0.1:4000',
    webhookSecret,
    deliver: async (body, signature) => {
      if (deaf.value) throw new Error('503')
      arrived.push(await stripe.webhooks.constructEventAsync(body, signature, webhookSecret))
    },
  })
  const server = await listen(standIn.wire)
  const stripe = new Stripe('sk_test_of_the_tests', {
    host: '127.0.0.1',
    port: server.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  })
  return {
    stripe,
    standIn,
    server,
    state,
    clock,
    arrived,
    deaf,
    advance: (seconds) => {
      clock.now = new Date(clock.now.getTime() + seconds * 1000)
    },
    stop: async () => {
      await server.stop()
      state.close()
    },
  }
}

export const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

/** A session for 399 and two times 20 dollars, that ends in 31 minutes. */
export const order = (till: Till, more: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  ({
    mode: 'payment',
    line_items: [
      {
        quantity: 1,
        price_data: { currency: 'usd', unit_amount: 39_900, product_data: { name: 'A seat [5w22] & more' } },
      },
      { quantity: 2, price_data: { currency: 'usd', unit_amount: 2_000, product_data: { name: 'Checklist' } } },
    ],
    expires_at: seconds(till.clock.now) + 31 * 60,
    customer_email: 'ada@example.com',
    client_reference_id: 'ord_1',
    metadata: { order: 'ord_1' },
    payment_intent_data: { metadata: { order: 'ord_1' }, description: 'Order ord_1' },
    success_url: 'http://127.0.0.1:4000/orders/ord_1?session={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:4000/orders/ord_1',
    ...more,
  }) satisfies Stripe.Checkout.SessionCreateParams

/** The same with sales tax to be added, sent to someone. */
export const withTax = (till: Till) =>
  order(till, {
    automatic_tax: { enabled: true },
    billing_address_collection: 'required',
    line_items: [39_900, 1_999].map((unit_amount) => ({
      quantity: 1,
      price_data: { currency: 'usd', unit_amount, tax_behavior: 'exclusive', product_data: { name: 'A book' } },
    })),
    payment_intent_data: {
      metadata: { order: 'ord_1' },
      shipping: { name: 'Ada', address: { line1: '1 Main St', city: 'Reno', state: 'NV', country: 'US' } },
    },
  })
