import { badCursor, type Page, type PageRequest, readCursor, type Table, writeCursor } from '@lectern/core/platform'
import { findOrder, findRegistrations, listOrders, type Order, type Registration } from '@lectern/core/registration'

type Seat = Order['seats'][number] & { order: string; index: number }
type Taken = { seat: Seat; registration: Registration }

const seatsOf = (order: Order, from = 0): Seat[] =>
  order.seats.map((seat, index) => ({ ...seat, order: order.id, index })).slice(from)

/** How many pages of orders without seats are passed over before the reader has to ask on. */
const mostPages = 10

/** The registrations that seats led to. Of a seat that was given up and taken again, the later order has it. */
const takenOf = async (table: Table, seats: readonly Seat[]): Promise<Taken[]> => {
  const keys = new Map(seats.map(({ personId, event }) => [`${personId} ${event}`, { personId, event }]))
  const found = new Map((await findRegistrations(table, [...keys.values()])).map((one) => [one.id, one]))
  return seats.flatMap((seat) => {
    const registration = found.get(seat.registration)
    return registration ? [{ seat, registration }] : []
  })
}

/** The registrations of all orders, newest order first, at most `limit` of them: a page may end within an order. */
export const registrationsOfOrders = async (
  table: Table,
  { cursor, limit }: PageRequest,
): Promise<Page<Registration>> => {
  const [id, from = ''] = readCursor(cursor)?.split('#') ?? []
  if (id !== undefined && !/^\d{0,3}$/.test(from)) throw badCursor()
  const begun = id !== undefined && from !== '' ? await findOrder(table, id) : undefined
  const seats = begun ? seatsOf(begun, Number(from)) : []
  const taken: Taken[] = []
  let after = id === undefined ? undefined : writeCursor(id)
  for (let page = 0; ; page += 1) {
    while (seats.length > 0 && taken.length <= limit) {
      taken.push(...(await takenOf(table, seats.splice(0, limit + 1 - taken.length))))
    }
    if (taken.length > limit || page === mostPages || (page > 0 && after === undefined)) break
    const { items, next } = await listOrders(table, { cursor: after, limit })
    seats.push(...items.flatMap((order) => seatsOf(order)))
    after = next
  }
  const items = taken.slice(0, limit).map(({ registration }) => registration)
  const following = taken[limit]?.seat
  if (following) return { items, next: writeCursor(`${following.order}#${following.index}`) }
  return after === undefined ? { items } : { items, next: after }
}
