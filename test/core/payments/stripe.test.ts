import { createStripePayments, type RefusalFacts } from '@lectern/core/payments'
import { describe, expect, test } from 'vitest'
import { minutes } from '../../support/build.ts'
import { openDesk, type TestDesk } from '../../support/desk.ts'

const request = {
  reference: 'ord_1',
  key: 'checkout:ord_1',
  email: 'ada@example.com',
  lines: [
    { title: 'A class: Seat', quantity: 3, totalCents: 10_001 },
    { title: 'A webinar: Seat', quantity: 1, totalCents: 885 },
  ],
  expiresAt: minutes(31),
  returnUrl: 'https://lectern.example/orders/ord_1?token=t',
  cancelUrl: 'https://lectern.example/orders/ord_1?token=t',
}

const paid = async (desk: TestDesk) => {
  const { id } = await desk.payments.openCheckout(request)
  await desk.stripe.pay(id, { deliver: false })
  return desk.payments.findCheckout(id)
}

describe('a checkout', () => {
  test('collects the final amounts of its lines, and one key opens one', async () => {
    const desk = await openDesk()
    const [first, again] = await Promise.all([desk.payments.openCheckout(request), desk.payments.openCheckout(request)])
    expect(again).toEqual(first)
    expect(first).toMatchObject({
      reference: 'ord_1',
      state: 'open',
      paidCents: 0,
      url: expect.stringContaining('http'),
    })
    const session = desk.stripe.getSession(first.id)
    expect(session.amount_total).toBe(10_886)
    expect(session.line_items.data.map(({ description, amount_total }) => [description, amount_total])).toEqual([
      ['A class: Seat × 3', 10_001],
      ['A webinar: Seat', 885],
    ])
    expect(await paid(desk)).toMatchObject({ state: 'paid', paidCents: 10_886, paymentId: expect.any(String) })
  })

  test.each(['a..b@example.com', 'ann@1.2.3.4', '.ann@example.com'])(
    'opens for %s, an address that it does not take, and asks for one on its page; nobody is alarmed',
    async (email) => {
      const refused: RefusalFacts[] = []
      const desk = await openDesk({ onRefused: (facts) => refused.push(facts) })
      const [first, again] = await Promise.all([1, 2].map(() => desk.payments.openCheckout({ ...request, email })))
      expect([first?.state, again?.id]).toEqual(['open', first?.id])
      expect(desk.stripe.getSession(first?.id ?? '').customer_email).toBeNull()
      expect(refused).toEqual([])
    },
  )

  test('is open after a declined card, processing while a bank debit is under way, then paid or failed', async () => {
    const desk = await openDesk()
    const open = async (key: string) => (await desk.payments.openCheckout({ ...request, key })).id
    const state = async (id: string) => {
      const { state: word, paidCents, url } = await desk.payments.findCheckout(id)
      return [word, paidCents, url !== undefined]
    }
    const [card, settled, bounced, expired] = [await open('1'), await open('2'), await open('3'), await open('4')]
    await desk.stripe.fail(card)
    expect(await state(card)).toEqual(['open', 0, true])
    await desk.stripe.pay(settled, { method: 'bank', deliver: false })
    await desk.stripe.pay(bounced, { method: 'bank', deliver: false })
    expect(await state(settled)).toEqual(['processing', 0, false])
    await desk.stripe.settle(settled)
    await desk.stripe.bounce(bounced)
    await desk.stripe.expire(expired)
    expect(await state(settled)).toEqual(['paid', 10_886, false])
    expect(await state(bounced)).toEqual(['failed', 0, false])
    expect(await state(expired)).toEqual(['expired', 0, false])
  })

  test('that is closed can no longer be paid; one that was paid meanwhile says so', async () => {
    const desk = await openDesk()
    const { id } = await desk.payments.openCheckout(request)
    expect(await desk.payments.closeCheckout(id)).toMatchObject({ state: 'expired' })
    expect(await desk.payments.closeCheckout(id)).toMatchObject({ state: 'expired' })
    await expect(desk.stripe.pay(id)).rejects.toMatchObject({ code: 'checkout.expired' })
    const other = await desk.payments.openCheckout({ ...request, key: 'other' })
    await desk.stripe.pay(other.id, { deliver: false })
    expect(await desk.payments.closeCheckout(other.id)).toMatchObject({ state: 'paid', paidCents: 10_886 })
  })
})

describe('sales tax', () => {
  test('is asked for, and told with each line once it is paid', async () => {
    const desk = await openDesk()
    const { id } = await desk.payments.openCheckout({ ...request, automaticTax: true })
    expect(await desk.payments.findCheckout(id)).not.toHaveProperty('taxCents')
    expect(desk.stripe.getSession(id).billing_address_collection).toBe('required')
    await desk.stripe.pay(id, { deliver: false })
    // 8.25% of 10001 are 825.08, of 885 are 73.01.
    const expected = { state: 'paid', paidCents: 11_784, taxCents: 898, lineTaxCents: [825, 73] }
    expect(await desk.payments.findCheckout(id)).toMatchObject(expected)
    expect(await desk.payments.closeCheckout(id)).toMatchObject(expected)
  })

  test('is not spoken of where it is off', async () => {
    const desk = await openDesk()
    expect(await paid(desk)).not.toHaveProperty('taxCents')
  })

  test('of twenty lines and a shipping rate is told of each', async () => {
    const desk = await openDesk()
    const lines = Array.from({ length: 21 }, (_, index) => ({
      title: `${index}`,
      quantity: 1,
      totalCents: 100 * (index + 1),
    }))
    const { id } = await desk.payments.openCheckout({ ...request, lines, automaticTax: true })
    await desk.stripe.pay(id, { deliver: false })
    const { lineTaxCents = [], taxCents } = await desk.payments.findCheckout(id)
    expect(lineTaxCents).toEqual(lines.map(({ totalCents }) => Math.floor(totalCents * 0.0825 + 0.5)))
    expect(lineTaxCents.reduce((sum, cents) => sum + cents, 0)).toBe(taxCents)
  })
})

test('where a parcel goes stands on the payment, so that nobody is asked twice', async () => {
  const desk = await openDesk()
  const shipTo = { name: 'Ada', line1: '1 Main St', city: 'Reno', region: 'NV', postalCode: '89501', country: 'US' }
  const { id } = await desk.payments.openCheckout({ ...request, shipTo })
  await desk.stripe.pay(id, { deliver: false })
  const { paymentId = '' } = await desk.payments.findCheckout(id)
  expect((await desk.vendor.paymentIntents.retrieve(paymentId)).shipping).toMatchObject({
    name: 'Ada',
    address: { line1: '1 Main St', line2: null, city: 'Reno', state: 'NV', postal_code: '89501', country: 'US' },
  })
  expect(desk.stripe.getSession(id).shipping_address_collection).toBeNull()
})

describe('a dispute', () => {
  test('is found with the order that it is about, open, and then won or lost', async () => {
    for (const outcome of ['won', 'lost'] as const) {
      const desk = await openDesk()
      const { id, paymentId = '' } = await paid(desk)
      await desk.stripe.dispute(id, { reason: 'product_not_received' })
      const [kept] = (await desk.vendor.disputes.list({ payment_intent: paymentId })).data
      const find = () => desk.payments.findDispute(kept?.id ?? '')
      const open = {
        id: kept?.id,
        reference: 'ord_1',
        paymentId,
        amountCents: 10_886,
        reason: 'product_not_received',
        state: 'open',
        openedAt: minutes(0),
        dueBy: minutes(10 * 24 * 60),
      }
      expect(await find()).toEqual(open)
      await desk.stripe.answerDispute(id)
      expect(await find()).toEqual(open)
      await desk.stripe.closeDispute(id, outcome)
      expect(await find()).toEqual({ ...open, state: outcome })
    }
  })

  test('of a payment that names no order is about none', async () => {
    const desk = await openDesk()
    const { id } = await desk.vendor.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://elsewhere.example',
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'x' } } }],
    })
    await desk.stripe.pay(id, { deliver: false })
    await desk.stripe.dispute(id)
    const payment_intent = String(desk.stripe.getSession(id).payment_intent)
    const [kept] = (await desk.vendor.disputes.list({ payment_intent })).data
    expect(await desk.payments.findDispute(kept?.id ?? '')).toMatchObject({ reference: '', state: 'open' })
  })
})

describe('a refund', () => {
  test('asked for twice or at once is made once; one that is refused for good is failed', async () => {
    const desk = await openDesk()
    const { paymentId = '' } = await paid(desk)
    const refund = { key: 'refund:1', paymentId, amountCents: 885, reference: 'ord_1' }
    const made = await Promise.all([1, 2, 3].map(() => desk.payments.refund(refund)))
    expect(new Set(made.map(({ id }) => id)).size).toBe(1)
    expect(made[0]?.state).toBe('made')
    expect(desk.stripe.countOf('refund')).toBe(1)
    // More than is left.
    expect(await desk.payments.refund({ ...refund, key: 'refund:2', amountCents: 10_002 })).toMatchObject({
      state: 'failed',
    })
    expect(desk.stripe.countOf('refund')).toBe(1)
  })

  test('whose answer was dropped is found again by its key', async () => {
    const desk = await openDesk()
    const { paymentId = '' } = await paid(desk)
    desk.stripe.setFault({ path: /refunds/, times: 1, kind: 'done-then-drop', method: 'POST' })
    const refund = { key: 'refund:1', paymentId, amountCents: 885, reference: 'ord_1' }
    expect(await desk.payments.refund(refund)).toMatchObject({ state: 'made' })
    expect(desk.stripe.countOf('refund')).toBe(1)
  })
})

test('a refund that was made, though a server error was all that came back, is found again when its key is forgotten', async () => {
  const desk = await openDesk({ retries: 0 })
  const { paymentId = '' } = await paid(desk)
  const refund = { key: 'refund:1', paymentId, amountCents: 885, reference: 'ord_1' }
  desk.stripe.setFault({ path: /refunds/, times: 1, kind: 'done-then-500', method: 'POST' })
  await expect(desk.payments.refund(refund)).rejects.toMatchObject({ code: 'payments.unavailable' })
  desk.clock.now = minutes(25 * 60)
  expect(await desk.payments.refund(refund)).toMatchObject({ state: 'made' })
  expect(desk.stripe.countOf('refund')).toBe(1)
})

describe('the provider', () => {
  test.for(['error-500', 'rate-limit', 'refuse'] as const)('%s is unavailable, and said so', async (kind) => {
    const desk = await openDesk()
    desk.stripe.setFault({ path: /.*/, times: 9, kind })
    await expect(desk.payments.openCheckout(request)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'payments.unavailable',
    })
  })

  test('what it refuses for good is an outage to the buyer, and told apart for us', async () => {
    const desk = await openDesk()
    const refused = { kind: 'unavailable', code: 'payments.unavailable', about: 'request' }
    await expect(desk.payments.openCheckout({ ...request, expiresAt: minutes(5) })).rejects.toMatchObject(refused)
    await expect(desk.payments.findCheckout('cs_unknown')).rejects.toMatchObject(refused)
  })
})

describe('a webhook', () => {
  const payments = createStripePayments({ secretKey: 'sk_test_local', webhookSecret: 'whsec_1' })
  const body = JSON.stringify({
    id: 'evt_1',
    object: 'event',
    type: 'checkout.session.completed',
    data: { object: { id: 'cs_1', object: 'checkout.session' } },
  })
  const signed = async (payload: string, secret: string, age = 0): Promise<string> => {
    const { vendor } = await openDesk()
    const timestamp = Math.floor(Date.now() / 1000) - age
    return vendor.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp })
  }

  test('with its signature says which checkout or dispute to look at', async () => {
    expect(await payments.readWebhook(body, await signed(body, 'whsec_1'))).toEqual({
      id: 'evt_1',
      type: 'checkout.session.completed',
      checkoutId: 'cs_1',
    })
    const other = body.replace('"checkout.session"', '"refund"')
    expect(await payments.readWebhook(other, await signed(other, 'whsec_1'))).toEqual({
      id: 'evt_1',
      type: 'checkout.session.completed',
    })
    const dispute = body.replace('"checkout.session"', '"dispute"').replace('cs_1', 'du_1')
    expect(await payments.readWebhook(dispute, await signed(dispute, 'whsec_1'))).toMatchObject({ disputeId: 'du_1' })
  })

  test.for([
    ['signed with another secret', 'whsec_2', 0, body],
    ['older than five minutes', 'whsec_1', 301, body],
    ['changed on its way', 'whsec_1', 0, body.replace('cs_1', 'cs_2')],
  ] as const)('%s is refused', async ([, secret, age, arrived]) => {
    const header = await signed(body, secret, age)
    await expect(payments.readWebhook(arrived, header)).rejects.toMatchObject({ code: 'payments.bad-signature' })
    await expect(payments.readWebhook(arrived, '')).rejects.toMatchObject({ code: 'payments.bad-signature' })
  })
})
