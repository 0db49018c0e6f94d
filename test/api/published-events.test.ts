import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }], capacity: 1 })
  await house.call('POST', '/api/orders', { body: orderOf('ada@example.com') })
})
afterAll(() => house.close())

const path = '/api/admin/events/5w22'

describe('a published event over the API', () => {
  test('previews whom a change tells, makes it, and refuses it on an older state', async () => {
    const { body: before } = await house.admin('GET', path)
    const { revision, sessions } = before
    const add = [{ startsAt: '2024-06-04T09:00', durationMinutes: 60, title: 'One more' }]
    const change = { revision, sessionChanges: { add, callOff: [sessions[1].id] } }
    const preview = await house.admin('POST', `${path}/preview-change`, change)
    expect(preview.body).toMatchObject({ tells: { people: 1, more: false } })
    expect((await house.admin('GET', path)).body.revision).toBe(revision)
    const { body } = await house.admin('PATCH', path, change)
    expect(body.sessions.map(({ status }: { status: string }) => status)).toEqual([
      ...['scheduled', 'cancelled', 'scheduled', 'scheduled', 'scheduled', 'scheduled'],
    ])
    expect((await house.admin('PATCH', path, change)).body.code).toBe('catalog.changed')
    const words = { sessionChanges: { change: [{ session: sessions[0].id, title: 'Kick-off' }] } }
    expect((await house.admin('POST', `${path}/preview-change`, words)).body.tells.people).toBe(0)
  })

  test('previews whom a narrower access would shut out, among those registered', async () => {
    const outside = async (change: Record<string, unknown>) =>
      (await house.admin('POST', `${path}/preview-change`, change)).body.outside
    expect(await outside({ title: 'Another title' })).toEqual({ people: 0, more: false })
    expect(await outside({ access: 'members' })).toEqual({ people: 1, more: false })
    expect(await outside({ access: 'invited', invited: ['ben@example.com'] })).toEqual({ people: 1, more: false })
    expect(await outside({ access: 'invited', invited: ['ada@example.com'] })).toEqual({ people: 0, more: false })
  })

  test('canceling what is over is a conflict with its code', async () => {
    house.clock.now = '2024-07-01T00:00:00Z'
    const refused = await house.admin('POST', `${path}/cancel`, {})
    expect([refused.status, refused.body.code]).toEqual([409, 'catalog.over'])
    house.clock.now = '2024-03-25T16:00:00Z'
  })
})

test('a draft gets another address over the API; a published event keeps its own', async () => {
  const draft = { kind: 'webinar', slug: 'typo', title: 'Prices', zone: 'UTC' }
  const tickets = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
  expect((await house.admin('POST', '/api/admin/events', { ...draft, tickets })).status).toBe(201)
  const moved = await house.admin('PATCH', '/api/admin/events/typo', { slug: 'prices' })
  expect([moved.status, moved.body.slug]).toEqual([200, 'prices'])
  expect((await house.admin('GET', '/api/admin/events/typo')).status).toBe(404)
  const wrong = await house.admin('PATCH', '/api/admin/events/prices', { slug: 'Not an address' })
  expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([400, 'slug'])
  const refused = await house.admin('PATCH', path, { slug: 'other' })
  expect([refused.status, refused.body.code]).toEqual([409, 'catalog.address-stays'])
})

describe('count, limit and waiting list over the API', () => {
  test('are facts of their own; a place can be removed', async () => {
    expect((await house.admin('GET', path)).body).toMatchObject({
      ...{ capacity: 1, taken: 1, waiting: 0, registered: { people: 1, more: false, byTicket: { seat: 1 } } },
      tickets: [{ capacity: null, taken: null, remaining: 0 }],
    })
    for (const name of ['bo', 'cy']) {
      await house.call('POST', '/api/waitlist', { body: { sku: '5w22:seat', email: `${name}@example.com`, name } })
    }
    const list = await house.admin('GET', `${path}/waiting-list`)
    expect(list.body.items).toMatchObject([
      { email: 'bo@example.com', position: 1, status: 'waiting', ticket: 'seat' },
      { email: 'cy@example.com', position: 2 },
    ])
    expect((await house.admin('GET', path)).body.waiting).toBe(2)
    expect((await house.admin('DELETE', `${path}/waiting-list/${list.body.items[0].id}`)).status).toBe(204)
    expect((await house.admin('DELETE', `${path}/waiting-list/nobody`)).status).toBe(404)
    expect((await house.admin('POST', `${path}/waiting-list/offer`, {})).body).toEqual({ offered: 0 })
    expect((await house.admin('GET', `${path}/waiting-list`)).body.items).toMatchObject([{ position: 1 }])
    const key = await house.keyOf('ada@example.com')
    expect((await house.call('GET', `${path}/waiting-list`, { bearer: key })).status).toBe(404)
  })
})
