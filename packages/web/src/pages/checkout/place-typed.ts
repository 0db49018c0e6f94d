import { newToken, Problem, problemStatus } from '@lectern/core/platform'
import { type Order, orderUrl, type PlaceOutcome, placeOrder } from '@lectern/core/registration'
import { type Errors, errorsOf, fieldErrorsOf, noErrors } from '../../forms/errors.ts'
import type { SiteServices } from '../../site.ts'
import type { CartView } from '../cart/load-cart.ts'
import type { Request } from '../site-page.tsx'
import { fieldOf, readRequest } from './read-request.ts'
import type { Typed } from './typed.ts'

type RefusedStatus = 400 | 403 | 409 | 413 | 429 | 503

/** Why a form's order wasn't placed: what is wrong field by field, or else a refusal of the whole order. */
export type RefusedOrder = { status: RefusedStatus; errors: Errors; refusal?: Problem; key: string }

/** Refusals that a new form cannot answer, or that are nobody's to answer: they go to the error page. */
const isAnswerable = (error: unknown): error is Problem =>
  error instanceof Problem && error.kind !== 'unauthenticated' && error.kind !== 'not-found'

const toStatus = (problem: Problem): RefusedStatus => {
  const status = problemStatus[problem.kind]
  return status === 401 || status === 404 ? 400 : status
}

/**
 * Places the order that a filled-in form asks for, or says what to show with the form. The form's key is the attempt's: sending it
 * twice places one order.
 * @throws Problem unauthenticated, not-found
 */
export const placeTyped = async (
  c: Request,
  services: SiteServices,
  view: CartView,
  typed: Typed,
): Promise<{ placed: PlaceOutcome } | { refused: RefusedOrder }> => {
  const { actor, now, client } = c.var
  const { key } = typed
  const read = readRequest(view, typed)
  if ('errors' in read) return { refused: { status: 400, errors: read.errors, key } }
  try {
    return { placed: await placeOrder(services, read.request, { actor, now, key, client }) }
  } catch (error) {
    if (!isAnswerable(error)) throw error
    const errors = errorsOf(fieldErrorsOf(error), fieldOf(typed))
    const refused = { status: toStatus(error), errors: errors.size > 0 ? errors : noErrors }
    // A key that stands for another order is spent; all others may be tried again.
    const next = error.code === 'idempotency.key-reused' ? newToken() : key
    return { refused: { ...refused, ...(errors.size > 0 ? {} : { refusal: error }), key: next } }
  }
}

/** Where a placed order leads on to: the payment page, or the order itself. */
export const leadOn = (services: SiteServices, { id, checkout, status, payBy }: Order): string =>
  status === 'awaiting-payment' && payBy === undefined && checkout?.url ? checkout.url : orderUrl(services, id)
