import { markShipped, orderToken, refundOrder } from '@lectern/core/registration'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeViolations, desktop, openBrowser, phone, screenshot, withPage } from '../../support/browser.ts'
import { seedProgram } from '../../support/program.ts'
import { openSite, type TestSite } from '../../support/site.ts'
import { getOrder, orderTitles, seedStore, toPortland } from './orders-seed.ts'
import { readText } from './page-text.ts'

const pictures = process.env.LECTERN_PICTURES

let site: TestSite
let browser: Browser
beforeAll(async () => {
  site = await openSite()
  browser = await openBrowser()
  await seedProgram(site.table, site.clock.now)
  await seedStore(site.table, site.clock.now, { salesTax: true })
})
afterAll(async () => {
  await browser?.close()
  await site?.stop()
})

const everything = {
  lines: [{ sku: 'month:e-book' }, { sku: 'month:paperback' }, { sku: '5w22:seat' }],
  codes: ['LEAP29'],
  shipTo: toPortland,
  billing: { company: 'Analytical Engines & Co.', purchaseOrder: 'PO-77' },
}
let buyers = 0
const buy = (request: Record<string, unknown> = everything, options: { paid?: boolean } = {}) => {
  buyers += 1
  return orderTitles(site, { buyer: { email: `reader${buyers}@example.com`, name: 'Ada Byron' }, ...request }, options)
}
const token = (id: string) => orderToken(site.services.secret, id)
const read = async (id: string, more = '') => readText(await site.request(`/orders/${id}?token=${token(id)}${more}`))

describe('the page of an order with titles', () => {
  test('shows seats, titles, where the parcel goes, the tax, whom it is billed to, and the way to the invoice', async () => {
    const order = await buy()
    const answer = await site.request(`/orders/${order.id}?token=${token(order.id)}`)
    const html = await answer.text()
    const text = await read(order.id)
    for (const words of [
      'Your order is confirmed',
      'MSP Professional Sales Program',
      'Your titles',
      'Managed Services in a Month',
      'Being packed',
      'Portland, OR 97201',
      'Shipping',
      'Leap day (LEAP29)',
      'Sales tax $26.98',
      'Paid $354.08',
      'Analytical Engines & Co.',
      'PO-77',
      'Invoice as PDF',
    ])
      expect(text).toContain(words)
    expect(html).toContain(`href="/orders/${order.id}/invoice.pdf?token=${token(order.id)}"`)
  })

  test('follows the parcel: being packed, sent with carrier and number; none once its copies were refunded', async () => {
    const order = await buy({ lines: everything.lines.slice(0, 2), shipTo: toPortland })
    expect(await read(order.id)).toContain('Being packed')
    await markShipped(site.services, order.id, { carrier: 'USPS', tracking: '9400 1000' }, site.clock.now)
    const text = await read(order.id)
    expect(text).toContain('Your parcel Sent')
    expect(text).toContain('USPS')
    expect(text).toContain('9400 1000')

    const other = await buy({ lines: everything.lines.slice(0, 2), shipTo: toPortland })
    await refundOrder(site.services, other.id, { lines: ['month:paperback'] }, site.clock.now)
    const after = await read(other.id)
    expect(after).not.toContain('Your parcel')
    expect(after).toContain('Canceled')
    expect(after).toContain('Refund, on its way (the organizer refunded it)')
  })

  test('has a face without payment, and no invoice before it', async () => {
    const order = await buy({ lines: [{ sku: 'month:e-book' }] }, { paid: false })
    const text = await read(order.id)
    expect(text).toContain('Your order isn’t paid yet')
    expect(text).not.toContain('Invoice as PDF')
    expect(text).not.toContain('seats')
    const free = await buy({ lines: [{ sku: 'checklist:pdf' }] })
    const confirmed = await read(free.id)
    expect(confirmed).toContain('Thanks! Your download is ready.')
    expect(confirmed).toContain('No payment needed.')
    expect(confirmed).toContain('Invoice as PDF')
  })

  test('says that cancelling gives back the seats and leaves the titles, and does just that', async () => {
    const order = await buy()
    const seat = order.lines.find(({ sku }) => sku === '5w22:seat')
    const cents = (seat?.totalCents ?? 0) + (seat?.taxCents ?? 0)
    const before = await read(order.id)
    expect(before).toContain('Cancel the seats')
    expect(before).toContain(`$${(cents / 100).toFixed(2)} to how you paid.`)
    expect(before).toContain('You keep your titles. Ask the organizer to refund them.')

    const answer = await site.visit().post(`/orders/${order.id}/cancel`, { token: token(order.id) })
    expect(answer.status).toBe(303)
    expect((await getOrder(site, order.id)).refunds).toMatchObject([{ amountCents: cents, lines: [seat?.id] }])
    const after = await read(order.id, '&done=cancelled')
    expect(after).toContain('Seats canceled. You keep your titles.')
    expect(after).toContain('Thanks! Your download is ready.')
    expect(after).not.toContain('Add to calendar')
    expect(after).not.toContain('Cancel the seats')
    expect(after).toContain('Being packed')
  })

  test('does not believe an address that claims a cancellation', async () => {
    const order = await buy()
    expect(await read(order.id, '&done=cancelled')).not.toContain('Done:')
  })

  test('is accessible at both widths, with and without scripts', async () => {
    const order = await buy()
    await markShipped(
      site.services,
      order.id,
      { carrier: 'USPS', tracking: '9400 1000 0000 0000 0000 00' },
      site.clock.now,
    )
    for (const [viewport, javaScriptEnabled] of [
      [desktop, true],
      [phone, false],
    ] as const) {
      await withPage(browser, { viewport, javaScriptEnabled: true }, async (tab) => {
        await tab.goto(`${site.url}/orders/${order.id}?token=${token(order.id)}`)
        expect(await axeViolations(tab)).toEqual([])
        expect(await tab.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false)
        if (pictures) await screenshot(tab, `${pictures}/order-${viewport.width}.png`)
      })
      await withPage(browser, { viewport, javaScriptEnabled, acceptDownloads: true }, async (tab) => {
        await tab.goto(`${site.url}/orders/${order.id}?token=${token(order.id)}`)
        const [download] = await Promise.all([
          tab.waitForEvent('download'),
          tab.getByRole('link', { name: 'Invoice as PDF' }).click(),
        ])
        expect(download.suggestedFilename()).toMatch(/^invoice-\d{4}-\d{4}\.pdf$/)
      })
    }
  })
})
