import { cutText, Problem } from '@lectern/core/platform'
import { blockingRejections, codeLength, normalizeCode, type Rejection } from '@lectern/core/pricing'
import { cartLimits } from '@lectern/core/registration'
import type { SiteServices } from '../../site.ts'
import type { Request } from '../site-page.tsx'
import { forgetLinkCode, readLinkCode } from './link-code.ts'
import { loadCart, rejectionOf } from './load-cart.ts'
import { changeCart, readCart } from './own-cart.ts'

/**
 * A code that is not in the cart, and why. `waits`: it may apply to another cart, at another hour, or once signed in.
 * `retryAfterSeconds`: it was not looked at, since too many wrong ones were tried from here.
 */
export type RefusedCode = { code: string; message: string; waits: boolean; retryAfterSeconds?: number | undefined }

/** What came of trying a code: it is in the cart, with what keeps it from lowering the price; or it is not. */
export type TriedCode =
  | { outcome: 'applied'; rejection?: Rejection | undefined }
  | ({ outcome: 'refused' } & RefusedCode)

const sameCode = (a: string, b: string): boolean => normalizeCode(a) !== '' && normalizeCode(a) === normalizeCode(b)

const waiting: readonly Rejection['reason'][] = ['not-started', 'not-for-these', 'below-minimum', 'sign-in-needed']

/**
 * Tries a code on the cart and puts it there unless it stands in the way of an order.
 * @param typed  by hand: then one that only asks who its user is stays, since signing in is the next step
 */
export const applyCode = async (
  c: Request,
  services: SiteServices,
  sent: string,
  { typed = true }: { typed?: boolean } = {},
): Promise<TriedCode> => {
  const cart = readCart(c)
  const code = cutText(sent.trim(), 200)
  const refused = (message: string, waits = false): TriedCode => ({ outcome: 'refused', code, message, waits })
  if (code === '') return refused('Enter your code')
  if (cart.codes.some((one) => sameCode(one, code))) return { outcome: 'applied' }
  if (cart.codes.length >= cartLimits.codes) return refused('You can use up to ten codes per order.')
  const tried = await loadCart(services, { ...cart, codes: [...cart.codes, code] }, c.var)
  if (!tried.quote) return refused('Add something to your cart first, then enter the code.', true)
  if (tried.heldBack) {
    const { message, details } = tried.heldBack
    return { outcome: 'refused', code, message, waits: true, retryAfterSeconds: Number(details.retryAfterSeconds) }
  }
  const rejection = rejectionOf(tried.quote, cutText(code, codeLength))
  const blocks = rejection && blockingRejections({ rejected: [rejection] }).length > 0
  const stays = typed && rejection?.reason === 'sign-in-needed'
  if ((blocks && !stays) || code.length > codeLength) {
    return refused(
      rejection?.message ?? 'This isn’t a valid code. Check the spelling.',
      rejection && waiting.includes(rejection.reason),
    )
  }
  await changeCart(c, services, (one) => ({ ...one, codes: [...one.codes, code] }))
  return { outcome: 'applied', rejection }
}

/**
 * Tries the code that came by a link, if one waits. It's forgotten once it applied or can never apply, so that a wrong one
 * is tried once. Nothing without such a code.
 */
export const applyLinkCode = async (c: Request, services: SiteServices): Promise<TriedCode | undefined> => {
  const code = readLinkCode(c, services)
  if (code === undefined) return undefined
  if (readCart(c).lines.length === 0) {
    return { outcome: 'refused', code, message: `We’ll try ${code} when you add something to your cart.`, waits: true }
  }
  try {
    const tried = await applyCode(c, services, code, { typed: false })
    if (tried.outcome === 'applied' || !tried.waits) forgetLinkCode(c, services)
    return tried
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    forgetLinkCode(c, services)
    return { outcome: 'refused', code, message: error.message, waits: false }
  }
}

/** Takes a code off the cart, and out of those that wait. */
export const removeCode = async (c: Request, services: SiteServices, code: string): Promise<void> => {
  if (readLinkCode(c, services) === code) forgetLinkCode(c, services)
  if (!readCart(c).codes.includes(code)) return
  await changeCart(c, services, (cart) => ({ ...cart, codes: cart.codes.filter((one) => one !== code) }))
}
