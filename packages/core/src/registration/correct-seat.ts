import * as z from 'zod'
import { eventAccess, pendingGrant, pendingRevoke } from '../access/index.ts'
import { type Event, eventState, getEvent, readSku, sessionsOf, ticketOf } from '../catalog/index.ts'
import {
  type Actor,
  type Client,
  EmailAddress,
  findPeopleByEmail,
  nameFromEmail,
  ownNameOf,
  PersonName,
  pendingPerson,
} from '../identity/index.ts'
import {
  again,
  announce,
  commit,
  type Instant,
  newId,
  notFound,
  type PendingWrite,
  retrying,
} from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { type Asker, countAskedAgain, refuseAskers } from './asked-again.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { checkAudience } from './eligibility.ts'
import { sourceOf } from './line-kind.ts'
import { liveLines, type Order, type OrderSeat } from './order.ts'
import {
  eventOver,
  orderBusy,
  registrationEnded,
  seatClosed,
  seatNotTransferable,
  tooManyCorrections,
} from './order-problems.ts'
import { openSeats } from './order-seats.ts'
import { findOrder, getOrder, pendingOrder } from './order-store.ts'
import { alreadyRegistered } from './problems.ts'
import { noteRecent } from './recent-store.ts'
import { isLiveRegistration, nameForBuyer, type Registration } from './registration.ts'
import {
  findRegistration,
  pendingCorrection,
  pendingRegistration,
  pendingRegistrationStatus,
} from './registration-store.ts'
import { pendingOthersNamed, strangerFrom, strangerLimits, tooManyOthers } from './strangers.ts'
import { registrationCorrected, registrationHandedOn } from './topics.ts'

/** Who gets the seat: someone else, or the same person under another name or address. */
export const SeatCorrection = z.strictObject({ email: EmailAddress, name: PersonName })
export type SeatCorrection = z.infer<typeof SeatCorrection>

/** Each correction mails someone, so an order has so many, and more once its buyer is signed in. */
const mostCorrections = { visitor: 10, person: 50 } as const

/** What corrections add to, and announce in the same commit. Row payloads name people by their ids alone. */
type Correction = { order: Order; seat: OrderSeat; registration: Registration; event: Event; change: SeatCorrection }

const counted = (order: Order): Order => ({ ...order, corrections: (order.corrections ?? 0) + 1 })

/** An attendee's own name stays on the roster, whatever the buyer types; then there is nothing to tell them. */
const nameWrites = (
  context: CheckoutContext,
  { order, registration, change }: Correction,
  actor: Actor,
  now: Instant,
): PendingWrite[] => {
  const { name } = change
  const self = actor.kind === 'person' && actor.id === registration.personId
  const theirs = registration.namedAs !== undefined && !self
  return [
    pendingOrder(context.table, counted(order)),
    pendingCorrection(
      context.table,
      registration,
      theirs ? { namedAs: name } : self ? { name, namedAs: name } : { name },
    ),
    ...(theirs
      ? []
      : [
          announce(
            context.table,
            registrationCorrected,
            { person: registration.personId, event: registration.event, registration: registration.id },
            now,
          ),
        ]),
  ]
}

/** The seat goes to another person: one registration ends and another begins in one commit, and no seat is ever free. */
const personWrites = async (
  context: CheckoutContext,
  correction: Correction,
  asker: Asker,
  now: Instant,
): Promise<PendingWrite[]> => {
  const { actor } = asker
  const { table } = context
  const { order, seat, registration, event, change } = correction
  const start = scheduleSpan(sessionsOf(event))?.startsAt
  if (start !== undefined && now >= start) throw seatClosed(event)
  const line = order.lines.find(({ id }) => id === seat.line)
  const source = sourceOf(line)
  if (source === 'membership') throw seatNotTransferable(event, 'membership')
  const own = actor.kind === 'person' && (actor.admin || actor.id === seat.personId)
  if (seat.offeredUntil !== undefined && !own) throw seatNotTransferable(event, 'offer')
  const ticket = ticketOf(event, readSku(registration.sku)?.item ?? '')
  const asked = ticket ? [{ email: change.email, event, ticket }] : []
  const [people] = await Promise.all([findPeopleByEmail(table, [change.email]), refuseAskers(table, asker, asked)])
  const known = people.get(change.email)
  if (ticket) {
    const attendee = { sku: registration.sku, event, ticket, ...change, answers: {}, index: 0 }
    await checkAudience(table, [attendee], actor, people, now)
  }
  const before = known && (await findRegistration(table, known.id, event.slug))
  if (before && isLiveRegistration(before)) {
    await countAskedAgain(table, [before], asked, asker, now)
    throw alreadyRegistered([{ id: before.id, event: before.event, status: before.status }])
  }
  const personId = known?.id ?? newId('person')
  const ownName = ownNameOf(known)
  const isBuyer = personId === order.buyer.personId
  const next: Registration = {
    id: newId('registration'),
    personId,
    event: event.slug,
    sku: registration.sku,
    ticketName: registration.ticketName,
    orderId: order.id,
    status: registration.status,
    email: change.email,
    name: ownName ?? change.name,
    ...(ownName === undefined ? {} : { namedAs: change.name }),
    ...(isBuyer ? {} : { boughtBy: order.buyer.email }),
    ...(before ? { round: (before.round ?? 0) + 1 } : {}),
    registeredAt: now,
  }
  const { offeredUntil: _, ...handedOn } = { ...seat, personId, registration: next.id }
  const seats = order.seats.map((one) => (one === seat ? handedOn : one))
  const access = { what: eventAccess(event.slug), source, sourceId: order.id }
  if (next.status === 'confirmed') await noteRecent(table, [next], now)
  const grants =
    registration.status === 'confirmed'
      ? [
          pendingRevoke(table, { personId: registration.personId, ...access }),
          pendingGrant(table, { personId, ...access, grantedAt: now }),
        ]
      : []
  return [
    pendingOrder(table, { ...counted(order), seats }),
    pendingRegistrationStatus(table, seat, registration.status, 'cancelled', now),
    pendingRegistration(table, next),
    ...(known
      ? []
      : [pendingPerson(table, { id: personId, email: change.email, name: nameFromEmail(change.email), now })]),
    ...grants,
    announce(
      table,
      registrationHandedOn,
      {
        order: order.id,
        event: event.slug,
        from: { person: registration.personId, registration: registration.id, status: registration.status },
        to: { person: personId, registration: next.id },
      },
      now,
    ),
  ]
}

/**
 * The buyer, or an admin, corrects the name of one seat, which mails its attendee the confirmation again; or gives another
 * address, which hands the seat on: the earlier attendee is told and their calendar cleared, the new one gets the
 * confirmation, and every link of the earlier one is dead. The price stays as it was frozen. Saying what is already so
 * changes nothing.
 * @param who  `client`: from where, by which the people are counted whom someone names who hasn't signed in
 * @throws Problem not-found; conflict `registration.ended`, `registration.event-over`, `registration.seat-closed`,
 *   `registration.seat-not-yours`, `registration.already-registered`, `registration.too-many-changes`; as for registering
 */
export const correctSeat = async (
  context: CheckoutContext,
  key: { order: string; registration: string },
  change: SeatCorrection,
  { actor, client }: { actor: Actor; client?: Client | undefined },
  now: Instant,
): Promise<Order> => {
  const stranger = strangerFrom(actor, client)
  return retrying(orderBusy, async () => {
    const order = await getOrder(context.table, key.order)
    const seat = order.seats.find(({ registration }) => registration === key.registration)
    if (!seat) throw notFound('registration')
    const [registration, event] = await Promise.all([
      findRegistration(context.table, seat.personId, seat.event),
      getEvent(context.table, seat.event),
    ])
    const open = openSeats(order, liveLines(order)).includes(seat)
    if (!open || registration?.id !== seat.registration || !isLiveRegistration(registration)) throw registrationEnded()
    if (['ended', 'cancelled'].includes(eventState(event, now))) throw eventOver(event)
    const samePerson = registration.email === change.email
    if (samePerson && nameForBuyer(registration) === change.name) return order
    if ((order.corrections ?? 0) >= mostCorrections[actor.kind === 'visitor' ? 'visitor' : 'person']) {
      throw tooManyCorrections()
    }
    const correction = { order, seat, registration, event, change }
    const writes = samePerson
      ? nameWrites(context, correction, actor, now)
      : await personWrites(context, correction, { actor, client }, now)
    const names = stranger && change.email !== order.buyer.email ? 1 : 0
    const result = await commit(context.table, [
      ...writes,
      ...(stranger ? pendingOthersNamed(context.table, order.buyer.email, names, stranger, now) : []),
    ])
    if (result.committed) return (await findOrder(context.table, key.order)) ?? order
    if (result.refused.includes('others')) throw tooManyOthers(strangerLimits.othersPerDay)
    return again
  })
}
