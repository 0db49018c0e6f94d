import { cancelEvent, type Event, saveInstructor } from '@lectern/core/catalog'
import { addMaterial, changeMaterial, NewMaterial, removeMaterial, withoutFiles } from '@lectern/core/materials'
import { addSeconds, type Instant } from '@lectern/core/platform'
import { getTimetable, sendReminder, skipReminder, startDueReminders } from '@lectern/core/reminders'
import { expect, test } from 'vitest'
import { nextDigest } from '../../../packages/core/src/reminders/plan-digest.ts'
import type { Reminder } from '../../../packages/core/src/reminders/reminder.ts'
import { anEvent, placed } from '../../support/build.ts'
import { drain, openDesk, type TestDesk } from '../../support/desk.ts'
import { vimeo } from '../../support/materials.ts'

/** After the first session: Tuesday, April 23, at 10:00 AM Pacific. */
const over = '2024-04-23T17:00:00Z'
const at = (minutes: number): Instant => addSeconds(over, 60 * minutes)

const tick = async (desk: TestDesk, now: Instant): Promise<void> => {
  desk.clock.now = now
  await drain(desk, now)
  const errors: unknown[] = []
  await startDueReminders(desk.table, now, (_, error) => errors.push(error))
  await drain(desk, now)
  expect(errors).toEqual([])
}

const post = async (
  desk: TestDesk,
  event: Event,
  title: string,
  minute: number,
  more: Record<string, unknown> = {},
) => {
  const session = event.sessions[0]?.id
  const asked = NewMaterial.parse({ kind: 'handout', session, title, link: vimeo, ...more })
  const { material } = await addMaterial({ table: desk.table, files: withoutFiles }, event.slug, asked, {
    by: 'per_admin',
    now: at(minute),
  })
  return material
}

const digests = (desk: TestDesk) =>
  desk.mails({ template: 'recording-ready' }).map((mail) => ({ ...mail, text: mail.text ?? '' }))
const opened = async () => {
  const desk = await openDesk()
  const event = await anEvent(desk.table, { tickets: [{ name: 'Seat', priceCents: 0 }] })
  await placed(desk, 'a@example.com', '5w22:seat')
  await drain(desk)
  return { desk, event }
}

test('students get one mail for a session, ten minutes after the last of its files, and none before', async () => {
  const { desk, event } = await opened()
  await post(desk, event, 'Week one', 0, { kind: 'recording' })
  await tick(desk, at(1))
  await post(desk, event, 'Slides', 6)
  await post(desk, event, 'Exercise', 9)
  for (const minute of [10, 16, 18, 18.9]) await tick(desk, at(minute))
  expect(digests(desk)).toEqual([])
  for (const minute of [19, 19, 20, 60]) await tick(desk, at(minute))
  expect(digests(desk).map(({ to }) => to)).toEqual([['a@example.com']])
  const [mail] = digests(desk)
  expect(mail?.subject).toContain('The recording and handouts are ready')
  for (const words of [/Recording +Week one/, /Handout +Slides/, /Handout +Exercise/, /\/events\/5w22\/class/]) {
    expect(mail?.text).toMatch(words)
  }
  expect(mail?.headers['List-Unsubscribe']).toContain('topic=followUps')
})

test('what comes after the mail has a mail of its own, which tells of nothing twice', async () => {
  const { desk, event } = await opened()
  await post(desk, event, 'Slides', 0)
  await tick(desk, at(10))
  await post(desk, event, 'Week one', 300, { kind: 'recording' })
  await post(desk, event, 'slides', 301)
  await tick(desk, at(312))
  const [first, second] = digests(desk).map(({ text }) => text)
  expect(first).toMatch(/Handout +Slides/)
  expect(second).toMatch(/Recording +Week one/)
  // A new version is news as well.
  expect(second).toMatch(/Handout +slides/)
  expect(digests(desk)).toHaveLength(2)
})

test('a file that comes while the clock runs holds the mail back, though nobody acted on it yet', async () => {
  const { desk, event } = await opened()
  await post(desk, event, 'Slides', 0)
  await drain(desk, at(0))
  await post(desk, event, 'Exercise', 9.9)
  await startDueReminders(desk.table, at(10), () => {})
  await drain(desk, at(10))
  expect(digests(desk)).toEqual([])
  await tick(desk, at(20))
  expect(digests(desk).map(({ text }) => /Slides.*Exercise/s.test(text))).toEqual([true])
})

test('what is taken back within ten minutes is never told of', async () => {
  const { desk, event } = await opened()
  const { id } = await post(desk, event, 'The wrong file', 0)
  await tick(desk, at(1))
  await removeMaterial({ table: desk.table, files: withoutFiles }, '5w22', id)
  for (const minute of [10, 11]) await tick(desk, at(minute))
  expect(digests(desk)).toEqual([])
  expect((await getTimetable(desk.table, '5w22', at(11))).reminders).toContainEqual(
    expect.objectContaining({ kind: 'materials', state: 'passed' }),
  )
  await post(desk, event, 'The right file', 12)
  await tick(desk, at(22))
  expect(digests(desk)).toHaveLength(1)
})

test('what is moved to another session before it is published is told of there', async () => {
  const { desk, event } = await opened()
  const { id } = await post(desk, event, 'Qualifying', 0)
  const session = String(event.sessions[1]?.id)
  await changeMaterial(desk.table, '5w22', id, { session }, at(5))
  for (const minute of [10, 11]) await tick(desk, at(minute))
  expect(digests(desk)).toHaveLength(1)
  const rows = (await getTimetable(desk.table, '5w22', at(11))).reminders.filter(({ kind }) => kind === 'materials')
  expect(rows).toMatchObject([{ session, state: 'started', sent: 1 }])
})

test('an organizer can leave it out, and cannot send it before it is published', async () => {
  const { desk, event } = await opened()
  const { session } = await post(desk, event, 'Slides', 0)
  await drain(desk, at(0))
  const id = `materials-${session}`
  await expect(sendReminder(desk.table, '5w22', id, at(5))).rejects.toMatchObject({ code: 'reminder.not-possible' })
  await skipReminder(desk.table, '5w22', id)
  await tick(desk, at(10))
  expect(digests(desk)).toEqual([])
  await post(desk, event, 'Exercise', 20)
  await tick(desk, at(30))
  expect(digests(desk).map(({ text }) => [text.includes('Exercise'), text.includes('Slides')])).toEqual([[true, false]])
})

test('nobody is told of what belongs to an event that was cancelled', async () => {
  const { desk, event } = await opened()
  await post(desk, event, 'Slides', 0)
  await drain(desk, at(0))
  await cancelEvent(desk.table, '5w22', 'Ill', at(5))
  for (const minute of [6, 10]) await tick(desk, at(minute))
  expect(digests(desk)).toEqual([])
})

test('while an earlier one still goes out, the next one repeats what stood in it', () => {
  const was: Reminder = {
    ...{ event: '5w22', id: 'materials-ses_1', kind: 'materials', session: 'ses_1', minutes: 0 },
    ...{ dueAt: at(10), state: 'started', run: 1, revision: 2, sent: 900 },
  }
  const news = { event: '5w22', session: 'ses_1', publishesAt: at(30) }
  expect(nextDigest({ ...was, partsLeft: 0 }, news)).toMatchObject({ run: 2, since: at(10), dueAt: at(30) })
  expect(nextDigest({ ...was, partsLeft: 3 }, news)).not.toHaveProperty('since')
  expect(nextDigest({ ...was, state: 'missed' }, news)).not.toHaveProperty('since')
  expect(nextDigest({ ...was, dueAt: at(30) }, news)).toBeUndefined()
})

test('after each session those who teach are told once, with the way to where it is seen to', async () => {
  const desk = await openDesk()
  const james = { slug: 'james', name: 'James', headline: '', bio: '', email: 'james@example.com' }
  await saveInstructor(desk.table, james)
  await saveInstructor(desk.table, { ...james, slug: 'nobody', name: 'Nobody', email: undefined })
  const event = await anEvent(desk.table, { instructors: ['james', 'nobody'] })
  // 9:00 to 10:00 AM Pacific, and ten minutes.
  for (const now of ['2024-04-23T17:09:59Z', '2024-04-23T17:10:00Z', '2024-04-23T17:20:00Z']) await tick(desk, now)
  const mails = desk.mails({ template: 'session-over' })
  expect(mails.map(({ to }) => to)).toEqual([['james@example.com']])
  expect(mails[0]?.text).toContain(`/teach/5w22?session=${event.sessions[0]?.id}`)
})
