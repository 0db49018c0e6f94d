import type { Problem } from '@lectern/core/platform'
import type { Errors } from '../../forms/errors.ts'
import type { Typed as Sent } from '../../forms/typed.ts'
import type { SiteServices } from '../../site.ts'
import { readLinkCode } from '../cart/link-code.ts'
import type { CartView } from '../cart/load-cart.ts'
import { readCart } from '../cart/own-cart.ts'
import type { Typed } from '../checkout/typed.ts'
import type { Request } from '../site-page.tsx'

/** The form of an event's page as it was sent, and why it's shown again. */
export type SentForm = {
  form: Sent
  sku: string
  quantity: string
  key: string
  typed: Typed
  errors: Errors
  status: 400 | 403 | 409 | 413 | 429 | 503
  refusal?: Problem | undefined
  /** What was asked for, priced again for what the refusal says of it. */
  cart: CartView
}

/** Whether something besides one of these is on its way to the checkout: other things in the cart, or a code. */
export const isCheckoutNext = (c: Request, services: SiteServices, skus: readonly string[]): boolean => {
  const { lines, codes } = readCart(c)
  const others = lines.some(({ sku, quantity }) => quantity > 1 || !skus.includes(sku))
  return others || codes.length > 0 || readLinkCode(c, services) !== undefined
}
