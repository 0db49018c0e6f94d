import type { DatabaseSync } from 'node:sqlite'
import { notFound, Problem } from '@lectern/core/platform'
import { atomically } from '../state.ts'
import {
  type Invoice,
  idOf,
  lastDigits,
  newCard,
  type PortalSession,
  type SessionSubscription,
  type Subscription,
  subscriptionIdOf,
} from './billing-objects.ts'
import type { EventLog, EventRow } from './events.ts'
import { invoicing, type Tell } from './invoicing.ts'
import type { Session } from './objects.ts'
import { renewals } from './renewals.ts'
import type { ObjectStore } from './store.ts'
import { subscriptionChanges } from './subscription-changes.ts'
import { subscriptions as subscriptionsOf } from './subscriptions.ts'

/** What an act came to, and the events that it caused: they commit together. */
export type Told<T> = { result: T; caused: EventRow[] }

/** Which of the two cards there are is on file. */
export type CardKind = keyof typeof lastDigits

/** Subscriptions as Stripe, their holder, and time move them. */
export const billing = (options: {
  state: DatabaseSync
  store: ObjectStore
  events: EventLog
  now: () => Date
  shown: (object: object) => object
}) => {
  const { store } = options
  const seconds = (): number => Math.floor(options.now().getTime() / 1000)
  const invoices = invoicing(store, options.shown)
  const subscriptions = subscriptionsOf(store, invoices)
  const changes = subscriptionChanges(store, invoices, subscriptions)
  const time = renewals(store, invoices, subscriptions, changes)

  const telling = <T>(work: (tell: Tell, at: number) => T, deliver = true): Told<T> =>
    atomically(options.state, () => {
      const caused: EventRow[] = []
      const delivery = deliver ? 'pending' : 'lost'
      const tell: Tell = (subject, type, object) => {
        caused.push(options.events.record({ subject, type, object, delivery }))
      }
      return { result: work(tell, seconds()), caused }
    })

  /** Does everything that is due. Answers how many periods began. */
  const passTime = (deliver = true): Told<number> => {
    const done = store
      .dueSubscriptions(seconds())
      .map((id) => telling((tell, at) => time.passTime(id, at, tell), deliver))
    return {
      result: done.reduce((sum, { result }) => sum + result, 0),
      caused: done.flatMap(({ caused }) => caused),
    }
  }

  const find = (id: string): Subscription => {
    const found = store.find('subscription', id)
    if (!found) throw notFound('subscription')
    return found
  }

  const findInvoice = (id: string): Invoice => {
    const found = store.find('invoice', id)
    if (!found) throw notFound('invoice')
    return found
  }

  const findPortal = (id: string): PortalSession => {
    const found = store.find('billing_portal.session', id)
    if (!found) throw notFound('portal session')
    return found
  }

  /** The card on file of a subscription. */
  const cardOf = (subscription: Subscription): CardKind | undefined => {
    const card = subscriptions.cardOf(subscription)
    if (!card) return undefined
    return card.card.last4 === lastDigits.declines ? 'declines' : 'pays'
  }

  const live = (id: string): Subscription => {
    const subscription = find(id)
    if (subscription.status !== 'canceled') return subscription
    throw new Problem('conflict', 'subscription.ended', 'This subscription has ended.')
  }

  const begin = (session: Session, asked: SessionSubscription, deliver: boolean) =>
    telling((tell, at) => subscriptions.begin(session, asked, at, tell), deliver)

  const setCard = (id: string, kind: CardKind, deliver = true): Told<Subscription> => {
    const subscription = live(id)
    if (subscription.collection_method === 'send_invoice') {
      throw new Problem('conflict', 'subscription.no-card', 'This subscription is paid by invoice.')
    }
    return telling((tell, at) => {
      const card = newCard(idOf(subscription.customer), lastDigits[kind], at)
      store.save('payment_method', card)
      return changes.setCard(subscription, card.id, tell)
    }, deliver)
  }

  const setRenewal = (id: string, renews: boolean, deliver = true): Told<Subscription> => {
    live(id)
    return telling((tell, at) => changes.setRenewal(id, renews, at, tell), deliver)
  }

  const end = (id: string, deliver = true): Told<Subscription> => {
    const subscription = live(id)
    return telling((tell, at) => subscriptions.end(subscription, 'cancellation_requested', at, tell), deliver)
  }

  /** Someone pays an invoice on its page, by a card that they type in there. */
  const payInvoice = (id: string, kind: CardKind, deliver = true): Told<boolean> => {
    const invoice = findInvoice(id)
    if (invoice.status !== 'open') {
      throw new Problem('conflict', 'invoice.not-open', 'This invoice can’t be paid. Nothing was charged.')
    }
    return telling((tell, at) => {
      const card = newCard(idOf(invoice.customer), lastDigits[kind], at)
      return subscriptions.pay(invoice, card, at, tell)
    }, deliver)
  }

  const of = (subscription: string): Invoice[] =>
    store.list('invoice', { where: { 'parent.subscription_details.subscription': subscription }, limit: 100 }).data

  return {
    invoices,
    subscriptions,
    changes,
    telling,
    passTime,
    find,
    findInvoice,
    findPortal,
    subjectOf: (invoice: string): string => subscriptionIdOf(findInvoice(invoice)),
    cardOf,
    begin,
    setCard,
    setRenewal,
    end,
    payInvoice,
    invoicesOf: of,
    list: (customer?: string): Subscription[] => store.list('subscription', { where: { customer }, limit: 100 }).data,
  }
}

export type Billing = ReturnType<typeof billing>
