import type Stripe from 'stripe'
import { epochSeconds } from '../platform/index.ts'
import type { BilledItem, Billing, Subscription, SubscriptionRequest, YearlyPrice } from './billing.ts'
import { PaymentsRefused, type RefusalFacts } from './payments.ts'
import type { StripeConnection } from './stripe-connection.ts'
import { subscriptionOf } from './stripe-subscription.ts'

/** Subscriptions, and what checkouts use to sell them. */
export type StripeBilling = {
  billing: Billing
  mode: typeof mode
  /** A subscription that was just read, in our words. */
  withInvoices(asked: RefusalFacts['asked'], subscription: Stripe.Subscription): Promise<Subscription>
  /** What our quote takes off, as a coupon that is made for one subscription. */
  discountsOf(
    asked: RefusalFacts['asked'],
    key: string,
    discount: SubscriptionRequest['discount'],
  ): Promise<{ discounts?: { coupon: string }[] }>
}

/**
 * What comes back for the rest of a period is reckoned from what was charged for it, after what the discount took off
 * (docs.stripe.com/billing/subscriptions/billing-mode). Said with each subscription, so that no account's setting decides.
 */
const mode = { type: 'flexible', flexible: { proration_discounts: 'included' } } as const

const lookupKey = ({ plan, part, cents }: YearlyPrice): string => `${plan}:${part}:${cents}`

const isRefusal = (error: unknown): boolean => error instanceof PaymentsRefused && error.about === 'request'

const quantities = (items: readonly BilledItem[]): string =>
  JSON.stringify(items.map(({ price, quantity }) => [price, quantity]).toSorted())

const billedOf = ({ items }: Stripe.Subscription): BilledItem[] =>
  items.data.map(({ price, quantity }) => ({ price: price.id, quantity: quantity ?? 0 }))

/** What to tell Stripe so that a subscription holds just these items: what has to go makes room for what comes. */
const itemsFor = (
  { items }: Stripe.Subscription,
  wanted: readonly BilledItem[],
): ((BilledItem & { id?: string }) | { id: string; deleted: true })[] => {
  const going = items.data.filter(({ price }) => !wanted.some((item) => item.price === price.id))
  const told = wanted.map(({ price, quantity }) => {
    const id = (items.data.find((item) => item.price.id === price) ?? going.shift())?.id
    return { ...(id === undefined ? {} : { id }), price, quantity }
  })
  return [...told, ...going.map(({ id }) => ({ id, deleted: true as const }))]
}

/** Stripe Billing (https://docs.stripe.com/billing). */
export const stripeBilling = ({ stripe, ask }: StripeConnection): StripeBilling => {
  type Asked = RefusalFacts['asked']

  const retrieve = (asked: Asked, id: string) => ask(asked, () => stripe.subscriptions.retrieve(id))

  const withInvoices: StripeBilling['withInvoices'] = async (asked, subscription) => {
    // One page holds what there is of decades.
    const listed = { subscription: subscription.id, limit: 100, expand: ['data.payments'] }
    const { data: invoices } = await ask(asked, () => stripe.invoices.list(listed))
    return subscriptionOf(subscription, invoices)
  }

  // Also after each change: what is answered to a key that was used before is how things were then.
  const find = async (asked: Asked, id: string) => withInvoices(asked, await retrieve(asked, id))

  const findPrice = async (price: YearlyPrice): Promise<string | undefined> => {
    const asked = { lookup_keys: [lookupKey(price)], active: true, limit: 1 }
    const { data } = await ask('keepPrice', () => stripe.prices.list(asked))
    return data[0]?.id
  }

  const discountsOf: StripeBilling['discountsOf'] = async (asked, key, discount) => {
    if (!discount) return {}
    const coupon = await ask(asked, () =>
      stripe.coupons.create(
        {
          amount_off: discount.cents,
          currency: 'usd',
          duration: discount.from === 'all' ? 'forever' : 'once',
          max_redemptions: 1,
          name: 'Discount',
        },
        { idempotencyKey: `${key}:coupon` },
      ),
    )
    return { discounts: [{ coupon: coupon.id }] }
  }

  const billing: Billing = {
    keepPrice: async (price) => {
      const { plan, part, title, cents } = price
      const found = await findPrice(price)
      if (found !== undefined) return found
      const make = () =>
        stripe.prices.create(
          {
            lookup_key: lookupKey(price),
            currency: 'usd',
            unit_amount: cents,
            recurring: { interval: 'year' },
            // Said with each price, because an account whose settings do not say it refuses to add tax.
            tax_behavior: 'exclusive',
            product_data: { name: title },
            metadata: { plan, part },
          },
          { idempotencyKey: `price:${lookupKey(price)}` },
        )
      try {
        return (await ask('keepPrice', make, 'request')).id
      } catch (error) {
        // A lookup key names one price: someone made it in between, perhaps under another title.
        const made = isRefusal(error) ? await findPrice(price) : undefined
        if (made === undefined) throw error
        return made
      }
    },
    findSubscription: (id) => find('findSubscription', id),
    previewChange: async (id, { items, at }) => {
      const subscription = await retrieve('previewChange', id)
      // Of what changes nothing, Stripe would tell the next renewal.
      if (quantities(billedOf(subscription)) === quantities(items)) return 0
      const preview = await ask('previewChange', () =>
        stripe.invoices.createPreview({
          subscription: id,
          subscription_details: {
            items: itemsFor(subscription, items),
            proration_behavior: 'always_invoice',
            proration_date: epochSeconds(at),
          },
        }),
      )
      return preview.total
    },
    changeNow: async (id, { items, at, key }) => {
      const subscription = await retrieve('changeNow', id)
      if (quantities(billedOf(subscription)) !== quantities(items)) {
        await ask('changeNow', () =>
          stripe.subscriptions.update(
            id,
            {
              items: itemsFor(subscription, items),
              payment_behavior: 'pending_if_incomplete',
              proration_behavior: 'always_invoice',
              proration_date: epochSeconds(at),
            },
            { idempotencyKey: key },
          ),
        )
      }
      return find('changeNow', id)
    },
    changeAtRenewal: async (id, { items, key }) => {
      const subscription = await retrieve('changeAtRenewal', id)
      if (quantities(billedOf(subscription)) !== quantities(items)) {
        await ask('changeAtRenewal', () =>
          stripe.subscriptions.update(
            id,
            { items: itemsFor(subscription, items), proration_behavior: 'none' },
            { idempotencyKey: key },
          ),
        )
      }
      return find('changeAtRenewal', id)
    },
    setRenewal: async (id, { renews, key }) => {
      const { cancel_at_period_end: stops, cancel_at: at } = await retrieve('setRenewal', id)
      const change = ((): Stripe.SubscriptionUpdateParams | undefined => {
        if (!renews) return stops || at !== null ? undefined : { cancel_at_period_end: true }
        if (stops) return { cancel_at_period_end: false }
        return at === null ? undefined : { cancel_at: '' }
      })()
      if (change) await ask('setRenewal', () => stripe.subscriptions.update(id, change, { idempotencyKey: key }))
      return find('setRenewal', id)
    },
    endSubscription: async (id, key) => {
      const end = () => stripe.subscriptions.cancel(id, {}, { idempotencyKey: key })
      try {
        await ask('endSubscription', end, 'request')
      } catch (error) {
        // Stripe knows nothing to cancel of what has ended. Looking tells.
        if (!isRefusal(error) || (await find('endSubscription', id)).state !== 'ended') throw error
      }
      // What was still owed must not be paid for something that has ended, also where it ended by itself.
      const open = await ask('endSubscription', () => stripe.invoices.list({ subscription: id, status: 'open' }))
      for (const invoice of open.data) await ask('endSubscription', () => stripe.invoices.voidInvoice(invoice.id))
      return find('endSubscription', id)
    },
    openInvoice: async ({ reference, key, email, name, items, discount, daysToPay, purchaseOrder }) => {
      const metadata = { order: reference }
      const customer = await ask('openInvoice', () =>
        stripe.customers.create({ email, name, metadata }, { idempotencyKey: `${key}:customer` }),
      )
      const discounts = await discountsOf('openInvoice', key, discount)
      const { id, latest_invoice: invoice } = await ask('openInvoice', () =>
        stripe.subscriptions.create(
          {
            customer: customer.id,
            items,
            ...discounts,
            billing_mode: mode,
            collection_method: 'send_invoice',
            days_until_due: daysToPay,
            metadata,
            ...(purchaseOrder === undefined
              ? {}
              : { invoice_settings: { custom_fields: [{ name: 'PO number', value: purchaseOrder }] } }),
          },
          { idempotencyKey: key },
        ),
      )
      // Stripe would leave it a draft for an hour, without the page on which it is paid.
      const draft = typeof invoice === 'string' ? invoice : (invoice?.id ?? '')
      try {
        const finalize = () => stripe.invoices.finalizeInvoice(draft, {}, { idempotencyKey: `${key}:finalize` })
        await ask('openInvoice', finalize, 'request')
      } catch (error) {
        // An attempt that goes on an hour later finds that Stripe did it.
        if (!isRefusal(error)) throw error
      }
      return find('openInvoice', id)
    },
    changePayer: async (customer, payer) => {
      await ask('changePayer', () => stripe.customers.update(customer, payer))
    },
    openPortal: async ({ customer, returnUrl }) => {
      const asked = { customer, return_url: returnUrl }
      return (await ask('openPortal', () => stripe.billingPortal.sessions.create(asked))).url
    },
  }
  return { billing, mode, withInvoices, discountsOf }
}
