import { personFeed } from '@lectern/core/calendar'
import { EventChange, getEvent, rescheduleSession, seenBy } from '@lectern/core/catalog'
import { changeEvent, joinLink } from '@lectern/core/registration'
import { startDueReminders } from '@lectern/core/reminders'
import { draftRosterMail, sendRosterMail } from '@lectern/core/roster-mail'
import { findProgress, markAttendance } from '@lectern/core/teaching'
import { expect, test } from 'vitest'
import { minutes, placed, registrationsNow } from '../../support/build.ts'
import { openCalendarClient } from '../../support/calendar-client.ts'
import {
  board,
  boardTraces,
  columbus,
  columbusWithBoard,
  freeTickets,
  fullPass,
  mainDay,
  sessionOn,
} from '../../support/columbus.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'

const openColumbus = async (withBoard = false) => {
  const desk = await openDesk()
  const event = await (withBoard ? columbusWithBoard(desk.table) : columbus(desk.table, { tickets: freeTickets }))
  await drain(desk)
  return { desk, event }
}

const filesTo = (desk: TestDesk, to: string, template?: string): string[] =>
  desk
    .mails({ to, ...(template ? { template } : {}) })
    .flatMap(({ attachments }) => attachments.map(({ content }) => String(content)))

/** The dates in someone's calendar after opening every file that came. */
const datesOf = (desk: TestDesk, to: string): string[] => {
  const client = openCalendarClient('kept')
  for (const file of filesTo(desk, to)) client.open(file)
  return client
    .shown()
    .map(({ startsAt }) => startsAt.slice(0, 10))
    .sort()
}

const startsIn = (calendar: string): string[] =>
  [...calendar.matchAll(/^BEGIN:VEVENT[\s\S]*?^DTSTART[^:]*:(\d{8})/gm)].map(([, date]) => date ?? '')

const tick = async (desk: TestDesk, now: string): Promise<void> => {
  desk.clock.now = now
  await drain(desk, now)
  await startDueReminders(desk.table, now, (_, error) => {
    throw error
  })
  await drain(desk, now)
}

const reminded = (desk: TestDesk, to: string) =>
  desk.mails({ to }).filter(({ template }) => template?.startsWith('reminder-'))

test('a main-day pass: one invitation (June 6), one session in mail and feed', async () => {
  const { desk } = await openColumbus()
  const order = await placed(desk, 'ada@example.com', mainDay)
  await placed(desk, 'bob@example.com', fullPass)
  await drain(desk)
  const [mail] = desk.mails({ to: 'ada@example.com', template: 'registration-confirmed' })
  expect(filesTo(desk, 'ada@example.com').flatMap(startsIn)).toEqual(['20240606'])
  expect(mail?.text).toContain('Thu, Jun 6')
  expect(mail?.text).not.toContain('Jun 5')
  expect(mail?.text).not.toContain('Arrival and workshops')
  const [registration] = await registrationsNow(desk, order)
  expect(startsIn(await personFeed(desk.table, desk, registration?.personId ?? '', minutes(1)))).toEqual(['20240606'])
  // The control: a full pass has both.
  expect(filesTo(desk, 'bob@example.com').flatMap(startsIn)).toEqual(['20240605', '20240606'])
})

test('a main-day pass: no reminder about June 5, and those about June 6 at their time', async () => {
  const { desk } = await openColumbus()
  await placed(desk, 'ada@example.com', mainDay)
  await placed(desk, 'bob@example.com', fullPass)
  // 14 days and 2 days before June 5, 13:00 in Columbus.
  for (const now of ['2024-05-22T17:00:00Z', '2024-06-03T17:00:00Z']) await tick(desk, now)
  expect(reminded(desk, 'ada@example.com')).toEqual([])
  expect(reminded(desk, 'bob@example.com')).toHaveLength(2)
  await tick(desk, '2024-06-04T12:30:00Z')
  const [mail, ...others] = reminded(desk, 'ada@example.com')
  expect(others).toEqual([])
  expect(mail?.text).toContain('Thu, Jun 6')
  expect(mail?.text).not.toContain('Jun 5')
  expect(reminded(desk, 'bob@example.com')).toHaveLength(2)
})

test('a main-day pass: attendance for June 5 is refused, and progress counts June 6 alone', async () => {
  const { desk, event } = await openColumbus()
  const [ada] = await registrationsNow(desk, await placed(desk, 'ada@example.com', mainDay))
  const [bob] = await registrationsNow(desk, await placed(desk, 'bob@example.com', fullPass))
  if (!ada || !bob) throw new Error('not registered')
  const people = [ada, bob].map(({ personId }) => ({ personId, present: true }))
  const mark = (date: string) =>
    markAttendance(desk.table, 'columbus', sessionOn(event, date), people, 'per_admin', '2024-06-06T15:00:00Z')
  expect(await mark('2024-06-05')).toEqual({ kept: 1, outranked: 0, unknown: [], notAdmitted: [ada.personId] })
  expect(await mark('2024-06-06')).toEqual({ kept: 2, outranked: 0, unknown: [] })
  const progressOf = ({ personId, sku, email }: typeof ada) =>
    findProgress(desk.table, seenBy(event, { sku, email }), personId, '2024-06-07T12:00:00Z')
  expect(await progressOf(ada)).toMatchObject({ attended: 1, of: 1 })
  expect(await progressOf(bob)).toMatchObject({ attended: 2, of: 2 })
})

test('a mail to those absent on June 5 goes to nobody who has only June 6', async () => {
  const { desk, event } = await openColumbus()
  await placed(desk, 'ada@example.com', mainDay)
  await placed(desk, 'bob@example.com', fullPass)
  const now = '2024-06-05T23:30:00Z'
  desk.clock.now = now
  const words = { subject: 'We missed you', body: 'The slides are up.', about: 'event' as const }
  const audience = { absent: sessionOn(event, '2024-06-05') }
  const mail = await draftRosterMail(desk.table, 'columbus', { ...words, audience }, undefined, now)
  const sent = await sendRosterMail(desk.table, { event: 'columbus', id: mail.id }, mail.revision, now)
  expect(sent.expected).toBe(1)
  await drain(desk, minutes(2, now))
  expect(desk.mails({ template: 'roster-mail' }).flatMap(({ to }) => to)).toEqual(['bob@example.com'])
})

test('a move of June 5 is no news to a main-day pass; what moves to its day is new, and what moves away is called off', async () => {
  const { desk, event } = await openColumbus()
  await placed(desk, 'ada@example.com', mainDay)
  await placed(desk, 'bob@example.com', fullPass)
  await drain(desk)
  const move = async (date: string, startsAt: string, minute: number) => {
    await rescheduleSession(desk.table, 'columbus', { session: sessionOn(event, date), startsAt }, minutes(minute))
    await drain(desk, minutes(minute + 1))
  }
  const told = (to: string) => desk.mails({ to, template: 'event-moved' }).length
  await move('2024-06-05', '2024-06-05T14:00', 5)
  expect([told('ada@example.com'), told('bob@example.com')]).toEqual([0, 1])
  const add = [{ startsAt: '2024-06-05T08:00', durationMinutes: 60, title: 'Breakfast' }]
  await changeEvent(desk.table, 'columbus', EventChange.parse({ sessionChanges: { add } }), minutes(10))
  await drain(desk, minutes(11))
  const breakfast = (await getEvent(desk.table, 'columbus')).sessions.find(({ title }) => title === 'Breakfast')
  const moveBreakfast = async (startsAt: string, minute: number) => {
    const session = breakfast?.id ?? ''
    await rescheduleSession(desk.table, 'columbus', { session, startsAt }, minutes(minute))
    await drain(desk, minutes(minute + 1))
  }
  expect(datesOf(desk, 'ada@example.com')).toEqual(['2024-06-06'])
  await moveBreakfast('2024-06-06T07:00', 15)
  expect(datesOf(desk, 'ada@example.com')).toEqual(['2024-06-06', '2024-06-06'])
  await moveBreakfast('2024-06-05T09:00', 20)
  expect(datesOf(desk, 'ada@example.com')).toEqual(['2024-06-06'])
  expect(desk.mails({ to: 'ada@example.com', template: 'event-moved' }).at(-1)?.text).toContain('Breakfast')
  expect(datesOf(desk, 'bob@example.com')).toEqual(['2024-06-05', '2024-06-05', '2024-06-06'])
})

test('board meeting, invited session with 9 addresses: strangers 2 sessions in mail and feed; the nine 3; a tenth address no trace', async () => {
  const { desk } = await openColumbus(true)
  const sessionsFor = async (email: string) => {
    const [registration] = await registrationsNow(desk, await placed(desk, email, fullPass))
    await drain(desk)
    if (!registration) throw new Error('not registered')
    const feed = await personFeed(desk.table, desk, registration.personId, minutes(1))
    return { feed: startsIn(feed), text: feed, link: joinLink(desk, registration) }
  }
  const director = await sessionsFor(board[4] ?? '')
  const tenth = await sessionsFor('tenth@example.com')
  expect(director.feed).toEqual(['20240604', '20240605', '20240606'])
  expect(datesOf(desk, board[4] ?? '')).toEqual(['2024-06-04', '2024-06-05', '2024-06-06'])
  expect(tenth.feed).toEqual(['20240605', '20240606'])
  const words = [
    tenth.text,
    ...desk.mails({ to: 'tenth@example.com' }).flatMap(({ text, html }) => [text ?? '', html ?? '']),
    ...filesTo(desk, 'tenth@example.com'),
  ].join('\n')
  for (const trace of [...boardTraces, '20240604']) expect(words).not.toContain(trace)
  // The control: in what one of the nine has, each would be found.
  const own = desk
    .mails({ to: board[4] ?? '' })
    .map(({ text }) => text)
    .join('\n')
  expect(own).toContain('Quorum of directors')
  expect(own).toContain('Jun 4')
})

test('those on the list of a session are mailed once when it is published, and who is added later then', async () => {
  const { desk, event } = await openColumbus(true)
  const invited = () => desk.mails({ template: 'event-invitation' }).flatMap(({ to }) => to)
  expect(invited().sort()).toEqual(board)
  expect(desk.mails({ template: 'event-invitation' })[0]?.subject).toContain('Quorum of directors')
  await placed(desk, 'ada@example.com', mainDay)
  await drain(desk, minutes(1))
  const session = sessionOn(event, '2024-06-04')
  const setList = async (list: readonly string[], minute: number) => {
    const change = { sessionChanges: { change: [{ session, invited: list }] } }
    await changeEvent(desk.table, 'columbus', EventChange.parse(change), minutes(minute))
    await drain(desk, minutes(minute + 1))
  }
  await setList([...board, 'ada@example.com', 'new@example.com'], 5)
  expect(invited().slice(9).sort()).toEqual(['ada@example.com', 'new@example.com'])
  // Registered already, she has it in her calendar now; taken off the list, she hasn't.
  expect(datesOf(desk, 'ada@example.com')).toEqual(['2024-06-04', '2024-06-06'])
  await setList([...board, 'new@example.com'], 10)
  expect(datesOf(desk, 'ada@example.com')).toEqual(['2024-06-06'])
  expect(invited()).toHaveLength(11)
  expect(desk.mails({ template: 'event-moved' }).flatMap(({ to }) => to)).toEqual(['ada@example.com'])
})
