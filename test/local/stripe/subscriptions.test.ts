import { describe, expect, test } from 'vitest'
import { openBilling } from '../support/billing.ts'

const one = (price: string) => [{ price, quantity: 1 }]

describe('a membership that is bought', () => {
  test('is found with its order, its items, and the end of what was paid', async () => {
    const { buy, payments, prices, heard } = await openBilling()
    const bought = await buy(one(prices.community))
    expect(bought).toEqual({
      id: bought.id,
      reference: 'ord_1',
      customer: expect.stringMatching(/^cus_/),
      state: 'live',
      startedAt: '2024-04-15T16:00:00Z',
      paidUntil: '2025-04-15T16:00:00Z',
      renews: true,
      items: [{ price: prices.community, quantity: 1, plan: 'community', part: 'plan', cents: 79_900 }],
      waiting: false,
      payments: [
        {
          id: expect.stringMatching(/^in_/),
          paymentId: expect.stringMatching(/^pi_/),
          cents: 79_900,
          paidAt: '2024-04-15T16:00:00Z',
        },
      ],
    })
    expect(await payments.findSubscription(bought.id)).toEqual(bought)
    expect(heard()).toEqual([
      'invoice.created',
      'customer.subscription.created',
      'invoice.finalized',
      'invoice.paid',
      'checkout.session.completed',
    ])
  })

  test('is named by its checkout, with the payment that can be given back or disputed', async () => {
    const { buy, payments, prices, till } = await openBilling()
    const [paid] = (await buy(one(prices.community))).payments
    const [session] = (await till.stripe.checkout.sessions.list()).data
    const id = session?.id ?? ''
    expect(await payments.findCheckout(id)).toMatchObject({
      state: 'paid',
      paidCents: 79_900,
      paymentId: paid?.paymentId,
    })
    await till.standIn.dispute(id)
    const [dispute] = (await till.stripe.disputes.list()).data
    expect(await payments.findDispute(dispute?.id ?? '')).toMatchObject({ reference: 'ord_1', amountCents: 79_900 })
    await till.standIn.closeDispute(id, 'won')
    const refund = { key: 'refund:1', paymentId: paid?.paymentId ?? '', amountCents: 900, reference: 'ord_1' }
    expect(await payments.refund(refund)).toMatchObject({ state: 'made' })
  })

  test('with LEAP29 costs 56729 first and 79900 from then on; with a lasting one always', async () => {
    for (const [from, second] of [
      ['first', 79_900],
      ['all', 56_729],
    ] as const) {
      const { at, buy, charged, prices } = await openBilling()
      const { id } = await buy(one(prices.community), { discount: { cents: 23_171, from } })
      await at('2025-04-15T16:00:00Z')
      expect(await charged(id)).toEqual([56_729, second])
    }
  })

  test('is taxed with every payment, when the account adds tax', async () => {
    const { at, charged, now, payments, prices, till } = await openBilling()
    const { id } = await payments.openCheckout({
      reference: 'ord_1',
      key: 'checkout:ord_1',
      email: 'ada@example.com',
      lines: [],
      subscription: { items: one(prices.community), discount: { cents: 23_171, from: 'first' } },
      automaticTax: true,
      expiresAt: now().replace('16:00:00', '16:31:00'),
      returnUrl: 'https://lectern.example/',
      cancelUrl: 'https://lectern.example/',
    })
    await till.standIn.pay(id)
    const { subscription, ...checkout } = await payments.findCheckout(id)
    // 8.25% of 56729 are 4680.14, of 79900 are 6591.75.
    expect(checkout).toMatchObject({ paidCents: 61_409, taxCents: 4_680, lineTaxCents: [4_680] })
    expect(subscription?.payments).toMatchObject([{ cents: 61_409 }])
    await at('2025-04-15T16:00:00Z')
    expect(await charged(subscription?.id ?? '')).toEqual([61_409, 86_492])
  })

  test('on February 29 ends on the 28th, and in a leap year on the 29th', async () => {
    const { at, buy, charged, payments, prices } = await openBilling('2024-02-29T08:00:00Z')
    const { id, paidUntil } = await buy(one(prices.community))
    const ends = [paidUntil]
    for (const time of ['2025-02-28T08:00:00Z', '2026-02-28T08:00:00Z', '2027-02-28T08:00:00Z']) {
      await at(time)
      ends.push((await payments.findSubscription(id)).paidUntil)
    }
    expect(ends.map((end) => end.slice(0, 10))).toEqual(['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
    // All at once comes to the same.
    await at('2030-03-01T00:00:00Z')
    expect((await payments.findSubscription(id)).paidUntil).toBe('2031-02-28T08:00:00Z')
    expect(await charged(id)).toEqual(Array(7).fill(79_900))
  })

  test('two that keep a price at once keep one', async () => {
    const { payments, prices, till } = await openBilling()
    const price = { plan: 'community', part: 'plan', cents: 69_900 } as const
    const kept = await Promise.all([
      payments.keepPrice({ ...price, title: 'Community' }),
      payments.keepPrice({ ...price, title: 'Community' }),
      payments.keepPrice({ ...price, title: 'The community' }),
    ])
    expect(new Set(kept).size).toBe(1)
    expect(await payments.keepPrice({ ...price, title: 'Renamed' })).toBe(kept[0])
    expect(Object.values(prices)).not.toContain(kept[0])
    expect(till.standIn.countOf('price')).toBe(5)
  })
})

describe('a change', () => {
  test('is charged as it was shown, for the days that are left', async () => {
    const { at, buy, charged, now, payments, prices } = await openBilling()
    const team = await buy(one(prices.team))
    const plan = { price: prices.team, quantity: 1 }
    await at('2024-09-27T16:00:00Z')
    const change = { items: [plan, { price: prices.seat, quantity: 2 }], at: now() }
    expect(await payments.previewChange(team.id, change)).toBe(32_877)
    const changed = await payments.changeNow(team.id, { ...change, key: 'k1' })
    expect(changed).toMatchObject({ state: 'live', waiting: false, paidUntil: '2025-04-15T16:00:00Z' })
    expect(changed.items.map(({ part, quantity }) => [part, quantity])).toEqual([
      ['plan', 1],
      ['seat', 2],
    ])
    expect(changed.payments[0]).toMatchObject({ cents: 32_877, paidAt: '2024-09-27T16:00:00Z' })
    // Under the same key, and of what there is already, nothing more.
    expect(await payments.changeNow(team.id, { ...change, key: 'k1' })).toEqual(changed)
    expect(await payments.previewChange(team.id, change)).toBe(0)
    await at('2025-04-15T16:00:00Z')
    expect(await charged(team.id)).toEqual([199_900, 32_877, 259_900])
  })

  test('to a better plan gives back what was charged for the rest of the other', async () => {
    const { at, buy, charged, now, payments, prices } = await openBilling()
    const [full, reduced] = [
      await buy(one(prices.community)),
      await buy(one(prices.community), { discount: { cents: 23_171, from: 'first' } }),
    ]
    await at('2024-09-27T16:00:00Z')
    const change = { items: one(prices.allAccess), at: now() }
    expect(await payments.previewChange(full.id, change)).toBe(82_137 - 43_781)
    await payments.changeNow(full.id, { ...change, key: 'k1' })
    expect(await charged(full.id)).toEqual([79_900, 38_356])
    // 56729 were charged, of which 31084 are left.
    expect(await payments.previewChange(reduced.id, change)).toBe(82_137 - 31_084)
    // The other way, money would come back.
    expect(await payments.previewChange(full.id, { items: one(prices.community), at: now() })).toBe(43_781 - 82_137)
  })

  test('with a card that is declined changes nothing, waits, and can be paid on its page within 23 hours', async () => {
    const { at, buy, charged, now, payments, prices, till } = await openBilling()
    const before = await buy(one(prices.community))
    await till.standIn.billing.setCard(before.id, 'declines')
    await at('2024-09-27T16:00:00Z')
    const change = { items: one(prices.allAccess), at: now() }
    const waiting = await payments.changeNow(before.id, { ...change, key: 'k1' })
    const owed = {
      id: expect.any(String),
      cents: 38_356,
      since: now(),
      url: expect.stringContaining('/local/invoices/'),
    }
    expect(waiting).toEqual({ ...before, waiting: true, owed })
    expect(await payments.changeNow(before.id, { ...change, key: 'k1' })).toEqual(waiting)
    await at('2024-09-28T15:00:00Z')
    expect(await payments.findSubscription(before.id)).toEqual(before)
    const again = await payments.changeNow(before.id, { items: change.items, at: now(), key: 'k2' })
    expect(await till.standIn.billing.payInvoice(again.owed?.id ?? '', 'declines')).toBe(false)
    expect(await till.standIn.billing.payInvoice(again.owed?.id ?? '')).toBe(true)
    expect(await payments.findSubscription(before.id)).toMatchObject({
      waiting: false,
      items: [{ plan: 'all-access' }],
      payments: [{ id: again.owed?.id }, ...before.payments],
    })
    expect((await charged(before.id)).filter((cents) => cents > 0)).toHaveLength(2)
  })

  test('at the renewal costs nothing before it', async () => {
    const { at, buy, charged, payments, prices } = await openBilling()
    const { id } = await buy([
      { price: prices.team, quantity: 1 },
      { price: prices.seat, quantity: 2 },
    ])
    const items = one(prices.team)
    const changed = await payments.changeAtRenewal(id, { items, key: 'k1' })
    expect(changed).toMatchObject({ items: [{ part: 'plan', quantity: 1 }], waiting: false })
    expect(await payments.changeAtRenewal(id, { items, key: 'k1' })).toEqual(changed)
    await at('2025-04-15T16:00:00Z')
    expect(await charged(id)).toEqual([259_900, 199_900])
  })
})

describe('the end', () => {
  test('comes at the second, when the renewal was stopped by us or in the portal, and not when that was taken back', async () => {
    const { at, buy, charged, payments, prices, till } = await openBilling()
    const [ours, theirs, kept] = [
      await buy(one(prices.community)),
      await buy(one(prices.community)),
      await buy(one(prices.community)),
    ]
    expect(await payments.setRenewal(ours.id, { renews: false, key: 'k1' })).toEqual({ ...ours, renews: false })
    await till.standIn.billing.setRenewal(theirs.id, false)
    expect(await payments.findSubscription(theirs.id)).toEqual({ ...theirs, renews: false })
    await till.standIn.billing.setRenewal(kept.id, false)
    expect(await payments.setRenewal(kept.id, { renews: true, key: 'k2' })).toEqual(kept)
    await at('2025-04-15T15:59:59Z')
    expect(await payments.findSubscription(ours.id)).toMatchObject({ state: 'live' })
    await at('2025-04-15T16:00:00Z')
    for (const { id } of [ours, theirs]) {
      expect(await payments.findSubscription(id)).toMatchObject({ state: 'ended', endedAt: '2025-04-15T16:00:00Z' })
      expect(await charged(id)).toEqual([79_900])
    }
    expect(await charged(kept.id)).toEqual([79_900, 79_900])
  })

  test('comes at once when asked for, once, and nothing that is owed can be paid after it', async () => {
    const { at, buy, payments, prices, till } = await openBilling()
    const { id } = await buy(one(prices.community))
    await till.standIn.billing.setCard(id, 'declines')
    await at('2025-04-16T00:00:00Z')
    const { owed } = await payments.findSubscription(id)
    const ended = await payments.endSubscription(id, 'k1')
    expect(ended).toMatchObject({ state: 'ended', endedAt: '2025-04-16T00:00:00Z', renews: false })
    expect(ended.owed).toBeUndefined()
    expect(await payments.endSubscription(id, 'k2')).toEqual(ended)
    await expect(till.standIn.billing.payInvoice(owed?.id ?? '')).rejects.toMatchObject({ code: 'invoice.not-open' })
    await at('2027-04-16T00:00:00Z')
    expect(await payments.findSubscription(id)).toEqual(ended)
  })
})
