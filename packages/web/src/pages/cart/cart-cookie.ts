import { hashToken, newToken } from '@lectern/core/platform'
import { Cart, cartFull, emptyCart, isEmptyCart } from '@lectern/core/registration'
import type { Context } from 'hono'
import * as z from 'zod'
import { type CookieConfig, ownCookie } from '../../cookies.ts'

/** A visitor's cart as their browser keeps it. By its id it is merged once, when they sign in. */
export type CookieCart = Cart & { id: string }

/** As it is written: pairs, to stay well under the 4 KB that browsers keep of a cookie (RFC 6265, 6.1). */
const Written = z.union([
  z.tuple([z.array(z.tuple([z.string(), z.number()])), z.array(z.string()), z.string().min(1).max(40)]),
  // As it was written before carts had an id.
  z.tuple([z.array(z.tuple([z.string(), z.number()])), z.array(z.string())]),
])
const cookieBytes = 3600

// Long enough to fill it when a sale is announced and to finish on its day.
const cookie = ownCookie('cart', 90 * 24 * 3600)

/** The cart that came with a request; a cookie that is not one of ours counts as an empty cart. */
export const readCookieCart = (c: Context, services: CookieConfig): CookieCart => {
  const text = cookie.read(c, services) ?? ''
  try {
    const [lines, codes, id] = Written.parse(JSON.parse(text))
    const cart = Cart.parse({ lines: lines.map(([sku, quantity]) => ({ sku, quantity })), codes })
    return { ...cart, id: id ?? hashToken(text).slice(0, 22) }
  } catch {
    return { ...emptyCart, id: '' }
  }
}

/** Keeps the cart in the browser. @throws Problem conflict `cart.full` when it is more than a browser keeps */
export const writeCookieCart = (c: Context, services: CookieConfig, cart: CookieCart): void => {
  const id = cart.id || newToken().slice(0, 22)
  const text = JSON.stringify([cart.lines.map(({ sku, quantity }) => [sku, quantity]), cart.codes, id])
  if (!Cart.safeParse(cart).success || encodeURIComponent(text).length > cookieBytes) throw cartFull()
  if (isEmptyCart(cart)) cookie.forget(c, services)
  else cookie.write(c, services, text)
}

export const forgetCookieCart = cookie.forget
