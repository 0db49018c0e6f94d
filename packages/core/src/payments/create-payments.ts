import type { Payments } from './payments.ts'
import type { StripeOptions } from './stripe-connection.ts'

/**
 * Stripe, loaded when it is first asked: its SDK is a sixth of the site's bundle, and most requests that a fresh process
 * answers take no money.
 */
export const createStripePayments = (options: StripeOptions): Payments => {
  let connected: Promise<Payments> | undefined
  const later =
    <A extends unknown[], R>(methodOf: (payments: Payments) => (...asked: A) => Promise<R>) =>
    async (...asked: A): Promise<R> => {
      connected ??= import('./stripe.ts').then(({ connectStripe }) => connectStripe(options))
      return methodOf(await connected)(...asked)
    }
  return {
    openCheckout: later((payments) => payments.openCheckout),
    findCheckout: later((payments) => payments.findCheckout),
    closeCheckout: later((payments) => payments.closeCheckout),
    refund: later((payments) => payments.refund),
    findDispute: later((payments) => payments.findDispute),
    readWebhook: later((payments) => payments.readWebhook),
    keepPrice: later((payments) => payments.keepPrice),
    findSubscription: later((payments) => payments.findSubscription),
    previewChange: later((payments) => payments.previewChange),
    changeNow: later((payments) => payments.changeNow),
    changeAtRenewal: later((payments) => payments.changeAtRenewal),
    setRenewal: later((payments) => payments.setRenewal),
    endSubscription: later((payments) => payments.endSubscription),
    openInvoice: later((payments) => payments.openInvoice),
    changePayer: later((payments) => payments.changePayer),
    openPortal: later((payments) => payments.openPortal),
  }
}
