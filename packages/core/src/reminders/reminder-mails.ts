import type { MailName, Reminder } from '@lectern/emails'
import { type Event, eventUrl, readSku, sessionsOf, ticketOf } from '../catalog/index.ts'
import type { MailContext, Notice } from '../mail/index.ts'
import { type MailLook, type MailTopic, preferencesUrl, unsubscribeHeaders } from '../mail/index.ts'
import type { SessionMaterial } from '../materials/index.ts'
import { type Instant, secondsBetween } from '../platform/index.ts'
import { callName, joinLink, type Registration, registrationUrl } from '../registration/index.ts'
import { dayOf, describeSchedule, formatSessionWhen, isWeekly, type Session, sessionTimes } from '../schedule/index.ts'
import { type Assignment, isSet, timesOf } from '../teaching/index.ts'
import { type DueReminder, remindedSessions } from './reminder.ts'
import { startsIn } from './reminder-words.ts'

const day = 24 * 60

/** By how far away the session really is when the mail goes, so that what it advises can still be done. */
export const templateFor = (minutes: number): 'reminder-week' | 'reminder-days' | 'reminder-day' | 'reminder-hour' => {
  // Half a day of grace: a clock that is late by minutes still says the same.
  if (minutes >= 6.5 * day) return 'reminder-week'
  if (minutes > 1.5 * day) return 'reminder-days'
  return minutes >= 3 * 60 ? 'reminder-day' : 'reminder-hour'
}

/** The homework for a session: what is due by its end, and what belongs to it and is still open. */
const homeworkFor = (event: Event, session: Session, assignments: readonly Assignment[], now: Instant): string[] => {
  const { endsAt } = sessionTimes(session)
  return assignments
    .filter(isSet)
    .filter((one) => {
      const { dueAt } = timesOf(one, event)
      return dueAt > now && (dueAt <= endsAt || one.session === session.id)
    })
    .map(({ title }) => title)
}

/** What the words about not coming go by. */
const absenceOf = (
  event: Event,
  registration: Registration,
): Pick<Reminder, 'recorded' | 'several' | 'paid' | 'limited'> => {
  const ticket = ticketOf(event, readSku(registration.sku)?.item ?? '')
  return {
    recorded: event.recording === 'always',
    several: event.kind !== 'conference' && remindedSessions(event).length > 1,
    paid: (ticket?.priceCents ?? 0) > 0,
    limited: event.capacity !== undefined || ticket?.capacity !== undefined,
  }
}

/** "Tue, Apr 23, 2024 · 9:00 AM Pacific (noon Eastern)" */
const whenOf = (session: Session): string => {
  const { also } = describeSchedule([session])
  return formatSessionWhen(session, { year: true }) + (also ? ` (${also})` : '')
}

/** Which week of a class it is, when its dates are weeks apart. */
const weekOf = (event: Event, session: Session): { week: { number: number; of: number } } | undefined => {
  const sessions = remindedSessions(event)
  if (event.kind !== 'class' || !isWeekly(sessionsOf(event))) return undefined
  return { week: { number: sessions.findIndex(({ id }) => id === session.id) + 1, of: sessions.length } }
}

type About = {
  event: Event
  due: DueReminder
  registration: Registration
  /** From when it is told how far away the session is. */
  at: Instant
  topic: MailTopic
  look: MailLook
  /** For a digest: which of its session it is, and what it lists. */
  digest?: Digest | undefined
  assignments?: readonly Assignment[] | undefined
}

export type Digest = { run: number; items: readonly SessionMaterial[] }

const kinds = { recording: 'Recording', handout: 'Handout' } as const

const wordsOfDigest = (event: Event, session: Session | undefined, { items }: Digest) => ({
  ...(session?.title ? { sessionTitle: session.title } : {}),
  items: items.map(({ title, kind }) => ({ title, kind: kinds[kind] })),
  eventTitle: event.title,
})

/**
 * The mail of one person. Its key names person, session and offset, and so it goes once, whatever moves.
 */
export const noticeOf = (context: MailContext, about: About): Notice<MailName> => {
  const { event, due, registration, at, topic, look, digest, assignments = [] } = about
  const settings = preferencesUrl(context, registration.personId)
  const common = {
    to: registration.email,
    event: event.slug,
    orderId: registration.orderId,
    look,
    preferencesUrl: settings,
    headers: unsubscribeHeaders(settings, topic),
  }
  const words = { name: callName(registration), eventTitle: event.title, eventUrl: eventUrl(context, event) }
  const session = sessionsOf(event).find(({ id }) => id === due.session)
  if (digest) {
    const template = 'recording-ready'
    const key = `materials:${registration.id}:${due.session}:${digest.run}`
    const pageUrl = `${eventUrl(context, event)}/class`
    const props = { name: callName(registration), pageUrl, ...wordsOfDigest(event, session, digest) }
    return { ...common, template, key, props } satisfies Notice<typeof template>
  }
  if (due.kind === 'how-was-it' || !session) {
    const template = 'how-was-it'
    return { ...common, template, key: `how-was-it:${registration.id}`, props: words } satisfies Notice<typeof template>
  }
  const template = templateFor(secondsBetween(at, sessionTimes(session).startsAt) / 60)
  const homework = homeworkFor(event, session, assignments, at)
  return {
    ...common,
    template,
    key: `reminder:${registration.id}:${session.id}:${due.minutes}`,
    props: {
      ...words,
      kind: event.kind,
      ...(session.title ? { sessionTitle: session.title } : {}),
      when: whenOf(session),
      day: dayOf(session),
      startsIn: startsIn(session, at),
      where: event.venue ? [event.venue.name, event.venue.address].filter(Boolean).join(', ') : 'Online',
      ...(event.joinUrl ? { joinUrl: joinLink(context, registration, session.id) } : {}),
      ...(homework.length > 0 ? { preparation: homework.join('; ') } : {}),
      manageUrl: registrationUrl(context, registration),
      ...absenceOf(event, registration),
      isFirst: remindedSessions(event)[0]?.id === session.id,
      ...weekOf(event, session),
    },
  } satisfies Notice<typeof template>
}
