import { type Invoice, type Item, idOf, type Subscription } from './billing-objects.ts'
import type { ChangedItem, SubscriptionUpdate } from './billing-parameters.ts'
import type { Invoicing, Tell } from './invoicing.ts'
import { restOfPeriod, wholePeriod } from './prorations.ts'
import { notAllowed, wrongParameter } from './refusal.ts'
import type { ObjectStore } from './store.ts'
import { itemList, newItem, periodOf } from './subscription-objects.ts'
import type { Subscriptions } from './subscriptions.ts'

/** How long a change waits for its payment (docs.stripe.com/billing/subscriptions/pending-updates). */
const pendingSeconds = 23 * 3600

type Change = Pick<SubscriptionUpdate, 'items' | 'proration_behavior' | 'proration_date'>

/** What a subscription is changed to: at once and paid for, from the next period on, or not to be renewed. */
export const subscriptionChanges = (store: ObjectStore, invoices: Invoicing, subscriptions: Subscriptions) => {
  const itemsAfter = (subscription: Subscription, asked: readonly ChangedItem[], at: number): Item[] => {
    const period = periodOf(subscription)
    const kept = subscription.items.data
    const stranger = asked.find(({ id }) => id !== undefined && !kept.some((item) => item.id === id))
    if (stranger) throw notAllowed(`No such subscription item: '${stranger.id}'`, { param: 'items' })
    const changed = kept.flatMap((item) => {
      const change = asked.find(({ id }) => id === item.id)
      if (!change) return [item]
      if (change.deleted) return []
      const { price = item.price.id, quantity = item.quantity } = change
      const next = { ...subscriptions.priced({ price, quantity }), id: item.id, created: item.created }
      return [newItem(subscription.id, next, period)]
    })
    const added = asked
      .filter(({ id }) => id === undefined)
      .map(({ price = '', quantity }) =>
        newItem(subscription.id, { ...subscriptions.priced({ price, quantity }), created: at }, period),
      )
    const after = [...changed, ...added]
    if (after.length === 0) throw notAllowed('A subscription must have at least one active plan.')
    if (new Set(after.map(({ price }) => price.id)).size < after.length) {
      throw notAllowed('Cannot add multiple subscription items with the same plan.')
    }
    return after
  }

  /** The invoice that a change would lead to at once, and what there would be after it. */
  const reckoned = (subscription: Subscription, asked: Change, at: number): { items: Item[]; invoice: Invoice } => {
    const { start, end } = periodOf(subscription)
    const date = asked.proration_date ?? at
    if (date < start || date > end) {
      throw wrongParameter(undefined, 'proration_date', 'The proration date must be within the current period.')
    }
    const items = itemsAfter(subscription, asked.items ?? [], at)
    const entries = restOfPeriod(subscription, items, subscriptions.dataOf(subscription.id).debits, date)
    const what = { reason: 'subscription_update', entries, prorationDate: date } as const
    return { items, invoice: invoices.preview(subscription, what, at) }
  }

  /** What comes next: for a change that is charged at once its invoice, otherwise that of the next period. */
  const preview = (id: string, asked: Change | undefined, at: number): Invoice => {
    const subscription = subscriptions.get(id, 400)
    if (asked?.items && asked.proration_behavior === 'always_invoice') return reckoned(subscription, asked, at).invoice
    const { end } = periodOf(subscription)
    const next = asked?.items
      ? { ...subscription, items: itemList(id, itemsAfter(subscription, asked.items, at)) }
      : subscription
    const { discount } = subscriptions.dataOf(id)
    const off = discount ? (store.find('coupon', discount.coupon)?.amount_off ?? 0) : 0
    const what = { reason: 'subscription_cycle', entries: wholePeriod(next, off), discount: discount?.id } as const
    return invoices.preview(next, what, end)
  }

  /** Drops a change that waits, together with its invoice. @param due  that invoice, once its time is off the agenda */
  const drop = (subscription: Subscription, at: number, tell: Tell, due?: Invoice): Subscription => {
    const waiting = subscriptions.dataOf(subscription.id).agenda.find(({ act }) => act === 'expire')
    const invoice = due ?? (waiting?.invoice === undefined ? undefined : store.find('invoice', waiting.invoice))
    if (invoice?.status === 'open') invoices.discard(invoice, at, tell)
    subscriptions.plan(subscription.id, ({ act }) => act === 'expire')
    const without: Subscription = { ...subscription, pending_update: null }
    store.save('subscription', without)
    tell(subscription.id, 'customer.subscription.pending_update_expired', without)
    return without
  }

  /** Charges a change at once. What isn't paid leaves all as it was, and waits. */
  const chargeNow = (subscription: Subscription, asked: Change, at: number, tell: Tell): Subscription => {
    const { items, invoice: made } = reckoned(subscription, asked, at)
    if (made.lines.data.length === 0) return subscription
    if (made.total < 0)
      throw notAllowed('The stand-in keeps no balance: only changes that cost something are charged at once.')
    store.save('invoice', made)
    tell(subscription.id, 'invoice.created', made)
    const open = invoices.finalize(made, null, at, tell)
    const card = subscriptions.cardOf(subscription)
    const done = open.status === 'paid' ? open : invoices.charge(open, card, at, tell)
    if (done.status === 'paid') return subscriptions.apply(subscription, items, done, tell)
    const expires = Math.min(at + pendingSeconds, periodOf(subscription).end)
    subscriptions.plan(subscription.id, () => false, { at: expires, act: 'expire', invoice: done.id })
    return subscriptions.save(
      {
        ...subscription,
        latest_invoice: done.id,
        pending_update: {
          billing_cycle_anchor: null,
          cancel_at_period_end: null,
          discount: null,
          discounts: null,
          expires_at: expires,
          metadata: null,
          subscription_items: items,
          trial_end: null,
          trial_from_plan: null,
        },
      },
      tell,
    )
  }

  const update = (id: string, asked: SubscriptionUpdate, at: number, tell: Tell): Subscription => {
    const before = subscriptions.get(id)
    if (before.status === 'canceled') {
      throw notAllowed('A canceled subscription can only update its cancellation_details and metadata.')
    }
    const atOnce = asked.proration_behavior === 'always_invoice'
    if (asked.items && atOnce !== (asked.payment_behavior === 'pending_if_incomplete')) {
      throw notAllowed(
        'The stand-in changes items without proration, or with always_invoice and pending_if_incomplete.',
      )
    }
    if (asked.items && asked.proration_behavior === undefined) {
      throw wrongParameter(
        'parameter_missing',
        'proration_behavior',
        'The stand-in wants to be told proration_behavior.',
      )
    }
    if (atOnce && before.collection_method !== 'charge_automatically') {
      throw notAllowed('Pending updates need collection_method=charge_automatically.', { param: 'payment_behavior' })
    }
    const idle = asked.items && before.pending_update ? drop(before, at, tell) : before
    if (asked.items && atOnce) return chargeNow(idle, asked, at, tell)
    const items = asked.items ? itemList(id, itemsAfter(idle, asked.items, at)) : idle.items
    const stops = asked.cancel_at_period_end ?? idle.cancel_at_period_end
    const unsaid = asked.cancel_at_period_end === undefined && asked.cancel_at === undefined
    const cancelAt = stops ? periodOf(idle).end : null
    return subscriptions.save(
      {
        ...idle,
        items,
        cancel_at_period_end: stops,
        ...(unsaid ? {} : { cancel_at: cancelAt, canceled_at: cancelAt === null ? null : at }),
      },
      tell,
    )
  }

  /** What Stripe's portal does: it says the end by an instant, not by the flag. */
  const setRenewal = (id: string, renews: boolean, at: number, tell: Tell): Subscription => {
    const subscription = subscriptions.get(id)
    const { end } = periodOf(subscription)
    return subscriptions.save(
      {
        ...subscription,
        cancel_at: renews ? null : end,
        cancel_at_period_end: false,
        canceled_at: renews ? null : at,
      },
      tell,
    )
  }

  const setCard = (subscription: Subscription, card: string, tell: Tell): Subscription =>
    subscriptions.save({ ...subscription, default_payment_method: idOf(card) }, tell)

  return { preview, update, drop, setRenewal, setCard }
}

export type SubscriptionChanges = ReturnType<typeof subscriptionChanges>
