import { eventState, findEvents } from '../catalog/index.ts'
import { beginErasure, dropErasure, type Person, pendingPersonRemoval } from '../identity/index.ts'
import {
  endWithoutRefund,
  getMembership,
  isOpen,
  leaveTeams,
  listMembershipsOf,
  listSeats,
} from '../membership/index.ts'
import {
  announce,
  commit,
  hashToken,
  type Instant,
  notFound,
  Problem,
  secondsBetween,
  type Table,
} from '../platform/index.ts'
import { cancelOrder } from './cancel-order.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { giveUpSeat } from './end-seats.ts'
import { erasureBlocked, erasureOfAdmin } from './order-problems.ts'
import { listOrdersOf } from './order-store.ts'
import { refundMembership, wholeSeconds } from './refund-membership.ts'
import { isLiveRegistration } from './registration.ts'
import { listRegistrationsOf } from './registration-store.ts'
import { personErased } from './topics.ts'

/** What must end before a person can be erased: a live registration for what is still to come, or an unpaid order. */
export type Standing = {
  /** The order; of a membership without one, its id. */
  orderId: string
  event?: string | undefined
  /** The person's own registration, where it is one that is still to come. */
  registration?: string | undefined
  /** The membership that they pay for, and which runs. */
  membership?: string | undefined
  /** Their own order, which they can cancel; else someone else registered them. */
  own: boolean
}

/** What they pay for, and runs. Nobody is charged again for someone who is gone. */
const runningOf = async (table: Table, personId: string, now: Instant): Promise<Standing[]> =>
  (await listMembershipsOf(table, personId))
    .filter((membership) => membership.subscription !== undefined && isOpen(membership, now))
    .map(({ id, order }) => ({ orderId: order ?? id, membership: id, own: true }))

/** What blocks erasing a person. Three queries, and the events in question. */
export const listStanding = async (table: Table, personId: string, now: Instant): Promise<Standing[]> => {
  const [registrations, orders, running] = await Promise.all([
    listRegistrationsOf(table, personId),
    listOrdersOf(table, personId),
    runningOf(table, personId, now),
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
  return [...standing, ...unpaid.map(({ id }) => ({ orderId: id, own: true })), ...running]
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

/**
 * Ends what they pay for: with a refund in its first days, and without one after that. A team with people in it stays, and blocks the
 * erasure: its owner hands it over first.
 */
const endMemberships = async (context: CheckoutContext, standing: readonly Standing[], now: Instant): Promise<void> => {
  for (const { membership: id } of standing) {
    const membership = id === undefined ? undefined : await getMembership(context.table, id)
    if (!membership) continue
    const { holder, startedAt } = membership
    const seats = holder.team === undefined ? [] : await listSeats(context.table, holder.team)
    if (seats.some(({ state }) => state === 'held')) continue
    if (secondsBetween(startedAt, now) <= wholeSeconds) await refundMembership(context, membership.id, now)
    else await endWithoutRefund(context.table, membership.id, now)
  }
}

const cancelOwn = async (context: CheckoutContext, standing: readonly Standing[], now: Instant): Promise<void> => {
  await endMemberships(context, standing, now)
  const orders = standing.filter(({ own, membership }) => own && membership === undefined)
  for (const id of new Set(orders.map(({ orderId }) => orderId))) {
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
  await leaveTeams(table, person, now)
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
