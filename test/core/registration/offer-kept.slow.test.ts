import { type Client, findPersonByEmail, visitor } from '@lectern/core/identity'
import { addSeconds } from '@lectern/core/platform'
import {
  cancelOrder,
  cancelSeats,
  correctSeat,
  findPlaces,
  findRegistration,
  giveUpSeat,
  joinWaitingList,
  lapseOffers,
  releaseDueHolds,
  settleCheckout,
  WaitingRequest,
} from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, aPerson, level, minutes, order, orderNow, placed, start } from '../../support/build.ts'
import { drain, openDesk, providerRefunds, sessionOf } from '../../support/desk.ts'

const here: Client = { address: '203.0.113.7', realNow: start }
const ada = 'ada@example.com'
const mallory = 'mallory@example.com'
const unavailable = { code: 'payments.unavailable' }
const until = minutes(3 + 24 * 60)

/** A paid class of one seat, which is offered to Ada; Bob waits after her. */
const offered = async () => {
  const desk = await openDesk({ retries: 0 })
  const event = await anEvent(desk.table, { capacity: 1 })
  const first = await placed(desk, 'p0@example.com', '5w22:seat')
  await desk.stripe.pay(sessionOf(first))
  await drain(desk)
  for (const email of [ada, 'bob@example.com']) {
    await joinWaitingList(
      desk,
      WaitingRequest.parse({ sku: '5w22:seat', email, name: 'One who waits' }),
      visitor,
      start,
    )
  }
  await cancelOrder(desk, first.id, minutes(2))
  await drain(desk, minutes(3))
  const place = async (email: string) => {
    const person = await findPersonByEmail(desk.table, email)
    return person && (await findPlaces(desk.table, [{ sku: '5w22:seat', personId: person.id }]))[0]
  }
  const levelNow = () => level(desk.table, event)
  return { desk, place, levelNow, buy: (now: string) => placed(desk, ada, '5w22:seat', { now }) }
}

type Sold = Awaited<ReturnType<typeof offered>>

/** The offer keeps the seat for Ada as before, for nobody else, and by it she still gets it. */
const stillOffered = async ({ desk, place, levelNow, buy }: Sold, now: string) => {
  await drain(desk, now)
  expect(await place(ada)).toMatchObject({ status: 'offered', offeredUntil: until })
  expect(await place('bob@example.com')).toMatchObject({ status: 'waiting' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
  await expect(order(desk, 'eve@example.com', '5w22:seat', { now })).rejects.toMatchObject({
    code: 'registration.sold-out',
  })
  await desk.stripe.pay(sessionOf(await buy(now)))
  await drain(desk, now)
  expect(await place(ada)).toMatchObject({ status: 'taken' })
  expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })
}

describe('an order by an offer from the waiting list comes to nothing', () => {
  test.each(['error-400', 'error-500'] as const)('the provider answers %s: the seat is still theirs', async (kind) => {
    const sold = await offered()
    sold.desk.stripe.setFault({ path: /checkout\/sessions$/, times: 99, kind, method: 'POST' })
    await expect(sold.buy(minutes(4))).rejects.toMatchObject(unavailable)
    sold.desk.stripe.setFault(undefined)
    await stillOffered(sold, minutes(5))
  })

  test('canceled, canceled by its only seat, or never paid: the seat is still theirs', async () => {
    const one = await offered()
    await cancelOrder(one.desk, (await one.buy(minutes(4))).id, minutes(5))
    await stillOffered(one, minutes(6))

    const two = await offered()
    const made = await two.buy(minutes(4))
    await cancelSeats(two.desk, made.id, [made.seats[0]?.registration ?? ''], minutes(5))
    await stillOffered(two, minutes(6))

    const three = await offered()
    await three.buy(minutes(4))
    await Promise.all([1, 2, 3].map(() => releaseDueHolds(three.desk, minutes(60), () => {})))
    await stillOffered(three, minutes(61))
  })

  test('after the offer’s time, or given up by its attendee, it goes to the next', async () => {
    const late = await offered()
    late.desk.clock.now = addSeconds(until, -60)
    await late.buy(addSeconds(until, -60))
    await releaseDueHolds(late.desk, addSeconds(until, 3600), () => {})
    await drain(late.desk, addSeconds(until, 3600))
    expect(await late.place(ada)).toMatchObject({ status: 'taken' })
    expect(await late.place('bob@example.com')).toMatchObject({ status: 'offered' })

    const given = await offered()
    const [seat] = (await given.buy(minutes(4))).seats
    if (!seat) throw new Error('no seat')
    await giveUpSeat(given.desk, { ...seat, id: seat.registration }, { forfeit: false }, minutes(5))
    await drain(given.desk, minutes(6))
    expect(await given.place('bob@example.com')).toMatchObject({ status: 'offered' })
    expect(await given.levelNow()).toEqual({ taken: 1, waiting: 0 })
  })

  test('paid after all when the hold had ended: the offer is used; once the next has the seat, all money goes back', async () => {
    const { desk, buy, place, levelNow } = await offered()
    const made = await buy(minutes(4))
    await desk.stripe.pay(sessionOf(made), { deliver: false })
    desk.stripe.setFault({ path: /checkout\/sessions\/./, times: 99, kind: 'error-404' })
    await releaseDueHolds(desk, minutes(60), () => {})
    desk.stripe.setFault(undefined)
    expect(await place(ada)).toMatchObject({ status: 'offered' })
    await Promise.all([1, 2].map(() => settleCheckout(desk, sessionOf(made), minutes(61))))
    expect(await orderNow(desk, made)).toMatchObject({ status: 'confirmed', refunds: [] })
    expect(await place(ada)).toMatchObject({ status: 'taken' })
    expect(await levelNow()).toEqual({ taken: 1, waiting: 1 })

    const other = await offered()
    const lost = await other.buy(minutes(4))
    await other.desk.stripe.pay(sessionOf(lost), { deliver: false })
    other.desk.stripe.setFault({ path: /checkout\/sessions\/./, times: 99, kind: 'error-404' })
    await releaseDueHolds(other.desk, minutes(60), () => {})
    other.desk.stripe.setFault(undefined)
    await lapseOffers(other.desk, until)
    await drain(other.desk, until)
    await settleCheckout(other.desk, sessionOf(lost), addSeconds(until, 60))
    await drain(other.desk, addSeconds(until, 60))
    expect(await providerRefunds(other.desk, await orderNow(other.desk, lost))).toEqual([39_900])
    expect(await other.levelNow()).toEqual({ taken: 1, waiting: 0 })
  })
})

describe('someone else orders for a person to whom a seat was offered', () => {
  const forAda = { attendees: [{ sku: '5w22:seat', email: ada, name: 'Ada' }], client: here }

  test('never paid, it takes nothing from them', async () => {
    const sold = await offered()
    await placed(sold.desk, mallory, '5w22:seat', { ...forAda, now: minutes(4) })
    await releaseDueHolds(sold.desk, minutes(60), () => {})
    await stillOffered(sold, minutes(61))
  })

  test('their own order wins, and the offer outlasts that one too', async () => {
    const sold = await offered()
    await placed(sold.desk, mallory, '5w22:seat', { ...forAda, now: minutes(4) })
    const own = await sold.buy(minutes(5))
    await drain(sold.desk, minutes(5))
    await cancelOrder(sold.desk, own.id, minutes(6))
    await stillOffered(sold, minutes(7))
  })

  test.each(['unpaid', 'paid'])('%s, the seat cannot be handed on to another by anyone who ordered', async (how) => {
    const { desk, place } = await offered()
    const person = await aPerson(desk.table, ada)
    const made = await placed(desk, ada, '5w22:seat', { client: here, now: minutes(4) })
    if (how === 'paid') await desk.stripe.pay(sessionOf(made))
    const key = { order: made.id, registration: made.seats[0]?.registration ?? '' }
    const change = { email: mallory, name: 'Mallory' }
    await expect(correctSeat(desk, key, change, { actor: visitor, client: here }, minutes(5))).rejects.toMatchObject({
      code: 'registration.seat-not-yours',
    })
    expect(await findRegistration(desk.table, person.id, '5w22')).toMatchObject({ id: key.registration })
    // They themselves may, once it is theirs.
    await correctSeat(desk, key, { email: 'carol@example.com', name: 'Carol' }, { actor: person }, minutes(6))
    expect(await place(ada)).toMatchObject({ status: 'taken' })
    expect((await orderNow(desk, made)).seats[0]).not.toHaveProperty('offeredUntil')
  })
})
