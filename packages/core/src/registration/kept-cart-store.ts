import {
  again,
  type Busy,
  commit,
  entity,
  findOne,
  type Instant,
  put,
  required,
  retrying,
  type Table,
} from '../platform/index.ts'
import { checkCart, type KeptCart, newKeptCart } from './kept-cart.ts'

/** Cart of someone signed in, found by the person alone: a page that shows a cart costs one read. */
const carts = entity({
  name: 'kept-cart',
  attributes: { personId: required.text, revision: required.number, body: required.anyOf<KeptCart>() },
  keys: {
    person: { pk: 'cart#${personId}', sk: 'cart' },
  },
})

export const findKeptCart = (table: Table, personId: string): Promise<KeptCart | undefined> =>
  findOne(carts(table).get({ personId }), ({ body }) => body)

/** A person has a few devices. */
const cartBusy: Busy = {
  attempts: 8,
  code: 'busy',
  message: 'Your cart is being changed right now. Please try again.',
}

/**
 * Changes a person's cart, as it is at that moment. A change that leaves the cart as it was writes nothing.
 * @param known  the cart as it was just read, which saves reading it again
 * @throws Problem conflict `cart.full`; unavailable `busy` when it changes under every attempt
 */
export const changeKeptCart = async (
  table: Table,
  personId: string,
  change: (cart: KeptCart) => KeptCart,
  now: Instant,
  known?: KeptCart,
): Promise<KeptCart> =>
  retrying(cartBusy, async (attempt) => {
    const before = (attempt === 1 ? known : undefined) ?? (await findKeptCart(table, personId))
    const start = before ?? newKeptCart(personId, now)
    const changed = change(start)
    if (changed === start) return start
    checkCart(changed)
    const cart: KeptCart = { ...changed, personId, updatedAt: now, revision: start.revision + 1 }
    const item = { personId, revision: cart.revision, body: cart }
    const write = put('cart', carts(table).put(item), { revision: before?.revision })
    return (await commit(table, [write])).committed ? cart : again
  })

/** Forgets a person's cart. May be repeated. */
export const removeKeptCart = async (table: Table, personId: string): Promise<void> => {
  await carts(table).delete({ personId }).go()
}
