import {
  catalogTopics,
  type Event,
  findEvent,
  formatPlace,
  formatWhen,
  isOver,
  kindLabel,
  mailLook,
} from '../catalog/index.ts'
import { findPeopleByEmail, type Person } from '../identity/index.ts'
import type { Notice } from '../mail/index.ts'
import { digestOfAddress, findPreferences, preferencesUrl, sendBatch, unsubscribeHeaders } from '../mail/index.ts'
import { announce, type Instant } from '../platform/index.ts'
import { findRegistrations, isLiveRegistration } from '../registration/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Follows } from './handler.ts'

/** How many addresses one step looks at. */
const stepSize = 50

/** One per event and address, for good, even if the address is removed and added again. */
const keyOf = ({ slug, createdAt }: Event, email: string): string =>
  `event-invitation:${slug}:${createdAt}:${digestOfAddress(email)}`

const noticeFor = (
  context: DeliveryContext,
  event: Event,
  email: string,
  person: Person | undefined,
  at: Instant,
): Notice<'event-invitation'> => {
  const settings = person && preferencesUrl(context, person.id)
  return {
    template: 'event-invitation',
    to: email,
    key: keyOf(event, email),
    event: event.slug,
    look: mailLook(event),
    ...(settings ? { preferencesUrl: settings, headers: unsubscribeHeaders(settings, 'news') } : {}),
    props: {
      eventTitle: event.title,
      kindLabel: kindLabel(event),
      ...(event.summary ? { summary: event.summary } : {}),
      when: formatWhen(event, at),
      where: formatPlace(event.venue),
      // To others the event does not exist, so they sign in first.
      eventUrl: `${context.siteUrl}/sign-in?next=${encodeURIComponent(`/events/${event.slug}`)}`,
    },
  }
}

/** The people behind some addresses who don't want to hear of it: registered already, or without news. */
const unwilling = async (context: DeliveryContext, event: Event, people: readonly Person[]): Promise<Set<string>> => {
  const keys = people.map(({ id }) => ({ personId: id, event: event.slug }))
  const [registrations, preferences] = await Promise.all([
    findRegistrations(context.table, keys),
    Promise.all(people.map(({ id }) => findPreferences(context.table, id))),
  ])
  const registered = new Set(registrations.filter(isLiveRegistration).map(({ personId }) => personId))
  const spared = people.filter(({ id }, index) => registered.has(id) || preferences[index]?.news === false)
  return new Set(spared.map(({ email }) => email))
}

/**
 * Invites those on the list of a published event who were not invited before: a page of addresses, and the row that goes on
 * from there. May be repeated. Nobody is invited to what is over, or to what is open to others.
 */
export const inviteStep: Follows<typeof catalogTopics.eventPublished | typeof catalogTopics.eventInvited> = async (
  context,
  row,
  now,
) => {
  const { event: slug } = row.payload
  const after = 'after' in row.payload ? (row.payload.after ?? '') : ''
  const event = await findEvent(context.table, slug)
  if (event?.status !== 'published' || event.access !== 'invited' || isOver(event, now)) return []
  const left = [...new Set(event.invited)].sort().filter((email) => email > after)
  const page = left.slice(0, stepSize)
  if (page.length === 0) return []
  const people = await findPeopleByEmail(context.table, page)
  const spared = await unwilling(context, event, [...people.values()])
  const notices = page
    .filter((email) => !spared.has(email))
    .map((email) => noticeFor(context, event, email, people.get(email), row.createdAt))
  if (notices.length > 0) await sendBatch(context, { key: `event-invitation:${row.id}`, notices }, now)
  const next = { event: slug, after: page.at(-1) }
  return left.length > page.length ? [announce(context.table, catalogTopics.eventInvited, next, now)] : []
}
