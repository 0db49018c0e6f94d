import { type Actor, type Client, countGuesses } from '../identity/index.ts'
import { notFound } from '../platform/index.ts'
import type { CheckoutContext } from './checkout-context.ts'
import { isOrderToken, type Order } from './order.ts'
import { findOrder } from './order-store.ts'

/**
 * An order, for the people who may see it: its buyer, signed in or by the order's token, and admins.
 * @param who  `client`: from where, so that wrong tokens are counted; the right one never is
 * @throws Problem not-found for everyone else, whether or not there's such an order; too-many after many wrong tokens
 */
export const getOrderFor = async (
  context: Pick<CheckoutContext, 'table' | 'secret'>,
  id: string,
  who: { actor: Actor; token?: string | undefined; client?: Client | undefined },
): Promise<Order> => {
  const { actor, token, client } = who
  const order = await findOrder(context.table, id)
  const byToken = token !== undefined && isOrderToken(context.secret, id, token)
  const bySelf = actor.kind === 'person' && (actor.admin || actor.id === order?.buyer.personId)
  if (order && (byToken || bySelf || actor.kind === 'system')) return order
  if (client && token !== undefined) await countGuesses(context.table, { actor, client }, 'token')
  throw notFound('order')
}
