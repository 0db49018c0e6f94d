import { listDueGrants, listGrants } from '@lectern/core/access'
import { personFeed } from '@lectern/core/calendar'
import { cancelEvent, rescheduleSession } from '@lectern/core/catalog'
import type { PersonActor } from '@lectern/core/identity'
import { endDueMemberships, endMembership, grantMembership, membershipTopics } from '@lectern/core/membership'
import { announce, commit, type Instant } from '@lectern/core/platform'
import { cancelOrder, findJoining, findRegistration, reviewAccess, settleCheckout } from '@lectern/core/registration'
import { sessionTimes } from '@lectern/core/schedule'
import { expect, test } from 'vitest'
import {
  anEvent,
  aPerson,
  aWebinar,
  level,
  minutes,
  orderNow,
  placed,
  registrationsNow,
  start,
} from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import { checkCalendar } from '../../support/calendar-rules.ts'
import { drain, openDesk, sessionOf, type TestDesk } from '../../support/desk.ts'

/** What someone's calendar shows after opening every file of every mail that came, in order. */
const calendarOf = (desk: TestDesk, to: string): string[] => {
  const client = openCalendarClient('kept')
  for (const { attachments } of desk.mails({ to })) {
    for (const { content } of attachments) {
      expect(checkCalendar(String(content))).toEqual([])
      client.open(String(content))
    }
  }
  return client.shown().map(({ startsAt }) => startsAt)
}

const subjects = (desk: TestDesk, template: string, to?: string) =>
  desk.mails({ template, ...(to ? { to } : {}) }).map(({ subject }) => subject)

const fails = (_: unknown, error: unknown) => {
  throw error
}

const clock = (desk: TestDesk, now: Instant) => endDueMemberships(desk.table, now, fails)

const site = { siteUrl: 'https://lectern.example', organizer: { name: 'Small Biz', email: 'hello@lectern.example' } }

/** Ada, registered for the class of five Tuesdays by her all-access membership. */
const aMember = async (until?: Instant) => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { capacity: 20 })
  const ada = await aPerson(desk.table, 'ada@example.com')
  await grantMembership(desk.table, ada.id, { plan: 'all-access', until }, start)
  const order = await placed(desk, ada.email, '5w22:seat', { actor: ada })
  await drain(desk)
  return { desk, event, ada, order, dates: event.sessions.map((session) => sessionTimes(session).startsAt) }
}

const feedHas = async (desk: TestDesk, ada: PersonActor, text: string, now: Instant) =>
  (await personFeed(desk.table, { ...site, ...desk }, ada.id, now)).includes(text)

test('an ended membership takes its class out of the calendar, and given again puts it back', async () => {
  const { desk, event, ada, dates } = await aMember()
  expect(calendarOf(desk, ada.email)).toEqual(dates)

  await endMembership(desk.table, ada.id, 'all-access', minutes(10))
  expect(await drain(desk, minutes(11))).toEqual([])
  const [mail, ...more] = desk.mails({ template: 'access-ended' })
  expect(more).toEqual([])
  expect(mail?.subject).toBe('Your membership has ended: MSP Professional Sales Program')
  expect(mail?.text).toContain('https://lectern.example/membership')
  expect(mail?.text).toContain('https://lectern.example/events/5w22')
  expect(String(mail?.attachments[0]?.content)).toContain('METHOD:CANCEL')
  expect(calendarOf(desk, ada.email)).toEqual([])
  expect(await feedHas(desk, ada, 'UID:', minutes(11))).toBe(false)
  expect(await findRegistration(desk.table, ada.id, '5w22')).toMatchObject({ status: 'confirmed' })
  expect(await level(desk.table, event)).toMatchObject({ taken: 1 })

  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(20))
  expect(await drain(desk, minutes(21))).toEqual([])
  expect(calendarOf(desk, ada.email)).toEqual(dates)
  expect(subjects(desk, 'registration-confirmed')).toHaveLength(2)
  expect(await feedHas(desk, ada, 'SEQUENCE:2', minutes(21))).toBe(true)
  const [registration] = [await findRegistration(desk.table, ada.id, '5w22')]
  expect(registration).toMatchObject({ status: 'confirmed', round: 1 })
  expect(registration?.accessEndedAt).toBeUndefined()

  // And once more, since people hesitate.
  await endMembership(desk.table, ada.id, 'all-access', minutes(30))
  await drain(desk, minutes(31))
  expect(calendarOf(desk, ada.email)).toEqual([])
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(40))
  await drain(desk, minutes(41))
  expect(calendarOf(desk, ada.email)).toEqual(dates)
  expect(subjects(desk, 'access-ended')).toHaveLength(2)
})

test('a membership that runs out is told of once, however many clocks run', async () => {
  const { desk, ada } = await aMember(minutes(60))
  expect(await clock(desk, minutes(59))).toBe(0)
  expect(await listDueGrants(desk.table, minutes(60), 10)).toMatchObject([{ personId: ada.id, until: minutes(60) }])
  const told = await Promise.all([clock(desk, minutes(60)), clock(desk, minutes(60)), clock(desk, minutes(61))])
  expect(told.reduce((sum, one) => sum + one)).toBe(1)
  expect(await clock(desk, minutes(62))).toBe(0)
  expect(await listDueGrants(desk.table, minutes(62), 10)).toEqual([])
  await drain(desk, minutes(62))
  expect(subjects(desk, 'access-ended')).toHaveLength(1)
  expect(calendarOf(desk, ada.email)).toEqual([])
  // The end of what has run out already is nothing new, nor is ending what is not there.
  await endMembership(desk.table, ada.id, 'all-access', minutes(70))
  await endMembership(desk.table, ada.id, 'all-access', minutes(70))
  await drain(desk, minutes(71))
  expect(subjects(desk, 'access-ended')).toHaveLength(1)
})

test('a membership that was renewed before its end, or found ended and renewed, is not told of', async () => {
  const { desk, ada, dates } = await aMember(minutes(60))
  await grantMembership(desk.table, ada.id, { plan: 'all-access', until: minutes(120) }, minutes(50))
  expect(await clock(desk, minutes(60))).toBe(0)
  // The clock found it, and the renewal came before anybody was told.
  expect(await clock(desk, minutes(120))).toBe(1)
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(120))
  expect(await clock(desk, minutes(500))).toBe(0)
  await drain(desk, minutes(121))
  expect(subjects(desk, 'access-ended')).toEqual([])
  expect(subjects(desk, 'registration-confirmed')).toHaveLength(1)
  expect(calendarOf(desk, ada.email)).toEqual(dates)
})

test('a renewal between the announcement and its mail leaves the calendar right', async () => {
  const { desk, ada, dates } = await aMember(minutes(60))
  await clock(desk, minutes(60))
  await reviewAccess(desk.table, ada.id, minutes(60))
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(61))
  await reviewAccess(desk.table, ada.id, minutes(61))
  await Promise.all([drain(desk, minutes(62)), drain(desk, minutes(62))])
  expect(subjects(desk, 'access-ended')).toEqual([])
  expect(calendarOf(desk, ada.email)).toEqual(dates)
})

test('reviews that overlap tell once', async () => {
  const { desk, ada } = await aMember(minutes(60))
  await Promise.all(Array.from({ length: 5 }, () => reviewAccess(desk.table, ada.id, minutes(60))))
  await drain(desk, minutes(61))
  expect(subjects(desk, 'access-ended')).toHaveLength(1)
  await commit(desk.table, [announce(desk.table, membershipTopics.membershipChanged, { person: ada.id }, minutes(62))])
  await drain(desk, minutes(63))
  expect(subjects(desk, 'access-ended')).toHaveLength(1)
})

test('each registration that the membership opened is told of; what was bought, is over or is open to all stays', async () => {
  const { desk, ada } = await aMember(minutes(30 * 24 * 60))
  const free = [{ slug: 'seat', name: 'Seat', priceCents: 0 }]
  const other = (slug: string, startsAt: string, more: Record<string, unknown> = {}) =>
    anEvent(desk.table, { slug, code: undefined, title: slug, schedule: { startsAt, durationMinutes: 60 }, ...more })
  await other('later', '2024-06-04T09:00')
  await other('over', '2024-04-02T09:00')
  await other('bought', '2024-06-11T09:00', { includedInMembership: false })
  await aWebinar(desk.table, { schedule: { startsAt: '2024-06-12T09:00', durationMinutes: 60 } })
  await aWebinar(desk.table, {
    ...{ kind: 'breakout', slug: 'peers', title: 'peers', access: 'members', tickets: free },
    schedule: { startsAt: '2024-06-13T09:00', durationMinutes: 60 },
  })
  for (const sku of ['later:seat', 'over:seat', 'kpis:seat', 'peers:seat']) {
    expect(await placed(desk, ada.email, sku, { actor: ada })).toMatchObject({ status: 'confirmed' })
  }
  const paid = await placed(desk, ada.email, 'bought:seat', { actor: ada })
  await desk.stripe.pay(sessionOf(paid))
  expect(await orderNow(desk, paid)).toMatchObject({ status: 'confirmed' })
  await drain(desk)
  const end = minutes(30 * 24 * 60)
  expect(await clock(desk, end)).toBe(1)
  await drain(desk, end)
  expect(
    subjects(desk, 'access-ended')
      .map((subject) => subject?.split(': ')[1])
      .sort(),
  ).toEqual(['MSP Professional Sales Program', 'later', 'peers'])
  expect(calendarOf(desk, ada.email)).toEqual(['2024-04-02T16:00:00Z', '2024-06-11T16:00:00Z', '2024-06-12T16:00:00Z'])
  // Members alone can come to the group, so the mail offers no seat there.
  const [peers] = desk.mails({ template: 'access-ended' }).filter(({ subject }) => subject?.endsWith('peers'))
  expect(peers?.text).toContain('for members only')
  expect(peers?.text).not.toContain('/events/peers')
})

test('a group of members is among itself: who is a member no more has no way in', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table, { access: 'members' })
  const ada = await aPerson(desk.table, 'ada@example.com', 'community')
  await placed(desk, ada.email, 'kpis:seat', { actor: ada })
  expect(await listGrants(desk.table, ada.id)).toMatchObject([{ source: 'purchase' }, { source: 'gift' }])
  expect(await findJoining(desk.table, ada.id, event, start)).toMatchObject({ personId: ada.id })
  await endMembership(desk.table, ada.id, 'community', minutes(1))
  expect(await findJoining(desk.table, ada.id, event, minutes(1))).toBeUndefined()
})

test('while access is ended a move is not told of; the invitation that comes back has the new time', async () => {
  const { desk, event, ada, dates } = await aMember()
  await endMembership(desk.table, ada.id, 'all-access', minutes(10))
  await drain(desk, minutes(11))
  const [first, ...rest] = event.sessions
  if (!first) throw new Error('no session')
  await rescheduleSession(desk.table, '5w22', { session: first.id, startsAt: '2024-04-22T09:00' }, minutes(12))
  await drain(desk, minutes(13))
  expect(subjects(desk, 'event-moved')).toEqual([])
  expect(calendarOf(desk, ada.email)).toEqual([])
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(20))
  await drain(desk, minutes(21))
  expect(calendarOf(desk, ada.email)).toEqual(['2024-04-22T16:00:00Z', ...dates.slice(-rest.length)])
})

test('anyone who gave the seat back, or whose event was cancelled, hears of no membership', async () => {
  const { desk, ada, order } = await aMember()
  await cancelOrder(desk, order.id, minutes(5))
  await aWebinar(desk.table, { access: 'members' })
  await placed(desk, ada.email, 'kpis:seat', { actor: ada })
  await cancelEvent(desk.table, 'kpis', 'The speaker is ill.', minutes(6))
  await endMembership(desk.table, ada.id, 'all-access', minutes(10))
  expect(await drain(desk, minutes(11))).toEqual([])
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, minutes(20))
  await drain(desk, minutes(21))
  expect(subjects(desk, 'access-ended')).toEqual([])
  expect(calendarOf(desk, ada.email)).toEqual([])
})

test('a membership given back when the event is over invites nobody', async () => {
  const { desk, ada } = await aMember()
  await endMembership(desk.table, ada.id, 'all-access', minutes(10))
  await drain(desk, minutes(11))
  const after = '2024-05-21T17:00:00Z'
  await grantMembership(desk.table, ada.id, { plan: 'all-access' }, after)
  await drain(desk, after)
  expect(subjects(desk, 'registration-confirmed')).toHaveLength(1)
  expect(calendarOf(desk, ada.email)).toEqual([])
})

test('a membership that ends while an order waits for payment is found when it is paid', async () => {
  const desk = await openDesk()
  await anEvent(desk.table)
  await anEvent(desk.table, { slug: '5w23', code: undefined, includedInMembership: false })
  const ada = await aPerson(desk.table, 'ada@example.com', 'all-access')
  const order = await placed(desk, ada.email, ['5w22:seat', '5w23:seat'], { actor: ada })
  expect(order).toMatchObject({ status: 'awaiting-payment', totalCents: 39_900 })
  await endMembership(desk.table, ada.id, 'all-access', minutes(5))
  await drain(desk, minutes(6))
  expect(desk.mails({ template: 'access-ended' })).toEqual([])
  await desk.stripe.pay(sessionOf(order), { deliver: false })
  await settleCheckout(desk, sessionOf(order), minutes(7))
  expect(await drain(desk, minutes(8))).toEqual([])
  expect(desk.mails({ template: 'access-ended' })).toHaveLength(1)
  const marked = (await registrationsNow(desk, order)).filter((one) => one.accessEndedAt !== undefined)
  expect(marked.map(({ event }) => event)).toEqual(['5w22'])
})
