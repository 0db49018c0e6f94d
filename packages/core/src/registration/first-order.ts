import { listGrants, titleAccess } from '../access/index.ts'
import { idPrefixes, type Table } from '../platform/index.ts'
import { isHeldByOther } from './held-by-others.ts'
import { listOrdersOf } from './order-store.ts'
import { isLiveRegistration } from './registration.ts'
import { listRegistrationsOf } from './registration-store.ts'

/**
 * Whether a person never bought anything, not counting orders that came to nothing. The list of someone's orders is an
 * index; an order of the last moment shows in what it gave them: a registration of their own, or a title.
 * @param signedIn  whether it is they who ask: an order in their name that someone else placed and that is not paid is not theirs
 */
export const isFirstOrder = async (table: Table, buyerId: string, signedIn: boolean): Promise<boolean> => {
  const [orders, registrations, grants] = await Promise.all([
    listOrdersOf(table, buyerId),
    listRegistrationsOf(table, buyerId),
    listGrants(table, buyerId),
  ])
  const unlisted = (id: string): boolean =>
    id.startsWith(`${idPrefixes.order}_`) && !orders.some((order) => order.id === id)
  const seated = registrations.some(
    (one) => one.boughtBy === undefined && isLiveRegistration(one) && unlisted(one.orderId),
  )
  const titled = grants.some(
    ({ what, sourceId }) => what.startsWith(titleAccess('')) && unlisted(sourceId.split('/')[0] ?? ''),
  )
  if (seated || titled) return false
  return orders.every(
    (order) =>
      order.status === 'expired' ||
      (order.status === 'cancelled' && !order.paidAt) ||
      (signedIn && isHeldByOther(order, buyerId)),
  )
}
