import type * as z from 'zod'
import type { Billing, Told } from './billing.ts'
import { newCoupon, newCustomer, newPortalSession, newPrice, newProduct } from './billing-objects.ts'
import * as accept from './billing-parameters.ts'
import type { EventLog } from './events.ts'
import { OnlyExpand } from './parameters.ts'
import { noSuch, notAllowed, Refusal } from './refusal.ts'
import type { Renderer } from './render.ts'
import type { Kind, ObjectStore } from './store.ts'

/** Answers what a schema accepts, asked of a path, perhaps of an id in it. */
export type Route = <T>(path: string, schema: z.ZodType<T>, run: (asked: T, id: string) => object) => void

type Page = { limit?: number | undefined; starting_after?: string | undefined; ending_before?: string | undefined }

export const listing = <W>(page: Page, where: W) => ({
  where,
  limit: page.limit ?? 10,
  startingAfter: page.starting_after,
  endingBefore: page.ending_before,
})

/** The routes of subscriptions and what belongs to them. */
export const billingRoutes = (
  { get, post, remove }: { get: Route; post: Route; remove: Route },
  parts: { store: ObjectStore; events: EventLog; render: Renderer; billing: Billing; now: () => Date },
): void => {
  const { store, events, render, billing } = parts
  const seconds = (): number => Math.floor(parts.now().getTime() / 1000)

  /** What came of an act; its webhooks are sent after the answer. */
  const told = <T>({ result, caused }: Told<T>): T => {
    events.sendLater(caused)
    return result
  }

  const getInvoice = (id: string) => {
    const invoice = store.find('invoice', id)
    if (!invoice) throw noSuch(404, 'invoice', id, 'invoice')
    return invoice
  }

  const getCustomer = (id: string) => {
    const customer = store.find('customer', id)
    if (!customer) throw noSuch(400, 'customer', id, 'customer')
    return customer
  }

  post('/v1/customers', accept.CustomerCreate, (asked) => {
    const customer = newCustomer(asked, seconds())
    store.save('customer', customer)
    return customer
  })
  post('/v1/customers/:id', accept.CustomerUpdate, ({ expand: _, ...asked }, id) => {
    const customer = { ...getCustomer(id), ...asked }
    store.save('customer', customer)
    return customer
  })
  post('/v1/prices', accept.PriceCreate, (asked) => {
    const { lookup_key } = asked
    if (lookup_key !== undefined && store.list('price', { where: { lookup_key }, limit: 1 }).data.length > 0) {
      throw notAllowed(`A price (\`${lookup_key}\`) already uses that lookup key.`, { param: 'lookup_key' })
    }
    const product = newProduct(asked.product_data.name, seconds())
    const price = newPrice(asked, product.id, seconds())
    store.save('product', product)
    store.save('price', price)
    return render.expand(price, asked.expand)
  })
  get('/v1/prices', accept.PriceList, (asked) => {
    const keys = asked.lookup_keys ?? [undefined]
    const pages = keys.map((lookup_key) => store.list('price', listing(asked, { lookup_key })))
    const data = pages.flatMap((page) => page.data).filter(({ active }) => active === (asked.active ?? active))
    return render.list('/v1/prices', { data, hasMore: pages.some((page) => page.hasMore) }, asked.expand)
  })
  post('/v1/coupons', accept.CouponCreate, (asked) => {
    const coupon = newCoupon(asked, seconds())
    store.save('coupon', coupon)
    return coupon
  })

  post('/v1/subscriptions', accept.SubscriptionCreate, (asked) => {
    const customer = getCustomer(asked.customer)
    const made = told(billing.telling((tell, at) => billing.subscriptions.create(asked, customer, at, tell)))
    return render.expand(made, asked.expand)
  })
  get('/v1/subscriptions', accept.SubscriptionList, (asked) => {
    const page = store.list('subscription', listing(asked, { customer: asked.customer, status: asked.status }))
    return render.list('/v1/subscriptions', page, asked.expand)
  })
  post('/v1/subscriptions/:id', accept.SubscriptionUpdate, (asked, id) =>
    render.expand(told(billing.telling((tell, at) => billing.changes.update(id, asked, at, tell))), asked.expand),
  )
  remove('/v1/subscriptions/:id', OnlyExpand, (asked, id) => {
    const subscription = billing.subscriptions.get(id)
    if (subscription.status === 'canceled') throw noSuch(404, 'subscription', id, 'id')
    return render.expand(told(billing.end(id)), asked.expand)
  })

  post('/v1/invoices/create_preview', accept.InvoicePreview, (asked) =>
    render.expand(billing.changes.preview(asked.subscription, asked.subscription_details, seconds()), asked.expand),
  )
  get('/v1/invoices', accept.InvoiceList, (asked) => {
    const { customer, status } = asked
    const where = { customer, status, 'parent.subscription_details.subscription': asked.subscription }
    return render.list('/v1/invoices', store.list('invoice', listing(asked, where)), asked.expand)
  })
  post('/v1/invoices/:id/finalize', OnlyExpand, (asked, id) => {
    const invoice = getInvoice(id)
    const final = told(billing.telling((tell, at) => billing.subscriptions.finalize(invoice, at, tell)))
    return render.expand(final, asked.expand)
  })
  post('/v1/invoices/:id/void', OnlyExpand, (asked, id) => {
    const invoice = getInvoice(id)
    return render.expand(told(billing.telling((tell, at) => billing.invoices.discard(invoice, at, tell))), asked.expand)
  })
  post('/v1/invoices/:id/pay', OnlyExpand, (asked, id) => {
    const invoice = getInvoice(id)
    const card = billing.subscriptions.cardOf(billing.find(billing.subjectOf(id)))
    if (!told(billing.telling((tell, at) => billing.subscriptions.pay(invoice, card, at, tell)))) {
      const declined = { type: 'card_error', code: 'card_declined', message: 'Your card was declined.' } as const
      throw new Refusal(402, declined, { remembered: true })
    }
    return render.expand(getInvoice(id), asked.expand)
  })
  get('/v1/invoice_payments', accept.InvoicePaymentList, (asked) => {
    const where = { invoice: asked.invoice, 'payment.payment_intent': asked.payment?.payment_intent }
    return render.list('/v1/invoice_payments', store.list('invoice_payment', listing(asked, where)), asked.expand)
  })

  post('/v1/billing_portal/sessions', accept.PortalSessionCreate, (asked) => {
    const session = newPortalSession(getCustomer(asked.customer).id, asked.return_url, seconds())
    store.save('billing_portal.session', session)
    return render.expand(session, asked.expand)
  })

  // By its id: what is kept of each, and what Stripe calls the id when there's nothing under it.
  const kept: readonly (readonly [string, Kind, string])[] = [
    ['customers', 'customer', 'id'],
    ['products', 'product', 'id'],
    ['prices', 'price', 'price'],
    ['coupons', 'coupon', 'coupon'],
    ['subscriptions', 'subscription', 'id'],
    ['invoices', 'invoice', 'invoice'],
    ['payment_methods', 'payment_method', 'payment_method'],
  ]
  for (const [path, kind, name] of kept) {
    get(`/v1/${path}/:id`, OnlyExpand, (asked, id) => {
      const found = store.find(kind, id)
      if (!found) throw noSuch(404, kind, id, name)
      return render.expand(found, asked.expand)
    })
  }
}
