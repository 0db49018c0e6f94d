import { badCursor, type Page, readCursor, type Table, writeCursor } from '@lectern/core/platform'
import { findOrder, findRegistrations, listOrders, type Order, type Registration } from '@lectern/core/registration'

type Seat = Order['seats'][number] & { order: string; index: number }

const seatsOf = (order: Order, from = 0): Seat[] =>
  order.seats.map((seat, index) => ({ ...seat, order: order.id, index })).slice(from)

/** How many pages of orders without seats are passed over before the reader has to ask on. */
const mostPages = 10

/** The registrations of all orders, newest order first, at most `limit` of them: a page may end within an order. */
export const registrationsOfOrders = async (
  table: Table,
  cursor: string | undefined,
  limit: number,
): Promise<Page<Registration>> => {
  const [id, from = ''] = readCursor(cursor)?.split('#') ?? []
  if (id !== undefined && !/^\d{0,3}$/.test(from)) throw badCursor()
  const begun = id !== undefined && from !== '' ? await findOrder(table, id) : undefined
  const seats = begun ? seatsOf(begun, Number(from)) : []
  let after = id === undefined ? undefined : writeCursor(id)
  let more = true
  for (let page = 0; page < mostPages && more && seats.length <= limit; page += 1) {
    const { items, next } = await listOrders(table, { cursor: after, limit })
    seats.push(...items.flatMap((order) => seatsOf(order)))
    more = next !== undefined
    after = next
  }
  const taken = seats.slice(0, limit)
  const following = seats[limit]
  const keys = new Map(taken.map(({ personId, event }) => [`${personId} ${event}`, { personId, event }]))
  const found = new Map((await findRegistrations(table, [...keys.values()])).map((one) => [one.id, one]))
  const items = taken.flatMap(({ registration }) => found.get(registration) ?? [])
  if (following) return { items, next: writeCursor(`${following.order}#${following.index}`) }
  return more && after !== undefined ? { items, next: after } : { items }
}
