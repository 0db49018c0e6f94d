import {
  eachShard,
  entity,
  findOne,
  type Instant,
  listFirst,
  listFirstOfShards,
  optional,
  orNotFound,
  type Page,
  type PageRequest,
  type PendingWrite,
  pageOf,
  put,
  readAfter,
  remove,
  required,
  shardOf,
  type Table,
} from '../platform/index.ts'
import { isToShip, type Order } from './order.ts'
import { readLine, type StoredLine, storeLine } from './order-line.ts'

/** Over how many keys orders and due holds are spread, so that none is written by every buyer. */
export const orderShards = 8

/** Order, with its lines, seats and refunds in one item. */
const orders = entity({
  name: 'order',
  attributes: {
    id: required.text,
    shard: required.text,
    status: required.text,
    buyerId: required.text,
    /**
     * The work list that the order is in, and its place there: due holds while it waits for payment, parcels while
     * copies wait to be sent. Never both. A parcel costs one index entry when it's paid and one when it's sent. Other
     * orders cost nothing.
     */
    dueList: optional.text,
    dueAt: optional.text,
    holdEndsAt: optional.text,
    revision: required.number,
    body: required.anyOf<unknown>(),
  },
  keys: {
    id: { pk: 'order#${id}', sk: 'order' },
    all: { index: 'list', pk: 'orders#${shard}', sk: '${id}' },
    byBuyer: { index: 'owner', pk: 'orders-of#${buyerId}', sk: '${id}' },
    // Without the id, which every order has: ElectroDB leaves an index out only when all of a key's parts are missing.
    due: { index: 'due', pk: '${dueList}', sk: '${dueAt}' },
  },
})

const dueHoldsOf = (shard: string | number): string => `due-holds#${shard}`
const toShipOf = (shard: string | number): string => `to-ship#${shard}`

/** A parcel's place among those to be sent: the longest paid first. */
const parcelPosition = (order: Pick<Order, 'id' | 'paidAt' | 'placedAt'>): string =>
  `${order.paidAt ?? order.placedAt}#${order.id}`

/** The list of due work that an order is in, if any. */
const dueOf = (order: Order, shard: string): { dueList: string; dueAt: string } | undefined => {
  if (order.holdEndsAt) return { dueList: dueHoldsOf(shard), dueAt: order.holdEndsAt }
  return isToShip(order) ? { dueList: toShipOf(shard), dueAt: parcelPosition(order) } : undefined
}

/** An order costs two write units for each kilobyte, so what its keys tell already, and empty lists, are left out. */
const itemOfOrder = (order: Order) => {
  const { id, status, holdEndsAt, revision, buyer, ...rest } = order
  const { personId: buyerId, ...named } = buyer
  const body = { ...rest, lines: rest.lines.map(storeLine), buyer: named }
  const shard = String(shardOf(id, orderShards))
  return {
    id,
    shard,
    status,
    buyerId,
    revision,
    body: Object.fromEntries(Object.entries(body).filter(([, value]) => !(Array.isArray(value) && value.length === 0))),
    ...(holdEndsAt ? { holdEndsAt } : {}),
    ...dueOf(order, shard),
  }
}

type OrderItem = {
  id: string
  status: string
  buyerId: string
  holdEndsAt?: string | undefined
  revision: number
  body?: unknown
}

const emptyLists = { seats: [], applied: [], uses: [], refunds: [] }

const orderOf = ({ id, status, buyerId, holdEndsAt, revision, body }: OrderItem): Order => {
  const kept = body as Omit<Order, 'id' | 'status' | 'holdEndsAt' | 'revision' | 'lines'> & { lines: StoredLine[] }
  return {
    ...emptyLists,
    ...kept,
    lines: kept.lines.map((line) => readLine(line, kept.seats ?? [])),
    buyer: { ...kept.buyer, personId: buyerId },
    id,
    status: status as Order['status'],
    ...(holdEndsAt ? { holdEndsAt } : {}),
    revision,
  }
}

export const pendingNewOrder = (table: Table, order: Order): PendingWrite =>
  put('order', orders(table).create(itemOfOrder(order)))

/** Writes a changed order over the one it was read from; refused as `order` when it changed in between. */
export const pendingOrder = (table: Table, order: Order): PendingWrite =>
  put('order', orders(table).put(itemOfOrder({ ...order, revision: order.revision + 1 })), { revision: order.revision })

export const findOrder = (table: Table, id: string): Promise<Order | undefined> =>
  findOne(orders(table).get({ id }), orderOf)

export const getOrder = async (table: Table, id: string): Promise<Order> =>
  orNotFound(await findOrder(table, id), 'order')

/** All orders, newest first. */
export const listOrders = (table: Table, page: PageRequest): Promise<Page<Order>> =>
  pageOf(
    eachShard(orderShards, (shard) => orders(table).query.all({ shard: String(shard) })),
    ['id'],
    { ...page, order: 'desc' },
    orderOf,
  )

/** A buyer's orders, newest first. */
export const listOrdersOf = (table: Table, buyerId: string, limit = 100): Promise<Order[]> =>
  listFirst(orders(table).query.byBuyer({ buyerId }), orderOf, { limit, order: 'desc' })

/** A buyer's orders from the first on, after one of them. */
export const listOrdersAfter = async (
  table: Table,
  buyerId: string,
  after: string | undefined,
  limit: number,
): Promise<Order[]> => {
  const found = await readAfter(orders(table).query.byBuyer({ buyerId }), ['id'], after, { limit })
  return found.map(orderOf)
}

/** The orders of one shard from the oldest on, after one of them. */
export const listOldestOrders = async (
  table: Table,
  shard: number,
  after: string | undefined,
  limit: number,
): Promise<Order[]> => {
  const found = await readAfter(orders(table).query.all({ shard: String(shard) }), ['id'], after, { limit })
  return found.map(orderOf)
}

/** Orders whose hold has ended by `now`, the longest overdue of each shard first. */
export const listDueHolds = (table: Table, now: Instant, limitPerShard: number): Promise<Order[]> => {
  const due = (shard: number) =>
    orders(table)
      .query.due({ dueList: dueHoldsOf(shard) })
      .lte({ dueAt: now })
  return listFirstOfShards(orderShards, due, orderOf, limitPerShard)
}

/** Paid orders whose copies wait to be sent, the longest paid first. */
export const listOrdersToShip = (table: Table, page: PageRequest): Promise<Page<Order>> =>
  pageOf(
    eachShard(orderShards, (shard) => orders(table).query.due({ dueList: toShipOf(shard) })),
    ['dueAt'],
    page,
    orderOf,
  )

/**
 * Which order an idempotency key belongs to. Made in the order's own commit, freed when the attempt came to nothing.
 */
const orderKeys = entity({
  name: 'order-key',
  kept: 'order-key',
  attributes: { key: required.text, orderId: required.text, requestHash: required.text },
  keys: {
    key: { pk: 'order-key#${key}', sk: 'order-key' },
  },
})

export type OrderKey = { key: string; orderId: string; requestHash: string; ttl: number }

export const findOrderKey = (table: Table, key: string): Promise<OrderKey | undefined> =>
  findOne(orderKeys(table).get({ key }))

export const pendingOrderKey = (table: Table, key: OrderKey): PendingWrite =>
  put('order-key', orderKeys(table).create(key))

export const pendingOrderKeyRemoval = (table: Table, key: string): PendingWrite =>
  remove('order-key', orderKeys(table).delete({ key }))
