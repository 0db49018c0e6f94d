import { type Actor, type Client, findPeopleByEmail, pendingPerson } from '../identity/index.ts'
import { largestChargeCents } from '../payments/index.ts'
import {
  again,
  announce,
  type Busy,
  commit,
  hashToken,
  type Instant,
  keyReused,
  newId,
  type PendingWrite,
  requestHash,
  retrying,
  transactionLimit,
  ttlOf,
} from '../platform/index.ts'
import { blockingRejections, codeNotApplied, pendingTakeUses, priceChanged } from '../pricing/index.ts'
import { afterRefusal } from './after-refusal.ts'
import { answerRegistered, type RegistrationRef, refOf } from './answer-registered.ts'
import { countAskedAgain, refuseAskers } from './asked-again.ts'
import { buildOrder, type Seated } from './build-order.ts'
import { checkMembership, noInvoiceWithTax, pendingBuying, pendingMemberships } from './buy-membership.ts'
import { type Attendee, assignAttendees, isTicketLine, needsAddress, resolveLines } from './cart.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { checkAllAnswers, checkAudience, checkNotOwned, checkSales, refuseOtherTicket } from './eligibility.ts'
import { endBuying } from './end-buying.ts'
import { endHeldByOthers } from './held-by-others.ts'
import { openCheckout } from './open-checkout.ts'
import type { Order, OrderRequest } from './order.ts'
import { newOrderNumber, pendingOrderNumber } from './order-number.ts'
import { findOrder, findOrderKey, type OrderKey, pendingNewOrder, pendingOrderKey } from './order-store.ts'
import { attendeeOwnName, newPeople, pendingFirstName } from './own-names.ts'
import { changesOfDisplaced, findDisplaced, offeredUntil, pendingDisplaced } from './own-seat.ts'
import { pendingGrants } from './pending-grants.ts'
import { addressNeeded, noShippingThere, orderTooLarge, totalTooHigh } from './problems.ts'
import { priceLines } from './quote-order.ts'
import { noteRecent } from './recent-store.ts'
import { isLiveRegistration, type Registration } from './registration.ts'
import { findRegistrations, pendingRegistration } from './registration-store.ts'
import { endsInOneCommit } from './release-order.ts'
import { poolsOf } from './seat.ts'
import { type PoolChange, pendingSeats } from './seat-store.ts'
import { holderOf, pendingHoldCounts, pendingOthers, strangerFrom, strangerLimits, tooManyUnpaid } from './strangers.ts'
import { orderConfirmed } from './topics.ts'
import { heldPools, isOffered, type Waiting } from './waiting.ts'
import { findPlaces, pendingPlace } from './waiting-store.ts'

/**
 * Who asks, when, and under which idempotency key; and from where, which whatever faces the network says: what a stranger
 * may do is counted by it.
 */
export type Caller = { actor: Actor; now: Instant; key?: string | undefined; client?: Client | undefined }

/**
 * Placed (or placed before under the same key), or nothing to do: everyone asked for is registered already. The latter
 * shows only ids and states, since anyone may ask.
 */
export type PlaceOutcome =
  | { outcome: 'placed'; order: Order; registrations: RegistrationRef[] }
  | { outcome: 'already-registered'; registrations: RegistrationRef[] }

const placingBusy: Busy = {
  attempts: 10,
  code: 'busy',
  message: 'Many people are registering right now. Please try again.',
}

/**
 * Registers people: takes seats and code uses, registers, grants and announces, in one commit. A free order is
 * confirmed at once; otherwise the seats are held and the buyer is sent to pay. An attempt that loses a race looks
 * again.
 *
 * Reads: events, people, key (one round), then registrations, offers and promotions (one round). Writes: one transaction.
 *
 * @throws Problem `registration.*` (`registration.sign-in-needed` to a visitor who takes too much or names too many
 *   people), `pricing.code-not-applied`, `pricing.changed`, `idempotency.key-reused`, `payments.unavailable` (the hold
 *   is released and the key is free again)
 */
export const placeOrder = async (
  context: CheckoutContext,
  request: OrderRequest,
  caller: Caller,
): Promise<PlaceOutcome> => {
  const key = caller.key === undefined ? undefined : orderKeyOf(caller.key, request, caller)
  return retrying(placingBusy, (attempt) => attemptOrder(context, request, caller, key, newOrderNumber(attempt)))
}

const orderKeyOf = (key: string, request: OrderRequest, { actor, now }: Caller): Omit<OrderKey, 'orderId'> => ({
  key: hashToken(`${actor.kind === 'person' ? actor.id : actor.kind}\n${key}`),
  requestHash: requestHash(request),
  ttl: ttlOf('order-key', now),
})

const attemptOrder = async (
  context: CheckoutContext,
  request: OrderRequest,
  { actor, now, client }: Caller,
  key: Omit<OrderKey, 'orderId'> | undefined,
  number: string,
): Promise<PlaceOutcome | typeof again> => {
  const { table } = context
  const addresses = [request.buyer.email, ...(request.attendees ?? []).map((attendee) => attendee.email)]
  const [known, lines, people] = await Promise.all([
    key ? findOrderKey(table, key.key) : undefined,
    resolveLines(table, request.lines, actor),
    findPeopleByEmail(table, addresses),
  ])
  if (key && known) return replay(context, key, known, now)
  const tickets = lines.filter(isTicketLine)
  const attendees = assignAttendees(tickets, request)
  await checkAudience(table, attendees, actor, people, now)

  const personIds = new Map(addresses.map((email) => [email, people.get(email)?.id ?? newId('person')]))
  const seated = attendees.map((attendee) => ({
    ...attendee,
    personId: personIds.get(attendee.email) ?? '',
    ownName: attendeeOwnName(attendee, actor, people),
  }))
  const knownSeats = seated.filter((attendee) => people.has(attendee.email))
  const [existing, places] = await Promise.all([
    findRegistrations(
      table,
      knownSeats.map(({ personId, event }) => ({ personId, event: event.slug })),
    ),
    findPlaces(
      table,
      knownSeats
        .filter(({ event, ticket }) => poolsOf(event, ticket.slug).length > 0)
        .map(({ personId, sku }) => ({ sku, personId })),
    ),
    refuseAskers(table, { actor, client }, attendees),
  ])
  const all = { seats: seated.length, titles: lines.length - tickets.length }
  const stranger = strangerFrom(actor, client)
  const registrations = existing.filter(isLiveRegistration)
  const displaced = await findDisplaced(table, seated, registrations, request, actor, now)
  const passedOn = displaced.flatMap((one) => one.registrations)
  const live = registrations.filter((registration) => !passedOn.includes(registration))
  await countAskedAgain(table, live, seated, { actor, client }, now)
  refuseOtherTicket(live, seated, actor)
  const registered = await answerRegistered(context, live, all, now)
  if (registered) return registered

  checkSales(attendees, now)
  checkAllAnswers(attendees)
  const buyerEmail = request.buyer.email
  if (needsAddress(lines) && !request.shipTo) throw addressNeeded()
  const priced = await priceLines(
    table,
    lines,
    request.codes,
    {
      actor,
      email: buyerEmail,
      buyerId: people.get(buyerEmail)?.id,
      ownSeat: (sku) => attendees.some((attendee) => attendee.sku === sku && attendee.email === buyerEmail),
      country: request.shipTo?.country,
      client,
    },
    now,
  )
  const { quote } = priced
  if (needsAddress(lines) && !priced.shipping) throw noShippingThere()
  checkNotOwned(lines, quote, priced.grants, now)
  await checkMembership(table, lines, request, { actor, grants: priced.grants }, now)
  if (request.payBy === 'invoice' && priced.salesTax) throw noInvoiceWithTax()
  if (blockingRejections(quote).length > 0) throw codeNotApplied(quote)
  if (request.expectedTotalCents !== undefined && request.expectedTotalCents !== quote.totalCents)
    throw priceChanged(quote)

  if (quote.totalCents > largestChargeCents) throw totalTooHigh()
  if (await endHeldByOthers(context, priced.ends, now)) return again

  const buyerId = personIds.get(buyerEmail) ?? ''
  const instead = await endBuying(context, lines, buyerId, now)
  const offers = places.filter((place) => isOffered(place, now))
  const built = buildOrder(
    request,
    lines,
    withRounds(seated, existing).map((one) => ({ ...one, offeredUntil: offeredUntil(offers, displaced, one) })),
    priced,
    { personId: buyerId, termsVersion: context.organizer.termsVersion },
    now,
  )
  const order: Order = {
    ...built.order,
    number,
    ...(key ? { key: key.key } : {}),
    ...(actor.kind === 'person' ? { placedBy: actor.id } : {}),
    ...(stranger && built.order.status === 'awaiting-payment' ? { heldFrom: holderOf(context, stranger) } : {}),
    ...(priced.salesTax && built.order.status === 'awaiting-payment' ? { salesTax: true } : {}),
  }
  if (order.heldFrom && order.seats.length > strangerLimits.seatsOfOrder)
    throw tooManyUnpaid(strangerLimits.seatsOfOrder)
  const writes: PendingWrite[] = [
    pendingNewOrder(table, order),
    pendingOrderNumber(table, number, order.id),
    ...(key ? [pendingOrderKey(table, { ...key, orderId: order.id })] : []),
    ...newPeople(request, attendees, people, personIds).map((person) => pendingPerson(table, { ...person, now })),
    ...pendingFirstName(table, request, attendees, { actor, people }, now),
    ...built.registrations.map((registration) =>
      pendingRegistration(table, registration, overOf(registration, passedOn)),
    ),
    ...pendingDisplaced(table, displaced, now),
    ...pendingSeats(table, [...seatsTaken(seated, offers), ...changesOfDisplaced(displaced)]),
    ...offers.map((place) => pendingPlace(table, { ...place, status: 'taken', offeredUntil: undefined }, 'offered')),
    ...pendingTakeUses(table, quote.uses, buyerId),
    ...pendingHoldCounts(table, [{ after: order }, ...displaced], now),
    ...pendingBuying(table, order, instead, now),
    ...(stranger ? pendingOthers(table, request, stranger, now) : []),
    ...(order.status === 'confirmed'
      ? [
          ...pendingGrants(table, order, order.lines, now),
          ...(await pendingMemberships(table, order, undefined, now)),
          announce(table, orderConfirmed, { order: order.id }, now),
        ]
      : []),
  ]
  if (writes.length > transactionLimit || !endsInOneCommit(table, order)) throw orderTooLarge()
  if (order.status === 'confirmed') await noteRecent(table, order.seats, now)
  const result = await commit(table, writes)
  if (!result.committed) return afterRefusal(context, result.refused, tickets, now)
  const paying = order.status === 'confirmed' ? order : await openCheckout(context, order, now)
  return { outcome: 'placed', order: paying, registrations: built.registrations.map(refOf) }
}

/** What the same key answered before; an attempt that did not get as far as the payment page goes on from there. */
const replay = async (
  context: CheckoutContext,
  key: Omit<OrderKey, 'orderId'>,
  known: OrderKey,
  now: Instant,
): Promise<PlaceOutcome | typeof again> => {
  if (known.requestHash !== key.requestHash) throw keyReused()
  const order = await findOrder(context.table, known.orderId)
  if (!order) return again
  const unopened = order.status === 'awaiting-payment' && order.checkout === undefined
  const opened = unopened ? await openCheckout(context, order, now) : order
  const own = new Set(order.seats.map((seat) => seat.registration))
  const registrations = await findRegistrations(
    context.table,
    order.seats.map(({ personId, event }) => ({ personId, event })),
  )
  return { outcome: 'placed', order: opened, registrations: registrations.filter(({ id }) => own.has(id)).map(refOf) }
}

const withRounds = (seated: readonly Omit<Seated, 'round'>[], existing: readonly Registration[]): Seated[] =>
  seated.map((attendee) => {
    const before = existing.find(
      ({ personId, event }) => personId === attendee.personId && event === attendee.event.slug,
    )
    return { ...attendee, round: before ? (before.round ?? 0) + 1 : 0 }
  })

/** The held registration whose place another one takes. */
const overOf = ({ personId, event }: Registration, passedOn: readonly Registration[]): string | undefined =>
  passedOn.find((one) => one.personId === personId && one.event === event)?.id

/** One seat for each attendee; of those with an offer, only in pools that came since, which count them like anybody. */
const seatsTaken = (seated: readonly (Attendee & { personId: string })[], offers: readonly Waiting[]): PoolChange[] =>
  seated.flatMap(({ event, ticket, sku, personId }) => {
    const offer = offers.find((one) => one.sku === sku && one.personId === personId)
    const held = offer ? heldPools(offer, event).map(({ pool }) => pool) : []
    return poolsOf(event, ticket.slug)
      .filter(({ pool }) => !held.includes(pool))
      .map((pool) => ({ pool, seats: 1, ...(offer ? { queued: true } : {}) }))
  })
