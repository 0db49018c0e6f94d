import { type Event, eventState, findEvent, seenBy, sessionsOf } from '@lectern/core/catalog'
import { passText } from '@lectern/core/door'
import { requirePerson } from '@lectern/core/identity'
import { notFound } from '@lectern/core/platform'
import {
  answersUntil,
  findLinkedRegistration,
  findOrder,
  findRegistration,
  isLiveRegistration,
  openSeats,
  type Registration,
  type SeatTerms,
  seatTerms,
} from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'

/** Someone's own registration, with what they can still do about it. */
export type OwnRegistration = {
  event: Event
  registration: Registration
  /** The token of the link by which they came, which their forms bring along; without one they are signed in. */
  token: string | undefined
  /** Whether someone else registered them, so that they decline rather than cancel. */
  byAnother: boolean
  /** What ending it would do now; nothing when it has ended, or the event is over. */
  terms: SeatTerms | undefined
  mayAnswer: boolean
  /** What a door scans, where there is one and they may come. */
  pass: string | undefined
}

/**
 * The registration that a link's token opens, else that of anyone who is signed in. Reading changes nothing, since mail
 * scanners open every link.
 * @throws Problem not-found, alike for every token that opens nothing; unauthenticated without a token
 */
export const loadOwnRegistration = async (
  c: Request,
  services: SiteServices,
  slug: string,
  token: string | undefined,
): Promise<OwnRegistration> => {
  const { actor, now } = c.var
  const { table } = services
  const [found, registration] = await Promise.all([
    findEvent(table, slug),
    token === undefined
      ? findRegistration(table, requirePerson(actor).id, slug)
      : findLinkedRegistration(services, slug, token, c.var),
  ])
  if (!found || !registration) throw notFound('registration')
  const event = seenBy(found, registration)
  const order = await findOrder(table, registration.orderId)
  const seat = order && openSeats(order).find((one) => one.registration === registration.id)
  const over = ['ended', 'cancelled'].includes(eventState(event, now)) && registration.status !== 'held'
  const live = isLiveRegistration(registration) && !over
  const until = answersUntil(sessionsOf(event))
  return {
    event,
    registration,
    token,
    byAnother: order ? order.buyer.personId !== registration.personId : registration.boughtBy !== undefined,
    terms: live && order && seat ? seatTerms(order, seat, event, now) : undefined,
    pass:
      live && event.venue !== undefined && registration.status === 'confirmed'
        ? passText(services.secret, registration)
        : undefined,
    mayAnswer: live && event.questions.length > 0 && (until === undefined || now < until),
  }
}

/** An address of these pages, with the token that the reader came with. */
export const registrationPath = ({ event, token }: Pick<OwnRegistration, 'event' | 'token'>, page = ''): string =>
  `/registrations/${event.slug}${page}${token === undefined ? '' : `?token=${encodeURIComponent(token)}`}`
