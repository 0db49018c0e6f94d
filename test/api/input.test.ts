import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house, { slug: 'free', tickets: [{ name: 'Seat', priceCents: 0 }] })
})
afterAll(() => house.close())

const free = (email: string, more: Record<string, unknown> = {}) =>
  house.call('POST', '/api/orders', { body: orderOf(email, { lines: [{ sku: 'free:seat' }], ...more }) })

describe('zones', () => {
  test.each([
    'PST',
    'EST',
    'EST5EDT',
    'GMT+5',
    'GMT',
    '',
    '+01:00',
    'Etc/GMT+5',
    'SystemV/PST8',
    'JST',
    'Mars/Base',
    'Z',
    '../UTC',
  ])('%j is refused with words', async (zone) => {
    const answer = await house.admin('POST', '/api/admin/events', newEvent({ slug: 'zoned', zone }))
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ path: 'zone', message: 'Enter a time zone like America/Los_Angeles' }],
    ])
  })

  test('a zone in another case is kept in its own', async () => {
    const made = await house.admin('POST', '/api/admin/events', newEvent({ slug: 'zoned', zone: 'america/new_york' }))
    expect([made.status, made.body.zone]).toEqual([201, 'America/New_York'])
  })
})

describe('a range whose end comes before its beginning', () => {
  test('is refused for events and for what a promotion brought in', async () => {
    const terms = {
      title: 'Leap',
      trigger: 'code',
      code: 'LEAP',
      benefit: { type: 'free' },
      scope: { everything: true },
    }
    const { body: promotion } = await house.admin('POST', '/api/admin/promotions', terms)
    for (const path of ['/api/events', `/api/admin/promotions/${promotion.id}/report`]) {
      const answer = await house.admin('GET', `${path}?from=2024-03-01&until=2024-02-01`)
      expect([path, answer.status, answer.body.errors[0].path]).toEqual([path, 400, 'until'])
    }
  })
})

describe('dates', () => {
  test.each([
    ['2024-04-23T16:00:00.1234567890Z', 200],
    ['0000-01-01T00:00:00Z', 400],
    ['9999-12-31', 400],
    ['2027-02-30', 400],
  ])('events from %s are asked for with %i', async (from, status) => {
    expect((await house.call('GET', `/api/events?from=${from}`)).status).toBe(status)
  })

  test('a session in the year 0 is refused with its field', async () => {
    const sessions = [{ startsAt: '0000-01-01T00:00', durationMinutes: 60 }]
    const { schedule: _, ...event } = newEvent({ slug: 'ancient' })
    const answer = await house.admin('POST', '/api/admin/events', { ...event, sessions })
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [{ path: 'sessions.0.startsAt', message: 'Enter a date between the years 1900 and 2199' }],
    ])
  })
})

describe('what has grown too large', () => {
  test('is refused with words, and stays as it was', async () => {
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'large' }))
    const sessions = Array.from({ length: 190 }, (_, at) => ({
      startsAt: `2024-05-01T${String(Math.floor(at / 10)).padStart(2, '0')}:${String((at % 10) * 6).padStart(2, '0')}`,
      durationMinutes: 5,
      summary: '李'.repeat(380),
    }))
    const options = Array.from({ length: 30 }, (_, at) => `${at}${'李'.repeat(100)}`)
    const questions = Array.from({ length: 20 }, (_, at) => ({
      id: `q${at}`,
      label: 'Which?',
      type: 'choice',
      options,
    }))
    const first = await house.admin('PATCH', '/api/admin/events/large', { sessions })
    const second = await house.admin('PATCH', '/api/admin/events/large', { questions })

    expect(first.status).toBe(200)
    expect([second.status, second.body.code]).toEqual([413, 'input.too-large'])
    expect(second.body.detail).toContain('Shorten the text')
    expect((await house.admin('GET', '/api/admin/events/large')).body.questions).toEqual([])
  })
})

describe('addresses that browsers take', () => {
  test.each([
    'b&b@example.com',
    'a/b@example.com',
    'wow!@example.com',
    'no#1@example.com',
    'ann@xn--h1alffa9f.xn--p1ai',
    '50%off?@example.com',
  ])('%s registers, is found and is invited', async (email) => {
    expect((await free(email)).status).toBe(201)
    const found = await house.admin('GET', `/api/admin/people/${encodeURIComponent(email)}`)
    expect([found.status, found.body.email]).toEqual([200, email])
    const invited = await house.admin(
      'POST',
      '/api/admin/events',
      newEvent({ slug: `in-${email.length}-${email.charCodeAt(0)}`, invited: [email] }),
    )
    expect(invited.body.invited).toEqual([email])
  })
})

describe('lists are what they say', () => {
  test('registrations of all events come in pages of exactly the limit, each once', async () => {
    const attendees = (from: number) =>
      Array.from({ length: 5 }, (_, at) => ({ sku: 'free:seat', email: `seat-${from + at}@example.com`, name: 'Seat' }))
    for (const from of [0, 5, 10]) {
      const lines = [{ sku: 'free:seat', quantity: 5 }]
      const email = `buyer-${from}@example.com`
      const body = orderOf(email, { lines, attendees: attendees(from) })
      const placed = await house.call('POST', '/api/orders', { body, bearer: await house.keyOf(email) })
      expect(placed.status).toBe(201)
    }
    const all = (await house.admin('GET', '/api/admin/registrations?limit=100')).body.items.map(
      ({ id }: { id: string }) => id,
    )
    const paged: string[] = []
    let query = ''
    for (;;) {
      const { body } = await house.admin('GET', `/api/admin/registrations?limit=7${query}`)
      paged.push(...body.items.map(({ id }: { id: string }) => id))
      if (body.next === undefined) break
      expect(body.items).toHaveLength(7)
      query = `&cursor=${body.next}`
    }
    expect(all.length).toBeGreaterThanOrEqual(15)
    expect(paged).toEqual(all)
  })

  test('a seat that was given up and taken again leaves no gap in a page', async () => {
    const bearer = await house.keyOf('again@example.com')
    for (let time = 0; time < 3; time += 1) {
      const body = orderOf('again@example.com', { lines: [{ sku: 'free:seat' }] })
      const placed = await house.call('POST', '/api/orders', { body, bearer })
      expect(placed.status).toBe(201)
      const ended = await house.call('POST', `/api/orders/${placed.body.id}/cancel`, { bearer, body: {} })
      expect([ended.status, ended.body.status]).toEqual([200, 'cancelled'])
    }
    const paged: string[] = []
    for (let query = ''; ; ) {
      const { body } = await house.admin('GET', `/api/admin/registrations?limit=2${query}`)
      paged.push(...body.items.map(({ id }: { id: string }) => id))
      if (body.next === undefined) break
      expect(body.items).toHaveLength(2)
      query = `&cursor=${body.next}`
    }
    expect(new Set(paged).size).toBe(paged.length)
  })

  test('people come as a file too', async () => {
    const file = await house.admin('GET', '/api/admin/people?format=csv')
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(file.text).toMatch(/^id,email,name,admin,memberships,createdAt\r\n/)
    expect(file.text).toMatch(/\r\n\r\n$/)
  })

  test.each([
    '/api/events?form=2024-01-01',
    '/api/admin/orders?limti=3',
    '/api/health?x=1',
    '/api/events?kind=class&kind=webinar',
  ])('a query that is a slip is refused: %s', async (path) => {
    const answer = await house.admin('GET', path)
    expect([answer.status, answer.body.code]).toEqual([400, 'input.invalid'])
  })
})

describe('a wrong cursor is told before the first byte', () => {
  test.each(['orders', 'registrations', 'people', 'messages', 'audit', 'redemptions'])('of %s', async (list) => {
    const answer = await house.admin('GET', `/api/admin/${list}?format=csv&cursor=nonsense`)
    expect([answer.status, answer.body.code]).toEqual([400, 'input.bad-cursor'])
  })
})

describe('patterns in the document', () => {
  test('compile everywhere: no classes of Unicode, no flags, nothing that looks around', async () => {
    const { text } = await house.call('GET', '/api/openapi.json')
    const patterns = [...text.matchAll(/"pattern":"((?:[^"\\]|\\.)*)"/g)].map(([, pattern]) =>
      JSON.parse(`"${pattern}"`),
    )
    expect(patterns.length).toBeGreaterThan(2)
    expect(patterns.filter((pattern) => /\\p|\\u|\(\?|\/$/i.test(pattern))).toEqual([])
  })
})
