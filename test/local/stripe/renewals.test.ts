import { describe, expect, test } from 'vitest'
import { openBilling } from '../support/billing.ts'

const bought = async () => {
  const desk = await openBilling()
  const { id } = await desk.buy([{ price: desk.prices.community, quantity: 1 }])
  const find = () => desk.payments.findSubscription(id)
  return { ...desk, id, find, billing: desk.till.standIn.billing }
}

describe('a renewal that is declined', () => {
  test('extends nothing, is owed, and paid by a good card on day 7 is charged once', async () => {
    const { at, billing, charged, find, id, till } = await bought()
    await billing.setCard(id, 'declines')
    const before = await find()
    await at('2025-04-15T16:00:00Z')
    const due = {
      ...before,
      state: 'past-due',
      owed: {
        id: expect.any(String),
        cents: 79_900,
        since: '2025-04-15T16:00:00Z',
        url: expect.stringContaining('/local/invoices/'),
      },
    }
    expect(await find()).toEqual(due)
    await at('2025-04-20T16:00:00Z')
    await billing.setCard(id, 'pays')
    await at('2025-04-22T15:59:59Z')
    expect(await find()).toEqual(due)
    await at('2025-04-22T16:00:00Z')
    expect(await find()).toMatchObject({
      state: 'live',
      paidUntil: '2026-04-15T16:00:00Z',
      payments: [{ cents: 79_900, paidAt: '2025-04-22T16:00:00Z' }, { cents: 79_900 }],
    })
    expect(await charged(id)).toEqual([79_900, 79_900])
    const [invoice] = (await till.stripe.invoices.list({ subscription: id })).data
    expect(invoice).toMatchObject({ attempt_count: 4, status: 'paid' })
    await at('2025-05-30T00:00:00Z')
    expect(await charged(id)).toEqual([79_900, 79_900])
  })

  test('and never paid ends it 14 days after the period', async () => {
    const { at, billing, charged, find, id } = await bought()
    await billing.setCard(id, 'declines')
    await at('2025-04-29T15:59:59Z')
    expect(await find()).toMatchObject({ state: 'past-due', paidUntil: '2025-04-15T16:00:00Z' })
    await at('2025-04-29T16:00:00Z')
    expect(await find()).toMatchObject({ state: 'ended', endedAt: '2025-04-29T16:00:00Z' })
    expect(await charged(id)).toEqual([79_900, 0])
  })

  test('can be paid on its page, after which it isn’t tried again', async () => {
    const { at, billing, charged, find, id, till } = await bought()
    await billing.setCard(id, 'declines')
    await at('2025-04-16T00:00:00Z')
    await billing.payInvoice((await find()).owed?.id ?? '')
    expect(await find()).toMatchObject({ state: 'live', paidUntil: '2026-04-15T16:00:00Z' })
    await at('2025-05-15T00:00:00Z')
    expect(till.standIn.countOf('charge')).toBe(3)
    expect(await charged(id)).toEqual([79_900, 79_900])
  })
})

describe('what is paid by invoice', () => {
  const invoiced = async () => {
    const desk = await openBilling()
    const open = (key: string) =>
      desk.payments.openInvoice({
        reference: 'ord_1',
        key,
        email: 'boss@example.com',
        name: 'The Company',
        items: [
          { price: desk.prices.team, quantity: 1 },
          { price: desk.prices.seat, quantity: 2 },
        ],
        discount: { cents: 900, from: 'first' },
        daysToPay: 30,
        purchaseOrder: 'PO 17',
      })
    return { ...desk, open, billing: desk.till.standIn.billing }
  }

  test('is incomplete until it is paid, and asked for twice is one', async () => {
    const { billing, open, payments, till } = await invoiced()
    const [first, again] = [await open('k1'), await open('k1')]
    expect(again).toEqual(first)
    expect(first).toMatchObject({ state: 'incomplete', paidUntil: first.startedAt, reference: 'ord_1' })
    expect(first.owed).toMatchObject({ cents: 259_000, url: expect.stringContaining('/local/invoices/') })
    expect(first.payments).toEqual([])
    expect(till.standIn.countOf('subscription')).toBe(1)
    expect(billing.getInvoice(first.owed?.id ?? '').custom_fields).toEqual([{ name: 'PO number', value: 'PO 17' }])
    await billing.payInvoice(first.owed?.id ?? '')
    const paid = await payments.findSubscription(first.id)
    expect(paid).toMatchObject({ state: 'live', paidUntil: '2025-04-15T16:00:00Z', payments: [{ cents: 259_000 }] })
    expect(paid.owed).toBeUndefined()
  })

  test('renews by an invoice that waits, and a timeout of the first one is answered under the same key', async () => {
    const { at, billing, open, payments, till } = await invoiced()
    till.standIn.setFault({ path: /subscriptions$/, times: 1, kind: 'done-then-drop', method: 'POST' })
    const { id, owed } = await open('k1')
    expect(till.standIn.countOf('subscription')).toBe(1)
    await billing.payInvoice(owed?.id ?? '')
    await at('2025-04-15T16:00:00Z')
    const due = await payments.findSubscription(id)
    expect(due).toMatchObject({ state: 'past-due', paidUntil: '2025-04-15T16:00:00Z', owed: { cents: 259_900 } })
    await billing.payInvoice(due.owed?.id ?? '')
    expect(await payments.findSubscription(id)).toMatchObject({ state: 'live', paidUntil: '2026-04-15T16:00:00Z' })
  })
})

describe('webhooks', () => {
  test('name the subscription to look at, whether it changed, was paid for, or failed to be', async () => {
    const { id, payments, till } = await bought()
    const signed = async (object: object) => {
      const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'a.type', data: { object } })
      const { webhooks } = till.stripe
      const header = await webhooks.generateTestHeaderStringAsync({ payload, secret: 'whsec_of_the_tests' })
      return payments.readWebhook(payload, header)
    }
    const told = { id: 'evt_1', type: 'a.type', subscriptionId: id }
    expect(await signed(await till.stripe.subscriptions.retrieve(id))).toEqual(told)
    for (const invoice of (await till.stripe.invoices.list({ subscription: id })).data) {
      expect(await signed(invoice)).toEqual(told)
    }
  })

  test('of a renewal can be lost, doubled, late, or repeated', async () => {
    const { at, heard, id, till } = await bought()
    const before = heard().length
    till.standIn.setCourier(({ type }) => {
      if (type === 'invoice.created') return 'never'
      if (type === 'invoice.finalized') return 'later'
      return type === 'invoice.paid' ? 'twice' : 'once'
    })
    await at('2025-04-15T16:00:00Z')
    expect(heard().slice(before)).toEqual(['customer.subscription.updated', 'invoice.paid', 'invoice.paid'])
    till.standIn.setCourier(undefined)
    await till.standIn.redeliverPending()
    await till.standIn.replay({ subscription: id, type: 'customer.subscription.updated', times: 2 })
    await till.standIn.replay({ subscription: id, type: 'invoice.payment_failed' })
    expect(heard().slice(before + 3)).toEqual([
      'invoice.finalized',
      'customer.subscription.updated',
      'customer.subscription.updated',
      'invoice.payment_failed',
    ])
  })
})

test('the portal is the provider’s own page, for the customer', async () => {
  const { billing, find, id, payments } = await bought()
  const url = await payments.openPortal({
    customer: (await find()).customer,
    returnUrl: 'https://lectern.example/account',
  })
  const { session, subscriptions } = billing.getPortal(url.split('/').at(-1) ?? '')
  expect(session.return_url).toBe('https://lectern.example/account')
  expect(subscriptions.map(({ subscription, card, invoices }) => [subscription.id, card, invoices.length])).toEqual([
    [id, 'pays', 1],
  ])
})
