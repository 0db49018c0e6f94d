import {
  type Card,
  type Coupon,
  type Customer,
  type Due,
  type Invoice,
  type Item,
  idOf,
  lastDigits,
  newCard,
  newCustomer,
  type SessionSubscription,
  type Subscription,
  type SubscriptionData,
  subscriptionIdOf,
} from './billing-objects.ts'
import type { SubscriptionCreate } from './billing-parameters.ts'
import type { Invoicing, Tell } from './invoicing.ts'
import type { Session } from './objects.ts'
import { endOfPeriod, wholePeriod } from './prorations.ts'
import { noSuch, notAllowed } from './refusal.ts'
import type { ObjectStore } from './store.ts'
import { itemList, newSubscription, periodOf } from './subscription-objects.ts'

const hour = 3600

export const dataId = (subscription: string): string => `data_${subscription}`

/** What is known of a subscription, and how it begins, is paid for, and ends. */
export const subscriptions = (store: ObjectStore, invoices: Invoicing) => {
  const get = (id: string, status: 400 | 404 = 404): Subscription => {
    const found = store.find('subscription', id)
    if (!found) throw noSuch(status, 'subscription', id, 'id')
    return found
  }

  const dataOf = (id: string): SubscriptionData => {
    const found = store.find('subscription_data', dataId(id))
    if (!found) throw new Error(`${id} has no data`)
    return found
  }

  const saveData = (data: SubscriptionData): void => {
    const due = data.agenda.length === 0 ? null : Math.min(...data.agenda.map(({ at }) => at))
    store.save('subscription_data', { ...data, due })
  }

  /** Takes from the agenda what no longer is to happen, and adds what is. */
  const plan = (id: string, drop: (due: Due) => boolean, ...add: Due[]): void => {
    const data = dataOf(id)
    saveData({ ...data, agenda: [...data.agenda.filter((due) => !drop(due)), ...add] })
  }

  const save = (subscription: Subscription, tell: Tell, type = 'customer.subscription.updated'): Subscription => {
    store.save('subscription', subscription)
    tell(subscription.id, type, subscription)
    return subscription
  }

  const couponOf = (id: string): Coupon => {
    const coupon = store.find('coupon', id)
    if (!coupon) throw noSuch(400, 'coupon', id, 'discounts[0][coupon]')
    if (!coupon.valid) throw notAllowed(`Coupon ${id} is used up.`, { param: 'discounts[0][coupon]' })
    return coupon
  }

  const cardOf = ({ default_payment_method: card }: Subscription): Card | undefined =>
    card === null ? undefined : store.find('payment_method', idOf(card))

  /** Remembers what an invoice charges for each item, by which the rest of the period is reckoned later. */
  const remember = (invoice: Invoice, lasting: boolean): void => {
    const data = dataOf(subscriptionIdOf(invoice))
    const charged = invoice.lines.data
      .filter(({ amount }) => amount >= 0)
      .map(({ amount, discount_amounts, parent, period }) => {
        const item = parent?.subscription_item_details
        const off = discount_amounts?.reduce((sum, discount) => sum + discount.amount, 0) ?? 0
        const kept = item?.proration ? data.debits[item.subscription_item]?.off : undefined
        const debit = { cents: amount - off, start: period.start, off: kept ?? (lasting ? off : 0) }
        return [item?.subscription_item ?? '', debit] as const
      })
    saveData({ ...data, debits: { ...data.debits, ...Object.fromEntries(charged) } })
  }

  /** Begins a subscription with the draft of its first invoice. */
  const start = (
    made: Subscription,
    coupon: Coupon | undefined,
    tell: Tell,
  ): { subscription: Subscription; invoice: Invoice } => {
    const discount = coupon && { id: invoices.newDiscountId(), coupon: coupon.id }
    if (coupon) {
      const times = coupon.times_redeemed + 1
      store.save('coupon', { ...coupon, times_redeemed: times, valid: times !== coupon.max_redemptions })
    }
    const lasting = coupon?.duration === 'forever'
    const entries = wholePeriod(made, coupon?.amount_off ?? 0)
    const asked = { reason: 'subscription_create', entries, discount: discount?.id } as const
    const { start: at, end } = periodOf(made)
    saveData({
      id: dataId(made.id),
      subscription: made.id,
      due: null,
      agenda: [{ at: end, act: 'renew' }],
      debits: {},
      ...(discount && lasting ? { discount } : {}),
    })
    const invoice = invoices.draft(made, asked, at, tell)
    remember(invoice, lasting)
    const discounts = discount && lasting ? [discount.id] : []
    const subscription = save({ ...made, discounts, latest_invoice: invoice.id }, tell, 'customer.subscription.created')
    return { subscription, invoice }
  }

  const priced = ({ price: id, quantity = 1 }: { price: string; quantity?: number | undefined }) => {
    const price = store.find('price', id)
    if (!price) throw noSuch(400, 'price', id, 'price')
    return { price, quantity }
  }

  /** The subscription that a paid session leads to, charged to the card that was given. */
  const begin = (session: Session, asked: SessionSubscription, at: number, tell: Tell) => {
    const customer = newCustomer({ email: session.customer_email ?? undefined }, at)
    const card = newCard(customer.id, lastDigits.pays, at)
    store.save('customer', customer)
    store.save('payment_method', card)
    const made = newSubscription(
      {
        customer: customer.id,
        items: asked.items.map(priced),
        metadata: asked.metadata,
        taxed: session.automatic_tax.enabled,
        card: card.id,
      },
      { start: at, end: endOfPeriod(at, at) },
    )
    const { subscription, invoice } = start(made, asked.coupon === undefined ? undefined : couponOf(asked.coupon), tell)
    const open = invoices.finalize(invoice, null, at, tell)
    if (open.status === 'open') invoices.charge(open, card, at, tell)
    return { subscription, invoice, customer }
  }

  /** A subscription that is paid by invoice, whose first one is a draft for an hour. */
  const create = (asked: SubscriptionCreate, customer: Customer, at: number, tell: Tell): Subscription => {
    const coupon = asked.discounts?.[0]?.coupon
    const made = newSubscription(
      {
        customer: customer.id,
        items: asked.items.map(priced),
        metadata: asked.metadata ?? {},
        taxed: false,
        daysUntilDue: asked.days_until_due,
        customFields: asked.invoice_settings?.custom_fields,
      },
      { start: at, end: endOfPeriod(at, at) },
    )
    const { subscription, invoice } = start(made, coupon === undefined ? undefined : couponOf(coupon), tell)
    store.save('invoice', { ...invoice, automatically_finalizes_at: at + hour })
    plan(subscription.id, () => false, { at: at + hour, act: 'finalize', invoice: invoice.id })
    return subscription
  }

  /** Makes an invoice final; one to be sent is due after some days. */
  const finalize = (invoice: Invoice, at: number, tell: Tell): Invoice => {
    const { id, days_until_due: days } = get(subscriptionIdOf(invoice))
    const open = invoices.finalize(invoice, days, at, tell)
    const overdue: Due[] = open.due_date === null ? [] : [{ at: open.due_date, act: 'overdue', invoice: open.id }]
    plan(id, (due) => due.act === 'finalize' && due.invoice === open.id, ...overdue)
    return open
  }

  /** What a change that was paid for makes of a subscription. */
  const apply = (subscription: Subscription, items: Item[], invoice: Invoice, tell: Tell): Subscription => {
    remember(invoice, false)
    return save(
      { ...subscription, items: itemList(subscription.id, items), pending_update: null, latest_invoice: invoice.id },
      tell,
    )
  }

  /** What follows for a subscription when one of its invoices is paid. */
  const afterPaid = (invoice: Invoice, tell: Tell): void => {
    const subscription = get(subscriptionIdOf(invoice))
    if (subscription.status === 'canceled') return
    plan(subscription.id, (due) => due.invoice === invoice.id)
    const items = subscription.pending_update?.subscription_items
    if (invoice.billing_reason === 'subscription_update') {
      if (items) apply(subscription, items, invoice, tell)
    } else if (subscription.status !== 'active') save({ ...subscription, status: 'active' }, tell)
  }

  /** Charges an open invoice to a card, and does what follows. Answers whether it is paid. */
  const pay = (invoice: Invoice, card: Card | undefined, at: number, tell: Tell): boolean => {
    if (invoice.status !== 'open') throw notAllowed(`Invoice is ${invoice.status}, and can’t be paid.`)
    const paid = invoices.charge(invoice, card, at, tell).status === 'paid'
    if (paid) afterPaid(invoice, tell)
    return paid
  }

  /** Ends a subscription at an instant. Of what is open, nothing is charged any longer by itself. */
  const end = (
    subscription: Subscription,
    reason: 'cancellation_requested' | 'payment_failed',
    at: number,
    tell: Tell,
  ): Subscription => {
    const waiting = subscription.pending_update ? dataOf(subscription.id).agenda : []
    plan(subscription.id, () => true)
    for (const invoice of invoices.openOf(subscription.id)) {
      if (waiting.some((due) => due.act === 'expire' && due.invoice === invoice.id)) invoices.discard(invoice, at, tell)
      else store.save('invoice', { ...invoice, auto_advance: false, next_payment_attempt: null })
    }
    return save(
      {
        ...subscription,
        status: 'canceled',
        pending_update: null,
        canceled_at: subscription.canceled_at ?? at,
        ended_at: at,
        cancellation_details: { comment: null, feedback: null, feedback_option: null, reason },
      },
      tell,
      'customer.subscription.deleted',
    )
  }

  return {
    get,
    dataOf,
    plan,
    save,
    couponOf,
    cardOf,
    priced,
    remember,
    begin,
    create,
    finalize,
    apply,
    pay,
    afterPaid,
    end,
  }
}

export type Subscriptions = ReturnType<typeof subscriptions>
