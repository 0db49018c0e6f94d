import type { Billing, CardKind, Told } from './billing.ts'
import { type Invoice, idOf, type PortalSession, type Subscription } from './billing-objects.ts'
import type { EventLog } from './events.ts'

export type { CardKind } from './billing.ts'

/** A subscription as the local pages and tests see it. */
export type SubscriptionView = { subscription: Subscription; card?: CardKind | undefined; invoices: Invoice[] }

/** `deliver: false` loses the webhooks that an act causes, for good. */
type How = { deliver?: boolean }

export type BillingStandIn = {
  /** Throws not-found. */
  get: (subscription: string) => SubscriptionView
  /** Newest first; those of a customer, when asked. */
  list: (customer?: string) => SubscriptionView[]
  getInvoice: (id: string) => Invoice
  /** A portal session, with what its customer has. */
  getPortal: (id: string) => { session: PortalSession; subscriptions: SubscriptionView[] }
  /** The card on file is replaced: by one that pays, or one that is declined whenever it is charged. */
  setCard: (subscription: string, card: CardKind, how?: How) => Promise<void>
  /** Stops the renewal, or resumes it, as Stripe's portal does. */
  setRenewal: (subscription: string, renews: boolean, how?: How) => Promise<void>
  /** Ends a subscription at once, as someone at Stripe's dashboard does. */
  end: (subscription: string, how?: How) => Promise<void>
  /** Someone pays an invoice on its page. Answers whether the card was taken. Throws conflict when it isn't open. */
  payInvoice: (id: string, card?: CardKind, how?: How) => Promise<boolean>
  /** Renews what is due, tries again what was declined, and ends what is to end. Answers how many periods began. */
  passTime: (how?: How) => Promise<number>
}

export const billingStandIn = ({ billing, events }: { billing: Billing; events: EventLog }): BillingStandIn => {
  const delivering = async <T>({ result, caused }: Told<T>): Promise<T> => {
    await events.sendAll(caused)
    return result
  }
  const upToDate = () => events.sendLater(billing.passTime().caused)
  const view = (subscription: Subscription): SubscriptionView => ({
    subscription,
    card: billing.cardOf(subscription),
    invoices: billing.invoicesOf(subscription.id),
  })
  return {
    get: (id) => {
      upToDate()
      return view(billing.find(id))
    },
    list: (customer) => {
      upToDate()
      return billing.list(customer).map(view)
    },
    getInvoice: (id) => {
      upToDate()
      return billing.findInvoice(id)
    },
    getPortal: (id) => {
      upToDate()
      const session = billing.findPortal(id)
      return { session, subscriptions: billing.list(idOf(session.customer)).map(view) }
    },
    setCard: async (id, card, how = {}) => {
      await delivering(billing.setCard(id, card, how.deliver))
    },
    setRenewal: async (id, renews, how = {}) => {
      await delivering(billing.setRenewal(id, renews, how.deliver))
    },
    end: async (id, how = {}) => {
      await delivering(billing.end(id, how.deliver))
    },
    payInvoice: async (id, card = 'pays', how = {}) => delivering(billing.payInvoice(id, card, how.deliver)),
    passTime: async (how = {}) => delivering(billing.passTime(how.deliver)),
  }
}
