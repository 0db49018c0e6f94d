import type { Dispute } from '@lectern/core/payments'
import { recordDispute } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { minutes, orderNow } from '../../support/build.ts'
import type { TestDesk } from '../../support/desk.ts'
import { sale, statuses } from './one-seat.ts'

const paidSale = async () => {
  const shop = await sale()
  await shop.desk.stripe.pay(shop.session)
  const dispute = (now: Partial<Dispute> = {}): Dispute => ({
    id: 'du_1',
    reference: shop.first.id,
    amountCents: 39_900,
    reason: 'fraudulent',
    state: 'open',
    openedAt: minutes(10),
    dueBy: minutes(10_000),
    ...now,
  })
  return { ...shop, dispute }
}

/** A desk whose provider answers with these one after another, and then with the last. */
const answering = (desk: TestDesk, ...answers: Dispute[]): TestDesk => {
  const left = [...answers]
  const next = async (): Promise<Dispute> => {
    const answer = left.length > 1 ? left.shift() : left[0]
    if (!answer) throw new Error('no answer')
    return answer
  }
  return { ...desk, payments: { ...desk.payments, findDispute: next } }
}

describe('a dispute', () => {
  test('is written down with amount, reason and the day until which one may answer, and then how it ended', async () => {
    const { desk, first, session, seats, at } = await paidSale()
    at(60)
    await desk.stripe.dispute(session, { reason: 'product_not_received' })
    const { dispute: open } = await orderNow(desk, first)
    expect(open).toEqual({
      id: expect.stringMatching(/^du_/),
      amountCents: 39_900,
      reason: 'product_not_received',
      state: 'open',
      openedAt: minutes(60),
      dueBy: minutes(60 + 10 * 1440),
    })
    at(2000)
    await desk.stripe.closeDispute(session, 'lost')
    expect(await orderNow(desk, first)).toMatchObject({
      status: 'confirmed',
      paidCents: 39_900,
      dispute: { ...open, state: 'lost', closedAt: minutes(2000) },
    })
    expect(await statuses(desk, first)).toEqual(['confirmed'])
    expect(await seats()).toBe(1)
  })

  test('told of again changes nothing, not even the revision', async () => {
    const { desk, first, dispute } = await paidSale()
    const open = answering(desk, dispute())
    const recorded = await recordDispute(open, 'du_1', minutes(20))
    expect(await recordDispute(open, 'du_1', minutes(30))).toEqual(recorded)
    const lost = answering(desk, dispute({ state: 'lost' }))
    const ended = await recordDispute(lost, 'du_1', minutes(40))
    expect(await recordDispute(lost, 'du_1', minutes(50))).toEqual(ended)
    expect(await orderNow(desk, first)).toEqual(ended)
  })

  test('many times at once is written down once', async () => {
    const { desk, first, dispute } = await paidSale()
    const { revision } = await orderNow(desk, first)
    const open = answering(desk, dispute())
    await Promise.all(Array.from({ length: 8 }, () => recordDispute(open, 'du_1', minutes(20))))
    expect((await orderNow(desk, first)).revision).toBe(revision + 1)
  })

  test('that is over is never open again, no matter who is late', async () => {
    const { desk, first, dispute } = await paidSale()
    await recordDispute(answering(desk, dispute({ state: 'lost' })), 'du_1', minutes(20))
    await recordDispute(answering(desk, dispute()), 'du_1', minutes(30))
    expect((await orderNow(desk, first)).dispute).toMatchObject({ state: 'lost', closedAt: minutes(20) })
  })

  test('that ended while it was being looked at is written down as it ended', async () => {
    const { desk, first, dispute } = await paidSale()
    await recordDispute(answering(desk, dispute(), dispute({ state: 'won' })), 'du_1', minutes(20))
    expect((await orderNow(desk, first)).dispute).toMatchObject({ state: 'won' })
  })

  test('that was lost may be won by an appeal', async () => {
    const { desk, first, dispute } = await paidSale()
    await recordDispute(answering(desk, dispute({ state: 'lost' })), 'du_1', minutes(20))
    await recordDispute(answering(desk, dispute({ state: 'won' })), 'du_1', minutes(30))
    expect((await orderNow(desk, first)).dispute).toMatchObject({ state: 'won', closedAt: minutes(30) })
  })

  test('of two, the one opened later is shown, in whatever order they are told', async () => {
    const { desk, first, dispute } = await paidSale()
    const second = dispute({ id: 'du_2', openedAt: minutes(500) })
    await recordDispute(answering(desk, dispute({ state: 'won' })), 'du_1', minutes(400))
    await recordDispute(answering(desk, second), 'du_2', minutes(501))
    await recordDispute(answering(desk, dispute({ state: 'won' })), 'du_1', minutes(600))
    expect((await orderNow(desk, first)).dispute).toMatchObject({ id: 'du_2', state: 'open' })
  })

  test.for(['', 'ord_unknown'])('of a payment for no order of ours (%o) is no error', async (reference) => {
    const { desk, dispute } = await paidSale()
    expect(await recordDispute(answering(desk, dispute({ reference })), 'du_1', minutes(20))).toBeUndefined()
  })
})
