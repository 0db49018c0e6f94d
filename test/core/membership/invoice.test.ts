import { findManagedTeam, quoteChange } from '@lectern/core/membership'
import { addSeconds } from '@lectern/core/platform'
import { cancelOrder, isMembership, type Order, releaseDueHolds } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aPerson, order, orderNow, placed } from '../../support/build.ts'
import { drain, type TestDesk } from '../../support/desk.ts'
import { bought, membershipDesk, membershipOf, passTo } from './members.ts'

const owner = 'olivia@northwind.example'
const team = { name: 'Northwind IT' }
const day = 24 * 3600

const ordered = async (desk: TestDesk, more: Record<string, unknown> = {}) => {
  const actor = await aPerson(desk.table, owner)
  const asked = { actor, now: desk.clock.now, team, payBy: 'invoice', billing: { purchaseOrder: 'PO 17' }, ...more }
  return {
    actor,
    asked,
    order: await placed(desk, owner, 'plan:team', { ...asked, lines: [{ sku: 'plan:team', quantity: 5 }] }),
  }
}

/** Lets the clock do its part. */
const sweep = (desk: TestDesk) =>
  releaseDueHolds(desk, desk.clock.now, (_, error) => {
    throw error
  })

const invoiceOf = (desk: TestDesk, { checkout }: Order) => {
  const invoice = desk.stripe.billing.get(checkout?.id ?? '').invoices[0]
  if (!invoice) throw new Error('no invoice')
  return invoice
}

describe('a team that pays by invoice', () => {
  test('gets its invoice with the PO number, and its seats once that is paid', async () => {
    const desk = await membershipDesk()
    const { actor, order: waiting } = await ordered(desk)
    expect(waiting).toMatchObject({ status: 'awaiting-payment', payBy: 'invoice', paidCents: 0 })
    expect(waiting.checkout?.url).toBeDefined()
    expect(invoiceOf(desk, waiting)).toMatchObject({
      status: 'open',
      amount_due: 199_900,
      custom_fields: [{ name: 'PO number', value: 'PO 17' }],
    })
    await drain(desk)
    const [mail] = await desk.mails({ template: 'membership-invoice' })
    expect(mail?.subject).toBe('Your invoice for Team: $1,999')
    expect(mail?.html).toContain('PO 17')
    expect(mail?.html).toContain('Wed, May 15, 2024')
    expect(await findManagedTeam(desk.table, actor.id, desk.clock.now)).toBeUndefined()

    desk.clock.now = addSeconds(bought, 20 * day)
    await desk.stripe.billing.payInvoice(invoiceOf(desk, waiting).id)
    const paid = await orderNow(desk, waiting)
    expect(paid).toMatchObject({ status: 'confirmed', paidCents: 199_900, paidAt: desk.clock.now })
    expect(paid.paymentId).toBeDefined()
    const membership = await membershipOf(desk, paid)
    expect(membership).toMatchObject({ invoiced: true, paidUntil: '2025-04-15T16:00:00Z', renewalCents: 199_900 })
    const managed = await findManagedTeam(desk.table, actor.id, desk.clock.now)
    expect(managed?.team).toMatchObject({ name: 'Northwind IT', seats: 5, taken: 0 })
    await expect(quoteChange(desk, membership, { seats: 7 }, desk.clock.now)).rejects.toMatchObject({
      code: 'membership.paid-by-invoice',
    })

    await passTo(desk, '2025-04-15T18:00:00Z')
    expect(await desk.mails({ template: 'membership-payment-failed' })).toHaveLength(0)
    const mails = await desk.mails({ template: 'membership-invoice' })
    expect(mails).toHaveLength(2)
    expect(mails[1]?.html).toContain('Access until')
  })

  test('is found to have paid by the next day’s look when no word of it came', async () => {
    const desk = await membershipDesk()
    const { order: waiting } = await ordered(desk)
    await desk.stripe.billing.payInvoice(invoiceOf(desk, waiting).id, 'pays', { deliver: false })
    expect(await orderNow(desk, waiting)).toMatchObject({ status: 'awaiting-payment' })
    desk.clock.now = addSeconds(bought, day)
    await sweep(desk)
    expect(await orderNow(desk, waiting)).toMatchObject({ status: 'confirmed' })
  })

  test('is asked for again under its key when the answer is lost: one subscription, by the buyer or the clock', async () => {
    for (const byClock of [false, true]) {
      const desk = await membershipDesk({ retries: 0 })
      const actor = await aPerson(desk.table, owner)
      const asked = {
        actor,
        now: bought,
        key: 'a key of this form',
        team,
        payBy: 'invoice',
        lines: [{ sku: 'plan:team', quantity: 5 }],
      }
      desk.stripe.setFault({ path: /subscriptions$/, times: 9, kind: 'done-then-drop', method: 'POST' })
      await expect(order(desk, owner, 'plan:team', asked)).rejects.toMatchObject({ kind: 'unavailable' })
      desk.stripe.setFault(undefined)
      desk.clock.now = addSeconds(bought, 300)
      if (byClock) await sweep(desk)
      const again = await placed(desk, owner, 'plan:team', { ...asked, now: desk.clock.now })
      expect(again.checkout?.url).toBeDefined()
      expect(desk.stripe.countOf('subscription')).toBe(1)
      await drain(desk)
      expect(await desk.mails({ template: 'membership-invoice' })).toHaveLength(1)
    }
  })

  test('cancels: the invoice can’t be paid anymore, also where nobody knew whether it was sent', async () => {
    const desk = await membershipDesk({ retries: 0 })
    const { order: waiting, actor, asked } = await ordered(desk)
    await expect(order(desk, owner, 'plan:basic', { actor, now: bought })).rejects.toMatchObject({
      code: 'registration.membership-under-way',
    })
    const invoice = invoiceOf(desk, waiting)
    expect(await cancelOrder(desk, waiting.id, desk.clock.now)).toMatchObject({ status: 'cancelled' })
    await expect(desk.stripe.billing.payInvoice(invoice.id)).rejects.toMatchObject({ kind: 'conflict' })

    desk.stripe.setFault({ path: /finalize$/, times: 9, kind: 'done-then-drop', method: 'POST' })
    const lost = order(desk, owner, 'plan:team', {
      ...asked,
      key: 'another form',
      lines: [{ sku: 'plan:team', quantity: 5 }],
    })
    await expect(lost).rejects.toMatchObject({ kind: 'unavailable' })
    desk.stripe.setFault(undefined)
    const second = desk.stripe.billing.list()[0]
    const id = second?.subscription.metadata.order ?? ''
    expect(await cancelOrder(desk, id, desk.clock.now)).toMatchObject({ status: 'cancelled' })
    expect(desk.stripe.billing.list().map(({ subscription }) => subscription.status)).toEqual(['canceled', 'canceled'])
  })

  test('that was paid while it canceled keeps what it paid for', async () => {
    const desk = await membershipDesk()
    const { order: waiting } = await ordered(desk)
    await desk.stripe.billing.payInvoice(invoiceOf(desk, waiting).id, 'pays', { deliver: false })
    await expect(cancelOrder(desk, waiting.id, desk.clock.now)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await orderNow(desk, waiting)).toMatchObject({ status: 'confirmed' })
    expect(desk.stripe.billing.list()[0]?.subscription.status).toBe('active')
  })

  test('that never pays is told that its invoice was withdrawn, 44 days later', async () => {
    const desk = await membershipDesk()
    const { order: waiting } = await ordered(desk)
    for (let days = 1; days <= 43; days += 7) {
      desk.clock.now = addSeconds(bought, days * day)
      await sweep(desk)
      expect(await orderNow(desk, waiting)).toMatchObject({ status: 'awaiting-payment' })
    }
    desk.clock.now = addSeconds(bought, 44 * day)
    await sweep(desk)
    expect(await orderNow(desk, waiting)).toMatchObject({ status: 'expired' })
    await drain(desk)
    const [mail] = await desk.mails({ template: 'hold-expired' })
    expect(mail?.html).toContain('We’ve withdrawn your invoice')
    expect(invoiceOf(desk, waiting).status).toBe('void')
  })

  test('is a team: nothing else is sold by invoice', async () => {
    const desk = await membershipDesk()
    const actor = await aPerson(desk.table, owner)
    const asked = { actor, now: bought, payBy: 'invoice' }
    await expect(order(desk, owner, 'plan:basic', asked)).rejects.toMatchObject({
      code: 'registration.invoice-for-teams',
    })
    const { order: waiting } = await ordered(desk)
    expect(waiting.lines.find(isMembership)?.team).toBe('Northwind IT')
  })
})
