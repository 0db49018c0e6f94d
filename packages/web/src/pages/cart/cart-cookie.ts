import { Problem } from '@lectern/core/platform'
import { codeLength } from '@lectern/core/pricing'
import { attendeeLimit } from '@lectern/core/registration'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import * as z from 'zod'

/** What a visitor means to register for. The browser keeps it; it holds no price and is believed in nothing. */
export const Cart = z.object({
  lines: z.array(z.object({ sku: z.string().min(1).max(170), quantity: z.int().min(1).max(attendeeLimit) })).max(20),
  codes: z.array(z.string().min(1).max(codeLength)).max(10),
})
export type Cart = z.infer<typeof Cart>

export const emptyCart: Cart = { lines: [], codes: [] }

/** As it is written: pairs, to stay well under the 4 KB that browsers keep of a cookie (RFC 6265, 6.1). */
const Written = z.tuple([z.array(z.tuple([z.string(), z.number()])), z.array(z.string())])
const cookieBytes = 3600

type Cookies = { secureCookies: boolean }

const cookieName = ({ secureCookies }: Cookies) => (secureCookies ? '__Host-lectern-cart' : 'lectern-cart')

/** The cart that came with a request; a cookie that is not one of ours counts as an empty cart. */
export const readCart = (c: Context, services: Cookies): Cart => {
  try {
    const [lines, codes] = Written.parse(JSON.parse(getCookie(c, cookieName(services)) ?? ''))
    return Cart.parse({ lines: lines.map(([sku, quantity]) => ({ sku, quantity })), codes })
  } catch {
    return emptyCart
  }
}

/** Keeps the cart in the browser for 30 days. Throws `cart.full` when it is more than a browser keeps. */
export const writeCart = (c: Context, services: Cookies, cart: Cart): void => {
  const kept = Cart.safeParse(cart)
  const text = JSON.stringify([cart.lines.map(({ sku, quantity }) => [sku, quantity]), cart.codes])
  if (!kept.success || encodeURIComponent(text).length > cookieBytes) {
    throw new Problem('conflict', 'cart.full', 'Your cart is full. Check out what is in it first, then add the rest.')
  }
  const empty = cart.lines.length === 0 && cart.codes.length === 0
  setCookie(c, cookieName(services), empty ? '' : text, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: services.secureCookies,
    maxAge: empty ? 0 : 30 * 24 * 3600,
  })
}

/** Each sku once, with the quantity it was last given. */
export const withLine = (cart: Cart, line: { sku: string; quantity: number }): Cart => {
  const known = cart.lines.some((one) => one.sku === line.sku)
  const lines = known ? cart.lines.map((one) => (one.sku === line.sku ? line : one)) : [...cart.lines, line]
  return { ...cart, lines }
}

export const withoutLine = (cart: Cart, sku: string): Cart => {
  const lines = cart.lines.filter((line) => line.sku !== sku)
  return lines.length === 0 ? emptyCart : { ...cart, lines }
}

export const countSeats = (cart: Cart): number => cart.lines.reduce((sum, line) => sum + line.quantity, 0)
