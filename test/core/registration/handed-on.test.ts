import { actorOf, ensurePerson, visitor } from '@lectern/core/identity'
import { correctSeat, findOrder, strangerLimits } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import { anEvent, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, sessionOf } from '../../support/desk.ts'

const client = { address: '203.0.113.9', realNow: minutes(1) }

/** A paid team of two whose first seat is changed again and again. */
const team = async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  const attendees = ['ann', 'ben'].map((name) => ({ sku: '5w22:seat', email: `${name}@example.com`, name }))
  const lines = [{ sku: '5w22:seat', quantity: 2 }]
  const order = await placed(desk, 'boss@example.com', [], { lines, attendees })
  await desk.stripe.pay(sessionOf(order))
  await drain(desk)
  const hand = async (email: string, name: string, actor: Parameters<typeof correctSeat>[3]['actor'] = visitor) => {
    const registration = (await findOrder(desk.table, order.id))?.seats[0]?.registration ?? ''
    return correctSeat(desk, { order: order.id, registration }, { email, name }, { actor, client }, minutes(2))
  }
  return { desk, order, hand }
}

describe('handing on seats names other people', () => {
  test('a visitor names so many a day, orders and corrections together; signed in one goes on', async () => {
    const { desk, hand } = await team()
    let done = 0
    const next = () => hand(`p${done}@example.com`, 'Cy', visitor)
    for (; done < strangerLimits.othersPerDay; done += 1) await next()
    const second = await placed(desk, 'boss2@example.com', '5w22:seat')
    const change = { email: 'eve@example.com', name: 'Eve' }
    const key = { order: second.id, registration: second.seats[0]?.registration ?? '' }
    await expect(correctSeat(desk, key, change, { actor: visitor, client }, minutes(2))).rejects.toMatchObject({
      code: 'registration.sign-in-needed',
    })
    const boss = await ensurePerson(desk.table, { email: 'boss2@example.com', name: 'Boss' }, minutes(2))
    const changed = await correctSeat(desk, key, change, { actor: actorOf(boss, 'session'), client }, minutes(2))
    expect(changed.seats[0]?.registration).not.toBe(key.registration)
  })
})

describe('the mails of a seat that is corrected or handed on', () => {
  test('a new name sends the confirmation again; a new person gets it, and the earlier one hears that theirs ended', async () => {
    const { desk, hand } = await team()
    const to = (template: 'registration-confirmed' | 'registration-cancelled') =>
      desk.mails({ template }).flatMap((mail) => mail.to)
    await hand('ann@example.com', 'Ann Lee')
    await drain(desk, minutes(3))
    expect(to('registration-confirmed')).toEqual(['ann@example.com', 'ben@example.com', 'ann@example.com'])
    await hand('cy@example.com', 'Cy')
    await drain(desk, minutes(4))
    expect(to('registration-confirmed').slice(3)).toEqual(['cy@example.com'])
    expect(to('registration-cancelled')).toEqual(['ann@example.com'])
  })
})
