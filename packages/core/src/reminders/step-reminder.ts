import { listGrants } from '../access/index.ts'
import { type Event, findEvent, mailLook, seenBy } from '../catalog/index.ts'
import { listPreferencesOf, type MailContext, sendBatch } from '../mail/index.ts'
import { mayAttend } from '../membership/index.ts'
import {
  type Announced,
  announce,
  erased,
  hashToken,
  type Instant,
  type PendingWrite,
  secondsBetween,
} from '../platform/index.ts'
import { type Registration, walkRoster } from '../registration/index.ts'
import { listAssignments } from '../teaching/index.ts'
import { isOvertaken } from './overtaken.ts'
import { itemsOfDigest } from './plan-digest.ts'
import { asksFor, type DueReminder, dueOf, isDueTo, makesSense, type Reminder, type ReminderPart } from './reminder.ts'
import { type Digest, noticeOf } from './reminder-mails.ts'
import { findReminder, pendingPartDone } from './reminder-store.ts'
import { sendSessionOverMails } from './session-over-mails.ts'
import { reminderStarted } from './topics.ts'

/** How many registrations one step deals with: as many as the provider takes in one batch. */
const stepSize = 100

/** Those of a page who are due to get it, may come, and want such mails. One query for each, one read for all. */
const recipientsOf = async (
  context: MailContext,
  page: readonly Registration[],
  part: ReminderPart,
  { event, due: about }: { event: Event; due: DueReminder },
  topic: 'reminders' | 'followUps',
  now: Instant,
): Promise<Registration[]> => {
  const due = page.filter((one) => isDueTo(one, part.dueAt) && one.email !== erased && asksFor(event, one, about))
  const [preferences, grants] = await Promise.all([
    listPreferencesOf(
      context.table,
      due.map(({ personId }) => personId),
    ),
    Promise.all(due.map(({ personId }) => listGrants(context.table, personId))),
  ])
  // The roster is an index, which may lag behind; grants are read as they are, and end with the registration.
  return due.filter(
    ({ personId }, index) => mayAttend(grants[index] ?? [], event, now) && (preferences.get(personId)?.[topic] ?? true),
  )
}

/** What a step is about: nothing when the event was cancelled, or the session taken out. */
const subjectOf = (event: Event | undefined, reminder: Reminder) => {
  const due = event && dueOf(event, reminder)
  return event && due ? { event, due } : undefined
}

const digestOf = async ({ table }: MailContext, event: Event, reminder: Reminder): Promise<Digest | undefined> =>
  reminder.kind === 'materials' ? { run: reminder.run, items: await itemsOfDigest(table, event, reminder) } : undefined

/**
 * One step of a reminder: a page of one part of the roster gets its mails as one batch, and leaves a row for the next page.
 * Cut off at any point the step is done again, the same batch under the same key, and nobody is mailed twice.
 */
export const stepReminder = async (
  context: MailContext,
  row: Announced<typeof reminderStarted>,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { table } = context
  const part = row.payload
  const [event, reminder] = await Promise.all([
    findEvent(table, part.event),
    findReminder(table, part.event, part.reminder),
  ])
  // Planned again since, for another time. That run covers everyone who hasn't had it.
  if (!reminder || reminder.run !== part.run) return []
  const subject = subjectOf(event, reminder)
  if (!subject || !makesSense(subject.due, now) || (await isOvertaken(table, subject.event, reminder, now))) {
    return [pendingPartDone(table, reminder, { sent: part.sent, cutOff: true })]
  }
  if (reminder.kind === 'session-over') {
    const sent = await sendSessionOverMails(context, subject.event, reminder.session, now)
    return [pendingPartDone(table, reminder, { sent, cutOff: false })]
  }
  const { event: slug, shard, after } = part
  const { recent, listed, next } = await walkRoster(table, { event: slug, shard, after, limit: stepSize }, now)
  const topic = reminder.kind === 'before' ? 'reminders' : 'followUps'
  const [recipients, digest, assignments] = await Promise.all([
    recipientsOf(context, [...recent, ...listed], part, subject, topic, now),
    digestOf(context, subject.event, reminder),
    reminder.kind === 'before' && subject.event.kind === 'class' ? listAssignments(table, part.event) : [],
  ])
  // If everything was withdrawn, there's nothing left to announce.
  const told = digest?.items.length === 0 ? [] : recipients
  const look = mailLook(subject.event)
  const notices = told.map((registration) =>
    noticeOf(context, {
      ...subject,
      event: seenBy(subject.event, registration),
      registration,
      at: toldAt(part, now),
      topic,
      look,
      digest,
      assignments,
    }),
  )
  const batch = { key: batchKey(part), notices }
  const sent = part.sent + (notices.length > 0 ? await sendBatch(context, batch, now) : 0)
  if (next === undefined) return [pendingPartDone(table, reminder, { sent, cutOff: false })]
  return [announce(table, reminderStarted, { ...part, after: next, sent }, now)]
}

/** A sending that stood still for longer counts the distance from when it goes on. */
const stoodStillSeconds = 30 * 60

/** From when it is told how far away the session is: the start of the sending, so that a step done again says the same. */
const toldAt = ({ startedAt }: ReminderPart, now: Instant): Instant =>
  secondsBetween(startedAt, now) > stoodStillSeconds ? now : startedAt

/** What a batch means: one page of one run. The position holds a name, so it is told by its digest. */
const batchKey = ({ event, reminder, run, shard, after }: ReminderPart): string =>
  ['reminder-batch', event, reminder, run, shard, after === undefined ? '' : hashToken(after)].join(':')
