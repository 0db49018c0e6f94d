import { cancelEvent, editEvent, rescheduleSession } from '@lectern/core/catalog'
import { changePreferences } from '@lectern/core/mail'
import { deliver } from '@lectern/core/notifications'
import { drainOutbox, type Instant } from '@lectern/core/platform'
import { cancelOrder, erasePerson } from '@lectern/core/registration'
import { getTimetable, restoreReminder, sendReminder, skipReminder, startDueReminders } from '@lectern/core/reminders'
import { expect, test } from 'vitest'
import { listDueReminders } from '../../../packages/core/src/reminders/reminder-store.ts'
import { fillRoster } from '../../load/bench-desk.ts'
import { anEvent, aWebinar, minutes, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { meter } from '../../support/meter.ts'

/** What the clock and the outbox do at a moment. @returns the topics of rows that failed */
const tick = async (desk: TestDesk, now: Instant): Promise<string[]> => {
  desk.clock.now = now
  const before = await drain(desk, now)
  const errors: unknown[] = []
  await startDueReminders(desk.table, now, (_, error) => errors.push(error))
  expect(errors).toEqual([])
  return [...before, ...(await drain(desk, now))]
}

const reminders = (desk: TestDesk) =>
  desk
    .mails()
    .filter(({ template }) => template?.startsWith('reminder-') || template === 'how-was-it')
    .map(({ template, to }) => `${template} ${to}`)

// The webinar: April 10, 16:00Z, for 90 minutes.
const dayBefore = '2024-04-09T16:00:00Z'
const hourBefore = '2024-04-10T15:00:00Z'

test('a registrant is reminded a day and an hour before, asked afterwards, and each once, though the clock runs twice', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table, { joinUrl: 'https://meet.example.com/kpis' })
  await placed(desk, 'a@example.com', 'kpis:seat')
  await tick(desk, '2024-04-09T15:59:59Z')
  expect(reminders(desk)).toEqual([])
  for (const now of [dayBefore, dayBefore, '2024-04-09T16:01:00Z', hourBefore, hourBefore, '2024-04-10T19:30:00Z']) {
    expect(await tick(desk, now)).toEqual([])
  }
  expect(reminders(desk)).toEqual([
    'reminder-day a@example.com',
    'reminder-hour a@example.com',
    'how-was-it a@example.com',
  ])
  const [tomorrow, soon] = desk.mails().filter(({ template }) => template?.startsWith('reminder-'))
  expect(tomorrow?.text).toContain('Wed, Apr 10, 2024 · 9:00 AM Pacific (noon Eastern)')
  expect(tomorrow?.text).toContain('tomorrow')
  expect(soon?.text).toMatch(/https:\/\/lectern\.example\/join\/kpis\/\w+\?token=per_/)
  expect(soon?.text).not.toContain('meet.example.com')
  expect(soon?.headers['List-Unsubscribe']).toContain('topic=reminders')
  const { reminders: rows } = await getTimetable(desk.table, 'kpis', desk.clock.now)
  expect(rows.map(({ state, partsLeft, sent }) => ({ state, partsLeft, sent }))).toEqual(
    rows.map(() => ({ state: 'started', partsLeft: 0, sent: 1 })),
  )
})

test('who registers thirty minutes before gets no “tomorrow” and no “in an hour”', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  await placed(desk, 'early@example.com', 'kpis:seat')
  await placed(desk, 'late@example.com', 'kpis:seat', { now: '2024-04-10T15:30:00Z' })
  // The clock has stood still for a day, and finds both at once.
  await tick(desk, '2024-04-10T15:31:00Z')
  expect(reminders(desk).sort()).toEqual(['reminder-hour early@example.com'])
  expect(desk.mails({ template: 'reminder-hour' })[0]?.subject).toContain('In 29 minutes')
})

test('a session that moves takes its reminders with it, and what was sent before is not sent again', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  await placed(desk, 'a@example.com', 'kpis:seat')
  await tick(desk, dayBefore)
  const session = String(event.sessions[0]?.id)
  await rescheduleSession(desk.table, 'kpis', { session, startsAt: '2024-04-17T09:00' }, '2024-04-09T17:00:00Z')
  await placed(desk, 'b@example.com', 'kpis:seat', { now: '2024-04-09T18:00:00Z' })
  await tick(desk, '2024-04-09T18:00:00Z')
  await tick(desk, hourBefore)
  expect(reminders(desk)).toEqual(['reminder-day a@example.com'])
  await tick(desk, '2024-04-16T16:00:00Z')
  expect(reminders(desk).slice(1)).toEqual(['reminder-day b@example.com'])
  await tick(desk, '2024-04-17T15:00:00Z')
  expect(reminders(desk).slice(2).sort()).toEqual(['reminder-hour a@example.com', 'reminder-hour b@example.com'])
})

test('a move that nobody acted on yet holds its reminder back all the same', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  await placed(desk, 'a@example.com', 'kpis:seat')
  await drain(desk)
  const session = String(event.sessions[0]?.id)
  await rescheduleSession(desk.table, 'kpis', { session, startsAt: '2024-04-17T09:00' }, '2024-04-09T15:59:00Z')
  expect(await startDueReminders(desk.table, dayBefore, () => {})).toEqual({ started: 0, missed: 0 })
  await drain(desk, dayBefore)
  expect(reminders(desk)).toEqual([])
})

test('nobody is reminded who cancelled, turned reminders off, or was erased; nor of a cancelled event', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  const mine = await placed(desk, 'gone@example.com', 'kpis:seat')
  await placed(desk, 'stays@example.com', 'kpis:seat')
  const off = await placed(desk, 'off@example.com', 'kpis:seat')
  await changePreferences(desk.table, off.buyer.personId, { reminders: false }, minutes(1))
  const erased = await placed(desk, 'erased@example.com', 'kpis:seat')
  await cancelOrder(desk, mine.id, minutes(5))
  const person = { id: erased.buyer.personId, email: 'erased@example.com', admin: false }
  await erasePerson(desk, person, { cancel: true }, minutes(6))
  await tick(desk, dayBefore)
  expect(reminders(desk)).toEqual(['reminder-day stays@example.com'])
  await cancelEvent(desk.table, 'kpis', undefined, '2024-04-10T14:00:00Z')
  await startDueReminders(desk.table, hourBefore, () => {})
  await tick(desk, hourBefore)
  await tick(desk, '2024-04-12T00:00:00Z')
  expect(reminders(desk)).toEqual(['reminder-day stays@example.com'])
})

test('what the clock finds after the session began is missed, and shown as missed', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  await placed(desk, 'a@example.com', 'kpis:seat')
  await tick(desk, minutes(1))
  await tick(desk, '2024-04-10T16:00:00Z')
  expect(reminders(desk)).toEqual([])
  const { reminders: rows } = await getTimetable(desk.table, 'kpis', desk.clock.now)
  expect(rows.map(({ minutes: before, state }) => `${before} ${state}`)).toEqual([
    '1440 missed',
    '60 missed',
    '0 planned',
  ])
})

test('an hour’s reminder that is found late still goes, and says how much time is left', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  await placed(desk, 'a@example.com', 'kpis:seat')
  await tick(desk, dayBefore)
  await tick(desk, '2024-04-10T15:50:00Z')
  expect(desk.mails({ template: 'reminder-hour' })[0]?.subject).toContain('In 10 minutes')
})

test('an organizer skips one, takes that back, and sends one at once', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  const id = (before: number) => `${event.sessions[0]?.id}-${before}`
  await placed(desk, 'a@example.com', 'kpis:seat')
  await drain(desk)
  await skipReminder(desk.table, 'kpis', id(1440))
  await skipReminder(desk.table, 'kpis', id(60))
  await restoreReminder(desk.table, 'kpis', id(60), minutes(2))
  await tick(desk, dayBefore)
  expect(reminders(desk)).toEqual([])
  await expect(restoreReminder(desk.table, 'kpis', id(1440), dayBefore)).rejects.toThrow(
    'This reminder’s time has passed',
  )
  await sendReminder(desk.table, 'kpis', id(1440), '2024-04-09T20:00:00Z')
  await sendReminder(desk.table, 'kpis', id(1440), '2024-04-09T20:00:00Z')
  await tick(desk, '2024-04-09T20:00:00Z')
  expect(reminders(desk)).toEqual(['reminder-day a@example.com'])
  await tick(desk, hourBefore)
  expect(reminders(desk)).toHaveLength(2)
  await expect(skipReminder(desk.table, 'kpis', id(60))).rejects.toThrow('Only a scheduled reminder')
  await expect(sendReminder(desk.table, 'kpis', 'nothing', hourBefore)).rejects.toMatchObject({ kind: 'not-found' })
})

test('an event’s own moments replace the planned ones at once', async () => {
  const desk = await openDesk()
  await aWebinar(desk.table)
  await placed(desk, 'a@example.com', 'kpis:seat')
  await drain(desk)
  await editEvent(desk.table, 'kpis', { reminders: [30] }, minutes(3))
  await tick(desk, dayBefore)
  await tick(desk, hourBefore)
  expect(reminders(desk)).toEqual([])
  await tick(desk, '2024-04-10T15:30:00Z')
  expect(reminders(desk)).toEqual(['reminder-hour a@example.com'])
})

test('a class is reminded week by week, and says which week it is', async () => {
  const desk = await openDesk()
  await anEvent(desk.table, { tickets: [{ slug: 'seat', name: 'Seat', priceCents: 0 }] })
  await placed(desk, 'a@example.com', '5w22:seat')
  await tick(desk, minutes(1))
  await tick(desk, '2024-04-23T15:00:00Z')
  await tick(desk, '2024-04-29T16:00:00Z')
  const subjects = desk
    .mails()
    .filter(({ template }) => template?.startsWith('reminder-'))
    .map(({ template, subject }) => `${template}: ${subject}`)
  expect(subjects.filter((words) => words.startsWith('reminder-day'))).toEqual(
    expect.arrayContaining([expect.stringMatching(/Tomorrow: week 2 of /)]),
  )
  expect(subjects).toHaveLength(new Set(subjects).size)
})

test('a sending that is killed at every point goes on from where it stood, and nobody is mailed twice', async () => {
  const desk = await openDesk()
  const event = await aWebinar(desk.table)
  const size = 120
  await fillRoster(desk, event, 0, size)
  await drain(desk)
  await startDueReminders(desk.table, dayBefore, () => {})
  await startDueReminders(desk.table, dayBefore, () => {})
  expect(await listDueReminders(desk.table, dayBefore, 10)).toEqual([])
  let deaths = 0
  for (let round = 0; round < 12; round += 1) {
    const now = minutes(round * 10, dayBefore)
    desk.clock.now = now
    let sent = 0
    const dying =
      <Args extends unknown[], Answer>(send: (...args: Args) => Promise<Answer>) =>
      async (...args: Args): Promise<Answer> => {
        const answer = await send(...args)
        sent += 1
        if (round < 4 && sent % 2 === 1) throw new Error('killed after sending')
        return answer
      }
    const mailer = {
      ...desk.mailer,
      send: dying(desk.mailer.send),
      sendBatch: dying(desk.mailer.sendBatch),
    }
    await drainOutbox(
      desk.table,
      () => now,
      async (row) => {
        const follow = await deliver({ ...desk, mailer }, row, now)
        if (round < 2 && row.topic === 'reminder.part') throw new Error('killed before recording the step')
        return follow
      },
      () => {
        deaths += 1
      },
    )
  }
  expect(deaths).toBeGreaterThan(8)
  expect(reminders(desk).sort()).toEqual(
    Array.from({ length: size }, (_, index) => `reminder-day person${index}@bench.example`).sort(),
  )
  const { reminders: rows } = await getTimetable(desk.table, 'kpis', dayBefore)
  expect(rows.find(({ minutes: before }) => before === 1440)).toMatchObject({ partsLeft: 0, sent: size })
})

test('a recipient costs the same reads and writes among 200 as among 800', async () => {
  const desk = await openDesk()
  const spent = meter(desk.table)
  const costs: { reads: number; writes: number }[] = []
  for (const [slug, size] of [
    ['few', 200],
    ['many', 800],
  ] as const) {
    const event = await aWebinar(desk.table, { slug, title: slug })
    await fillRoster(desk, event, 0, size)
    await drain(desk)
    const others = (await listDueReminders(desk.table, dayBefore, 10)).filter((reminder) => reminder.event !== slug)
    expect(others).toEqual([])
    spent.reset()
    expect(await tick(desk, dayBefore)).toEqual([])
    costs.push({ reads: spent.reads() / size, writes: spent.writes() / size })
    const { reminders: rows } = await getTimetable(desk.table, slug, dayBefore)
    expect(rows[0]).toMatchObject({ minutes: 1440, partsLeft: 0, sent: size })
  }
  const [few, many] = costs
  expect(desk.mails({ template: 'reminder-day' })).toHaveLength(1000)
  expect(many?.reads).toBeLessThan(1.1 * (few?.reads ?? 0))
  expect(many?.writes).toBeLessThan(1.1 * (few?.writes ?? 0))
})
