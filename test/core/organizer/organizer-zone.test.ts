import { redemptionReport } from '@lectern/core/pricing'
import { findOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { invoiceFacts } from '../../../packages/web/src/pages/orders/invoice/invoice-facts.ts'
import { anEvent, aPromotion, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

// 5:10 PM on Thursday, February 29, in Los Angeles: March 1 in UTC, and in Berlin.
const evening = '2024-03-01T01:10:00Z'

describe('receipts, invoices, and day sums are dated in the organizer’s one zone', () => {
  test.each([
    ['America/Los_Angeles', 'Thu, Feb 29, 2024 (Pacific)', 'Thu, Feb 29, 2024, 5:10 PM Pacific', '2024-02-29'],
    ['Europe/Berlin', 'Fri, Mar 1, 2024 (Central European)', 'Fri, Mar 1, 2024, 2:10 AM', '2024-03-01'],
  ])('in %s', async (zone, receipt, invoice, day) => {
    const desk = await openDesk()
    desk.organizer.zone = zone
    desk.clock.now = evening
    await anEvent(desk.table)
    const { id } = await aPromotion(desk.table, { code: 'BACK' })
    const order = await placed(desk, 'ada@example.com', '5w22:seat', { codes: ['BACK'], now: evening })
    await desk.stripe.pay(sessionOf(order))
    expect(await drain(desk, evening)).toEqual([])
    const [mail] = desk.mails({ template: 'receipt' })
    expect(mail?.text).toContain(receipt.replace(' (Central European)', ''))
    const paid = await findOrder(desk.table, order.id)
    if (!paid) throw new Error('no order')
    expect(invoiceFacts(paid, desk.organizer).dates.find(({ term }) => term === 'Date')?.detail).toContain(invoice)
    const report = await redemptionReport(desk.table, id, '2024-02-28', '2024-03-03')
    expect(report.byDay.map((one) => one.day)).toEqual([day])
  })
})
