import { createStripePayments } from '@lectern/core/payments'
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

describe('the provider', () => {
  test.for(['error-500', 'rate-limit', 'refuse'] as const)('%s is unavailable, and said so', async (kind) => {
    const desk = await openDesk()
    desk.stripe.setFault({ path: /.*/, times: 9, kind })
    await expect(desk.payments.openCheckout(request)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'payments.unavailable',
    })
  })

  test('a mistake of ours is not taken for an outage', async () => {
    const desk = await openDesk()
    await expect(desk.payments.openCheckout({ ...request, expiresAt: minutes(5) })).rejects.toMatchObject({
      type: 'StripeInvalidRequestError',
    })
    await expect(desk.payments.findCheckout('cs_unknown')).rejects.toMatchObject({ type: 'StripeInvalidRequestError' })
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

  test('with its signature says which checkout to look at', async () => {
    expect(await payments.readWebhook(body, await signed(body, 'whsec_1'))).toEqual({
      id: 'evt_1',
      type: 'checkout.session.completed',
      checkoutId: 'cs_1',
    })
    const other = body.replace('"checkout.session"', '"refund"')
    expect(await payments.readWebhook(other, await signed(other, 'whsec_1'))).not.toHaveProperty('checkoutId')
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
