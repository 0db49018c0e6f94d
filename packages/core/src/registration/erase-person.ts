import { eventState, findEvents } from '../catalog/index.ts'
import { beginErasure, dropErasure, type Person, pendingPersonRemoval } from '../identity/index.ts'
import { announce, commit, hashToken, type Instant, notFound, Problem, type Table } from '../platform/index.ts'
import { cancelOrder } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { giveUpSeat } from './end-seats.ts'
import { erasureBlocked, erasureOfAdmin } from './order-problems.ts'
import { listOrdersOf } from './order-store.ts'
import { isLiveRegistration } from './registration.ts'
import { listRegistrationsOf } from './registration-store.ts'
import { personErased } from './topics.ts'

/** What must end before a person can be erased: a live registration for what is still to come, or an unpaid order. */
export type Standing = {
  orderId: string
  event?: string | undefined
  /** The person's own registration, where it is one that is still to come. */
  registration?: string | undefined
  /** Their own order, which they can cancel; else someone else registered them. */
  own: boolean
}

/** What blocks erasing a person. Two queries, and the events in question. */
export const listStanding = async (table: Table, personId: string, now: Instant): Promise<Standing[]> => {
  const [registrations, orders] = await Promise.all([
    listRegistrationsOf(table, personId),
    listOrdersOf(table, personId),
  ])
  const live = registrations.filter(isLiveRegistration)
  const events = await findEvents(
    table,
    live.map(({ event }) => event),
  )
  const own = new Set(orders.map(({ id }) => id))
  const coming = live.filter(({ status, event: slug }) => {
    const event = events.get(slug)
    return status === 'held' || (event !== undefined && eventState(event, now) !== 'ended')
  })
  const standing = coming.map(({ orderId, event, id, boughtBy }) => ({
    orderId,
    event,
    registration: id,
    own: boughtBy === undefined || own.has(orderId),
  }))
  const unpaid = orders.filter(
    ({ id, status }) => status === 'awaiting-payment' && !standing.some(({ orderId }) => orderId === id),
  )
  return [...standing, ...unpaid.map(({ id }) => ({ orderId: id, own: true }))]
}

/** Only what the person can end themselves blocks it: a registration that someone else made for them ends by itself. */
const isBlocking = ({ own }: Standing): boolean => own

/** Ends a person's seats, with their money back where it is still due, and without where it is not. */
const endSeats = async (
  context: CheckoutContext,
  personId: string,
  standing: readonly Standing[],
  now: Instant,
): Promise<void> => {
  for (const { registration: id, event } of standing) {
    if (id === undefined || event === undefined) continue
    try {
      await giveUpSeat(context, { personId, event, id }, { forfeit: true }, now)
    } catch (error) {
      // Ended in the same moment by someone else, or with its event.
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
    }
  }
}

const cancelOwn = async (context: CheckoutContext, standing: readonly Standing[], now: Instant): Promise<void> => {
  for (const id of new Set(standing.filter(({ own }) => own).map(({ orderId }) => orderId))) {
    try {
      await cancelOrder(context, id, now)
    } catch (error) {
      // After the time for refunds the order stays, and the person's own seats in it end by themselves.
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
    }
  }
}

/**
 * Erases a person. At once: the person is gone, with them every session and key; the address may sign up as someone
 * new. Then, page by page through the outbox (`person.erase`): names and addresses in registrations, orders and mails,
 * grants, memberships and places in queues. Orders keep what was sold and for how much, as the law asks.
 *
 * What someone else registered them for ends by itself: refunded to the buyer within the event's policy, and else not.
 *
 * @param options.cancel  cancels their own orders for what is still to come first, colleagues' seats in them included; after
 *   the time for refunds their own seats alone end, without one
 * @throws Problem conflict `registration.erasure-blocked` with `standing`, `registration.erasure-of-admin`; not-found
 */
export const erasePerson = async (
  context: CheckoutContext,
  person: Pick<Person, 'id' | 'email' | 'admin'>,
  options: { cancel: boolean },
  now: Instant,
): Promise<void> => {
  const { table } = context
  if (person.admin) throw erasureOfAdmin()
  // Not the address itself: rows are read by operators. Mails are found by the same digest.
  const address = hashToken(person.email)
  await beginErasure(table, address, now)
  if (options.cancel) await cancelOwn(context, await listStanding(table, person.id, now), now)
  const before = await listStanding(table, person.id, now)
  if (!options.cancel && before.some(isBlocking)) throw erasureBlocked(before.filter(isBlocking))
  await endSeats(context, person.id, before, now)
  const standing = await listStanding(table, person.id, now)
  if (standing.length > 0) {
    await dropErasure(table, address)
    throw erasureBlocked(standing)
  }
  const result = await commit(table, [
    pendingPersonRemoval(table, person),
    announce(table, personErased, { person: person.id, address, before: now }, now),
  ])
  if (result.committed) return
  await dropErasure(table, address)
  throw notFound('person')
}
