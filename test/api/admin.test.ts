import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { tickets: [{ name: 'Seat', priceCents: 39900 }] })
})
afterAll(() => house.close())

const cart = { lines: [{ sku: '5w22:seat', quantity: 1 }] }

describe('people', () => {
  test('a membership pays for its member, and for nobody else', async () => {
    const made = await house.admin('POST', '/api/admin/people', {
      email: 'Member@Example.com',
      name: 'Mia Member',
      memberships: [{ plan: 'all-access' }],
    })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      email: 'member@example.com',
      admin: false,
      memberships: [{ plan: 'all-access' }],
    })
    const simulated = await house.admin('POST', '/api/admin/quotes', { ...cart, person: 'member@example.com' })
    expect(simulated.body).toMatchObject({ totalCents: 0, applied: [{ source: 'membership' }] })
    expect((await house.admin('POST', '/api/admin/quotes', { ...cart, person: made.body.id })).body.totalCents).toBe(0)
    const stranger = await house.call('POST', '/api/quotes', { body: { ...cart, email: 'member@example.com' } })
    expect(stranger.body.totalCents).toBe(39900)

    const key = await house.keyOf('member@example.com')
    const placed = await house.call('POST', '/api/orders', { body: orderOf('member@example.com'), bearer: key })
    expect(placed.body).toMatchObject({ status: 'confirmed', totalCents: 0 })
    const mine = await house.call('GET', '/api/me/registrations', { bearer: key })
    expect(mine.body.items).toMatchObject([
      { event: '5w22', status: 'confirmed', startsAt: '2024-04-23T16:00:00Z', title: 'MSP Professional Sales Program' },
    ])
    const grants = await house.call('GET', '/api/me/grants', { bearer: key })
    expect(grants.body.items).toContainEqual(
      expect.objectContaining({ what: 'event:5w22', source: 'membership', live: true }),
    )
    expect((await house.call('GET', '/api/me/orders', { bearer: key })).body.items).toMatchObject([
      { id: placed.body.id },
    ])
    expect((await house.call('GET', '/api/me', { bearer: key })).body).toMatchObject({ email: 'member@example.com' })

    const ended = await house.admin('PATCH', '/api/admin/people/member@example.com', { name: 'Mia', memberships: [] })
    expect(ended.body).toMatchObject({ name: 'Mia', memberships: [] })
    expect((await house.admin('DELETE', `/api/admin/people/${made.body.id}`)).body.code).toBe('people.has-records')
  })

  test('someone known is not made twice; someone without records can be deleted, and their key with them', async () => {
    const person = { email: 'short@example.com', name: 'Short Stay' }
    expect((await house.admin('POST', '/api/admin/people', person)).status).toBe(201)
    expect((await house.admin('POST', '/api/admin/people', person)).status).toBe(200)
    const key = await house.keyOf(person.email)
    expect((await house.call('GET', '/api/me', { bearer: key })).status).toBe(200)
    expect((await house.admin('DELETE', '/api/admin/people/short@example.com')).status).toBe(204)
    expect((await house.call('GET', '/api/me', { bearer: key })).status).toBe(401)
    const listed = await house.admin('GET', '/api/admin/people?limit=100')
    expect(listed.body.items.map(({ email }: { email: string }) => email)).not.toContain('short@example.com')
  })

  test('an admin made here has the role at once, and nobody takes it from themselves', async () => {
    await house.admin('POST', '/api/admin/people', { email: 'second@lectern.example', name: 'Second', admin: true })
    const bearer = await house.keyOf('second@lectern.example')
    expect((await house.call('GET', '/api/admin/orders', { bearer })).status).toBe(200)
    const own = await house.call('PATCH', '/api/admin/people/second@lectern.example', {
      bearer,
      body: { admin: false },
    })
    expect([own.status, own.body.code]).toEqual([409, 'people.own-role'])
    await house.admin('PATCH', '/api/admin/people/second@lectern.example', { admin: false })
    expect((await house.call('GET', '/api/admin/orders', { bearer })).status).toBe(404)
  })
})

describe('catalogue', () => {
  test.each([
    ['courses', { slug: 'sales', title: 'Sales' }, { title: 'Sales, again' }],
    ['instructors', { slug: 'karl', name: 'Karl Palachuk' }, { headline: 'Author' }],
  ])('%s are made, read, changed and deleted', async (subject, made, change) => {
    const path = `/api/admin/${subject}/${made.slug}`
    expect((await house.admin('POST', `/api/admin/${subject}`, made)).status).toBe(201)
    expect((await house.admin('POST', `/api/admin/${subject}`, made)).body.code).toBe('catalog.slug-taken')
    expect((await house.admin('GET', path)).body).toMatchObject(made)
    expect((await house.admin('PATCH', path, change)).body).toMatchObject({ ...made, ...change })
    expect((await house.admin('GET', `/api/admin/${subject}`)).body.items).toMatchObject([{ ...made, ...change }])
    expect((await house.admin('DELETE', path)).status).toBe(204)
    expect((await house.admin('GET', path)).status).toBe(404)
  })

  test('an instructor whom an event names stays', async () => {
    await house.admin('POST', '/api/admin/instructors', { slug: 'amy', name: 'Amy Babinchak' })
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'of-amy', instructors: ['amy'] }))
    const refused = await house.admin('DELETE', '/api/admin/instructors/amy')
    expect([refused.status, refused.body.code]).toEqual([409, 'catalog.instructor-in-use'])
    await house.admin('DELETE', '/api/admin/events/of-amy')
    expect((await house.admin('DELETE', '/api/admin/instructors/amy')).status).toBe(204)
  })

  test('a draft is seen by admins alone, and can be deleted; an event with people can only be cancelled', async () => {
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'draft' }))
    expect((await house.call('GET', '/api/events/draft')).status).toBe(404)
    expect((await house.admin('GET', '/api/events/draft')).body).toMatchObject({
      status: 'draft',
      availability: 'not-open',
    })
    expect((await house.admin('DELETE', '/api/admin/events/draft')).status).toBe(204)
    await publish(house, { slug: 'off' })
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('bob@example.com', { lines: [{ sku: 'off:seat' }] }),
    })
    expect(placed.status).toBe(201)
    expect((await house.admin('DELETE', '/api/admin/events/off')).body.code).toBe('catalog.has-registrations')
    const cancelled = await house.admin('POST', '/api/admin/events/off/cancel', { reason: 'Ill' })
    expect(cancelled.body).toMatchObject({ availability: 'cancelled', cancelReason: 'Ill' })
    const refused = await house.call('POST', '/api/orders', {
      body: orderOf('a@example.com', { lines: [{ sku: 'off:seat' }] }),
    })
    expect([refused.status, refused.body.code]).toEqual([409, 'registration.cancelled-event'])
  })

  test('events are found by kind, time and words, page by page', async () => {
    for (const month of ['03', '05', '07']) {
      await publish(house, {
        ...{ kind: 'webinar', slug: `web-${month}`, title: `Pricing webinar ${month}` },
        schedule: { startsAt: `2024-${month}-10T09:00`, durationMinutes: 60 },
        salesCloseAt: `2024-${month}-01T00:00`,
      })
    }
    const slugs = async (query: string) => {
      const { body } = await house.call('GET', `/api/events?${query}`)
      return body.items.map(({ slug }: { slug: string }) => slug)
    }
    expect(await slugs('kind=webinar')).toEqual(['web-03', 'web-05', 'web-07'])
    expect(await slugs('kind=webinar&from=2024-04-01&until=2024-06-01T00:00:00Z')).toEqual(['web-05'])
    expect(await slugs('q=PRICING%2007')).toEqual(['web-07'])
    const first = await house.call('GET', '/api/events?kind=webinar&limit=2')
    expect(first.body.items).toHaveLength(2)
    expect(await slugs(`kind=webinar&limit=2&cursor=${first.body.next}`)).toEqual(['web-07'])
    house.clock.now = '2024-05-05T00:00:00Z'
    const later = await house.call('GET', '/api/events?kind=webinar')
    house.clock.now = '2024-01-15T12:00:00Z'
    expect(later.body.items.map(({ availability }: { availability: string }) => availability)).toEqual([
      'ended',
      'sales-closed',
      'open',
    ])
  })
})

describe('lists', () => {
  test('orders come newest first, page by page, each once', async () => {
    for (let buyer = 0; buyer < 12; buyer += 1) {
      await house.call('POST', '/api/orders', { body: orderOf(`list${buyer}@example.com`) })
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await house.admin('GET', `/api/admin/orders?limit=5${cursor ? `&cursor=${cursor}` : ''}`)
      expect(page.body.items.length).toBeLessThanOrEqual(5)
      seen.push(...page.body.items.map(({ id }: { id: string }) => id))
      cursor = page.body.next
    } while (cursor)
    expect(seen.length).toBeGreaterThanOrEqual(12)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual([...seen].sort().reverse())
    const csv = await house.admin('GET', '/api/admin/orders?format=csv')
    expect(csv.text.trim().split('\r\n')).toHaveLength(seen.length + 1)
    const all = await house.admin('GET', '/api/admin/registrations?limit=100')
    expect(all.body.items).toHaveLength(seen.length)
  })

  test('no mail yet is an empty list', async () => {
    expect((await house.admin('GET', '/api/admin/messages')).body).toEqual({ items: [] })
    const asked = '/api/admin/messages?to=ada@example.com&state=bounced&event=5w22&template=receipt'
    expect((await house.admin('GET', asked)).body).toEqual({ items: [] })
    expect((await house.admin('GET', '/api/admin/messages?state=lost')).status).toBe(400)
    expect((await house.admin('GET', '/api/admin/messages?format=csv')).text).toMatch(/^id,at,template,to,/)
  })
})
