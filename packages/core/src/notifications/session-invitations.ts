import { calendarFor } from '../calendar/index.ts'
import {
  type catalogTopics,
  type Event,
  findEvent,
  formatPlace,
  isPrivate,
  kindLabel,
  mailLook,
  seenBy,
  sessionsOf,
} from '../catalog/index.ts'
import { findPeopleByEmail, type Person } from '../identity/index.ts'
import { digestOfAddress, findPreferences, preferencesUrl, sendMail, unsubscribeHeaders } from '../mail/index.ts'
import { announce, type Instant, type PendingWrite } from '../platform/index.ts'
import { findRegistrations, type Registration } from '../registration/index.ts'
import { formatSessionWhen, type Session, scheduledSessions, sessionTimes } from '../schedule/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Follows } from './handler.ts'

/** How many addresses one step looks at. */
const stepSize = 25

type Guest = { email: string; person: Person | undefined; registration: Registration | undefined }

/**
 * To one address on a session's list: once for good. Who is registered gets it with an invitation for the calendar; who is not,
 * unless they want no news.
 */
const invite = async (
  context: DeliveryContext,
  event: Event,
  session: Session,
  { email, person, registration }: Guest,
  at: Instant,
  now: Instant,
): Promise<void> => {
  const registered = registration?.status === 'confirmed' && registration.accessEndedAt === undefined
  // Their confirmation had it.
  if (registered && registration.registeredAt >= at) return
  if (!registered && person && !(await findPreferences(context.table, person.id)).news) return
  const settings = person && preferencesUrl(context, person.id)
  await sendMail(context, now, {
    template: 'event-invitation',
    to: email,
    key: `session-invitation:${event.slug}:${event.createdAt}:${session.id}:${digestOfAddress(email)}`,
    event: event.slug,
    look: mailLook(event),
    ...(settings ? { preferencesUrl: settings, headers: unsubscribeHeaders(settings, 'news') } : {}),
    props: {
      eventTitle: session.title ? `${session.title} at ${event.title}` : event.title,
      kindLabel: kindLabel(event),
      ...(session.summary ? { summary: session.summary } : {}),
      when: formatSessionWhen(session, { year: true }),
      where: formatPlace(event.venue),
      // To others the session does not exist, so they sign in first.
      eventUrl: `${context.siteUrl}/sign-in?next=${encodeURIComponent(`/events/${event.slug}`)}`,
      registered,
    },
    ...(registered
      ? {
          attachments: calendarFor(context, seenBy(event, registration), registration, 'REQUEST', at, {
            only: [session.id],
          }),
        }
      : {}),
  })
}

const guestsOf = async (context: DeliveryContext, event: Event, emails: readonly string[]): Promise<Guest[]> => {
  const people = await findPeopleByEmail(context.table, [...emails])
  const registrations = await findRegistrations(
    context.table,
    [...people.values()].map(({ id }) => ({ personId: id, event: event.slug })),
  )
  return emails.map((email) => {
    const person = people.get(email)
    return { email, person, registration: registrations.find(({ personId }) => personId === person?.id) }
  })
}

/**
 * Invites those on the lists of a published event's sessions who were not invited before: a page of one session's addresses,
 * and the row that goes on from there. May be repeated. Nobody is invited to what is over.
 */
export const inviteToSessions: Follows<typeof catalogTopics.sessionsInvited> = async (context, row, now) => {
  const { event: slug, session: from = '', after = '' } = row.payload
  const event = await findEvent(context.table, slug)
  if (event?.status !== 'published') return []
  const sessions = scheduledSessions(sessionsOf(event, { admin: true }))
    .filter((one) => isPrivate(one) && sessionTimes(one).endsAt > now)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const session = sessions.find(({ id }) => id >= from)
  if (!session) return []
  const start = session.id === from ? after : ''
  const left = (session.invited ?? []).toSorted().filter((email) => email > start)
  const page = left.slice(0, stepSize)
  for (const guest of await guestsOf(context, event, page))
    await invite(context, event, session, guest, row.createdAt, now)
  const go = (next: { session: string; after?: string | undefined }): PendingWrite[] => [
    announce(context.table, row.topic, { event: slug, ...next }, row.createdAt),
  ]
  if (left.length > page.length) return go({ session: session.id, after: page.at(-1) })
  const following = sessions.find(({ id }) => id > session.id)
  return following ? go({ session: following.id }) : []
}
