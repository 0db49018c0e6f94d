import type { Event } from '@lectern/core/catalog'
import { findOrder, type Order } from '@lectern/core/registration'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { makeEvent, salesClass } from '../../support/program.ts'

let site: AdminSite
let event: Event
let day: Event
beforeAll(async () => {
  site = await openAdminSite()
  event = await makeEvent(site.table, salesClass, site.clock.now)
  day = await makeEvent(
    site.table,
    {
      kind: 'webinar',
      slug: 'a-day',
      title: 'A day',
      tickets: [{ name: 'Seat', priceCents: 1_999 }],
      sessions: [{ startsAt: '2024-06-01T09:00', durationMinutes: 60 }],
    },
    site.clock.now,
  )
})
afterAll(() => site.stop())

let buyers = 0
const buy = (options: { paid?: boolean } = {}): Promise<Order> => {
  buyers += 1
  return site.order(event, { email: `buyer${buyers}@example.com`, name: `Buyer ${buyers}` }, options)
}
const hidden = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(`name="${name}" value="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')
const now = async ({ id }: Order): Promise<Order> => {
  const found = await findOrder(site.table, id)
  if (!found) throw new Error('the order is gone')
  return found
}

describe('orders', () => {
  it('are listed newest first, and found by state, by address and by id', async () => {
    const paid = await buy()
    const unpaid = await buy({ paid: false })
    const all = await site.admin.read('/admin/orders')
    expect(all.indexOf(unpaid.buyer.name)).toBeLessThan(all.indexOf(paid.buyer.name))
    const waiting = await site.admin.read('/admin/orders?status=awaiting-payment')
    expect(waiting).toContain(unpaid.buyer.email)
    expect(waiting).not.toContain(paid.buyer.email)
    expect(await site.admin.read(`/admin/orders?q=${paid.buyer.email}`)).toContain(paid.buyer.name)
    expect(await site.admin.read(`/admin/orders?q=${unpaid.id}`)).toContain(unpaid.buyer.name)
    expect(await site.admin.read('/admin/orders?q=ord_none')).toContain('No results.')
  })

  it('show the frozen price, who is registered, the terms and the payment', async () => {
    const order = await buy()
    const text = await site.admin.read(`/admin/orders/${order.id}`)
    for (const words of [
      'MSP Professional Sales Program',
      '$399',
      order.buyer.email,
      'Version 2026-11',
      order.paymentId,
    ])
      expect(text).toContain(words)
    expect((await site.admin.get('/admin/orders/ord_none')).status).toBe(404)
  })
})

describe('a refund', () => {
  it('says what it sends back before it does, and sends it once however often it is confirmed', async () => {
    const order = await buy()
    const html = await (await site.admin.get(`/admin/orders/${order.id}/refund`)).text()
    expect(textOf(html)).toContain(`This refunds $399 to ${order.buyer.name} the way they paid.`)
    expect((await now(order)).refunds).toEqual([])
    const fields = { line: hidden(html, 'line'), revision: hidden(html, 'revision')[0] ?? '' }
    const both = await Promise.all([
      site.admin.post(`/admin/orders/${order.id}/refund`, fields),
      site.admin.post(`/admin/orders/${order.id}/refund`, fields),
    ])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    const again = await site.admin.post(`/admin/orders/${order.id}/refund`, fields)
    expect(again.headers.get('location')).toBe(`/admin/orders/${order.id}?done=before`)
    const refunded = await now(order)
    expect(refunded.status).toBe('refunded')
    expect(refunded.refunds).toMatchObject([{ amountCents: 39_900, reason: 'refunded-by-organiser', state: 'due' }])
    const text = await site.admin.read(`/admin/orders/${order.id}?done=before`)
    expect(text).toContain('On its way')
    expect(text).not.toContain('Review refund')
  })

  it('does nothing when the order changed since it was looked at', async () => {
    const order = await buy()
    const fields = { line: order.lines.map(({ id }) => id), revision: String(order.revision - 1) }
    const response = await site.admin.post(`/admin/orders/${order.id}/refund`, fields)
    expect(response.status).toBe(409)
    expect(textOf(await response.text())).toContain('This order just changed')
    expect((await now(order)).refunds).toEqual([])
  })

  it('never refunds what was not named', async () => {
    const order = await buy()
    const response = await site.admin.post(`/admin/orders/${order.id}/refund`, { revision: String(order.revision) })
    expect(response.status).toBe(303)
    expect((await now(order)).refunds).toEqual([])
  })

  it('is of an unpaid order impossible', async () => {
    const order = await buy({ paid: false })
    expect(await site.admin.read(`/admin/orders/${order.id}`)).not.toContain('Review refund')
    expect((await site.admin.get(`/admin/orders/${order.id}/refund`)).status).toBe(303)
  })

  it('takes single lines, and leaves the rest of the order', async () => {
    const { placeOrder, OrderRequest } = await import('@lectern/core/registration')
    const outcome = await placeOrder(
      site.services,
      OrderRequest.parse({
        lines: [{ sku: `${event.slug}:seat` }, { sku: `${day.slug}:seat` }],
        buyer: { email: 'two@example.com', name: 'Two Lines' },
      }),
      { actor: { kind: 'visitor' }, now: site.clock.now },
    )
    if (outcome.outcome !== 'placed' || !outcome.order.checkout) throw new Error('not placed')
    await site.till.pay(outcome.order.checkout.id)
    const order = await now(outcome.order)
    const line = order.lines.find(({ sku }) => sku === 'a-day:seat')?.id ?? ''
    const html = await (await site.admin.get(`/admin/orders/${order.id}/refund?line=${line}`)).text()
    expect(textOf(html)).toContain('This refunds $19.99 to Two Lines')
    expect(textOf(html)).toContain('The rest of the order doesn’t change.')
    await site.admin.post(`/admin/orders/${order.id}/refund`, { line, revision: String(order.revision) })
    const changed = await now(order)
    expect(changed.status).toBe('confirmed')
    expect(changed.refunds).toMatchObject([{ amountCents: 1_999, lines: [line] }])
  })
})
