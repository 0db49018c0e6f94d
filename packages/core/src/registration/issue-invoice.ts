import {
  again,
  type Busy,
  commit,
  entity,
  findOne,
  type Instant,
  localOf,
  type PendingWrite,
  put,
  required,
  retrying,
  type Table,
  type Zone,
} from '../platform/index.ts'
import type { Order } from './order.ts'
import { noInvoice, orderBusy } from './order-problems.ts'
import { getOrder, pendingOrder } from './order-store.ts'

/** Whether there is an invoice: for what was paid, and for a confirmed free order that is still confirmed. */
export const hasInvoice = (order: Order): boolean => order.paidAt !== undefined || order.status === 'confirmed'

/** The last number of a year. Written only when an invoice is asked for the first time, which few buyers do. */
const counters = entity({
  name: 'invoice-counter',
  attributes: { year: required.text, last: required.number },
  keys: {
    year: { pk: 'invoice-counter#${year}', sk: 'invoice-counter' },
  },
})

const lastOf = async (table: Table, year: string): Promise<number> =>
  (await findOne(counters(table).get({ year }), ({ last }) => last)) ?? 0

/** Counts one on from `last`; refused as `invoice-counter` when someone else did. */
const pendingNext = (table: Table, year: string, last: number): PendingWrite =>
  put('invoice-counter', counters(table).put({ year, last: last + 1 }), { last: last === 0 ? undefined : last })

/** More tries than of an order alone: every first invoice of a year meets at one counter. */
const invoiceBusy: Busy = { ...orderBusy, attempts: 60 }

/**
 * The order with the number of its invoice, given when it is first needed: `2026-0001` and on, by year, without a gap,
 * because the number is counted in the commit that puts it on the order. Asked again, it is the same.
 * @param zone  the organizer's, in which the year begins
 * @throws Problem conflict `registration.no-invoice` when the order was neither paid nor confirmed at no charge
 */
export const issueInvoice = async (table: Table, asked: Order, zone: Zone, now: Instant): Promise<Order> =>
  retrying(invoiceBusy, async (attempt) => {
    const order = attempt === 1 ? asked : await getOrder(table, asked.id)
    if (order.invoice) return order
    if (!hasInvoice(order)) throw noInvoice()
    const year = localOf(now, zone).slice(0, 4)
    const last = await lastOf(table, year)
    const invoice = { number: `${year}-${String(last + 1).padStart(4, '0')}`, issuedAt: now }
    const numbered: Order = { ...order, invoice }
    const result = await commit(table, [pendingOrder(table, numbered), pendingNext(table, year, last)])
    return result.committed ? { ...numbered, revision: order.revision + 1 } : again
  })
