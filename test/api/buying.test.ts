import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type House, newEvent, openHouse, orderOf, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
})
afterAll(() => house.close())

const starts = (answer: { body: { sessions: { startsAt: string }[] } }) =>
  answer.body.sessions.map((session) => session.startsAt)

describe('times of events made by program', () => {
  test.each([
    [
      '5w21: Tuesdays across the change of clocks',
      {
        slug: '5w21',
        schedule: { startsAt: '2024-02-13T09:00', durationMinutes: 60, recurrence: 'FREQ=WEEKLY;COUNT=5' },
      },
      ['02-13T17', '02-20T17', '02-27T17', '03-05T17', '03-12T16'],
    ],
    [
      '5w22: five Tuesdays in daylight time',
      { slug: '5w22-times' },
      ['04-23T16', '04-30T16', '05-07T16', '05-14T16', '05-21T16'],
    ],
    [
      'third Thursdays',
      {
        slug: 'third-thursdays',
        schedule: { startsAt: '2024-04-18T09:00', durationMinutes: 60, recurrence: 'FREQ=MONTHLY;BYDAY=3TH;COUNT=5' },
      },
      ['04-18T16', '05-16T16', '06-20T16', '07-18T16', '08-15T16'],
    ],
  ])('%s', async (_, event, expected) => {
    const made = await house.admin('POST', '/api/admin/events', newEvent(event))
    expect(made.status).toBe(201)
    expect(starts(made)).toEqual(expected.map((hour) => `2024-${hour}:00:00Z`))
    const listed = await house.admin('POST', `/api/admin/events/${event.slug}/publish`)
    expect(listed.status).toBe(200)
    const seen = await house.call('GET', `/api/events/${event.slug}`)
    expect(starts(seen)).toEqual(starts(made))
    expect(seen.body.sessions[0]).toMatchObject({ zone: 'America/Los_Angeles', sequence: 0, local: expect.any(String) })
  })

  test('a webinar of 90 minutes ends 90 minutes after its start', async () => {
    const made = await publish(house, {
      kind: 'webinar',
      slug: 'webinar',
      schedule: { startsAt: '2024-04-10T09:00', durationMinutes: 90 },
      tickets: [{ name: 'Seat', priceCents: 0 }],
    })
    expect(made.body.sessions).toMatchObject([{ startsAt: '2024-04-10T16:00:00Z', endsAt: '2024-04-10T17:30:00Z' }])
    expect(made.body.tickets).toMatchObject([{ sku: 'webinar:seat', name: 'Seat', priceCents: 0, remaining: null }])
  })

  test('a moved session has a higher sequence and its new time, in the calendar too', async () => {
    const made = await publish(house, { slug: 'moving' })
    const [first] = made.body.sessions
    const moved = await house.admin('POST', '/api/admin/events/moving/reschedule', {
      session: first.id,
      startsAt: '2024-04-22T10:00',
    })
    expect(moved.body.sessions[0]).toMatchObject({ id: first.id, startsAt: '2024-04-22T17:00:00Z', sequence: 1 })
    const calendar = await house.call('GET', '/api/events/moving/calendar.ics')
    expect(calendar.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    expect(calendar.text).toContain('SEQUENCE:1')
    expect(calendar.text).toContain('DTSTART;TZID=America/Los_Angeles:20240422T100000')
  })

  test('a change leaves alone what it does not name', async () => {
    await house.admin('POST', '/api/admin/events', newEvent({ slug: 'kept', summary: 'Five weeks', tags: ['sales'] }))
    const changed = await house.admin('PATCH', '/api/admin/events/kept', { title: 'Another title' })
    expect(changed.body).toMatchObject({
      title: 'Another title',
      summary: 'Five weeks',
      tags: ['sales'],
      includedInMembership: true,
    })
  })
})

describe('buying', () => {
  test('fifty buyers at once on twenty seats: twenty are held, thirty told that it is sold out', async () => {
    await publish(house)
    const buyers = Array.from({ length: 50 }, (_, index) => `buyer${index}@example.com`)
    const answers = await Promise.all(
      buyers.map((email) => house.call('POST', '/api/orders', { body: orderOf(email) })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).toEqual(
      Array.from({ length: 30 }, () => '409 registration.sold-out'),
    )
    const event = await house.call('GET', '/api/events/5w22')
    expect(event.body).toMatchObject({ availability: 'sold-out', tickets: [{ remaining: 0 }] })
  })

  test('who waits for a sold-out seat has a place, and keeps it when asking again', async () => {
    const body = { sku: '5w22:seat', email: 'late@example.com', name: 'Late' }
    const [first, again] = [
      await house.call('POST', '/api/waitlist', { body }),
      await house.call('POST', '/api/waitlist', { body }),
    ]
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({ id: expect.stringMatching(/^wai_/), status: 'waiting', event: '5w22' })
    expect(again.body).toEqual(first.body)
  })

  test('an order is answered with its token, where to pay and until when, and read back with that token', async () => {
    await publish(house, { slug: 'paid' })
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('ada@example.com', { lines: [{ sku: 'paid:seat', quantity: 1 }] }),
    })
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({
      id: expect.stringMatching(/^ord_/),
      token: expect.any(String),
      status: 'awaiting-payment',
      totalCents: 39900,
      checkoutUrl: expect.stringMatching(/^http:\/\/127\.0\.0\.1:4000\/local\/checkout\/cs_test_/),
      expiresAt: '2024-01-15T12:31:00Z',
      registrations: [{ event: 'paid', status: 'held' }],
    })
    const read = await house.call('GET', `/api/orders/${placed.body.id}`, { bearer: placed.body.token })
    expect(read.body).toMatchObject({ id: placed.body.id, totalCents: 39900, lines: [{ sku: 'paid:seat' }] })
    expect(read.body.token).toBeUndefined()
    expect((await house.admin('GET', `/api/orders/${placed.body.id}`)).status).toBe(200)
    const other = await house.keyOf('eve@example.com')
    for (const bearer of [other, 'wrong', undefined]) {
      const refused = await house.call('GET', `/api/orders/${placed.body.id}`, { bearer })
      expect([refused.status, refused.body.code]).toEqual([404, 'not-found'])
    }
  })

  test('completed five times, around expired, makes one confirmed order', async () => {
    await publish(house, { slug: 'webhooks' })
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('hooks@example.com', { lines: [{ sku: 'webhooks:seat' }] }),
    })
    const session = placed.body.checkoutUrl.split('/').at(-1)
    await house.till.pay(session)
    await house.till.replay({ session, type: 'checkout.session.completed', times: 2 })
    await house.till.replay({ session, type: 'checkout.session.expired', times: 2 })
    await house.till.replay({ session, type: 'checkout.session.completed', times: 2 })
    const read = await house.call('GET', `/api/orders/${placed.body.id}`, { bearer: placed.body.token })
    expect(read.body).toMatchObject({ status: 'confirmed', paidCents: 39900, registrations: [{ status: 'confirmed' }] })
    expect(read.body.checkoutUrl).toBeUndefined()
    const listed = await house.admin('GET', '/api/admin/orders?limit=100')
    expect(
      listed.body.items.filter((order: { buyer: { email: string } }) => order.buyer.email === 'hooks@example.com'),
    ).toHaveLength(1)

    const whole = await house.admin('POST', `/api/admin/orders/${placed.body.id}/refunds`)
    expect(whole.body).toMatchObject({
      status: 'refunded',
      refundedCents: 39900,
      registrations: [{ status: 'refunded' }],
    })
    const again = await house.admin('POST', `/api/admin/orders/${placed.body.id}/refunds`)
    expect(again.body.refunds).toHaveLength(1)
  })

  test('the same person registering ten times at once for a breakout is registered once and told ten times', async () => {
    await publish(house, {
      kind: 'breakout',
      slug: 'breakout',
      access: 'everyone',
      schedule: { startsAt: '2024-04-25T09:00', durationMinutes: 60 },
      tickets: [{ name: 'Seat', priceCents: 0 }],
    })
    const body = orderOf('ten@example.com', { lines: [{ sku: 'breakout:seat', quantity: 1 }] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => house.call('POST', '/api/orders', { body })))
    expect(answers.every(({ status }) => status === 200 || status === 201)).toBe(true)
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => body.registrations[0].id)).size).toBe(1)
    const told = answers.find(({ status }) => status === 200)
    expect(Object.keys(told?.body)).toEqual(['registrations'])
    expect(Object.keys(told?.body.registrations[0]).sort()).toEqual(['event', 'id', 'status'])
  })

  test('a registration for nothing can be cancelled with its token, once', async () => {
    const placed = await house.call('POST', '/api/orders', {
      body: orderOf('off@example.com', { lines: [{ sku: 'breakout:seat' }] }),
    })
    const path = `/api/orders/${placed.body.id}/cancel`
    expect((await house.call('POST', path)).status).toBe(404)
    const cancelled = await house.call('POST', path, { bearer: placed.body.token })
    expect(cancelled.body).toMatchObject({ status: 'cancelled', registrations: [{ status: 'cancelled' }] })
    const again = await house.call('POST', path, { bearer: placed.body.token })
    expect([again.status, again.body.code]).toEqual([409, 'registration.nothing-to-cancel'])
  })
})

describe('repeating a request', () => {
  const keyed = (key: string) => ({ 'idempotency-key': key })

  test('the same key with the same order gets the same order; with another it is a conflict', async () => {
    await publish(house, { slug: 'repeat' })
    const body = orderOf('repeat@example.com', { lines: [{ sku: 'repeat:seat' }] })
    const first = await house.call('POST', '/api/orders', { body, headers: keyed('k1') })
    const again = await house.call('POST', '/api/orders', { body, headers: keyed('k1') })
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    const other = await house.call('POST', '/api/orders', {
      body: { ...body, buyer: { email: 'other@example.com', name: 'Other' } },
      headers: keyed('k1'),
    })
    expect([other.status, other.body.code]).toEqual([409, 'idempotency.key-reused'])
    const without = await house.call('POST', '/api/orders', { body })
    expect([without.status, without.body.code]).toEqual([409, 'registration.awaiting-payment'])
  })

  test('the same key ten times at once makes one order', async () => {
    const body = orderOf('at-once@example.com', { lines: [{ sku: 'repeat:seat' }] })
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => house.call('POST', '/api/orders', { body, headers: keyed('k2') })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201))
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1)
  })

  test('any other write does too, and another caller with the same key is another request', async () => {
    const send = (body: unknown) =>
      house.call('POST', '/api/admin/events', { body, bearer: house.adminKey, headers: keyed('k3') })
    const first = await send(newEvent({ slug: 'keyed' }))
    const again = await send(newEvent({ slug: 'keyed' }))
    expect([first.status, again.status]).toEqual([201, 201])
    expect(again.body).toEqual(first.body)
    const other = await send(newEvent({ slug: 'keyed-too' }))
    expect([other.status, other.body.code]).toEqual([409, 'idempotency.key-reused'])
  })

  test('while the provider is down nothing is kept, and the same key works afterwards', async () => {
    await publish(house, { slug: 'down' })
    const body = orderOf('down@example.com', { lines: [{ sku: 'down:seat' }] })
    house.till.setFault({ path: /checkout\/sessions/, times: 20, kind: 'error-500' })
    const refused = await house.call('POST', '/api/orders', { body, headers: keyed('k4') })
    expect([refused.status, refused.body.code]).toEqual([503, 'payments.unavailable'])
    expect(refused.headers.get('retry-after')).toBe('5')
    const event = await house.call('GET', '/api/events/down')
    expect(event.body.tickets).toMatchObject([{ remaining: 20 }])
    house.till.setFault(undefined)
    const placed = await house.call('POST', '/api/orders', { body, headers: keyed('k4') })
    expect([placed.status, placed.body.status]).toEqual([201, 'awaiting-payment'])
  })
})
