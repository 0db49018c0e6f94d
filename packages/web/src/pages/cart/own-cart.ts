import type { Instant } from '@lectern/core/platform'
import {
  type Cart,
  changeKeptCart,
  emptyCart,
  findKeptCart,
  isEmptyCart,
  type KeptCart,
  withBrought,
  withoutLines,
  withoutOrdered,
} from '@lectern/core/registration'
import { createMiddleware } from 'hono/factory'
import type { SiteEnv, SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'
import { type CookieCart, forgetCookieCart, readCookieCart, writeCookieCart } from './cart-cookie.ts'

/** Whose cart a request is about: a person's, kept with us, or a visitor's, kept by the browser. */
export type OwnCart = { kept?: KeptCart | undefined; cookie: CookieCart }

/**
 * Reads the cart of anyone who asks. What a browser kept from before signing in goes into the person's cart, once, and is
 * then forgotten by the browser. Costs one read for someone signed in, none for visitors.
 */
export const ownCart = (services: SiteServices) =>
  createMiddleware<SiteEnv>(async (c, next) => {
    const { actor, now } = c.var
    const cookie = readCookieCart(c, services)
    if (actor.kind !== 'person') {
      c.set('cart', { cookie })
      return next()
    }
    const found = await findKeptCart(services.table, actor.id)
    if (isEmptyCart(cookie)) {
      c.set('cart', { kept: found, cookie })
      return next()
    }
    const kept = await changeKeptCart(services.table, actor.id, (cart) => withBrought(cart, cookie), now, found)
    forgetCookieCart(c, services)
    c.set('cart', { kept, cookie: { ...emptyCart, id: '' } })
    return next()
  })

/** The cart as it is; before it was read, empty. */
export const readCart = (c: Request): Cart => {
  const own = c.var.cart
  const { lines, codes } = (c.var.actor.kind === 'person' ? own?.kept : own?.cookie) ?? emptyCart
  return { lines, codes }
}

/** Changes the cart, wherever it is kept. @throws Problem conflict `cart.full` */
export const changeCart = async (
  c: Request,
  services: SiteServices,
  change: <C extends Cart>(cart: C) => C,
): Promise<void> => {
  const { actor, now, cart: own } = c.var
  if (actor.kind === 'person') {
    const kept = await changeKeptCart(services.table, actor.id, change, now, own?.kept)
    c.set('cart', { kept, cookie: { ...emptyCart, id: '' } })
    return
  }
  const cookie = change(own?.cookie ?? { ...emptyCart, id: '' })
  writeCookieCart(c, services, cookie)
  c.set('cart', { cookie })
}

/** Takes out what was ordered, on every device. `key` is that of the form, by which a second sending finds the order. */
export const leaveOrdered = async (
  c: Request,
  services: SiteServices,
  ordered: { key: string; order: string; skus: readonly string[] },
  now: Instant,
): Promise<void> => {
  const { actor } = c.var
  if (actor.kind !== 'person') return changeCart(c, services, (cart) => withoutLines(cart, ordered.skus))
  await changeKeptCart(services.table, actor.id, (cart) => withoutOrdered(cart, ordered), now)
}

/** The order that the same form placed before, if it took something out of this person's cart. */
export const orderedBefore = (c: Request, key: string): string | undefined =>
  c.var.cart?.kept?.ordered.find((one) => one.key === key)?.order

/** How many things are in a cart. */
export const countItems = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0)
