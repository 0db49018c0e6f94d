import Stripe from 'stripe'
import { PaymentsRefused, paymentsUnavailable, type RefusalFacts } from './payments.ts'

export type StripeOptions = {
  secretKey: string
  /** Signs what the provider sends. Only who receives that needs it. */
  webhookSecret?: string | undefined
  /** Somewhere else than Stripe's own address: `http://127.0.0.1:4242`. */
  address?: string | undefined
  /** How long one attempt waits for an answer: 10 seconds unless told. */
  timeoutMilliseconds?: number | undefined
  /** How often what failed in passing is asked again before it counts as failed: twice unless told. */
  retries?: number | undefined
  /** Called with what was refused for good, for an operator: nobody can pay, or our books and the provider's differ. */
  onRefused?: ((facts: RefusalFacts) => void) | undefined
}

/** Of statuses, those by which the provider says that it may work later. */
const passingStatuses: readonly number[] = [409, 429]

/**
 * Turns what the provider answers into our two outcomes: it cannot be asked now ("cannot be reached", "too many
 * requests", "broken inside"), or it refuses for good. Both are the same to a buyer.
 */
const asking = async <T>(call: () => Promise<T>, tell: (refusal: Stripe.errors.StripeError) => void): Promise<T> => {
  try {
    return await call()
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error
    const status = error.statusCode ?? 500
    if (status >= 500 || passingStatuses.includes(status)) throw paymentsUnavailable()
    tell(error)
    throw new PaymentsRefused(status === 401 || status === 403 ? 'account' : 'request')
  }
}

/** Stripe's SDK, and how it is asked. */
export type StripeConnection = {
  stripe: Stripe
  /** Asks, and tells the operator of a refusal unless it is one of those that `expected` names. */
  ask: <T>(asked: RefusalFacts['asked'], call: () => Promise<T>, expected?: 'request') => Promise<T>
}

export const openStripe = (options: StripeOptions): StripeConnection => {
  const address = options.address ? new URL(options.address) : undefined
  const stripe = new Stripe(options.secretKey, {
    maxNetworkRetries: options.retries ?? 2,
    timeout: options.timeoutMilliseconds ?? 10_000,
    telemetry: false,
    ...(address
      ? {
          host: address.hostname,
          port: address.port,
          protocol: address.protocol === 'http:' ? ('http' as const) : ('https' as const),
        }
      : {}),
  })
  return {
    stripe,
    ask: (asked, call, expected) =>
      asking(call, ({ statusCode, type, code }) => {
        const account = statusCode === 401 || statusCode === 403
        if (account || expected !== 'request') options.onRefused?.({ asked, status: statusCode, type, code })
      }),
  }
}
