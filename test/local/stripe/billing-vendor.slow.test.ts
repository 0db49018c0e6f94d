import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import * as accepted from '../../../packages/local/src/stripe/billing-parameters.ts'
import { openBilling } from '../support/billing.ts'
import { faultsOf, type Node, schemaOf, strangers, validator } from '../support/vendor-schema.ts'

test.each([
  ['CustomerCreateParams', accepted.CustomerCreate],
  ['PriceCreateParams', accepted.PriceCreate],
  ['PriceListParams', accepted.PriceList],
  ['CouponCreateParams', accepted.CouponCreate],
  ['SubscriptionCreateParams', accepted.SubscriptionCreate],
  ['SubscriptionUpdateParams', accepted.SubscriptionUpdate],
  ['SubscriptionListParams', accepted.SubscriptionList],
  ['InvoiceCreatePreviewParams', accepted.InvoicePreview],
  ['InvoiceListParams', accepted.InvoiceList],
  ['InvoicePaymentListParams', accepted.InvoicePaymentList],
  ['PortalSessionCreateParams', accepted.PortalSessionCreate],
] as const)('every parameter that the stand-in accepts is one of the vendor: %s', (type, schema) => {
  const vendor = schemaOf(type)
  const ours = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  expect(Object.keys(ours.properties ?? {})).not.toHaveLength(0)
  expect(strangers(ours as Node, [vendor], vendor, type)).toEqual([])
})

describe('every object that the stand-in answers with conforms to the declarations of the vendor', () => {
  type Listed = { data: Node[] }
  const opened = async () => {
    const desk = await openBilling()
    /** As it came over the wire. */
    const got = async <T = Node>(path: string): Promise<T> => {
      const headers = { authorization: 'Bearer sk_test_x' }
      return (await fetch(`${desk.till.server.url}/v1/${path}`, { headers })).json() as Promise<T>
    }
    const faults = (type: string, value: unknown) =>
      expect([type, faultsOf(validator(type), value)]).toEqual([type, []])
    /** All that is kept of a subscription. */
    const check = async (id: string) => {
      const subscription = await got<Node & { items: Listed }>(`subscriptions/${id}`)
      faults('Subscription', subscription)
      for (const item of subscription.items.data) {
        faults('SubscriptionItem', item)
        faults('Price', item.price)
        faults('Plan', item.plan)
      }
      if (subscription.pending_update) faults('PendingUpdate', subscription.pending_update)
      faults('Customer', await got(`customers/${subscription.customer}`))
      const invoices = await got<{ data: (Node & { lines: Listed })[] }>(`invoices?subscription=${id}&limit=100`)
      for (const invoice of invoices.data) {
        faults('Invoice', invoice)
        for (const line of invoice.lines.data) faults('InvoiceLine', line)
        const { data } = await got<Listed>(`invoice_payments?invoice=${invoice.id}`)
        for (const payment of data) {
          faults('InvoicePayment', payment)
          const { payment_intent } = payment.payment as { payment_intent: string }
          faults('PaymentIntent', await got(`payment_intents/${payment_intent}`))
        }
      }
      return { subscription, statuses: invoices.data.map(({ status }) => status) }
    }
    return { ...desk, got, faults, check }
  }

  test('one by card, which waits for a change, is past due, and ended', async () => {
    const { at, buy, check, faults, got, now, payments, prices, till } = await opened()
    const { id } = await buy([{ price: prices.team, quantity: 1 }], { discount: { cents: 900, from: 'all' } })
    const { subscription } = await check(id)
    faults('Card', (await got(`payment_methods/${subscription.default_payment_method}`)).card)
    const [session] = (await got<{ data: (Node & { discounts: { coupon: string }[] })[] }>('checkout/sessions')).data
    faults('Session', session)
    faults('Coupon', await got(`coupons/${session?.discounts[0]?.coupon}`))
    const { product } = await got(`prices/${prices.team}`)
    faults('Product', await got(`products/${product}`))
    const portal = await till.stripe.billingPortal.sessions.create({ customer: String(subscription.customer) })
    const { lastResponse: _, ...plain } = portal
    faults('PortalSession', plain)

    await till.standIn.billing.setCard(id, 'declines')
    await at('2024-09-27T16:00:00Z')
    const items = [
      { price: prices.team, quantity: 1 },
      { price: prices.seat, quantity: 1 },
    ]
    await payments.changeNow(id, { items, at: now(), key: 'k1' })
    expect((await check(id)).statuses).toEqual(['open', 'paid'])
    await at('2025-04-18T16:00:00Z')
    expect((await check(id)).statuses).toEqual(['open', 'void', 'paid'])
    await payments.endSubscription(id, 'k2')
    expect((await check(id)).statuses).toEqual(['void', 'void', 'paid'])
  })

  test('one by invoice, from its draft on', async () => {
    const { check, prices, till } = await opened()
    const customer = await till.stripe.customers.create({ email: 'boss@example.com', name: 'The Company' })
    const { id, latest_invoice } = await till.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: prices.team }],
      billing_mode: { type: 'flexible', flexible: { proration_discounts: 'included' } },
      collection_method: 'send_invoice',
      days_until_due: 30,
    })
    expect((await check(id)).statuses).toEqual(['draft'])
    till.advance(3600)
    expect((await check(id)).statuses).toEqual(['open'])
    await till.standIn.billing.payInvoice(String(latest_invoice))
    expect((await check(id)).statuses).toEqual(['paid'])
  })
})
