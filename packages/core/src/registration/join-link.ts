import { listGrants } from '../access/index.ts'
import { type Event, findEvent, seenBy, sessionsOf } from '../catalog/index.ts'
import type { Guesser } from '../identity/index.ts'
import { mayAttend } from '../membership/index.ts'
import { type Instant, notFound, Problem, type Table } from '../platform/index.ts'
import { nextSession, type Session, sessionTimes } from '../schedule/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { opensAt } from './joining.ts'
import type { Registration } from './registration.ts'
import { findLinkedRegistration, type Linked, linkToken } from './registration-link.ts'

/** In place of a session's id: whichever session is next, since a series is one entry in calendars. */
export const anySession = 'next'

/** Someone's own link into a session: it needs no sign-in, leads on near the time alone, and ends with the registration. */
export const joinLink = (
  { siteUrl, secret }: Pick<CheckoutContext, 'siteUrl' | 'secret'>,
  registration: Linked,
  session: string = anySession,
): string =>
  `${siteUrl}/join/${registration.event}/${session}?token=${linkToken(secret, registration, `join:${session}`)}`

/** A room as someone with their own link finds it; `at` is when it opens. The meeting's address is there while it's open. */
export type Room = { event: Event; registration: Registration } & (
  | { state: 'open'; session: Session; joinUrl: string }
  | { state: 'early'; session: Session; at: Instant }
  | { state: 'over' | 'canceled'; session: Session | undefined }
)

const roomOf = (event: Event, asked: string, now: Instant) => {
  const session =
    asked === anySession ? nextSession(sessionsOf(event), now) : sessionsOf(event).find(({ id }) => id === asked)
  if (event.status === 'cancelled' || session?.status === 'cancelled') return { state: 'canceled', session } as const
  if (!session || event.joinUrl === undefined || now >= sessionTimes(session).endsAt) {
    return { state: 'over', session } as const
  }
  const at = opensAt(session)
  return now < at
    ? ({ state: 'early', session, at } as const)
    : ({ state: 'open', session, joinUrl: event.joinUrl } as const)
}

/**
 * What a personal join link opens now. Three reads. Whether they may is judged at this moment, so a link opens nothing once
 * the seat is canceled, refunded, or its membership has ended; a session that was moved keeps its link.
 * @throws Problem not-found, alike for a wrong token and no such event; too-many after many wrong tokens; forbidden
 *   `join.not-registered`
 */
export const openRoom = async (
  context: Pick<CheckoutContext, 'secret'> & { table: Table },
  asked: { event: string; session: string; token: string },
  guesser: Guesser,
  now: Instant,
): Promise<Room> => {
  const [event, registration] = await Promise.all([
    findEvent(context.table, asked.event),
    findLinkedRegistration(context, asked.event, asked.token, guesser, `join:${asked.session}`),
  ])
  if (!registration || !event || event.status === 'draft') throw notFound('link')
  const grants = await listGrants(context.table, registration.personId)
  if (registration.status !== 'confirmed' || (event.status === 'published' && !mayAttend(grants, event, now))) {
    throw new Problem(
      'forbidden',
      'join.not-registered',
      `This registration for “${event.title}” isn’t active anymore, so its link doesn’t open the room.`,
    )
  }
  return { event, registration, ...roomOf(seenBy(event, registration), asked.session, now) }
}
