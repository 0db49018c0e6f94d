import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
let placed: { id: string; token: string }
let personKey: string
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
  placed = (await house.call('POST', '/api/orders', { body: orderOf('ada@example.com') })).body
  personKey = await house.keyOf('eve@example.com', 'Eve')
})
afterAll(() => house.close())

type Bad = {
  method?: string
  path: string
  body?: unknown
  headers?: Record<string, string>
  as?: 'admin' | 'person'
  expected: [number, string]
}

const order = (more: Record<string, unknown>, expected: Bad['expected']): Bad => ({
  path: '/api/orders',
  body: orderOf('mallory@example.com', more),
  expected,
})
const invalid: [number, string] = [400, 'input.invalid']
const buyer = (email: unknown, name: unknown = 'Mallory') => ({ buyer: { email, name } })
const event = (more: Record<string, unknown>, expected: Bad['expected']): Bad => ({
  path: '/api/admin/events',
  body: newEvent({ slug: 'bad', ...more }),
  as: 'admin',
  expected,
})

const table: Record<string, Bad> = {
  'an unknown field of an order': order({ surprise: true }, invalid),
  'a price chosen by the client': order({ lines: [{ sku: '5w22:seat', quantity: 1, priceCents: 1 }] }, invalid),
  'a total chosen by the client': order({ totalCents: 1 }, invalid),
  'a status chosen by the client': order({ status: 'confirmed' }, invalid),
  'a field of the prototype': {
    path: '/api/orders',
    body: '{"__proto__":{"admin":true},"lines":[{"sku":"5w22:seat"}],"codes":[],"buyer":{"email":"m@example.com","name":"M"}}',
    expected: invalid,
  },
  'a quantity of nothing': order({ lines: [{ sku: '5w22:seat', quantity: 0 }] }, invalid),
  'a negative quantity': order({ lines: [{ sku: '5w22:seat', quantity: -1 }] }, invalid),
  'a quantity in words': order({ lines: [{ sku: '5w22:seat', quantity: 'two' }] }, invalid),
  'half a seat': order({ lines: [{ sku: '5w22:seat', quantity: 1.5 }] }, invalid),
  'two seats for one buyer': order({ lines: [{ sku: '5w22:seat', quantity: 2 }] }, [
    400,
    'registration.attendees-needed',
  ]),
  'no lines': order({ lines: [] }, invalid),
  'more than twenty lines': order({ lines: Array.from({ length: 21 }, () => ({ sku: '5w22:seat' })) }, invalid),
  'a ticket that does not exist': order({ lines: [{ sku: '5w22:nothing' }] }, [404, 'registration.unknown-ticket']),
  'a sku that is none': order({ lines: [{ sku: '../../etc/passwd' }] }, [404, 'registration.unknown-ticket']),
  'an address with a header in it': order(buyer('a@example.com\r\nBcc: all@example.com'), invalid),
  'an address with a name around it': order(buyer('Ada <ada@example.com>'), invalid),
  'two addresses': order(buyer('a@example.com,b@example.com'), invalid),
  'an address that is an object': order(buyer({ $gt: '' }), invalid),
  'a name with a line break': order(buyer('m@example.com', 'Mallory\nBcc: x'), invalid),
  'an empty name': order(buyer('m@example.com', '   '), invalid),
  'a name of 121 characters': order(buyer('m@example.com', 'x'.repeat(121)), invalid),
  'a code that nobody knows': order({ codes: ['NOPE'] }, [409, 'pricing.code-not-applied']),
  'eleven codes': order({ codes: Array.from({ length: 11 }, (_, index) => `C${index}`) }, invalid),
  'a total that no longer holds': order({ expectedTotalCents: 1 }, [409, 'pricing.changed']),
  'an answer that was not asked for': order(
    { attendees: [{ sku: '5w22:seat', email: 'm@example.com', name: 'M', answers: { size: 'XL' } }] },
    [400, 'registration.answers-wrong'],
  ),
  'a body that is not JSON': { path: '/api/orders', body: '{"lines":', expected: [400, 'input.malformed'] },
  'a body that is nested too deeply': {
    path: '/api/orders',
    body: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
    expected: invalid,
  },
  'a body that is a list': { path: '/api/orders', body: [], expected: invalid },
  'a body that is null': { path: '/api/orders', body: 'null', expected: invalid },
  'a form': {
    path: '/api/orders',
    body: 'lines=1',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    expected: [415, 'input.wrong-content-type'],
  },
  'a body of 300 KB': order({ codes: ['x'.repeat(300_000)] }, [413, 'input.too-large']),
  'a key of 201 characters': {
    path: '/api/orders',
    body: orderOf('m@example.com'),
    headers: { 'idempotency-key': 'k'.repeat(201) },
    expected: invalid,
  },
  'an unknown field of a quote': {
    path: '/api/quotes',
    body: { lines: [], codes: [], at: '2024-01-01T00:00:00Z' },
    expected: invalid,
  },
  'an unknown field of a waiting place': {
    path: '/api/waitlist',
    body: { sku: '5w22:seat', email: 'm@example.com', name: 'M', status: 'offered' },
    expected: invalid,
  },
  'waiting while there are seats': {
    path: '/api/waitlist',
    body: { sku: '5w22:seat', email: 'm@example.com', name: 'M' },
    expected: [409, 'registration.seats-available'],
  },
  'a cursor that is none of ours': {
    method: 'GET',
    path: '/api/events?cursor=%27%20OR%201',
    expected: [400, 'input.bad-cursor'],
  },
  'a cursor of another list': {
    method: 'GET',
    path: `/api/events?cursor=${Buffer.from('ord_1').toString('base64url')}`,
    expected: [400, 'input.bad-cursor'],
  },
  'a limit of nothing': { method: 'GET', path: '/api/events?limit=0', expected: invalid },
  'a limit of 101': { method: 'GET', path: '/api/events?limit=101', expected: invalid },
  'a kind that is none': { method: 'GET', path: '/api/events?kind=party', expected: invalid },
  'a date that does not exist': { method: 'GET', path: '/api/events?from=2024-02-30', expected: invalid },
  'an event that does not exist': { method: 'GET', path: '/api/events/nothing', expected: [404, 'not-found'] },
  'an address that does not exist': { method: 'GET', path: '/api/nothing', expected: [404, 'not-found'] },
  'a method that an address does not know': {
    method: 'DELETE',
    path: '/api/events',
    expected: [405, 'method-not-allowed'],
  },
  'an order that does not exist': {
    method: 'GET',
    path: '/api/orders/ord_nothing',
    as: 'admin',
    expected: [404, 'not-found'],
  },
  'a visitor at an admin address': {
    method: 'GET',
    path: '/api/admin/orders',
    expected: [401, 'identity.sign-in-needed'],
  },
  'a person at an admin address': {
    method: 'GET',
    path: '/api/admin/orders',
    as: 'person',
    expected: [404, 'not-found'],
  },
  'a person at a write of admins, before the body is looked at': {
    path: '/api/admin/events',
    body: '{',
    as: 'person',
    expected: [404, 'not-found'],
  },
  'a visitor who asks who they are': { method: 'GET', path: '/api/me', expected: [401, 'identity.sign-in-needed'] },
  'a key that is none': {
    method: 'GET',
    path: '/api/events',
    headers: { authorization: 'Bearer lk_wrong_wrongwrong' },
    expected: [401, 'identity.bad-api-key'],
  },
  'an unsigned webhook': { path: '/webhooks/stripe', body: { id: 'evt_1' }, expected: [400, 'payments.bad-signature'] },
  'an event with a status': event({ status: 'published' }, invalid),
  'an event with an unknown ticket field': event({ tickets: [{ name: 'Seat', priceCents: 1, sold: 3 }] }, invalid),
  'a negative price': event({ tickets: [{ name: 'Seat', priceCents: -1 }] }, invalid),
  'a price with a fraction': event({ tickets: [{ name: 'Seat', priceCents: 1.5 }] }, invalid),
  'a zone that is none': event({ zone: 'Pacific' }, invalid),
  'a slug that is a path': event({ slug: '../admin' }, invalid),
  'a slug that is taken': event({ slug: '5w22' }, [409, 'catalog.slug-taken']),
  'a start that clocks skip': event({ schedule: { startsAt: '2024-03-10T02:30', durationMinutes: 60 } }, [
    400,
    'schedule.in-gap',
  ]),
  'a link that runs a script': event({ joinUrl: 'javascript:alert(1)' }, invalid),
  'a benefit of more than everything': {
    path: '/api/admin/promotions',
    body: {
      title: 'x',
      trigger: 'code',
      code: 'X',
      benefit: { type: 'percent', percentBasisPoints: 10_001 },
      scope: { everything: true },
    },
    as: 'admin',
    expected: [400, 'pricing.bad-benefit'],
  },
  'a membership of no plan': {
    path: '/api/admin/people',
    body: { email: 'm@example.com', name: 'M', memberships: [{ plan: 'gold' }] },
    as: 'admin',
    expected: [400, 'membership.unknown-plan'],
  },
}

describe('bad input is refused with a code, and changes nothing', () => {
  test.each(Object.entries(table))('%s', async (_, { method = 'POST', path, body, headers, as, expected }) => {
    const before = await house.countItems()
    const bearer = as === 'admin' ? house.adminKey : as === 'person' ? personKey : undefined
    const answer = await house.call(method, path, { body, bearer, headers })
    expect([answer.status, answer.body.code]).toEqual(expected)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.body).toMatchObject({ status: expected[0], title: expect.any(String), detail: expect.any(String) })
    expect(answer.body.requestId).toBe(answer.headers.get('x-request-id'))
    expect(answer.headers.get('cache-control')).toBe('no-store')
    if (answer.body.code === 'input.invalid') {
      expect(answer.body.errors[0]).toEqual({ path: expect.any(String), message: expect.any(String) })
    }
    // Wrong keys and codes are counted, one item for each client; nothing else may appear.
    expect((await house.countItems()) - before).toBeLessThanOrEqual(/key|code/.test(answer.body.code) ? 1 : 0)
    expect(house.logged).toEqual([])
  })

  test("another person's order is not found, to read or to cancel", async () => {
    for (const [method, path] of [
      ['GET', `/api/orders/${placed.id}`],
      ['POST', `/api/orders/${placed.id}/cancel`],
    ] as const) {
      const answer = await house.call(method, path, { bearer: personKey })
      expect([answer.status, answer.body.code]).toEqual([404, 'not-found'])
    }
    expect((await house.call('GET', `/api/orders/${placed.id}`, { bearer: placed.token })).body.status).toBe(
      'awaiting-payment',
    )
  })

  test('a changed price comes with the new quote, and says nothing of how codes are kept', async () => {
    const { body } = await house.call('POST', '/api/orders', {
      body: orderOf('m@example.com', { expectedTotalCents: 1 }),
    })
    expect(body.quote).toMatchObject({ totalCents: 39900, lines: [{ sku: '5w22:seat', totalCents: 39900 }] })
    expect(body.quote.uses).toBeUndefined()
  })

  test('a name that is a script is kept as text, and harmless in a spreadsheet', async () => {
    await publish(house, { slug: 'free', tickets: [{ name: 'Seat', priceCents: 0 }] })
    const name = '=HYPERLINK("evil","<script>alert(1)</script>")'
    const free = orderOf('script@example.com', { lines: [{ sku: 'free:seat' }], ...buyer('script@example.com', name) })
    expect((await house.call('POST', '/api/orders', { body: free })).status).toBe(201)
    const listed = await house.admin('GET', '/api/admin/registrations?event=free')
    expect(listed.body.items).toMatchObject([{ name, status: 'confirmed' }])
    const csv = await house.admin('GET', '/api/admin/registrations?event=free&format=csv')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.text).toContain(`"'=HYPERLINK(""evil"",""<script>alert(1)</script>"")"`)
  })
})
