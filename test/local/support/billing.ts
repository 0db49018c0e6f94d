import { createStripePayments, type Payments, type Subscription } from '@lectern/core/payments'
import { type Instant, instantFromDate } from '@lectern/core/platform'
import { onTestFinished } from 'vitest'
import { openTill, type Till, webhookSecret } from './till.ts'

/** Memberships at the stand-in, through the adapter that the product uses, with a clock to set. */
export type BillingDesk = {
  till: Till
  payments: Payments
  /** The prices of the sample, as they're kept. */
  prices: Record<'community' | 'allAccess' | 'team' | 'seat', string>
  /** Sets the clock, and does what is due by then. */
  at: (time: string) => Promise<void>
  now: () => Instant
  /** Buys on the hosted page, and answers what was bought. */
  buy: (
    items: { price: string; quantity: number }[],
    more?: { discount?: { cents: number; from: 'first' | 'all' }; deliver?: boolean },
  ) => Promise<Subscription>
  /** What was really charged for a subscription, oldest first, in cents. */
  charged: (subscription: string) => Promise<number[]>
  /** The types of the events that arrived, oldest first. */
  heard: () => string[]
}

export const openBilling = async (start = '2024-04-15T16:00:00Z'): Promise<BillingDesk> => {
  const till = await openTill()
  onTestFinished(async () => {
    await till.standIn.idle()
    await till.stop()
  })
  till.clock.now = new Date(start)
  const payments = createStripePayments({
    secretKey: 'sk_test_of_the_tests',
    webhookSecret,
    address: till.server.url,
    timeoutMilliseconds: 600_000,
  })
  const keep = (plan: string, part: 'plan' | 'seat', cents: number) =>
    payments.keepPrice({ plan, part, title: `${plan} ${part}`, cents })
  const [community, allAccess, team, seat] = await Promise.all([
    keep('community', 'plan', 79_900),
    keep('all-access', 'plan', 149_900),
    keep('team', 'plan', 199_900),
    keep('team', 'seat', 30_000),
  ])
  let bought = 0
  const now = () => instantFromDate(till.clock.now)
  return {
    till,
    payments,
    prices: { community, allAccess, team, seat },
    at: async (time) => {
      till.clock.now = new Date(time)
      await till.standIn.billing.passTime()
    },
    now,
    buy: async (items, { discount, deliver = true } = {}) => {
      bought += 1
      const { id } = await payments.openCheckout({
        reference: `ord_${bought}`,
        key: `checkout:ord_${bought}`,
        email: 'ada@example.com',
        lines: [],
        subscription: { items, discount },
        expiresAt: instantFromDate(new Date(till.clock.now.getTime() + 31 * 60_000)),
        returnUrl: 'https://lectern.example/orders/ord_1',
        cancelUrl: 'https://lectern.example/orders/ord_1',
      })
      await till.standIn.pay(id, { deliver })
      const { subscription } = await payments.findCheckout(id)
      if (!subscription) throw new Error('Nothing was subscribed to')
      return subscription
    },
    charged: async (id) => {
      const invoices = await till.stripe.invoices.list({ subscription: id, limit: 100 })
      return invoices.data.map(({ amount_paid }) => amount_paid).toReversed()
    },
    heard: () => till.arrived.map(({ type }) => type),
  }
}
