import { again, commit, eachShard, erased, type Instant, keptSince, retrying, type Table } from '../platform/index.ts'
import type { Order } from './order.ts'
import { orderBusy } from './order-problems.ts'
import { findOrder, listOldestOrders, listOrdersAfter, orderShards, pendingOrder } from './order-store.ts'
import { eraseRegistration, findRegistrations, forgetBoughtBy, listRegistrationsOf } from './registration-store.ts'
import { findSweep, saveSweep } from './sweep-store.ts'

/** How many records one step deals with. */
const stepSize = 25

/** Whether an order's buyer was erased: it is told to nobody, and takes no seats again. */
export const isErasedOrder = (order: Pick<Order, 'buyer'>): boolean => order.buyer.email === erased

/**
 * Takes the buyer's name and addresses out of an order. What was sold, for how much, to which company, and what went
 * back stays.
 */
const eraseBuyer = async (table: Table, id: string): Promise<Order | undefined> =>
  retrying(orderBusy, async () => {
    const order = await findOrder(table, id)
    if (!order || isErasedOrder(order)) return order
    const { shipTo: _, ...kept } = order
    const nameless: Order = { ...kept, buyer: { ...order.buyer, name: erased, email: erased } }
    return (await commit(table, [pendingOrder(table, nameless)])).committed ? nameless : again
  })

/** The registrations that an order made, as far as nobody registered again in their place. */
const registrationsOf = async (table: Table, order: Order) => {
  const found = await findRegistrations(
    table,
    order.seats.map(({ personId, event }) => ({ personId, event })),
  )
  return found.filter(({ id }) => order.seats.some((seat) => seat.registration === id))
}

const eraseOrder = async (table: Table, personId: string, id: string): Promise<void> => {
  const found = await findOrder(table, id)
  if (found?.buyer.personId !== personId) return
  const order = await eraseBuyer(table, id)
  const others = order ? await registrationsOf(table, order) : []
  for (const registration of others) if (registration.boughtBy) await forgetBoughtBy(table, registration)
}

/**
 * Erases those of some orders that are a person's own: known from what they gave, where the list of someone's orders, an
 * index, may not show them yet. May be repeated.
 */
export const eraseKnownOrders = async (table: Table, personId: string, ids: Iterable<string>): Promise<void> => {
  for (const id of new Set(ids)) await eraseOrder(table, personId, id)
}

/**
 * Erases a page of a person's orders; people they registered keep their seats, but not the buyer's name. May be
 * repeated. @returns where to go on, or nothing when it was the last page
 */
export const eraseOrdersOf = async (
  table: Table,
  personId: string,
  after: string | undefined,
): Promise<string | undefined> => {
  const page = await listOrdersAfter(table, personId, after, stepSize)
  for (const { id } of page) await eraseOrder(table, personId, id)
  return page.length === stepSize ? page.at(-1)?.id : undefined
}

/** Erases some of a person's registrations: name, address and answers. May be repeated. @returns whether there are more */
export const eraseRegistrationsOf = async (table: Table, personId: string): Promise<boolean> => {
  const named = (await listRegistrationsOf(table, personId)).filter(({ email }) => email !== erased)
  const some = named.slice(0, stepSize)
  await eraseKnownOrders(
    table,
    personId,
    some.map(({ orderId }) => orderId),
  )
  for (const registration of some) await eraseRegistration(table, registration)
  return named.length > stepSize
}

/** How long a sweep that found nothing more to do rests. */
const restSeconds = 24 * 3600

/**
 * Takes the people out of orders that are older than the law wants them, and out of their registrations: a page of each
 * shard at a time, going on where the last run stopped, and resting a day once there is nothing left.
 * Runs that overlap or are missed do no harm. @returns how many orders were dealt with
 */
export const eraseOldOrders = async (table: Table, now: Instant): Promise<number> => {
  const sweep = await findSweep(table, 'orders')
  if (sweep && now < sweep.restsUntil) return 0
  const before = keptSince('order', now)
  const parts = await Promise.all(
    eachShard(orderShards, async (shard) => {
      const after = sweep?.after[String(shard)]
      const page = (await listOldestOrders(table, shard, after, stepSize)).filter(({ placedAt }) => placedAt <= before)
      for (const { id } of page) {
        const order = await eraseBuyer(table, id)
        for (const registration of order ? await registrationsOf(table, order) : []) {
          await eraseRegistration(table, registration)
        }
      }
      return { shard: String(shard), count: page.length, after: page.at(-1)?.id ?? after }
    }),
  )
  const more = parts.some(({ count }) => count === stepSize)
  const after = Object.fromEntries(parts.flatMap((part) => (part.after ? [[part.shard, part.after]] : [])))
  await saveSweep(table, { name: 'orders', after, now, restSeconds: more ? 0 : restSeconds })
  return parts.reduce((sum, { count }) => sum + count, 0)
}
