import type { Event } from '@lectern/core/catalog'
import { visitor } from '@lectern/core/identity'
import { newId } from '@lectern/core/platform'
import { countOutside, joinWaitingList, pendingRegistration, quoteOrder } from '@lectern/core/registration'
import { describe, expect, test } from 'vitest'
import {
  anEvent,
  anOrder,
  aPerson,
  committed,
  order,
  people,
  placed,
  registrationsNow,
  start,
} from '../../support/build.ts'
import { openDesk } from '../../support/desk.ts'

const invited = { access: 'invited', invited: ['ada@example.com', 'bob@example.com'] }
const free = { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] }

const seatsFor = (...emails: string[]) => ({
  lines: [{ sku: '5w22:seat', quantity: emails.length }],
  attendees: emails.map((email) => ({ sku: '5w22:seat', email, name: 'Someone' })),
})

describe('a list of the invited that shuts out people who are registered', () => {
  test('is counted on a published event alone, and a long roster gives at least so many', async () => {
    const desk = await openDesk()
    const event = await anEvent(desk.table, free)
    const narrow: Event = { ...event, access: 'invited', invited: ['p0@example.com'] }
    expect(await countOutside(desk.table, event, narrow, start)).toEqual({ people: 0, more: false })
    const known = await placed(desk, 'p0@example.com', '5w22:seat')
    const [one] = await registrationsNow(desk, known)
    if (!one) throw new Error('not registered')
    const others = people(220).slice(1)
    for (let from = 0; from < others.length; from += 50) {
      const some = others.slice(from, from + 50)
      const copies = some.map((email) => ({ ...one, id: newId('registration'), personId: newId('person'), email }))
      await committed(
        desk.table,
        copies.map((copy) => ({ ...pendingRegistration(desk.table, copy), name: copy.id })),
      )
    }
    const { people: outside, more } = await countOutside(desk.table, event, narrow, start)
    expect([more, outside >= 199, outside <= 200]).toEqual([true, true, true])
    expect(await countOutside(desk.table, { ...event, status: 'draft' }, narrow, start)).toEqual({
      people: 0,
      more: false,
    })
    expect(await countOutside(desk.table, event, { ...event, title: 'Other' }, start)).toEqual({
      people: 0,
      more: false,
    })
  })
})

describe('an event for those who are invited', () => {
  test('an invited person registers another who is invited, and no stranger', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { ...invited, ...free })
    const ada = await aPerson(desk.table, 'ada@example.com')
    const refused = order(desk, ada.email, '5w22:seat', {
      actor: ada,
      ...seatsFor('ada@example.com', 'eve@example.com'),
    })
    await expect(refused).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'registration.invited-only',
      details: { errors: [{ path: 'attendees.1.email' }] },
    })
    const both = await placed(desk, ada.email, '5w22:seat', {
      actor: ada,
      ...seatsFor('ada@example.com', 'bob@example.com'),
    })
    expect(both.seats).toHaveLength(2)
  })

  test('an admin invites first, then registers', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { ...invited, ...free })
    const admin = { ...(await aPerson(desk.table, 'karl@example.com')), admin: true }
    const eve = order(desk, 'eve@example.com', '5w22:seat', { actor: admin })
    await expect(eve).rejects.toMatchObject({ code: 'registration.invited-only' })
    expect(await order(desk, 'bob@example.com', '5w22:seat', { actor: admin })).toMatchObject({ outcome: 'placed' })
  })

  test('nobody waits for a seat there for a stranger, and no address typed in a form is an invitation', async () => {
    const desk = await openDesk()
    await anEvent(desk.table, { ...invited, capacity: 1 })
    const ada = await aPerson(desk.table, 'ada@example.com')
    await placed(desk, ada.email, '5w22:seat', { actor: ada })
    const wait = (email: string) =>
      joinWaitingList(desk, { sku: '5w22:seat', email, name: 'Someone' }, ada, start).then(
        ({ outcome }) => outcome,
        (error) => error.code,
      )
    expect(await wait('eve@example.com')).toBe('registration.invited-only')
    expect(await wait('bob@example.com')).toBe('waiting')
    const { lines } = anOrder('bob@example.com', '5w22:seat')
    const asked = { lines, codes: [], email: 'bob@example.com' }
    await expect(quoteOrder(desk.table, asked, visitor, start)).rejects.toMatchObject({ kind: 'not-found' })
    await expect(order(desk, 'bob@example.com', '5w22:seat')).rejects.toMatchObject({ kind: 'not-found' })
  })
})
