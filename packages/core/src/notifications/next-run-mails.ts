import { findEvent, formatPlace, formatWhen, isOver, kindLabel, mailLook } from '../catalog/index.ts'
import { findPersonById } from '../identity/index.ts'
import { findPreferences, preferencesUrl, sendMail, unsubscribeHeaders } from '../mail/index.ts'
import { announce, type Instant } from '../platform/index.ts'
import {
  findRegistration,
  isLiveRegistration,
  listWishesFor,
  type NextRunWish,
  registrationTopics,
  removeWish,
  runOf,
} from '../registration/index.ts'
import type { DeliveryContext } from './delivery-context.ts'
import type { Follows } from './handler.ts'

/** How many people one step writes to. */
const stepSize = 25

const tell = async (context: DeliveryContext, wish: NextRunWish, slug: string, now: Instant): Promise<void> => {
  const { table } = context
  const [event, person, preferences, registration] = await Promise.all([
    findEvent(table, slug),
    findPersonById(table, wish.personId),
    findPreferences(table, wish.personId),
    findRegistration(table, wish.personId, slug),
  ])
  const registered = registration !== undefined && isLiveRegistration(registration)
  if (event && person && preferences.news && !registered) {
    const settings = preferencesUrl(context, person.id)
    await sendMail(context, now, {
      template: 'next-run',
      to: person.email,
      key: `next-run:${slug}:${event.createdAt}:${person.id}`,
      event: slug,
      look: mailLook(event),
      preferencesUrl: settings,
      headers: unsubscribeHeaders(settings, 'news'),
      props: {
        name: person.name,
        eventTitle: event.title,
        kindLabel: kindLabel(event),
        when: formatWhen(event, now),
        where: formatPlace(event.venue),
        eventUrl: `${context.siteUrl}/events/${slug}`,
      },
    })
  }
  await removeWish(table, wish)
}

/**
 * Tells those who asked that a class runs again: a page of them, and the row that goes on from there. Each is told once, and
 * forgotten then. May be repeated.
 */
export const nextRunStep: Follows<typeof registrationTopics.nextRunPublished> = async (context, row, now) => {
  const { event: slug, after } = row.payload
  const event = await findEvent(context.table, slug)
  if (event?.status !== 'published' || event.access === 'invited' || isOver(event, now)) return []
  const page = await listWishesFor(context.table, runOf(event), after, stepSize)
  // Someone who asked on this event's own page waits for another.
  for (const wish of page.filter((one) => one.event !== slug)) await tell(context, wish, slug, now)
  const last = page.at(-1)
  if (page.length < stepSize || !last) return []
  return [announce(context.table, registrationTopics.nextRunPublished, { event: slug, after: last.personId }, now)]
}
