import { listGrants } from '@lectern/core/access'
import { addSeconds } from '@lectern/core/platform'
import {
  cancelOrder,
  cancelSeats,
  centsOfSeats,
  type Order,
  refundedCents,
  refundOrder,
  releaseDueHolds,
  settleCheckout,
} from '@lectern/core/registration'
import { scheduleSpan } from '@lectern/core/schedule'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  aPromotion,
  aWebinar,
  level,
  minutes,
  orderNow,
  placed,
  registrationsNow,
} from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const people = ['ada', 'ben', 'cy']
const attendees = people.map((name) => ({ sku: '5w22:seat', email: `${name}@example.com`, name }))

/** A team of three in one line, at a dollar off, a total that three does not divide. */
const team = async (pay = true) => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, {
    capacity: 5,
    tickets: [{ slug: 'seat', name: 'Seat', priceCents: 10_001 }],
  })
  await aPromotion(desk.table, { code: 'ODD', benefit: { type: 'amount', amountCents: 100 } })
  const lines = [{ sku: '5w22:seat', quantity: 3 }]
  const first = await placed(desk, 'boss@example.com', [], { lines, attendees, codes: ['ODD'] })
  if (pay) {
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
  }
  const id = (index: number) => first.seats[index]?.registration ?? ''
  const taken = async () => (await level(desk.table, event)).taken
  return { desk, event, first: await orderNow(desk, first), id, taken }
}

const refunds = async (desk: TestDesk, order: Order) => {
  await drain(desk, minutes(60))
  return (await providerRefunds(desk, await orderNow(desk, order))).reverse()
}

describe('seats of a team order end one by one', () => {
  test('each costs a frozen share, which the order of cancelling does not change, and together exactly the line', async () => {
    const shares: number[][] = []
    for (const turn of [
      [0, 1, 2],
      [2, 0, 1],
    ]) {
      const { desk, first, id, taken } = await team()
      const [line] = first.lines
      for (const index of turn) await cancelSeats(desk, first.id, [id(index)], minutes(5))
      const after = await orderNow(desk, first)
      expect(after).toMatchObject({ status: 'refunded', lines: [{ status: 'ended', totalCents: line?.totalCents }] })
      const sum = refundedCents(after)
      expect(sum).toBe(first.totalCents)
      expect(first.totalCents % 3).not.toBe(0)
      expect(await taken()).toBe(0)
      const made = after.refunds.map(({ amountCents }) => amountCents)
      expect(made.reduce((all, cents) => all + cents, 0)).toBe(first.totalCents)
      // The provider lists refunds of one second in any order.
      expect((await refunds(desk, first)).sort()).toEqual([...made].sort())
      shares.push(turn.map((_, seat) => made[turn.indexOf(seat)] ?? -1))
      expect(shares.at(-1)).toEqual(first.seats.map((seat) => centsOfSeats(first, [seat])))
    }
    expect(shares[0]).toEqual(shares[1])
  })

  test('one seat: its share goes back, its access and seat end, the others stay as they were', async () => {
    const { desk, first, id, taken } = await team()
    const after = await cancelSeats(desk, first.id, [id(1)], minutes(5))
    expect(after).toMatchObject({ status: 'confirmed', lines: [{ status: 'live', quantity: 3 }] })
    expect((await registrationsNow(desk, first)).map(({ status }) => status)).toEqual([
      'confirmed',
      'refunded',
      'confirmed',
    ])
    expect(await taken()).toBe(2)
    expect(await listGrants(desk.table, first.seats[1]?.personId ?? '')).toEqual([])
    expect(await listGrants(desk.table, first.seats[0]?.personId ?? '')).toHaveLength(1)
    await drain(desk, minutes(6))
    expect(desk.mails({ template: 'registration-cancelled' }).map(({ to }) => to[0])).toEqual(['ben@example.com'])
    expect(desk.mails({ template: 'refund-made' }).map(({ to }) => to[0])).toEqual(['boss@example.com'])
  })

  test('two at once and one of them twice: each refunded exactly once', async () => {
    const { desk, first, id, taken } = await team()
    const asked = [id(0), id(1), id(0), id(1), id(0)]
    const results = await Promise.allSettled(asked.map((one) => cancelSeats(desk, first.id, [one], minutes(5))))
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason.code).toBe('registration.nothing-to-cancel')
    }
    const [one = 0, two = 0] = first.seats.map((seat) => centsOfSeats(first, [seat]))
    expect((await refunds(desk, first)).sort()).toEqual([one, two].sort())
    expect(await taken()).toBe(1)
  })

  test('after one seat the organizer refunds the rest: never more than was paid', async () => {
    const { desk, first, id, taken } = await team()
    await Promise.allSettled([
      cancelSeats(desk, first.id, [id(2)], minutes(5)),
      refundOrder(desk, first.id, {}, minutes(5)),
      refundOrder(desk, first.id, { seats: [id(2)] }, minutes(5)),
    ])
    await refundOrder(desk, first.id, {}, minutes(6))
    expect((await refunds(desk, first)).reduce((sum, cents) => sum + cents, 0)).toBe(first.totalCents)
    expect(await taken()).toBe(0)
  })

  test('while the payment settles: the seat ends at once and its share goes back once, however often it is told', async () => {
    const { desk, first, id, taken } = await team(false)
    await cancelSeats(desk, first.id, [id(0)], minutes(1))
    expect(await taken()).toBe(2)
    await desk.stripe.pay(sessionOf(first), { deliver: false })
    await Promise.all([1, 2, 3].map(() => settleCheckout(desk, sessionOf(first), minutes(2))))
    await settleCheckout(desk, sessionOf(first), minutes(3))
    const after = await orderNow(desk, first)
    expect(after).toMatchObject({ status: 'confirmed', paidCents: first.totalCents })
    expect(await refunds(desk, first)).toEqual([centsOfSeats(first, first.seats.slice(0, 1))])
    expect((await registrationsNow(desk, first)).map(({ status }) => status)).toEqual([
      'cancelled',
      'confirmed',
      'confirmed',
    ])
  })

  test('a seat that was cancelled stays so when the hold runs out and the money comes late', async () => {
    const { desk, first, id, taken } = await team(false)
    await cancelSeats(desk, first.id, [id(0)], minutes(1))
    await desk.stripe.pay(sessionOf(first), { deliver: false })
    await releaseDueHolds(desk, minutes(1), () => {})
    expect(await taken()).toBe(2)
    await settleCheckout(desk, sessionOf(first), minutes(50))
    expect(await taken()).toBe(2)
    expect(await refunds(desk, first)).toEqual([centsOfSeats(first, first.seats.slice(0, 1))])
  })

  test('the last seats of an unpaid order cancel it and close its payment page', async () => {
    const { desk, first, id, taken } = await team(false)
    await cancelSeats(desk, first.id, [id(0)], minutes(1))
    await cancelSeats(desk, first.id, [id(1), id(2)], minutes(2))
    expect(await orderNow(desk, first)).toMatchObject({ status: 'cancelled' })
    expect(desk.stripe.getSession(sessionOf(first)).status).toBe('expired')
    expect(await taken()).toBe(0)
  })

  test('after the refund time it is refused, and a seat that is not of the order is not found', async () => {
    const { desk, first, id } = await team()
    await expect(cancelSeats(desk, first.id, [id(0)], '2024-04-20T16:00:00Z')).rejects.toMatchObject({
      code: 'registration.cancellation-closed',
    })
    await expect(cancelSeats(desk, first.id, ['reg_other'], minutes(5))).rejects.toMatchObject({ kind: 'not-found' })
  })

  test('the whole order goes by the policy of each seat: a free one beside a paid one ends until its event starts', async () => {
    const desk = await openDesk()
    await anEvent(desk.table)
    const webinar = await aWebinar(desk.table)
    const both = await placed(desk, 'ada@example.com', ['5w22:seat', 'kpis:seat'])
    await desk.stripe.pay(sessionOf(both))
    await drain(desk)
    const starts = scheduleSpan(webinar.sessions)?.startsAt ?? ''
    await expect(cancelOrder(desk, both.id, starts)).rejects.toMatchObject({ code: 'registration.cancellation-closed' })
    expect(await cancelOrder(desk, both.id, addSeconds(starts, -1))).toMatchObject({ status: 'refunded' })
    await drain(desk, starts)
    expect(await providerRefunds(desk, await orderNow(desk, both))).toEqual([39_900])
  })
})
