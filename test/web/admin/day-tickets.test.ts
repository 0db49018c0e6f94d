import { findEvent, sessionsOf } from '@lectern/core/catalog'
import { changeEvent } from '@lectern/core/registration'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AdminSite, type Fields, openAdminSite } from '../../support/admin-site.ts'

let site: AdminSite
beforeAll(async () => {
  site = await openAdminSite({ now: '2024-01-08T17:00:00Z' })
})
afterAll(() => site.stop())

const typed = (more: Fields = {}): Fields => ({
  kind: 'conference',
  slug: 'columbus',
  title: 'ChannelPro LIVE: Columbus',
  zone: 'America/New_York',
  plan: 'list',
  'sessions.0.startsAt': '2024-06-05T13:00',
  'sessions.0.durationMinutes': '300',
  'sessions.0.title': 'Arrival and workshops',
  'sessions.1.startsAt': '2024-06-06T08:30',
  'sessions.1.durationMinutes': '540',
  'sessions.1.title': 'Main day',
  'sessions.2.startsAt': '2024-06-06T18:00',
  'sessions.2.durationMinutes': '120',
  'sessions.2.title': 'Board meeting',
  'sessions.2.invited': 'ada@example.com\nbo@example.com',
  'tickets.0.name': 'Full pass',
  'tickets.0.price': '299',
  'tickets.1.name': 'Main day',
  'tickets.1.price': '199',
  'tickets.1.days': '2024-06-06',
  dayCapacity: '2024-06-05: 90\n2024-06-06: 150',
  refundUntilHours: '72',
  ...more,
})

const send = async (path: string, fields: Fields) => {
  const response = await site.admin.post(path, fields)
  return { status: response.status, html: await response.text() }
}

const saved = async () => {
  const event = await findEvent(site.table, 'columbus')
  if (!event) throw new Error('not saved')
  return event
}

it('enters the days of a ticket, the seats of each day, and who is invited to a session, and keeps them', async () => {
  expect((await send('/admin/events/new', typed({ intent: 'save' }))).status).toBe(303)
  const event = await saved()
  expect(event.dayCapacity).toEqual({ '2024-06-05': 90, '2024-06-06': 150 })
  expect(event.tickets.map(({ admits }) => admits)).toEqual([undefined, { days: ['2024-06-06'] }])
  const meeting = sessionsOf(event, { admin: true })[2]
  expect(meeting).toMatchObject({ audience: 'invited', invited: ['ada@example.com', 'bo@example.com'] })
  const page = await (await site.admin.get('/admin/events/columbus/edit')).text()
  for (const value of ['2024-06-05: 90', 'value="2024-06-06"', 'bo@example.com']) expect(page).toContain(value)
})

it.each([
  ['a day that is none', { 'tickets.1.days': 'June 6' }, 'tickets-1-days', 'Enter a date like 2024-04-23'],
  ['a day without a session', { 'tickets.1.days': '2024-06-07' }, 'tickets-1-days', 'there’s no session on that day'],
  ['seats of a day that can’t be read', { dayCapacity: 'June 5, 90' }, 'dayCapacity', 'like 2024-06-05: 90'],
  ['total seats as well', { capacity: '100' }, 'dayCapacity', 'Set total seats or seats per day, not both'],
  ['an address that is none', { 'sessions.2.invited': 'nobody' }, 'sessions-2-invited', 'Enter an email address'],
])('says what is wrong beside its field: %s', async (_, fields, field, words) => {
  const { status, html } = await send('/admin/events/new', typed({ slug: 'another', intent: 'save', ...fields }))
  expect(status).toBe(400)
  expect(new RegExp(`id="field-${field}-error"[^>]*>.*?</p>`, 's').exec(html)?.[0]).toContain(words)
})

it('adds someone to the list of a published session, and tells who sees it that it’s by invitation', async () => {
  await site.admin.post('/admin/events/columbus/publish')
  const before = await saved()
  const rows = Object.fromEntries(
    sessionsOf(before, { admin: true }).map(({ id }, index) => [`sessions.${index}.session`, id]),
  )
  const more = { 'sessions.2.invited': 'ada@example.com\nbo@example.com\ncy@example.com' }
  const tickets = Object.fromEntries(before.tickets.map(({ slug }, index) => [`tickets.${index}.slug`, slug]))
  const fields = typed({ revision: String(before.revision), intent: 'save', ...rows, ...tickets, ...more })
  expect((await send('/admin/events/columbus/edit', fields)).status).toBe(303)
  expect(sessionsOf(await saved(), { email: 'cy@example.com' })).toHaveLength(3)
  const visitor = await site.signIn('cy@example.com')
  expect(await (await visitor.get('/events/columbus')).text()).toContain('By invitation')
  expect(await (await site.visit().get('/events/columbus')).text()).not.toContain('By invitation')
  const changed = await changeEvent(site.table, 'columbus', { title: 'Columbus' }, '2024-01-08T18:00:00Z')
  expect(changed.dayCapacity).toEqual(before.dayCapacity)
})
