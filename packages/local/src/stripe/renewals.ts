import { type Due, type Invoice, type Subscription, subscriptionIdOf } from './billing-objects.ts'
import type { Invoicing, Tell } from './invoicing.ts'
import { endOfPeriod, wholePeriod } from './prorations.ts'
import type { ObjectStore } from './store.ts'
import type { SubscriptionChanges } from './subscription-changes.ts'
import { itemList, periodOf } from './subscription-objects.ts'
import type { Subscriptions } from './subscriptions.ts'

const day = 24 * 3600

/**
 * When a declined renewal is tried again, by days after the period's end, and when it is given up: a stand-in for what
 * Stripe chooses within two weeks (docs.stripe.com/billing/revenue-recovery/smart-retries), with "cancel the subscription" after it.
 */
const retryDays = [3, 5, 7]
const giveUpDays = 14

/** What time does to subscriptions: renews them, tries again what was declined, and ends them. */
export const renewals = (
  store: ObjectStore,
  invoices: Invoicing,
  subscriptions: Subscriptions,
  changes: SubscriptionChanges,
) => {
  /** Tries to charge a renewal; says when it is tried next, and what the subscription comes to. */
  const collect = (invoice: Invoice, subscription: Subscription, at: number, tell: Tell): void => {
    if (subscriptions.pay(invoice, subscriptions.cardOf(subscription), at, tell)) return
    const next = subscriptions.dataOf(subscription.id).agenda.find(({ act }) => act === 'retry')
    const failed = store.find('invoice', invoice.id) ?? invoice
    store.save('invoice', { ...failed, next_payment_attempt: next?.at ?? null })
    if (subscription.status !== 'past_due') subscriptions.save({ ...subscription, status: 'past_due' }, tell)
  }

  const renew = (before: Subscription, at: number, tell: Tell): void => {
    const idle = before.pending_update ? changes.drop(before, at, tell) : before
    const period = { start: at, end: endOfPeriod(idle.billing_cycle_anchor, at) }
    const items = idle.items.data.map((item) => ({
      ...item,
      current_period_start: period.start,
      current_period_end: period.end,
    }))
    const moved: Subscription = { ...idle, items: itemList(idle.id, items) }
    const { discount } = subscriptions.dataOf(idle.id)
    const off = discount ? (store.find('coupon', discount.coupon)?.amount_off ?? 0) : 0
    const what = { reason: 'subscription_cycle', entries: wholePeriod(moved, off), discount: discount?.id } as const
    const draft = invoices.draft(moved, what, at, tell)
    subscriptions.remember(draft, discount !== undefined)
    const renewed = subscriptions.save({ ...moved, latest_invoice: draft.id }, tell)
    subscriptions.plan(idle.id, () => false, { at: period.end, act: 'renew' })
    // Stripe leaves a renewal a draft for an hour first.
    const open = subscriptions.finalize(draft, at, tell)
    if (open.status !== 'open' || renewed.collection_method !== 'charge_automatically') return
    const invoice = open.id
    const later: Due[] = retryDays.map((days) => ({ at: at + days * day, act: 'retry', invoice }))
    subscriptions.plan(idle.id, () => false, ...later, { at: at + giveUpDays * day, act: 'give-up', invoice })
    collect(open, renewed, at, tell)
  }

  const acts: Record<
    Due['act'],
    (subscription: Subscription, due: Due, invoice: Invoice | undefined, tell: Tell) => void
  > = {
    renew: (subscription, { at }, _, tell) => {
      const stops = subscription.cancel_at !== null && subscription.cancel_at <= at
      if (stops) subscriptions.end(subscription, 'cancellation_requested', at, tell)
      else renew(subscription, at, tell)
    },
    retry: (subscription, { at }, invoice, tell) => {
      if (invoice?.status === 'open') collect(invoice, subscription, at, tell)
    },
    'give-up': (subscription, { at }, invoice, tell) => {
      if (invoice?.status === 'open') subscriptions.end(subscription, 'payment_failed', at, tell)
    },
    expire: (subscription, { at }, invoice, tell) => {
      if (subscription.pending_update) changes.drop(subscription, at, tell, invoice)
    },
    finalize: (_, { at }, invoice, tell) => {
      if (invoice?.status === 'draft') subscriptions.finalize(invoice, at, tell)
    },
    overdue: (subscription, { at }, invoice, tell) => {
      if (invoice?.status !== 'open') return
      subscriptions.save({ ...subscription, status: 'past_due' }, tell)
      const act = { at: at + giveUpDays * day, act: 'give-up', invoice: invoice.id } as const
      subscriptions.plan(subscriptionIdOf(invoice), () => false, act)
    },
  }

  /** Does what is due for a subscription up to an instant, each at its own time. Answers how many periods began. */
  const passTime = (id: string, now: number, tell: Tell): number => {
    let renewed = 0
    for (;;) {
      const { agenda } = subscriptions.dataOf(id)
      const due = agenda.toSorted((a, b) => a.at - b.at)[0]
      if (!due || due.at > now) return renewed
      subscriptions.plan(id, (other) => other.at === due.at && other.act === due.act)
      const before = subscriptions.get(id)
      const invoice = due.invoice === undefined ? undefined : store.find('invoice', due.invoice)
      acts[due.act](before, due, invoice, tell)
      if (due.act === 'renew' && periodOf(subscriptions.get(id)).start === due.at) renewed += 1
    }
  }

  return { passTime }
}

export type Renewals = ReturnType<typeof renewals>
