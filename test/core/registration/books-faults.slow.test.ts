import { describe, expect, test } from 'vitest'
import type { FaultKind } from '../../../packages/local/src/fault.ts'
import { type Books, faultsInBooks } from '../../support/books.ts'
import { minutes } from '../../support/build.ts'
import { sessionOf } from '../../support/desk.ts'
import {
  happen,
  happenings,
  openBooks,
  openShop,
  outcomeOf,
  placeFirst,
  type Shop,
  settleDown,
  sweep,
} from '../../support/stories.ts'
import { confirmed, expectOutcome, expired, refunded, waiting } from '../../support/story-table.ts'

describe('the provider fails', () => {
  // Before it did anything, and after it did all of it: an error, no answer in time, a connection cut off.
  const before: FaultKind[] = ['error-500', 'timeout', 'refuse']
  const after: FaultKind[] = ['done-then-500', 'done-then-timeout', 'done-then-drop']
  const all = [...before, ...after]
  // To look does nothing, so that there is no before and after.
  const looking = before

  const opened = (): Promise<Books> => openBooks({ timeoutMilliseconds: 150 })
  const withOrder = (): Promise<Shop> => openShop({ timeoutMilliseconds: 150 })

  test.each(all)(
    '%s at opening the page: seats and code come back, and the second attempt is paid once',
    async (kind) => {
      const books = await opened()
      const { stripe } = books.desk
      stripe.setFault({ path: /sessions$/, times: 9, kind, method: 'POST' })
      const refused = { code: 'payments.unavailable' }
      await expect(placeFirst(books, { key: 'k1' })).rejects.toMatchObject(refused)
      stripe.setFault(undefined)
      expect(stripe.countOf('checkout.session')).toBe(after.includes(kind) ? 1 : 0)
      expect(await faultsInBooks(books)).toEqual([])
      const first = await placeFirst(books, { key: 'k1' })
      const shop = { ...books, first, session: sessionOf(first) }
      await happen(shop, ['pays by card', 'completed is told 3 times', 'the clock looks, 41 minutes on'])
      await expectOutcome(shop, confirmed)
    },
  )

  test.each(looking)('%s at looking at the payment: the webhook is sent again', async (kind) => {
    const shop = await withOrder()
    const { stripe } = shop.desk
    stripe.setFault({ path: /sessions\/cs_\w+$/, times: 9, kind, method: 'GET' })
    expect(await stripe.pay(shop.session)).toMatchObject({ delivered: false })
    expect(await outcomeOf(shop)).toMatchObject(waiting)
    stripe.setFault(undefined)
    expect(await stripe.redeliverPending()).toEqual({ delivered: 1, pending: 0 })
    await settleDown(shop.desk)
    await expectOutcome(shop, confirmed)
  })

  test.each(all)('%s at closing the page: the hold stays until it can be closed', async (kind) => {
    const shop = await withOrder()
    const { stripe, clock } = shop.desk
    clock.now = minutes(30)
    // Only this call fails, and the webhook of an expiry that took place is on its way as ever.
    stripe.setFault({ path: /expire$/, times: 9, kind, method: 'POST' })
    const released = { ...shop.desk, clock: { now: minutes(41) } }
    await sweep(released)
    stripe.setFault(undefined)
    await sweep(released)
    await settleDown(shop.desk)
    await expectOutcome(shop, expired)
  })

  test.each(looking)('%s at closing a page that was paid meanwhile: it counts once it can be asked', async (kind) => {
    const shop = await withOrder()
    const { stripe, clock } = shop.desk
    await stripe.pay(shop.session, { deliver: false })
    clock.now = minutes(41)
    stripe.setFault({ path: /sessions\/cs_/, times: 9, kind })
    expect(await sweep(shop.desk)).toEqual({ ended: 0, kept: 1 })
    stripe.setFault(undefined)
    expect(await sweep(shop.desk)).toEqual({ ended: 1, kept: 0 })
    await settleDown(shop.desk)
    await expectOutcome(shop, confirmed)
  })

  test.each(all)('%s at a refund: it stays due, and is made once, also when its key is forgotten', async (kind) => {
    const shop = await withOrder()
    const { stripe, clock } = shop.desk
    await happen(shop, ['pays by card', 'line 1 is refunded'])
    stripe.setFault({ path: /refunds$/, times: 9, kind, method: 'POST' })
    await happenings['line 2 is refunded'](shop)
    expect(await settleDown(shop.desk)).toEqual([expect.stringContaining('refund.due')])
    expect((await outcomeOf(shop)).refunds).toEqual(['l1 made', 'l2 due'])
    stripe.setFault(undefined)
    clock.now = minutes(25 * 60)
    await settleDown(shop.desk)
    expect(stripe.countOf('refund')).toBe(2)
    await expectOutcome(shop, {
      ...refunded,
      refunds: ['l1 made', 'l2 made'],
      mails: ['refund-made', ...refunded.mails],
    })
  })

  test.each(looking)('%s at looking for an earlier refund: it stays due, and is made once', async (kind) => {
    const shop = await withOrder()
    const { stripe, clock } = shop.desk
    await happen(shop, ['pays by card'])
    stripe.setFault({ path: /refunds$/, times: 9, kind, method: 'GET' })
    await happenings['all is refunded'](shop)
    expect(await settleDown(shop.desk)).toEqual([expect.stringContaining('refund.due')])
    stripe.setFault(undefined)
    clock.now = minutes(120)
    await settleDown(shop.desk)
    await expectOutcome(shop, refunded)
  })

  test.each(looking)('%s at looking at a dispute: the webhook is sent again', async (kind) => {
    const shop = await withOrder()
    const { stripe } = shop.desk
    await happen(shop, ['pays by card'])
    stripe.setFault({ path: /disputes/, times: 9, kind, method: 'GET' })
    expect(await stripe.dispute(shop.session)).toMatchObject({ delivered: false })
    expect(await stripe.closeDispute(shop.session, 'lost')).toMatchObject({ delivered: false })
    expect(await outcomeOf(shop)).toMatchObject({ order: 'confirmed', dispute: undefined })
    stripe.setFault(undefined)
    expect(await stripe.redeliverPending()).toEqual({ delivered: 2, pending: 0 })
    await expectOutcome(shop, { ...confirmed, dispute: 'lost' })
  })
})
