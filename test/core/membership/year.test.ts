import { listGrants } from '@lectern/core/access'
import {
  changeMembership,
  getMembership,
  listPayments,
  lookAtMemberships,
  membershipsOf,
  quoteChange,
  setRenewal,
  standingOf,
  syncMembership,
} from '@lectern/core/membership'
import type { Instant } from '@lectern/core/platform'
import { refundMembership } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { aPerson, aPromotion, order, orderNow } from '../../support/build.ts'
import { drain, sessionOf, type TestDesk } from '../../support/desk.ts'
import { bought, buy, membershipDesk, passTo } from './members.ts'

const isMember = async (desk: TestDesk, person: string, at: Instant) =>
  membershipsOf(await listGrants(desk.table, person), at).length > 0

const charged = async (desk: TestDesk, membership: string): Promise<number[]> =>
  (await listPayments(desk.table, membership)).map(({ cents }) => cents)

describe('a year of a membership', () => {
  test('bought, it runs a year; its renewal is told 30 days before, once', async () => {
    const desk = await membershipDesk()
    const { actor, order: placed, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    expect(placed).toMatchObject({ status: 'confirmed', totalCents: 79_900, paidCents: 79_900 })
    expect(membership).toMatchObject({ paidUntil: '2025-04-15T16:00:00Z', renews: true, renewalCents: 79_900 })
    expect(await isMember(desk, actor.id, bought)).toBe(true)
    await drain(desk)
    expect((await desk.mails({ to: actor.email })).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('Receipt'),
      expect.stringContaining('Community'),
    ])
    await passTo(desk, '2025-03-16T15:59:59Z')
    expect(await desk.mails({ template: 'membership-renews' })).toHaveLength(0)
    await passTo(desk, '2025-03-16T16:00:00Z')
    await passTo(desk, '2025-03-17T16:00:00Z')
    expect(await desk.mails({ template: 'membership-renews' })).toHaveLength(1)
    await passTo(desk, '2025-04-15T16:00:00Z')
    await passTo(desk, '2025-04-15T18:00:00Z')
    expect(await getMembership(desk.table, membership.id)).toMatchObject({ paidUntil: '2026-04-15T16:00:00Z' })
    expect(await charged(desk, membership.id)).toEqual([79_900, 79_900])
    expect(await desk.mails({ template: 'membership-receipt' })).toHaveLength(1)
  })

  test('declined and paid on the 22nd, they are a member throughout, charged once, with one receipt', async () => {
    const desk = await membershipDesk()
    const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    await desk.stripe.billing.setCard(membership.subscription ?? '', 'declines')
    await passTo(desk, '2025-04-15T16:00:00Z')
    await passTo(desk, '2025-04-15T18:00:00Z')
    const owing = await getMembership(desk.table, membership.id)
    expect(standingOf(owing, desk.clock.now)).toBe('grace')
    expect(owing.owed).toMatchObject({ cents: 79_900 })
    expect(await desk.mails({ template: 'membership-payment-failed' })).toHaveLength(1)
    expect(await isMember(desk, actor.id, '2025-04-21T16:00:00Z')).toBe(true)
    desk.clock.now = '2025-04-22T10:00:00Z'
    await desk.stripe.billing.payInvoice(owing.owed?.id ?? '', 'pays')
    await drain(desk)
    const paid = await getMembership(desk.table, membership.id)
    expect(paid).toMatchObject({ paidUntil: '2026-04-15T16:00:00Z', state: 'live' })
    expect(paid.owed).toBeUndefined()
    expect(await charged(desk, membership.id)).toEqual([79_900, 79_900])
    expect(await desk.mails({ template: 'membership-receipt' })).toHaveLength(1)
    expect(await isMember(desk, actor.id, '2025-04-29T16:00:00Z')).toBe(true)
  })

  test('never paid, they are in until the second before the 29th at 16:00, and out then', async () => {
    const desk = await membershipDesk()
    const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    await desk.stripe.billing.setCard(membership.subscription ?? '', 'declines')
    await passTo(desk, '2025-04-15T16:00:00Z')
    for (const day of [16, 18, 20, 22, 25, 28]) await passTo(desk, `2025-04-${day}T16:30:00Z`)
    expect(await isMember(desk, actor.id, '2025-04-29T15:59:59Z')).toBe(true)
    expect(await isMember(desk, actor.id, '2025-04-29T16:00:00Z')).toBe(false)
    await passTo(desk, '2025-04-29T16:00:00Z')
    await passTo(desk, '2025-04-30T16:00:00Z')
    expect(await desk.mails({ template: 'membership-ended' })).toHaveLength(1)
    expect(await charged(desk, membership.id)).toEqual([79_900])
  })

  test('with LEAP29 the first year is 56729, and the renewal is 79900', async () => {
    const desk = await membershipDesk()
    await aPromotion(desk.table, { code: 'LEAP29' })
    const { order: placed, membership } = await buy(desk, 'maria@example.com', 'plan:basic', { codes: ['LEAP29'] })
    expect(placed).toMatchObject({ totalCents: 56_729, paidCents: 56_729 })
    await passTo(desk, '2025-04-15T16:00:00Z')
    await passTo(desk, '2025-04-15T18:00:00Z')
    expect(await charged(desk, membership.id)).toEqual([56_729, 79_900])
  })

  test('a first year that costs nothing is a gift of one year, and makes no subscription', async () => {
    const desk = await membershipDesk()
    await aPromotion(desk.table, { code: 'GIFT', benefit: { type: 'free' } })
    const {
      actor,
      order: placed,
      membership,
    } = await buy(desk, 'maria@example.com', 'plan:basic', {
      codes: ['GIFT'],
    })
    expect(placed).toMatchObject({ status: 'confirmed', totalCents: 0 })
    expect(membership).toMatchObject({ paidUntil: '2025-04-15T16:00:00Z', renews: false })
    expect(membership.subscription).toBeUndefined()
    expect(desk.stripe.countOf('checkout.session')).toBe(0)
    expect(await isMember(desk, actor.id, '2025-04-15T15:59:59Z')).toBe(true)
    expect(await isMember(desk, actor.id, '2025-04-15T16:00:00Z')).toBe(false)
  })
})

describe('changes', () => {
  test('two seats more with 200 days left cost 32877, and the renewal 259900', async () => {
    const desk = await membershipDesk()
    const { membership } = await buy(desk, 'olivia@northwind.example', 'plan:team', { team: { name: 'Northwind' } })
    desk.clock.now = '2024-09-27T16:00:00Z'
    const now = desk.clock.now
    const quote = await quoteChange(desk, membership, { seats: 7 }, now)
    expect(quote).toMatchObject({ when: 'now', dueCents: 32_877, renewalCents: 259_900 })
    const changed = await changeMembership(desk, membership, { seats: 7 }, quote, now)
    expect(changed).toMatchObject({ seats: 7, renewalCents: 259_900, paidUntil: '2025-04-15T16:00:00Z' })
    expect(await charged(desk, membership.id)).toEqual([199_900, 32_877])
  })

  test('community to all-access at that instant costs 38356', async () => {
    const desk = await membershipDesk()
    const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    desk.clock.now = '2024-09-27T16:00:00Z'
    const now = desk.clock.now
    const quote = await quoteChange(desk, membership, { plan: 'full' }, now)
    expect(quote).toMatchObject({ when: 'now', dueCents: 38_356, renewalCents: 149_900 })
    await changeMembership(desk, membership, { plan: 'full' }, quote, now)
    expect(membershipsOf(await listGrants(desk.table, actor.id), now)).toMatchObject([
      { plan: 'full', allAccess: true },
    ])
  })

  test('a change at a price that was not shown is refused, and charges nothing', async () => {
    const desk = await membershipDesk()
    const { membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    const now = desk.clock.now
    for (const shown of [
      { dueCents: 1, at: now },
      { dueCents: 70_000, at: '2024-04-14T16:00:00Z' },
      { dueCents: 70_000, at: '2030-01-01T00:00:00Z' },
    ]) {
      await expect(changeMembership(desk, membership, { plan: 'full' }, shown, now)).rejects.toMatchObject({
        code: 'membership.price-changed',
      })
    }
    expect(await charged(desk, membership.id)).toEqual([79_900])
  })

  test('a card that is declined leaves all as it was, and says what is owed', async () => {
    const desk = await membershipDesk()
    const { membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    await desk.stripe.billing.setCard(membership.subscription ?? '', 'declines')
    const now = desk.clock.now
    const quote = await quoteChange(desk, membership, { plan: 'full' }, now)
    const changed = await changeMembership(desk, membership, { plan: 'full' }, quote, now)
    expect(changed).toMatchObject({ plan: 'basic', waiting: true, opens: { allAccess: false } })
    expect(changed.owed?.url).toMatch(/^https?:/)
    expect(await charged(desk, membership.id)).toEqual([79_900])
  })

  test('a renewal that is stopped keeps what was paid for, and can be taken back until then', async () => {
    const desk = await membershipDesk()
    const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    const stopped = await setRenewal(desk, membership, false, desk.clock.now)
    expect(stopped.renews).toBe(false)
    expect(await isMember(desk, actor.id, '2025-04-15T15:59:59Z')).toBe(true)
    expect(await isMember(desk, actor.id, '2025-04-15T16:00:00Z')).toBe(false)
    const resumed = await setRenewal(desk, stopped, true, desk.clock.now)
    expect(resumed.renews).toBe(true)
    await setRenewal(desk, resumed, false, desk.clock.now)
    await passTo(desk, '2025-04-15T16:00:00Z')
    await passTo(desk, '2025-04-16T16:00:00Z')
    expect(await charged(desk, membership.id)).toEqual([79_900])
  })
})

describe('what comes late, or not at all', () => {
  test('canceled at the provider with every webhook lost: known on a look at the account, and by the sweep', async () => {
    const desk = await membershipDesk()
    const { actor, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    const subscription = membership.subscription ?? ''
    await desk.stripe.billing.setRenewal(subscription, false, { deliver: false })
    expect((await getMembership(desk.table, membership.id)).renews).toBe(true)
    expect(await lookAtMemberships(desk, actor.id, desk.clock.now)).toMatchObject([{ renews: false }])
    await desk.stripe.billing.setRenewal(subscription, true)
    await desk.stripe.billing.end(subscription, { deliver: false })
    await passTo(desk, '2025-03-16T16:00:00Z', { deliver: false })
    expect(await getMembership(desk.table, membership.id)).toMatchObject({ state: 'ended', over: true })
    expect(await isMember(desk, actor.id, desk.clock.now)).toBe(false)
  })

  test('the same look five times, also side by side, writes and tells once', async () => {
    const desk = await membershipDesk()
    const { membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    const subscription = membership.subscription ?? ''
    await desk.stripe.billing.setCard(subscription, 'pays')
    desk.clock.now = '2025-04-15T18:00:00Z'
    await desk.stripe.billing.passTime({ deliver: false })
    await Promise.all(Array.from({ length: 5 }, () => syncMembership(desk, subscription, desk.clock.now)))
    await drain(desk)
    expect(await charged(desk, membership.id)).toEqual([79_900, 79_900])
    expect(await desk.mails({ template: 'membership-receipt' })).toHaveLength(1)
  })

  test('a refund within 14 days is whole; the membership and its subscription end in that instant', async () => {
    const desk = await membershipDesk()
    const { actor, order: placed, membership } = await buy(desk, 'maria@example.com', 'plan:basic')
    desk.clock.now = '2024-04-20T12:00:00Z'
    await refundMembership(desk, membership.id, desk.clock.now)
    expect(await isMember(desk, actor.id, '2024-04-20T11:59:59Z')).toBe(true)
    expect(await isMember(desk, actor.id, '2024-04-20T12:00:00Z')).toBe(false)
    await drain(desk)
    expect(await orderNow(desk, placed)).toMatchObject({
      status: 'refunded',
      refunds: [{ amountCents: 79_900, state: 'made' }],
    })
    await passTo(desk, '2025-04-15T18:00:00Z')
    expect(await charged(desk, membership.id)).toEqual([79_900])
  })
})

describe('buying', () => {
  test('a membership is bought by itself, by who signed in, for themselves, and not twice', async () => {
    const desk = await membershipDesk()
    const actor = await aPerson(desk.table, 'maria@example.com')
    const now = desk.clock.now
    await expect(order(desk, 'maria@example.com', 'plan:basic', { now })).rejects.toMatchObject({
      code: 'registration.sign-in-needed',
    })
    await expect(order(desk, 'other@example.com', 'plan:basic', { actor, now })).rejects.toMatchObject({
      code: 'registration.membership-for-self',
    })
    await expect(order(desk, actor.email, ['plan:basic', 'plan:full'], { actor, now })).rejects.toMatchObject({
      code: 'registration.membership-alone',
    })
    await expect(order(desk, actor.email, 'plan:team', { actor, now })).rejects.toMatchObject({
      code: 'registration.team-name-needed',
    })
    await expect(order(desk, actor.email, 'plan:gold', { actor, now })).rejects.toMatchObject({ kind: 'not-found' })
    await buy(desk, actor.email, 'plan:full')
    await expect(order(desk, actor.email, 'plan:basic', { actor, now })).rejects.toMatchObject({
      code: 'registration.already-member',
    })
  })

  test('who pays for a lesser plan changes to a better one, and is never charged for both', async () => {
    const desk = await membershipDesk()
    const { actor } = await buy(desk, 'maria@example.com', 'plan:basic')
    await expect(order(desk, actor.email, 'plan:full', { actor, now: desk.clock.now })).rejects.toMatchObject({
      code: 'registration.already-member',
      details: { changeUrl: '/account/membership' },
    })
    expect(desk.stripe.countOf('checkout.session')).toBe(1)
  })

  test('who starts again while a page is open pays on the new one alone', async () => {
    const desk = await membershipDesk()
    const actor = await aPerson(desk.table, 'maria@example.com')
    const now = desk.clock.now
    const first = await order(desk, actor.email, 'plan:basic', { actor, now })
    const second = await order(desk, actor.email, 'plan:full', { actor, now })
    if (first.outcome !== 'placed' || second.outcome !== 'placed') throw new Error('not placed')
    expect(await orderNow(desk, first.order)).toMatchObject({ status: 'cancelled' })
    await expect(desk.stripe.pay(sessionOf(first.order))).rejects.toMatchObject({ kind: 'conflict' })
    await desk.stripe.pay(sessionOf(second.order))
    expect(await orderNow(desk, second.order)).toMatchObject({ status: 'confirmed' })
  })

  test('many at once: one page is open at the end, and one membership begins', async () => {
    const desk = await membershipDesk()
    const actor = await aPerson(desk.table, 'maria@example.com')
    const now = desk.clock.now
    const outcomes = await Promise.allSettled(
      Array.from({ length: 4 }, () => order(desk, actor.email, 'plan:basic', { actor, now })),
    )
    const opened = outcomes.flatMap((one) =>
      one.status === 'fulfilled' && one.value.outcome === 'placed' ? [one.value.order] : [],
    )
    for (const one of opened) await desk.stripe.pay(sessionOf(one)).catch(() => undefined)
    await drain(desk)
    const after = await Promise.all(opened.map((one) => orderNow(desk, one)))
    expect(after.filter(({ status }) => status === 'confirmed')).toHaveLength(1)
    expect(membershipsOf(await listGrants(desk.table, actor.id), now)).toHaveLength(1)
  })
})
