import { randomInt } from 'node:crypto'
import { entity, findOne, type PendingWrite, put, required, type Table } from '../platform/index.ts'
import type { Order } from './order.ts'

/**
 * A short number for an order, to read out on the phone: `L-20418`. Drawn at random, so that no counter is written by
 * every buyer; one that is taken refuses the commit, and the next attempt draws from ten times as many.
 * @param attempt  from 1 on
 */
export const newOrderNumber = (attempt: number): string => `L-${randomInt(10_000, 10 ** Math.min(9, 5 + attempt))}`

/** An order's number as people see it. Orders from before numbers were given go by the end of their id. */
export const orderNumber = ({ number, id }: Pick<Order, 'number' | 'id'>): string =>
  number ?? `L-${id.slice(-8).toUpperCase()}`

/** A number as it is compared, when someone typed it: `l-20418`, `L 20418` and `20418` are the same. */
export const readOrderNumber = (typed: string): string | undefined => {
  const digits = /^(?:l[\s-]*)?(\d{5,9})$/i.exec(typed.trim())?.[1]
  return digits && `L-${digits}`
}

/** Which order a number belongs to. Written once, in the order's own commit. */
const numbers = entity({
  name: 'order-number',
  attributes: { number: required.text, orderId: required.text },
  keys: {
    number: { pk: 'order-number#${number}', sk: 'order-number' },
  },
})

/** Refused as `order-number` when another order has it. */
export const pendingOrderNumber = (table: Table, number: string, orderId: string): PendingWrite =>
  put('order-number', numbers(table).create({ number, orderId }))

/** The id of the order with a number. */
export const findOrderByNumber = (table: Table, number: string): Promise<string | undefined> =>
  findOne(numbers(table).get({ number }), ({ orderId }) => orderId)
