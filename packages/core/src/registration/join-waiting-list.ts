import { catalogTopics, sessionsOf } from '../catalog/index.ts'
import { type Actor, type Client, findPersonByEmail, pendingPerson } from '../identity/index.ts'
import { announce, commit, type Instant, keptUntil, newId } from '../platform/index.ts'
import { scheduleSpan } from '../schedule/index.ts'
import { countAskedAgain, refuseAskers } from './asked-again.ts'
import { resolveLines } from './cart.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { checkAudience, checkSales } from './eligibility.ts'
import { attendeeOwnName } from './own-names.ts'
import { noWaitingList, seatsAvailable, unknownTicket } from './problems.ts'
import { isLiveRegistration, type RegistrationStatus } from './registration.ts'
import { findRegistration } from './registration-store.ts'
import { levelKey, poolsOf } from './seat.ts'
import { pendingSeats, seatLevels } from './seat-store.ts'
import { pendingPlaceCount, strangerFrom, tooManyPlaces } from './strangers.ts'
import type { Waiting, WaitingRequest, WaitingStatus } from './waiting.ts'
import { findPlaces, pendingNewPlace } from './waiting-store.ts'

export type JoinOutcome =
  | { outcome: 'waiting'; id: string; status: WaitingStatus; sku: string; event: string }
  | { outcome: 'already-registered'; registration: { id: string; event: string; status: RegistrationStatus } }

/**
 * Joins the queue for a ticket that is sold out. Joining again changes nothing and keeps the place.
 * From then on, seats that come up in the pools that were full go to the queue and to nobody else.
 * @param client  from where, when someone asks who may not have signed in
 * @throws Problem conflict `registration.seats-available`, `registration.no-waiting-list`; and as for registering
 */
export const joinWaitingList = async (
  context: Pick<CheckoutContext, 'table'>,
  request: WaitingRequest,
  actor: Actor,
  now: Instant,
  client?: Client,
): Promise<JoinOutcome> => {
  const { table } = context
  const [line] = await resolveLines(table, [{ sku: request.sku, quantity: 1 }], actor)
  if (line?.kind !== 'ticket') throw unknownTicket(request.sku, 0)
  const { event, ticket } = line
  const asked = [{ email: request.email, event, ticket }]
  const [known] = await Promise.all([
    findPersonByEmail(table, request.email),
    refuseAskers(table, { actor, client }, asked),
  ])
  const people = new Map(known ? [[known.email, known]] : [])
  const attendee = { sku: request.sku, event, ticket, email: request.email, name: request.name, answers: {}, index: 0 }
  await checkAudience(table, [attendee], actor, people, now)
  if (known) {
    const registration = await findRegistration(table, known.id, event.slug)
    if (registration && isLiveRegistration(registration)) {
      await countAskedAgain(table, [registration], asked, { actor, client }, now)
      return {
        outcome: 'already-registered',
        registration: { id: registration.id, event: event.slug, status: registration.status },
      }
    }
    const [place] = await findPlaces(table, [{ sku: request.sku, personId: known.id }])
    if (place && (place.status === 'waiting' || place.status === 'offered')) {
      return { outcome: 'waiting', id: place.id, status: place.status, sku: place.sku, event: event.slug }
    }
  }
  checkSales([attendee], now)
  const pools = poolsOf(event, ticket.slug)
  if (pools.length === 0) throw noWaitingList(event)
  const levels = await seatLevels(table, [event])
  const full = pools.filter((pool) => {
    const level = levels.get(levelKey(pool.event, pool.pool)) ?? { taken: 0, waiting: 0 }
    return level.taken >= pool.limit || level.waiting > 0
  })
  if (full.length === 0) throw seatsAvailable(event)
  const personId = known?.id ?? newId('person')
  const ownName = attendeeOwnName(attendee, actor, people)
  const place: Waiting = {
    id: newId('waiting'),
    sku: request.sku,
    event: event.slug,
    personId,
    email: request.email,
    name: ownName ?? request.name,
    ...(ownName === undefined ? {} : { named: true }),
    status: 'waiting',
    pools: full.map(({ pool }) => pool),
    joinedAt: now,
    keptUntil: keptUntil('waiting', scheduleSpan(sessionsOf(event))?.endsAt ?? now),
  }
  const stranger = strangerFrom(actor, client)
  const result = await commit(table, [
    pendingNewPlace(table, place),
    ...(stranger ? [pendingPlaceCount(table, event.slug, stranger, now)] : []),
    ...(known ? [] : [pendingPerson(table, { id: personId, email: request.email, name: request.name, now })]),
    ...pendingSeats(
      table,
      full.map((pool) => ({ pool, seats: 0, waiting: 1 })),
    ),
    // A seat may have come up between looking and joining.
    announce(table, catalogTopics.seatsFreed, { event: event.slug }, now),
  ])
  if (!result.committed && result.refused.includes('places')) throw tooManyPlaces()
  if (!result.committed) return joinWaitingList(context, request, actor, now, client)
  return { outcome: 'waiting', id: place.id, status: place.status, sku: place.sku, event: event.slug }
}
