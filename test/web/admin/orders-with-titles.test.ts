import { findProduct } from '@lectern/core/catalog'
import { listAudit } from '@lectern/core/identity'
import { markShipped, type Order, refundOrder } from '@lectern/core/registration'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminSite, openAdminSite, textOf } from '../../support/admin-site.ts'
import { axeViolations, desktop, openBrowser, phone, screenshot, withPage } from '../../support/browser.ts'
import { makeEvent, salesClass } from '../../support/program.ts'
import { getOrder, orderTitles, seedStore, toPortland } from '../pages/orders-seed.ts'

const pictures = process.env.LECTERN_PICTURES

let site: AdminSite
let browser: Browser
beforeAll(async () => {
  site = await openAdminSite()
  browser = await openBrowser()
  await makeEvent(site.table, salesClass, site.clock.now)
  await seedStore(site.table, site.clock.now, { salesTax: true })
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const books = { lines: [{ sku: 'month:e-book' }, { sku: 'month:paperback' }], codes: ['LEAP29'], shipTo: toPortland }
const page = (order: Pick<Order, 'id'>, more = '') => `/admin/orders/${order.id}${more}`
let buyers = 0
/** Each by a buyer of its own, since a book is not bought twice. */
const buy = (request: Record<string, unknown> = books, options: { paid?: boolean } = {}): Promise<Order> => {
  buyers += 1
  return orderTitles(
    site,
    { buyer: { email: `reader${buyers}@example.com`, name: `Reader ${buyers}` }, ...request },
    options,
  )
}

describe('an order with titles', () => {
  test('shows for each line what was taken off and why, the postage untouched, and the tax', async () => {
    const order = await buy()
    const text = await site.admin.read(page(order))
    expect(order.lines.map(({ totalCents }) => totalCents)).toEqual([1419, 2367, 595])
    for (const words of [
      'month:e-book $19.99 Leap day (LEAP29): −$5.80 $14.19 $1.17',
      'month:paperback $33.33 Leap day (LEAP29): −$9.66 $23.67 $1.95',
      'Promotions don’t apply to shipping $5.95 $0.49',
      'Sales tax, added by Stripe $3.61',
      'LEAP29: 1 use, spent',
      'Pack Managed Services in a Month, Paperback',
      order.paymentId,
    ])
      expect(text).toContain(words)
    expect(text).not.toContain('Who’s registered')
  })

  test('a refund of a line names what goes back with tax and postage, and sends just that', async () => {
    const order = await buy()
    const [, paperback] = order.lines
    const html = await (await site.admin.get(page(order, `/refund?line=${paperback?.id}`))).text()
    const text = textOf(html)
    expect(text).toContain('This refunds $32.06 to')
    expect(text).toContain('Managed Services in a Month, Paperback: $25.62 ($23.67 and $1.95 sales tax)')
    expect(text).toContain('Shipping, United States: $6.44 ($5.95 and $0.49 sales tax)')
    expect(text).toContain('Nothing is left to ship, so we refund shipping, too.')
    expect(text).toContain('The rest of the order doesn’t change.')
    const lines = [...html.matchAll(/name="line" value="([^"]*)"/g)].map((match) => match[1] ?? '')
    const sent = await site.admin.post(page(order, '/refund'), { line: lines, revision: String(order.revision) })
    expect(sent.status).toBe(303)
    const after = await getOrder(site, order.id)
    expect(after.refunds).toMatchObject([{ amountCents: 3206 }])
    expect(after.lines.map(({ status }) => status)).toEqual(['live', 'ended', 'ended'])
    expect(after.lines[0]?.totalCents).toBe(order.lines[0]?.totalCents)
  })

  test('a whole refund says that code uses come back, and afterwards that they did', async () => {
    const order = await buy()
    const text = await site.admin.read(page(order, '/refund'))
    expect(text).toContain('Limited codes can be used again')
    expect(text).toContain('One download closes')
    expect(text).toContain(`This refunds $${((order.paidCents ?? 0) / 100).toFixed(2)} to`)
    await refundOrder(site.services, order.id, {}, site.clock.now)
    expect(await site.admin.read(page(order))).toContain('LEAP29: 1 use, returned')
  })
})

describe('parcels', () => {
  test('wait in a list of their own, the longest paid first, until they are sent, refunded or not paid at all', async () => {
    site.clock.now = '2024-04-09T08:00:00Z'
    const first = await buy()
    site.clock.now = '2024-04-09T09:00:00Z'
    const [second, sent, refunded] = [await buy(), await buy(), await buy()]
    const unpaid = await buy(books, { paid: false })
    const download = await buy({ lines: [{ sku: 'month:e-book' }] })
    await markShipped(site.services, sent.id, {}, site.clock.now)
    await refundOrder(site.services, refunded.id, { lines: ['month:paperback'] }, site.clock.now)

    const html = await (await site.admin.get('/admin/orders?status=to-ship')).text()
    const listed = (order: Order) => html.includes(`href="/admin/orders/${order.id}#parcel"`)
    expect([first, second, sent, refunded, unpaid, download].map(listed)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ])
    expect(html.indexOf(first.id)).toBeLessThan(html.indexOf(second.id))
    expect(textOf(html)).toContain('12 Harbor Street')
    expect(await site.admin.read(`/admin/orders?status=to-ship&q=${sent.id}`)).toContain('No results.')
  })

  test('are marked as sent with carrier and number; again corrects them, and what is too long is refused', async () => {
    const order = await buy()
    const path = page(order, '/shipment')
    const long = await site.admin.post(path, { carrier: 'x'.repeat(61), tracking: '9400' })
    expect(long.status).toBe(400)
    const refused = await long.text()
    expect(textOf(refused)).toContain('Use 60 characters or fewer')
    expect(refused).toContain('value="9400"')
    expect((await getOrder(site, order.id)).shipment).toEqual({ state: 'to-ship' })

    const sent = await site.admin.post(path, { carrier: ' USPS ', tracking: '9400 1000' })
    expect(sent.headers.get('location')).toBe(page(order, '?done=shipped'))
    expect((await getOrder(site, order.id)).shipment).toEqual({
      state: 'shipped',
      carrier: 'USPS',
      tracking: '9400 1000',
      shippedAt: site.clock.now,
    })
    const again = await site.admin.post(path, { carrier: '', tracking: '9400 1001' })
    expect(again.headers.get('location')).toBe(page(order, '?done=corrected'))
    expect((await getOrder(site, order.id)).shipment?.tracking).toBe('9400 1001')
    expect(await site.admin.read(page(order))).toContain('Edit carrier or number')
    const { items } = await listAudit(site.table, { subject: order.id, limit: 10 }, site.services.realNow())
    expect(items.filter(({ action }) => action === 'order.ship')).toHaveLength(2)
  })

  test('of an order that sends nothing cannot be marked, nor by anybody but admins', async () => {
    const download = await buy({ lines: [{ sku: 'month:e-book' }] })
    expect(await site.admin.read(page(download))).not.toContain('Parcel')
    const refused = await site.admin.post(page(download, '/shipment'), {})
    expect(refused.status).toBe(409)
    expect(await site.admin.read(page(download))).not.toContain('Tracking')
    const order = await buy()
    const buyer = site.as(await site.signIn(order.buyer.email))
    expect((await buyer.post(page(order, '/shipment'), { carrier: 'USPS' })).status).toBeGreaterThanOrEqual(403)
    expect((await getOrder(site, order.id)).shipment).toEqual({ state: 'to-ship' })
  })
})

describe('a dispute', () => {
  test('is shown with its amount, until when to answer, and where; its buyer sees nothing of it', async () => {
    const { checkout, id } = await buy(books, { paid: false })
    await site.till.pay(checkout?.id ?? '')
    await site.till.dispute(checkout?.id ?? '', { reason: 'product_not_received' })
    const order = await getOrder(site, id)
    const html = await (await site.admin.get(page(order))).text()
    const text = textOf(html)
    for (const words of ['Disputed', 'product not received', 'Answer by', 'Respond in Stripe', order.dispute?.id])
      expect(text).toContain(words)
    expect(html).toContain(`href="https://dashboard.stripe.com/payments/${order.paymentId}"`)
    expect(await site.admin.read('/admin/orders')).toContain('Disputed')
    expect(await site.admin.read(page(order, '/refund'))).toContain('This payment is disputed')
    const buyer = await site.signIn(order.buyer.email)
    expect(textOf(await (await buyer.get(`/orders/${id}`)).text())).not.toMatch(/disput/i)

    await site.till.closeDispute(checkout?.id ?? '', 'lost')
    expect(await site.admin.read(page(order))).toContain('The buyer won and got the money back')
  })
})

describe('look', () => {
  test('the pages are accessible at both widths', async () => {
    expect(await findProduct(site.table, 'month')).toBeDefined()
    const { checkout, id } = await buy({ ...books, lines: [...books.lines, { sku: '5w22:seat' }] }, { paid: false })
    await site.till.pay(checkout?.id ?? '')
    await site.till.dispute(checkout?.id ?? '', {})
    const admin = await site.signIn('karl@example.com', { admin: true })
    const shots = [
      ['order', `/admin/orders/${id}`],
      ['refund', `/admin/orders/${id}/refund`],
      ['to-ship', '/admin/orders?status=to-ship'],
    ] as const
    for (const viewport of [desktop, phone]) {
      await withPage(browser, { viewport, javaScriptEnabled: true }, async (tab) => {
        await tab.context().addCookies([...admin.cookies].map(([name, value]) => ({ name, value, url: site.url })))
        for (const [name, path] of shots) {
          await tab.goto(`${site.url}${path}`)
          expect(await axeViolations(tab)).toEqual([])
          const wider = await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)
          expect(wider).toBe(false)
          if (pictures) await screenshot(tab, `${pictures}/admin-${name}-${viewport.width}.png`)
        }
      })
    }
  })
})
