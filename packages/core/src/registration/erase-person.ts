import { eventState, findEvents } from '../catalog/index.ts'
import { type Person, pendingPersonRemoval } from '../identity/index.ts'
import { announce, commit, hashToken, type Instant, notFound, Problem, type Table } from '../platform/index.ts'
import { cancelOrder } from './cancel-order.ts'
import type { Desk } from './desk.ts'
import { listOrdersOf } from './order-store.ts'
import { erasureBlocked, erasureOfAdmin } from './problems.ts'
import { isLiveRegistration } from './registration.ts'
import { listRegistrationsOf } from './registration-store.ts'

/** What must end before a person can be erased: a live registration for what is still to come, or an unpaid order. */
export type Standing = {
  orderId: string
  event?: string | undefined
  /** Their own order, which they can cancel; else somebody else registered them. */
  own: boolean
}

/** What stands in the way of erasing somebody. Two queries, and the events in question. */
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
  const standing = coming.map(({ orderId, event, boughtBy }) => ({
    orderId,
    event,
    own: boughtBy === undefined || own.has(orderId),
  }))
  const unpaid = orders.filter(
    ({ id, status }) => status === 'awaiting-payment' && !standing.some(({ orderId }) => orderId === id),
  )
  return [...standing, ...unpaid.map(({ id }) => ({ orderId: id, own: true }))]
}

const cancelOwn = async (desk: Desk, standing: readonly Standing[], now: Instant): Promise<void> => {
  for (const id of new Set(standing.filter(({ own }) => own).map(({ orderId }) => orderId))) {
    try {
      await cancelOrder(desk, id, now)
    } catch (error) {
      // What cannot be cancelled any more stands in the way, and is named below with the rest.
      if (!(error instanceof Problem) || error.kind !== 'conflict') throw error
    }
  }
}

/**
 * Erases a person. At once: the person is gone, with them every session and key; the address may sign up as somebody
 * new. Then, page by page through the outbox (`person.erase`): names and addresses in registrations, orders and mails,
 * grants, memberships and places in queues. Orders keep what was sold and for how much, as the law asks.
 *
 * @param options.cancel  cancels their own orders for what is still to come first, colleagues' seats in them included
 * @throws Problem conflict `registration.erasure-blocked` with `standing`, `registration.erasure-of-admin`; not-found
 */
export const erasePerson = async (
  desk: Desk,
  person: Pick<Person, 'id' | 'email' | 'admin'>,
  options: { cancel: boolean },
  now: Instant,
): Promise<void> => {
  const { table } = desk
  if (person.admin) throw erasureOfAdmin()
  if (options.cancel) await cancelOwn(desk, await listStanding(table, person.id, now), now)
  const standing = await listStanding(table, person.id, now)
  if (standing.length > 0) throw erasureBlocked(standing)
  const result = await commit(table, [
    pendingPersonRemoval(table, person),
    // Not the address itself: rows are read by operators. Mails are found by the same digest.
    announce(table, 'person.erase', { person: person.id, address: hashToken(person.email), before: now }, now),
  ])
  if (!result.committed) throw notFound('person')
}
