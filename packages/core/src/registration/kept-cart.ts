import * as z from 'zod'
import { type Instant, Problem } from '../platform/index.ts'
import { codeLength, normalizeCode } from '../pricing/index.ts'
import { attendeeLimit } from './order.ts'

/** What a cart holds at most: as many lines and codes as one order takes. */
export const cartLimits = { lines: 20, codes: 10 } as const

/** What someone means to buy: skus and how many of each, and codes. It holds no price and is believed in nothing. */
export const Cart = z.object({
  lines: z
    .array(z.object({ sku: z.string().min(1).max(170), quantity: z.int().min(1).max(attendeeLimit) }))
    .max(cartLimits.lines),
  codes: z.array(z.string().min(1).max(codeLength)).max(cartLimits.codes),
})
export type Cart = z.infer<typeof Cart>

export const emptyCart: Cart = { lines: [], codes: [] }

export const isEmptyCart = ({ lines, codes }: Cart): boolean => lines.length === 0 && codes.length === 0

/** The cart of someone signed in, which is the same on every device. */
export type KeptCart = Cart & {
  personId: string
  /** Carts filled before signing in that are in this one already, by the id that each was given; the newest last. */
  merged: string[]
  /** The orders that took something out of it, newest last, so that a form sent twice finds the order of the first time. */
  ordered: { key: string; order: string }[]
  updatedAt: Instant
  revision: number
}

/** How many merged carts and orders are remembered: more than are under way at once. */
const remembered = 10

export const newKeptCart = (personId: string, now: Instant): KeptCart => ({
  ...emptyCart,
  personId,
  merged: [],
  ordered: [],
  updatedAt: now,
  revision: 0,
})

/** @throws Problem conflict `cart.full` */
export const checkCart = (cart: Cart): Cart => {
  if (Cart.safeParse(cart).success) return cart
  throw cartFull()
}

export const cartFull = (): Problem =>
  new Problem('conflict', 'cart.full', 'Your cart is full. Check out first, then add the rest.')

/** Each sku once, with the quantity it was last given. */
export const withLine = <C extends Cart>(cart: C, line: { sku: string; quantity: number }): C => {
  const known = cart.lines.some((one) => one.sku === line.sku)
  const lines = known ? cart.lines.map((one) => (one.sku === line.sku ? line : one)) : [...cart.lines, line]
  return { ...cart, lines }
}

/** Without some lines. Codes go with the last of them: they belong to what was to be bought. */
export const withoutLines = <C extends Cart>(cart: C, skus: readonly string[]): C => {
  const lines = cart.lines.filter((line) => !skus.includes(line.sku))
  return lines.length === 0 ? { ...cart, ...emptyCart } : { ...cart, lines }
}

/** Two carts as one: every sku with the greater quantity, every code once. What is kept comes first, and goes before the limit. */
export const mergeCarts = (kept: Cart, brought: Cart): Cart => {
  const quantity = (cart: Cart, sku: string) => cart.lines.find((line) => line.sku === sku)?.quantity ?? 0
  const skus = [...new Set([...kept.lines, ...brought.lines].map((line) => line.sku))]
  const codes = new Map([...brought.codes, ...kept.codes].map((code) => [normalizeCode(code), code]))
  const order = [...kept.codes, ...brought.codes].map(normalizeCode)
  return {
    lines: skus
      .map((sku) => ({ sku, quantity: Math.max(quantity(kept, sku), quantity(brought, sku)) }))
      .slice(0, cartLimits.lines),
    codes: [...new Set(order)].flatMap((code) => codes.get(code) ?? []).slice(0, cartLimits.codes),
  }
}

/** With a cart that was filled before signing in; the same one changes nothing a second time. */
export const withBrought = (kept: KeptCart, brought: Cart & { id: string }): KeptCart =>
  kept.merged.includes(brought.id)
    ? kept
    : { ...kept, ...mergeCarts(kept, brought), merged: [...kept.merged, brought.id].slice(-remembered) }

/** Without what was ordered. What came in on another device meanwhile stays. */
export const withoutOrdered = (
  kept: KeptCart,
  ordered: { key: string; order: string; skus: readonly string[] },
): KeptCart => ({
  ...withoutLines(kept, ordered.skus),
  ordered: [...kept.ordered, { key: ordered.key, order: ordered.order }].slice(-remembered),
})
