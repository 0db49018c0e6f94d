import { listGrants } from '@lectern/core/access'
import { getMembership, listPayments, membershipsOf, setRenewal } from '@lectern/core/membership'
import { expect, test } from 'vitest'
import { drain, type TestDesk } from '../../support/desk.ts'
import { buy, membershipDesk, newestOf, passTo } from './members.ts'

/** Someone whose card was declined when their year was over. */
const owing = async () => {
  const desk = await membershipDesk()
  const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
  const subscription = membership.subscription ?? ''
  await desk.stripe.billing.setCard(subscription, 'declines')
  await passTo(desk, '2025-04-15T16:00:00Z')
  await passTo(desk, '2025-04-15T18:00:00Z')
  const owed = (await getMembership(desk.table, membership.id)).owed?.id ?? ''
  return { desk, actor, id: membership.id, subscription, owed }
}

/** What the provider has charged for a subscription, and returned, in cents. */
const moneyOf = async ({ stripe, vendor }: TestDesk, subscription: string) => {
  const { invoices } = stripe.billing.get(subscription)
  const { data: refunds } = await vendor.refunds.list({ limit: 100 })
  return {
    charged: invoices.filter(({ status }) => status === 'paid').map(({ amount_paid }) => amount_paid),
    returned: refunds.map(({ amount }) => amount),
    open: invoices.filter(({ status }) => status === 'open').length,
  }
}

const isIn = async (desk: TestDesk, person: string) =>
  membershipsOf(await listGrants(desk.table, person), desk.clock.now).length > 0

test('a renewal that is stopped while it is owed ends at once, and a good card later is charged nothing', async () => {
  const { desk, actor, id, subscription } = await owing()
  await passTo(desk, '2025-04-16T12:00:00Z')
  const stopped = await setRenewal(desk, await getMembership(desk.table, id), false, desk.clock.now)
  expect(stopped.endedAt).toBe('2025-04-16T12:00:00Z')
  expect(await isIn(desk, actor.id)).toBe(false)
  await drain(desk)
  expect(desk.stripe.billing.get(subscription).subscription.status).toBe('canceled')
  await passTo(desk, '2025-05-20T16:00:00Z')
  expect(await moneyOf(desk, subscription)).toEqual({ charged: [79_900], returned: [], open: 0 })
})

test('stopped in the portal with every webhook lost, it ends with the next look', async () => {
  const { desk, id, subscription } = await owing()
  desk.clock.now = '2025-04-16T12:00:00Z'
  await desk.stripe.billing.setRenewal(subscription, false, { deliver: false })
  await desk.stripe.billing.setCard(subscription, 'pays', { deliver: false })
  await passTo(desk, '2025-04-16T20:00:00Z', { deliver: false })
  expect((await getMembership(desk.table, id)).endedAt).toBe('2025-04-16T20:00:00Z')
  await passTo(desk, '2025-05-20T16:00:00Z')
  expect(await moneyOf(desk, subscription)).toEqual({ charged: [79_900], returned: [], open: 0 })
})

test('what the provider gave up can’t be paid anymore once we know', async () => {
  const { desk, subscription, owed } = await owing()
  await passTo(desk, '2025-04-29T16:00:00Z')
  expect(desk.stripe.billing.get(subscription).subscription.status).toBe('canceled')
  expect((await moneyOf(desk, subscription)).open).toBe(0)
  await expect(desk.stripe.billing.payInvoice(owed)).rejects.toMatchObject({ code: 'invoice.not-open' })
})

test('paid on its page after the end, before we knew: the money goes back whole, without a receipt', async () => {
  const { desk, actor, id, subscription, owed } = await owing()
  desk.clock.now = '2025-04-29T16:00:01Z'
  await desk.stripe.billing.passTime({ deliver: false })
  await desk.stripe.billing.payInvoice(owed, 'pays', { deliver: false })
  await passTo(desk, '2025-04-30T16:00:00Z', { deliver: false })
  expect(await isIn(desk, actor.id)).toBe(false)
  expect(await moneyOf(desk, subscription)).toEqual({ charged: [79_900, 79_900], returned: [79_900], open: 0 })
  expect((await listPayments(desk.table, id)).map(({ cents }) => cents)).toEqual([79_900, 79_900])
  expect((await getMembership(desk.table, id)).refunds).toMatchObject([{ cents: 79_900, state: 'made' }])
  expect(await desk.mails({ template: 'membership-receipt' })).toHaveLength(0)
})

test('who lets a renewal lapse and buys again is charged for the new one alone', async () => {
  const { desk, actor, subscription, owed } = await owing()
  // The provider tries for longer than a lapsed membership lasts.
  desk.clock.now = '2025-04-29T16:00:00Z'
  const { membership } = await buy(desk, actor.email, 'plan:full')
  await drain(desk)
  expect(desk.stripe.billing.get(subscription).subscription.status).toBe('canceled')
  await expect(desk.stripe.billing.payInvoice(owed)).rejects.toMatchObject({ code: 'invoice.not-open' })
  expect(await newestOf(desk, actor.id)).toMatchObject({ id: membership.id, paidUntil: '2026-04-29T16:00:00Z' })
  expect(await isIn(desk, actor.id)).toBe(true)
})
