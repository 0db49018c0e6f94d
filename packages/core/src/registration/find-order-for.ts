import type { Actor } from '../identity/index.ts'
import { notFound } from '../platform/index.ts'
import type { Desk } from './desk.ts'
import { isOrderToken, type Order } from './order.ts'
import { findOrder } from './order-store.ts'

/**
 * An order for whoever may see it: its buyer, signed in or by the order's token, and admins.
 * @throws Problem not-found for everybody else, alike whether there is such an order
 */
export const getOrderFor = async (
  desk: Pick<Desk, 'table' | 'secret'>,
  id: string,
  who: { actor: Actor; token?: string | undefined },
): Promise<Order> => {
  const order = await findOrder(desk.table, id)
  const byToken = who.token !== undefined && isOrderToken(desk.secret, id, who.token)
  const bySelf = who.actor.kind === 'person' && (who.actor.admin || who.actor.id === order?.buyer.personId)
  if (!order || !(byToken || bySelf || who.actor.kind === 'system')) throw notFound('order')
  return order
}
