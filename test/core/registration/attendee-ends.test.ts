import { findPersonByEmail } from '@lectern/core/identity'
import { erasePerson, findRegistration, giveUpSeat, refundedCents, refundOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aWebinar, level, minutes, order, orderNow, placed } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf, type TestDesk } from '../../support/desk.ts'

const closes = '2024-04-20T16:00:00Z'

/** The boss registers Ann for 5W22, and pays unless told otherwise. */
const registered = async (pay = true) => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 3 })
  const attendees = [{ sku: '5w22:seat', email: 'ann@example.com', name: 'Ann' }]
  const first = await placed(desk, 'boss@example.com', '5w22:seat', { attendees })
  if (pay) {
    await desk.stripe.pay(sessionOf(first))
    await drain(desk)
  }
  const [seat] = first.seats
  const ann = { personId: seat?.personId ?? '', event: '5w22', id: seat?.registration ?? '' }
  return { desk, event, first, ann }
}

const mailsTo = (desk: TestDesk, to: string) => desk.mails({ to }).map(({ template }) => template)

describe('a person registered by someone else can always end it', () => {
  test('inside the deadline the buyer gets the money back and a mail that says so', async () => {
    const { desk, event, first, ann } = await registered()
    await giveUpSeat(desk, ann, { forfeit: false }, minutes(5))
    await drain(desk, minutes(5))
    expect(await orderNow(desk, first)).toMatchObject({
      status: 'refunded',
      refunds: [{ amountCents: 39_900, reason: 'cancelled-by-attendee', state: 'made' }],
    })
    expect(await providerRefunds(desk, await orderNow(desk, first))).toEqual([39_900])
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(mailsTo(desk, 'ann@example.com')).toEqual(['registration-confirmed', 'registration-cancelled'])
    expect(mailsTo(desk, 'boss@example.com').sort()).toEqual(['receipt', 'refund-made', 'seat-given-up'])
    expect(desk.mails({ template: 'seat-given-up' })[0]?.text).toContain('$399')
  })

  test('after it the seat ends only when that is known, without a refund, and the buyer is told', async () => {
    const { desk, event, first, ann } = await registered()
    await expect(giveUpSeat(desk, ann, { forfeit: false }, closes)).rejects.toMatchObject({
      code: 'registration.refund-time-over',
    })
    await giveUpSeat(desk, ann, { forfeit: true }, closes)
    await drain(desk, closes)
    const after = await orderNow(desk, first)
    expect(after).toMatchObject({ status: 'cancelled', refunds: [] })
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(desk.mails({ template: 'seat-given-up' })[0]?.text).toContain('isn’t refunded')
    // The organizer may still be generous, once.
    await Promise.all([1, 2].map(() => refundOrder(desk, first.id, {}, '2024-04-21T16:00:00Z')))
    await drain(desk, '2024-04-21T16:00:00Z')
    expect(refundedCents(await orderNow(desk, first))).toBe(39_900)
    expect(await providerRefunds(desk, after)).toEqual([39_900])
  })

  test('a seat that is held and not paid frees its person at once, also while the provider is down', async () => {
    const { desk, event, first, ann } = await registered(false)
    desk.stripe.setFault({ path: /expire/, times: 9, kind: 'error-500' })
    await giveUpSeat(desk, ann, { forfeit: false }, minutes(1))
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(await order(desk, 'ann@example.com', '5w22:seat', { now: minutes(2) })).toMatchObject({ outcome: 'placed' })
    // Paid all the same: all of it goes back, and Ann’s own registration is not touched.
    await desk.stripe.pay(sessionOf(first))
    await drain(desk, minutes(3))
    const after = await orderNow(desk, first)
    expect(after.status).toBe('refunded')
    expect(await providerRefunds(desk, after)).toEqual([39_900])
    expect(await findRegistration(desk.table, ann.personId, '5w22')).toMatchObject({ status: 'held' })
    expect(mailsTo(desk, 'ann@example.com')).toEqual([])
  })

  test('five times at once: once', async () => {
    const { desk, first, ann } = await registered()
    const results = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(() => giveUpSeat(desk, ann, { forfeit: false }, minutes(5))),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await drain(desk, minutes(6))
    expect(await providerRefunds(desk, await orderNow(desk, first))).toEqual([39_900])
  })

  test('an old registration ends nothing that came after it', async () => {
    const desk = await openDesk()
    await aWebinar(desk.table)
    const first = await placed(desk, 'ann@example.com', 'kpis:seat')
    const old = { personId: first.buyer.personId, event: 'kpis', id: first.seats[0]?.registration ?? '' }
    await giveUpSeat(desk, old, { forfeit: false }, minutes(1))
    const again = await placed(desk, 'ann@example.com', 'kpis:seat', { now: minutes(2) })
    await expect(giveUpSeat(desk, old, { forfeit: true }, minutes(3))).rejects.toMatchObject({
      code: 'registration.ended',
    })
    expect(await orderNow(desk, again)).toMatchObject({ status: 'confirmed' })
  })

  test.each([
    ['inside the deadline', minutes(5), [39_900]],
    ['after the deadline', closes, []],
  ])('erasing ends it by itself, %s', async (_, now, returned) => {
    const { desk, event, first, ann } = await registered()
    const person = await findPersonByEmail(desk.table, 'ann@example.com')
    if (!person) throw new Error('Ann is not known')
    await erasePerson(desk, person, { cancel: false }, now)
    await drain(desk, now)
    expect(await findPersonByEmail(desk.table, 'ann@example.com')).toBeUndefined()
    expect((await level(desk.table, event)).taken).toBe(0)
    expect(await providerRefunds(desk, await orderNow(desk, first))).toEqual(returned)
    expect(await findRegistration(desk.table, ann.personId, '5w22')).not.toMatchObject({ email: 'ann@example.com' })
    expect(mailsTo(desk, 'boss@example.com')).toContain('seat-given-up')
  })
})
