import type { Subscription } from './billing.ts'
import type { Checkout, Payments } from './payments.ts'
import { PaymentsRefused } from './payments.ts'
import type { StripeBilling } from './stripe-billing.ts'
import type { StripeConnection } from './stripe-connection.ts'

type Pages = Pick<Payments, 'openCheckout' | 'findCheckout' | 'closeCheckout'>

/** An invoice goes by the id of the subscription that it begins. */
const isInvoice = (id: string): boolean => id.startsWith('sub_')

const stateOf = ({ state, payments }: Subscription): Checkout['state'] => {
  if (payments.length > 0) return 'paid'
  return state === 'ended' ? 'expired' : 'open'
}

const checkoutOf = (subscription: Subscription): Checkout => {
  const { id, reference, owed, payments } = subscription
  const state = stateOf(subscription)
  const first = payments.at(-1)
  return {
    ...{ id, reference, state, paidCents: first?.cents ?? 0 },
    ...(state === 'open' ? { url: owed?.url } : { subscription }),
    ...(first?.paymentId === undefined ? {} : { paymentId: first.paymentId }),
  }
}

/** What an order is paid by: a page of the provider's, or an invoice where that is asked for. */
export const withInvoices = (
  pages: Pages,
  { stripe, ask }: StripeConnection,
  { billing }: Pick<StripeBilling, 'billing'>,
): Pages => {
  const find = async (id: string) => checkoutOf(await billing.findSubscription(id))
  return {
    openCheckout: async (request) => {
      const { invoice, subscription, reference, key, email } = request
      if (!invoice || !subscription) return pages.openCheckout(request)
      return checkoutOf(await billing.openInvoice({ reference, key, email, ...subscription, ...invoice }))
    },
    findCheckout: (id) => (isInvoice(id) ? find(id) : pages.findCheckout(id)),
    closeCheckout: async (id) => {
      if (!isInvoice(id)) return pages.closeCheckout(id)
      const before = await find(id)
      if (before.state === 'paid') return before
      // What must no longer be paid goes first: that is refused for one that was paid in this moment, whose subscription stays.
      const { data } = await ask('closeCheckout', () => stripe.invoices.list({ subscription: id, status: 'open' }))
      for (const { id: open } of data) {
        try {
          await ask('closeCheckout', () => stripe.invoices.voidInvoice(open), 'request')
        } catch (error) {
          if (!(error instanceof PaymentsRefused && error.about === 'request')) throw error
          const paid = await find(id)
          if (paid.state === 'paid') return paid
          throw error
        }
      }
      // One that ended by itself leaves an invoice that could still be paid.
      return before.state === 'expired' ? before : checkoutOf(await billing.endSubscription(id, `close:${id}`))
    },
  }
}
