import { describe, expect, test } from 'vitest'
import { in2024, minutesIn, payAt, remaining, withPlatform } from '../support/local-platform.ts'

describe('the payment page of the local platform', () => {
  test('is the address that the order names, and tells what is paid for', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const page = await site.ask<{ id: string }>(payAt(order))
      expect(page.body).toMatchObject({
        status: 'open',
        paymentStatus: 'unpaid',
        totalCents: 39_900,
        email: 'dana@example.com',
        acts: ['pay', 'fail', 'expire'],
      })
      expect(order.checkoutUrl).toBe(`${site.url}/local/checkout/${page.body.id}`)
    })
  })

  test('paid twice, the second is refused: one charge, one confirmation and one receipt', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const paid = await site.ask(`${payAt(order)}/pay`, { method: 'POST' })
      expect(paid).toMatchObject({ status: 200, body: { status: 'complete', paymentStatus: 'paid', delivered: true } })
      const again = await site.ask(`${payAt(order)}/pay`, { method: 'POST' })
      expect(again).toMatchObject({ status: 409, body: { code: 'checkout.complete' } })
      expect((await site.orderNow(order)).status).toBe('confirmed')
      const mails = await site.mails('dana@example.com')
      expect(mails.map(({ template }) => template).sort()).toEqual(['receipt', 'registration-confirmed'])
    })
  })

  test('a declined card leaves it open, and it can be paid after all', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      expect(await site.ask(`${payAt(order)}/fail`, { send: {} })).toMatchObject({
        status: 200,
        body: { status: 'open' },
      })
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      await site.ask(`${payAt(order)}/pay`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('expired, it gives the seat back at once', async () => {
    await withPlatform(in2024, async (site) => {
      const before = await remaining(site, '5w22')
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/expire`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('expired')
      expect(await remaining(site, '5w22')).toBe(before)
      expect((await site.ask(`${payAt(order)}/pay`, { send: {} })).status).toBe(409)
    })
  })

  test('paid with a lost webhook, the page that the buyer comes back to confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { deliver: false } })
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      const page = await fetch(`${site.url}/orders/${order.id}?token=${order.token}`)
      expect(page.status).toBe(200)
      expect(await page.text()).toContain('You’re registered')
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('paid with a lost webhook and never come back, the end of the hold confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { deliver: false } })
      await site.ask('/local/clock/advance', { send: { seconds: 42 * 60 } })
      expect((await site.orderNow(order)).status).toBe('confirmed')
      expect(await site.mails('dana@example.com', 'registration-confirmed')).toHaveLength(1)
    })
  })

  test('paid by bank, the seat is kept for days; the debit that settles confirms', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      const paid = await site.ask(`${payAt(order)}/pay`, { send: { method: 'bank' } })
      expect(paid.body).toMatchObject({ status: 'complete', paymentStatus: 'unpaid', acts: ['settle', 'bounce'] })
      await site.setClock(minutesIn(3 * 24 * 60))
      expect((await site.orderNow(order)).status).toBe('awaiting-payment')
      await site.ask(`${payAt(order)}/settle`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('confirmed')
    })
  })

  test('paid by bank, the debit that bounces gives the seat back', async () => {
    await withPlatform(in2024, async (site) => {
      const before = await remaining(site, '5w22')
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: { method: 'bank' } })
      await site.setClock(minutesIn(3 * 24 * 60))
      await site.ask(`${payAt(order)}/bounce`, { send: {} })
      expect((await site.orderNow(order)).status).toBe('expired')
      expect(await remaining(site, '5w22')).toBe(before)
      expect(await site.mails('dana@example.com', 'registration-confirmed')).toEqual([])
    })
  })

  test('webhooks replayed, strays among them, change nothing and mail nobody', async () => {
    await withPlatform(in2024, async (site) => {
      const order = await site.order('dana@example.com', '5w22:seat')
      await site.ask(`${payAt(order)}/pay`, { send: {} })
      const session = payAt(order).split('/').at(-1)
      const replay = (type: string, times: number) =>
        site.ask<{ event: string; delivered: number }>('/local/webhooks/replay', { send: { session, type, times } })
      const first = await replay('checkout.session.completed', 3)
      const second = await replay('checkout.session.completed', 1)
      const stray = await replay('checkout.session.expired', 2)
      expect([first, second, stray].map(({ status, body }) => [status, body.delivered])).toEqual([
        [200, 3],
        [200, 1],
        [200, 2],
      ])
      expect(first.body.event).toBe(second.body.event)
      expect((await site.orderNow(order)).status).toBe('confirmed')
      expect(await site.mails('dana@example.com')).toHaveLength(2)
      expect(await replay('invoice.paid', 1)).toMatchObject({ status: 409 })
    })
  })
})
