import type { MailName } from '@lectern/emails'
import type { Event } from '../catalog/index.ts'
import type { SessionMaterial } from '../materials/index.ts'
import type { Instant } from '../platform/index.ts'
import type { Registration } from '../registration/index.ts'
import { describeSchedule, formatSessionWhen, type Session } from '../schedule/index.ts'
import type { Courier } from './courier.ts'
import type { Notice } from './post-mail.ts'
import { type MailTopic, preferencesUrl, unsubscribeHeaders } from './preferences.ts'
import { type DueReminder, remindedSessions } from './reminder.ts'
import { startsIn } from './reminder-words.ts'
import { callName, eventUrl } from './words.ts'

const day = 24 * 60

/** By how long before the session it is due, not by when it goes: a late one keeps its advice, and says the time that is left. */
export const templateFor = (minutes: number): 'reminder-week' | 'reminder-days' | 'reminder-day' | 'reminder-hour' => {
  if (minutes >= 7 * day) return 'reminder-week'
  if (minutes > day) return 'reminder-days'
  return minutes >= 3 * 60 ? 'reminder-day' : 'reminder-hour'
}

/** "Tue, Apr 23, 2024 · 9:00 AM Pacific (noon Eastern)" */
const whenOf = (session: Session): string => {
  const { also } = describeSchedule([session])
  return formatSessionWhen(session, { year: true }) + (also ? ` (${also})` : '')
}

/** Which week of a class it is, when its dates are weeks apart. */
const weekOf = (event: Event, session: Session): { week: { number: number; of: number } } | undefined => {
  const sessions = remindedSessions(event)
  const weekly = /^\w+days, /.test(describeSchedule(event.sessions).days)
  if (event.kind !== 'class' || sessions.length < 2 || !weekly) return undefined
  return { week: { number: sessions.findIndex(({ id }) => id === session.id) + 1, of: sessions.length } }
}

type About = {
  event: Event
  due: DueReminder
  registration: Registration
  startedAt: Instant
  topic: MailTopic
  /** Of a digest: which of its session it is, and what there is. */
  digest?: Digest | undefined
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
 * @param startedAt  when the reminder was started: from there it is told how far away the session is
 */
export const noticeOf = (courier: Courier, about: About): Notice<MailName> => {
  const { event, due, registration, startedAt, topic, digest } = about
  const settings = preferencesUrl(courier, registration.personId)
  const common = {
    to: registration.email,
    event: event.slug,
    orderId: registration.orderId,
    preferencesUrl: settings,
    headers: unsubscribeHeaders(settings, topic),
  }
  const words = { name: callName(registration), eventTitle: event.title, eventUrl: eventUrl(courier, event) }
  const session = event.sessions.find(({ id }) => id === due.session)
  if (digest) {
    const template = 'recording-ready'
    const key = `materials:${registration.id}:${due.session}:${digest.run}`
    const pageUrl = `${eventUrl(courier, event)}/class`
    const props = { name: callName(registration), pageUrl, ...wordsOfDigest(event, session, digest) }
    return { ...common, template, key, props } satisfies Notice<typeof template>
  }
  if (due.kind === 'how-was-it' || !session) {
    const template = 'how-was-it'
    return { ...common, template, key: `how-was-it:${registration.id}`, props: words } satisfies Notice<typeof template>
  }
  const template = templateFor(due.minutes)
  return {
    ...common,
    template,
    key: `reminder:${registration.id}:${session.id}:${due.minutes}`,
    props: {
      ...words,
      kind: event.kind,
      ...(session.title ? { sessionTitle: session.title } : {}),
      when: whenOf(session),
      startsIn: startsIn(session, startedAt),
      where: event.venue ? [event.venue.name, event.venue.address].filter(Boolean).join(', ') : 'Online',
      ...(event.joinUrl ? { joinUrl: `${eventUrl(courier, event)}/join` } : {}),
      manageUrl: `${courier.siteUrl}/account`,
      isFirst: remindedSessions(event)[0]?.id === session.id,
      ...weekOf(event, session),
    },
  } satisfies Notice<typeof template>
}
