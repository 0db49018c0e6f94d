import { afterAll, beforeAll, expect, test } from 'vitest'
import { datesIn, readCalendar } from '../core/calendar/read-calendar.ts'
import { checkCalendar } from '../support/calendar-rules.ts'
import { type House, openHouse, publish } from './support.ts'

let house: House
beforeAll(async () => {
  house = await openHouse()
  await publish(house)
})
afterAll(() => house.close())

test('an event and each of its sessions is to be had as a calendar', async () => {
  const { body: event } = await house.call('GET', '/api/events/5w22')
  const whole = await house.call('GET', '/api/events/5w22/calendar.ics')
  expect(checkCalendar(whole.text)).toEqual([])
  expect(datesIn(whole.text).map(({ startsAt }) => startsAt)).toEqual(
    event.sessions.map(({ startsAt }: { startsAt: string }) => startsAt),
  )
  const third = event.sessions[2]
  const alone = await house.call('GET', `/api/events/5w22/sessions/${third.id}/calendar.ics`)
  expect(checkCalendar(alone.text)).toEqual([])
  expect(alone.headers.get('content-disposition')).toBe('inline; filename="5w22-3.ics"')
  expect(readCalendar(alone.text).events).toMatchObject([
    { uid: `${third.id}@lectern.example`, startsAt: third.startsAt },
  ])
  const etag = alone.headers.get('etag') ?? ''
  house.clock.now = '2024-01-16T12:00:00Z'
  const again = await house.call('GET', `/api/events/5w22/sessions/${third.id}/calendar.ics`, {
    headers: { 'if-none-match': etag },
  })
  expect(again.status).toBe(304)
  expect((await house.call('GET', '/api/events/5w22/sessions/ses_none/calendar.ics')).status).toBe(404)
})

test('the calendar of a draft, whole or in part, is not there', async () => {
  const made = await house.admin('POST', '/api/admin/events', {
    ...{
      kind: 'webinar',
      slug: 'draft',
      title: 'Draft',
      zone: 'Europe/London',
      tickets: [{ name: 'Seat', priceCents: 0 }],
    },
    schedule: { startsAt: '2024-05-01T09:00', durationMinutes: 60 },
  })
  const [session] = made.body.sessions
  expect((await house.call('GET', '/api/events/draft/calendar.ics')).status).toBe(404)
  expect((await house.call('GET', `/api/events/draft/sessions/${session.id}/calendar.ics`)).status).toBe(404)
})

test('one’s own calendar has an address that stays until it is renewed, and is nobody else’s', async () => {
  const [ada, bo] = [await house.keyOf('ada@example.com'), await house.keyOf('bo@example.com')]
  const address = async (bearer: string) => (await house.call('GET', '/api/me/calendar', { bearer })).body.url
  const first = await address(ada)
  expect(first).toMatch(/^https:\/\/lectern\.example\/calendar\/[A-Za-z0-9_-]{43}\.ics$/)
  expect(await address(ada)).toBe(first)
  expect(await address(bo)).not.toBe(first)
  const renewed = await house.call('POST', '/api/me/calendar', { bearer: ada })
  expect(renewed.body.webcalUrl).toBe(renewed.body.url.replace('https:', 'webcal:'))
  expect(renewed.body.url).not.toBe(first)
  expect(await address(ada)).toBe(renewed.body.url)
  expect((await house.call('GET', '/api/me/calendar')).status).toBe(401)
})

test('what is kept of someone tells that there is an address, and not which', async () => {
  const bearer = await house.keyOf('cy@example.com')
  const { body } = await house.call('GET', '/api/me/calendar', { bearer })
  const kept = await house.call('GET', '/api/me/export', { bearer })
  expect(kept.body.calendarFeed).toEqual({ madeAt: body.madeAt })
  expect(kept.text).not.toContain(body.url.split('/').at(-1)?.replace('.ics', ''))
})
