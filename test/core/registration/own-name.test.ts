import { actorOf, ensurePerson, findPersonByEmail, renamePerson, visitor } from '@lectern/core/identity'
import { commit } from '@lectern/core/platform'
import {
  cancelSeats,
  correctName,
  correctSeat,
  erasePerson,
  findPlaces,
  findRegistration,
  giveUpSeat,
  joinWaitingList,
  listRoster,
  nameForBuyer,
  type Order,
  pendingRegistration,
} from '@lectern/core/registration'
import { beforeEach, describe, expect, test } from 'vitest'
import { pendingCorrection } from '../../../packages/core/src/registration/registration-store.ts'
import { anEvent, aPerson, minutes, orderNow, placed, registrationsNow } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const client = { address: '203.0.113.9', realNow: minutes(1) }
const rude = 'Call me now'

let desk: TestDesk
beforeEach(async () => {
  desk = await openDesk()
  await anEvent(desk.table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
})

/** A stranger registers Ada under a name of their own making. */
const byStranger = (name = rude): Promise<Order> =>
  placed(desk, 'eve@example.com', [], {
    lines: [{ sku: '5w22:seat', quantity: 1 }],
    attendees: [{ sku: '5w22:seat', email: 'ada@example.com', name }],
  })

const rename = (name: string) => renamePerson(desk.table, 'ada@example.com', name, minutes(2))
const rosterNames = async () => (await listRoster(desk.table, '5w22', { limit: 50 })).items.map(({ name }) => name)
const seatOf = async (order: Order) => {
  const [registration] = await registrationsNow(desk, order)
  if (!registration) throw new Error('no registration')
  return registration
}
const correct = async (order: Order, name: string, actor: Parameters<typeof correctSeat>[3]['actor'] = visitor) =>
  correctSeat(
    desk,
    { order: order.id, registration: (await seatOf(order)).id },
    { email: 'ada@example.com', name },
    { actor, client },
    minutes(5),
  )

describe('a stranger’s order does not name a person', () => {
  test('an account made by another’s order has nothing of what was typed; the roster has it until its person gives a name', async () => {
    const order = await byStranger()
    expect(await findPersonByEmail(desk.table, 'ada@example.com')).toMatchObject({ name: 'ada' })
    expect((await findPersonByEmail(desk.table, 'ada@example.com'))?.namedAt).toBeUndefined()
    expect(await rosterNames()).toEqual([rude])
    await rename('Ada Lovelace')
    expect(await drain(desk, minutes(2))).toEqual([])
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
    expect(nameForBuyer(await seatOf(order))).toBe(rude)
    await rename('Ada King')
    await drain(desk, minutes(3))
    expect(await rosterNames()).toEqual(['Ada King'])
    expect(nameForBuyer(await seatOf(order))).toBe(rude)
  })

  test('anyone who has given a name is on the roster and in mails by it at once, and the buyer learns nothing of it', async () => {
    await aPerson(desk.table, 'ada@example.com')
    await rename('Ada Lovelace')
    const order = await byStranger()
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
    await drain(desk, minutes(3))
    const [confirmed] = desk.mails({ to: 'ada@example.com', template: 'registration-confirmed' })
    expect(confirmed?.text).toContain('Hi Ada,')
    expect(JSON.stringify(confirmed)).not.toContain(rude)
    await giveUpSeat(desk, await seatOf(order), { forfeit: true }, minutes(4))
    await drain(desk, minutes(4))
    const toBuyer = JSON.stringify(desk.mails({ to: 'eve@example.com' }))
    expect(toBuyer).toContain(rude)
    expect(toBuyer).not.toContain('Lovelace')
  })

  test('a place on a waiting list has their own name, too; a seat handed on to them as well', async () => {
    await anEvent(desk.table, { slug: 'full', capacity: 1, tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    await aPerson(desk.table, 'ada@example.com')
    const ada = await rename('Ada Lovelace')
    const order = await placed(desk, 'eve@example.com', 'full:seat')
    const wish = { sku: 'full:seat', email: 'ada@example.com', name: rude }
    await joinWaitingList(desk, wish, visitor, minutes(3))
    expect(await findPlaces(desk.table, [{ sku: 'full:seat', personId: ada.id }])).toMatchObject([
      { name: 'Ada Lovelace' },
    ])
    await correct(order, rude)
    const own = await findRegistration(desk.table, ada.id, 'full')
    expect(own).toMatchObject({ name: 'Ada Lovelace', namedAs: rude, boughtBy: 'eve@example.com' })
  })

  test('the buyer’s corrections change what they are shown and nothing else, and answer alike whatever the name is', async () => {
    await aPerson(desk.table, 'ada@example.com')
    await rename('Ada Lovelace')
    const order = await byStranger()
    await drain(desk, minutes(3))
    const mails = desk.mails({ to: 'ada@example.com' }).length
    // Guessed right, it counts and is kept like any other.
    for (const name of ['Ada Lovelace', 'Ada Byron']) await correct(order, name)
    expect((await orderNow(desk, order)).corrections).toBe(2)
    expect(nameForBuyer(await seatOf(order))).toBe('Ada Byron')
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
    await drain(desk, minutes(6))
    expect(desk.mails({ to: 'ada@example.com' })).toHaveLength(mails)
  })

  test('a buyer’s correction that was read before the person gave their name is refused, not written over it', async () => {
    const order = await byStranger()
    const before = await seatOf(order)
    await rename('Ada Lovelace')
    await drain(desk, minutes(2))
    const late = await commit(desk.table, [pendingCorrection(desk.table, before, { name: 'Later' })])
    expect(late).toEqual({ committed: false, refused: ['registration:5w22'] })
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
  })

  test('an order that was under way while the person gave their name is put right two minutes later', async () => {
    await aPerson(desk.table, 'ada@example.com')
    const order = await byStranger()
    const typed = await seatOf(order)
    await cancelSeats(desk, order.id, [typed.id], minutes(1))
    await rename('Ada Lovelace')
    await drain(desk, minutes(2))
    await commit(desk.table, [pendingRegistration(desk.table, { ...typed, id: `${typed.id}x`, status: 'confirmed' })])
    await drain(desk, minutes(3))
    expect(await rosterNames()).toEqual([rude])
    await drain(desk, minutes(4))
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
  })

  test('erasing takes both names', async () => {
    const order = await byStranger()
    const ada = await rename('Ada Lovelace')
    await drain(desk, minutes(2))
    await erasePerson(desk, ada, { cancel: false }, minutes(3))
    await drain(desk, minutes(20))
    const left = JSON.stringify(await seatOf(order))
    expect(left).not.toContain(rude)
    expect(left).not.toContain('Ada')
  })
})

describe('a name is someone’s own', () => {
  test('once they typed it for themselves, signed in', async () => {
    const actor = await aPerson(desk.table, 'ada@example.com')
    const name = 'Ada Lovelace'
    const order = await placed(desk, 'ada@example.com', '5w22:seat', { actor, buyer: { email: actor.email, name } })
    expect(await seatOf(order)).toMatchObject({ name, namedAs: name })
    const ada = await findPersonByEmail(desk.table, 'ada@example.com')
    expect(ada).toMatchObject({ name, namedAt: expect.any(String) })
    // For one event they may go by another, which stays theirs alone.
    if (ada) await correct(order, 'Ada L.', actorOf(ada, 'session'))
    expect(await rosterNames()).toEqual(['Ada L.'])
    expect((await findPersonByEmail(desk.table, 'ada@example.com'))?.name).toBe(name)
  })

  test('not when a visitor gave their address, nor when we made it up and it came back as it was', async () => {
    const visited = await placed(desk, 'ada@example.com', '5w22:seat', {
      buyer: { email: 'ada@example.com', name: rude },
    })
    expect((await findPersonByEmail(desk.table, 'ada@example.com'))?.namedAt).toBeUndefined()
    await rename('Ada Lovelace')
    await drain(desk, minutes(2))
    expect(await rosterNames()).toEqual(['Ada Lovelace'])
    expect(nameForBuyer(await seatOf(visited))).toBe(rude)
    const actor = await aPerson(desk.table, 'bo@example.com')
    await placed(desk, 'bo@example.com', '5w22:seat', { actor })
    expect((await findPersonByEmail(desk.table, 'bo@example.com'))?.namedAt).toBeUndefined()
  })

  test('once they saved it on the page of a registration; said at once in several places, each is kept', async () => {
    await anEvent(desk.table, { slug: 'kpis', tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
    const attendees = ['5w22:seat', 'kpis:seat'].map((sku) => ({ sku, email: 'ada@example.com', name: rude }))
    const order = await placed(desk, 'eve@example.com', ['5w22:seat', 'kpis:seat'], { attendees })
    const both = await registrationsNow(desk, order)
    // The same name, confirmed as it is, is theirs too.
    await Promise.all(both.map((one) => correctName(desk.table, one, one.event === '5w22' ? rude : 'Ada', minutes(2))))
    const now = await registrationsNow(desk, order)
    expect(now.map(({ event, name, namedAs }) => [event, name, namedAs]).sort()).toEqual([
      ['5w22', rude, rude],
      ['kpis', 'Ada', rude],
    ])
    const ada = await ensurePerson(desk.table, { email: 'ada@example.com', name: 'x' }, minutes(3))
    expect([rude, 'Ada']).toContain(ada.name)
    expect(ada.namedAt).toBe(minutes(2))
  })
})
